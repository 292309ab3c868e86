/** `report budget`: how far each program's budget has come from approval to payment. */
import { availableOf, type Budget } from "../../client/budgetWord.ts";
import { programOf } from "../../client/ids.ts";
import { PROGRAM_STATUSES } from "../../client/replay/programs.ts";
import { PROGRAM_STATUS } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { remainingOf, returnedOf, type Voucher } from "../../client/voucherWord.ts";
import { WHOLE } from "../../client/money.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { reportOfDistrict, type OfDistrict } from "./district.ts";
import type { Line } from "./give.ts";
import type { LedgerView } from "./view.ts";
import { TOTAL } from "./words.ts";

export const BUDGET = defineSheet({
  title: { en: "Budget execution", zh: "预算执行情况表" },
  columns: {
    district: { heading: { en: "District", zh: "所属区" }, kind: "text" },
    program: { heading: { en: "Program", zh: "项目" }, kind: "text" },
    state: { heading: { en: "State", zh: "状态" }, kind: "text" },
    vouchers: { heading: { en: "Vouchers", zh: "券数" }, kind: "count" },
    approved: { heading: { en: "Approved", zh: "批准预算" }, kind: "amount" },
    issued: { heading: { en: "Issued", zh: "已发放" }, kind: "amount" },
    unused: { heading: { en: "Unused", zh: "未使用" }, kind: "amount" },
    locked: { heading: { en: "Locked", zh: "订单锁定" }, kind: "amount" },
    redeemed: { heading: { en: "Redeemed", zh: "已核销" }, kind: "amount" },
    paid: { heading: { en: "Paid", zh: "已拨付" }, kind: "amount" },
    recovered: { heading: { en: "Recovered", zh: "已追回" }, kind: "amount" },
    returned: { heading: { en: "Returned", zh: "已退回预算" }, kind: "amount" },
    available: { heading: { en: "Available", zh: "可发放" }, kind: "amount" },
    execution: { heading: { en: "Paid of approved", zh: "拨付率" }, kind: "rate" },
  },
});

/** Amounts in fen. */
export type Execution = Pick<Budget, "approved" | "redeemed" | "paid" | "recovered"> & {
  readonly vouchers: number;
  readonly issued: bigint;
  readonly unused: bigint;
  readonly locked: bigint;
  readonly returned: bigint;
  readonly available: bigint;
};

const NOTHING: Execution = {
  vouchers: 0,
  approved: 0n,
  issued: 0n,
  unused: 0n,
  locked: 0n,
  redeemed: 0n,
  paid: 0n,
  recovered: 0n,
  returned: 0n,
  available: 0n,
};

/**
 * A line a program, by district, with a total below each district that has several, and one below all.
 *
 * @param district its programs alone; undefined for all.
 */
export function budgetLines(view: LedgerView, district: bigint | undefined): Line<typeof BUDGET>[] {
  const vouchers = Map.groupBy([...view.state.vouchers.vouchers], ([id]) => programOf(id));
  const programs = [...view.state.programs.programs]
    .filter(([, { terms }]) => district === undefined || terms.home === district)
    .map(([number, { terms, status, budget }]) => {
      const some = (vouchers.get(number) ?? []).map(([, { story }]) => story.voucher);
      return { number, status, home: terms.home, execution: executionOf(budget, some) };
    });
  const byDistrict = [...Map.groupBy(programs, ({ home }) => home)].sort(([a], [b]) => Number(a - b));
  const lines = byDistrict.flatMap(([home, some]): Line<typeof BUDGET>[] => {
    const name = view.districtName(home);
    const rows = some.map(({ number, status, execution }) => ({
      cells: {
        district: name,
        program: String(number),
        state: PROGRAM_STATUS[PROGRAM_STATUSES.indexOf(status)],
        ...withRate(execution),
      },
    }));
    if (some.length === 1) return rows;
    const sum = some.map(({ execution }) => execution).reduce(added);
    return [...rows, { total: true, cells: { district: totalOf(name), ...withRate(sum) } }];
  });
  if (byDistrict.length < 2) return lines;
  const all = programs.map(({ execution }) => execution).reduce(added, NOTHING);
  return [...lines, { total: true, cells: { district: TOTAL, ...withRate(all) } }];
}

/** Approved, paid and recovered are the budget's own; the others are added up from its vouchers. */
function executionOf(budget: Budget, vouchers: readonly Voucher[]): Execution {
  const { approved, paid, recovered } = budget;
  const sums = vouchers.map((voucher): Execution => ({
    ...NOTHING,
    vouchers: 1,
    issued: voucher.face,
    unused: remainingOf(voucher),
    locked: voucher.locked,
    redeemed: voucher.redeemed,
    returned: returnedOf(voucher),
  }));
  return { ...sums.reduce(added, NOTHING), approved, paid, recovered, available: availableOf(budget) };
}

function added(a: Execution, b: Execution): Execution {
  return {
    vouchers: a.vouchers + b.vouchers,
    approved: a.approved + b.approved,
    issued: a.issued + b.issued,
    unused: a.unused + b.unused,
    locked: a.locked + b.locked,
    redeemed: a.redeemed + b.redeemed,
    paid: a.paid + b.paid,
    recovered: a.recovered + b.recovered,
    returned: a.returned + b.returned,
    available: a.available + b.available,
  };
}

/** Rounded down; blank where nothing was approved. */
function withRate(execution: Execution): Entry<typeof BUDGET> {
  const { approved, paid } = execution;
  return { ...execution, execution: approved === 0n ? undefined : Number((paid * BigInt(WHOLE)) / approved) };
}

function totalOf(district: string): Text {
  return { en: `Total of ${district}`, zh: `${district} 小计` };
}

export async function reportBudget(input: OfDistrict, context: Context): Promise<Answer> {
  return reportOfDistrict(input, context, (view, district) => ({ sheet: BUDGET, lines: budgetLines(view, district) }));
}
