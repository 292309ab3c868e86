/** Promise 1: for every program, outstanding = Σ (remaining + locked); outstanding + redeemed ≤ approved; recovered ≤ paid ≤ redeemed. */
import { programOf } from "../../../client/ids.ts";
import type { Budget } from "../../../client/budgetWord.ts";
import type { LedgerEvent } from "../../../client/replay/events.ts";
import type { LedgerState } from "../../../client/replay/replay.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Held, Report } from "../finding.ts";
import type { Accounts } from "./accounts.ts";
import { atEvent, programText, yuan } from "./words.ts";

type Figure = "outstanding" | "redeemed" | "paid" | "recovered";

const FIGURE: Readonly<Record<Figure, Text>> = {
  outstanding: { en: "outstanding", zh: "未结" },
  redeemed: { en: "redeemed", zh: "已核销" },
  paid: { en: "paid", zh: "已拨付" },
  recovered: { en: "recovered", zh: "已追回" },
};

/** The bounds are held after every change; the figures are what all vouchers' accounts add up to in the end. */
export function budgetsAddUp(accounts: Accounts, report: Report): Held<LedgerEvent, LedgerState> {
  const broken = new Set<bigint>();

  return {
    hear(event, { programs }) {
      const program = programTouchedBy(event);
      if (program === undefined || broken.has(program)) return;
      const budget = programs.programs.get(program)?.budget;
      const what = budget && beyondBounds(budget);
      if (!what) return;
      broken.add(program);
      report({ promise: 1, where: atEvent(programText(program), event), what });
    },

    end({ programs }) {
      const sums = sumsOf(accounts);
      for (const [program, { budget }] of programs.programs) {
        const sum = sums.get(program) ?? NOTHING;
        for (const figure of Object.keys(FIGURE) as Figure[]) {
          if (sum[figure] === budget[figure]) continue;
          const { en, zh } = FIGURE[figure];
          report({
            promise: 1,
            where: programText(program),
            what: {
              en: `Its vouchers add up to ${yuan(sum[figure])} ${en}, and its budget says ${yuan(budget[figure])}.`,
              zh: `其各券${zh}合计 ${yuan(sum[figure])}，而预算账上为 ${yuan(budget[figure])}。`,
            },
          });
        }
      }
    },
  };
}

function programTouchedBy(event: LedgerEvent): bigint | undefined {
  if (event.name === "VoucherChanged") return programOf(event.args.voucher);
  return event.name === "BudgetApproved" ? event.args.program : undefined;
}

function beyondBounds({ approved, outstanding, redeemed, paid, recovered }: Budget): Text | undefined {
  const over = (less: bigint, more: bigint, en: string, zh: string): Text | undefined =>
    less <= more
      ? undefined
      : {
          en: `${en}: ${yuan(less)} is more than ${yuan(more)}.`,
          zh: `${zh}：${yuan(less)} 大于 ${yuan(more)}。`,
        };
  return (
    over(
      outstanding + redeemed,
      approved,
      "Outstanding and redeemed exceed what is approved",
      "未结与已核销之和超出已批准预算",
    ) ??
    over(paid, redeemed, "More is paid than redeemed", "已拨付超出已核销") ??
    over(recovered, paid, "More is recovered than paid", "已追回超出已拨付")
  );
}

type Sums = Record<Figure, bigint>;

const NOTHING: Sums = { outstanding: 0n, redeemed: 0n, paid: 0n, recovered: 0n };

function sumsOf({ vouchers }: Accounts): Map<bigint, Sums> {
  const sums = new Map<bigint, Sums>();
  for (const [voucher, { remaining, locked, redeemed, paid, recovered }] of vouchers) {
    const program = programOf(voucher);
    const sum = sums.get(program) ?? { ...NOTHING };
    sum.outstanding += BigInt(remaining + locked);
    sum.redeemed += BigInt(redeemed);
    sum.paid += BigInt(paid);
    sum.recovered += BigInt(recovered);
    sums.set(program, sum);
  }
  return sums;
}
