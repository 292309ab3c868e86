/** `voucher correct`: what was issued wrongly is proposed for revocation, and the list that takes its place is made ready. */
import { formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { LIST_STAGE } from "../../../client/text/states.ts";
import { LIST_STAGES } from "../../../client/replay/vouchers.ts";
import type { Text } from "../../../client/text/text.ts";
import { counted } from "../../../client/text/counted.ts";
import { acting } from "../../chain/acting.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { Directory } from "../../registers/directory.ts";
import { listAt, type AnnouncedList } from "../announced.ts";
import { proposeRevocations } from "../lifetime/revoke.ts";
import { answerVouchers, type VoucherRow } from "../lifetime/rows.ts";
import { PROPOSED } from "../lifetime/words.ts";
import { writePlan, type Plan } from "../planFile.ts";
import { demandRight, readCorrections } from "./corrections.ts";

export interface CorrectInput {
  readonly file: string;
  readonly reason: string;
  readonly out: string | undefined;
  /** How many lists in the place of these vouchers were announced before and withdrawn. */
  readonly again: number;
}

/**
 * Run again at any stage it does what is missing, and says what comes next.
 *
 * @throws TongduiError as readCorrections, demandRight, writePlan, proposeRevocations.
 */
export async function correctVouchers(input: CorrectInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const directory = await Directory.open(open);
    const corrections = await readCorrections(open, input, directory);
    const { plan, rows } = corrections;
    const list = await listAt(open, plan.batch);
    // What was announced was checked before, and what it issued counts by now.
    const warnings = list ? [] : await demandRight(open, corrections);
    const file = input.out ?? `${input.file.replace(/\.[^./\\]*$/, "")}.plan.json`;
    if (!context.dryRun) await writePlan(file, plan, open.deployment);
    context.io.note(planSaid(plan));
    const living = rows.filter(({ voucher }) => voucher.status === "Active");
    const proposed = living.length === 0 ? [] : await proposeRevocations(open, living, directory, input.reason);
    const all: VoucherRow[] = rows.map(
      (row) => proposed.find(({ id }) => id === row.id) ?? { ...row, outcome: { end: "before" }, words: REVOKED },
    );
    const next = context.dryRun
      ? []
      : [
          nextStep(
            file,
            living.map(({ id }) => id),
            list,
          ),
        ];
    return answerVouchers(all, PROPOSED, directory, {
      parts: [...warnings, ...next],
      data: {
        plan: context.dryRun ? null : file,
        list: plan.batch,
        corrects: plan.corrects.map(formatVoucher),
        totalFen: plan.total,
        waiting: living.length,
        stage: (list?.stage ?? "None").toLowerCase(),
      },
    });
  });
}

const REVOKED = {
  ...PROPOSED,
  before: { en: "is revoked", zh: "已撤销" },
};

function planSaid({ batch, items, total, program }: Plan): Text {
  return {
    en: `In their place: list ${batch}, ${counted(items.length, "voucher")}, ${formatFen(total)} in all, under program ${program}.`,
    zh: `更正后的名单编号 ${batch}：双创券 ${items.length} 张，合计 ${formatFen(total)}，项目 ${program}。`,
  };
}

function nextStep(file: string, waiting: readonly bigint[], list: AnnouncedList | undefined): Text {
  if (waiting.length > 0) {
    const ids = waiting.map(formatVoucher).join(" ");
    return {
      en: `Next: the home Approver confirms with tongdui voucher revoke ${ids} --confirm. Then announce ${file}.`,
      zh: `下一步：由所属区审批人运行 tongdui voucher revoke ${ids} --confirm 确认撤销，然后公示 ${file}。`,
    };
  }
  if (!list) {
    return {
      en: `All are revoked. Next: tongdui voucher announce ${file} --notice-days 5 --decision FILE`,
      zh: `均已撤销。下一步：tongdui voucher announce ${file} --notice-days 5 --decision 文件`,
    };
  }
  if (list.stage === "Withdrawn") {
    return {
      en: "The list in their place was withdrawn. To make another one, run this with --again 1 (and 2 for the next) and --out FILE.",
      zh: "更正名单已撤回。如需另制一份，请加 --again 1（再下一次为 2）和 --out 文件 重新运行。",
    };
  }
  const stage = LIST_STAGE[LIST_STAGES.indexOf(list.stage)] ?? { en: list.stage, zh: list.stage };
  return {
    en: `All are revoked, and the list in their place is ${stage.en}.`,
    zh: `均已撤销，更正后的名单${stage.zh}。`,
  };
}
