/** `voucher expire`: ends vouchers whose last day of use has passed, by anyone; what remains of them goes back to the budget. */
import { isoOfDay } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatEnterprise, formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import type { Text } from "../../../client/text/text.ts";
import { remainingOf, returnedOf, type Voucher } from "../../../client/voucherWord.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import { performInBatches } from "../../chain/batches.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { programAt } from "../../programs/program.ts";
import { Directory } from "../../registers/directory.ts";
import { ReportFile } from "../../tables/reportFile.ts";
import { defineSheet, type Entry } from "../../tables/sheet.ts";
import { allVouchers, isDue, vouchersAt } from "../held.ts";
import { vouchersMeant, type Meant } from "./meant.ts";
import { answerVouchers, showMeant, type VoucherRow, type Words } from "./rows.ts";

export interface ExpireInput {
  readonly vouchers: readonly bigint[];
  /** All that are due, instead. */
  readonly due: boolean;
  /** Of this program alone. */
  readonly program: bigint | undefined;
  readonly report: string | undefined;
}

const EXPIRED: Words = {
  done: { en: "expired", zh: "已过期处理" },
  before: { en: "had ended before", zh: "此前已终止" },
  tried: { en: "could be expired", zh: "可以过期处理" },
};

const SHEET = defineSheet({
  title: { en: "Vouchers expired", zh: "到期双创券处理结果" },
  columns: {
    voucher: { heading: { en: "Voucher", zh: "券号" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业编号" }, kind: "text" },
    name: { heading: { en: "Name", zh: "企业名称" }, kind: "text" },
    useBy: { heading: { en: "Use by", zh: "使用期限至" }, kind: "day" },
    face: { heading: { en: "Face", zh: "面额" }, kind: "amount" },
    returned: { heading: { en: "Returned to the budget", zh: "退回预算" }, kind: "amount" },
    locked: { heading: { en: "Still locked by orders", zh: "订单仍锁定" }, kind: "amount" },
  },
});

/** @throws TongduiError `UsageWrong`, `ProgramUnknown`; as vouchersMeant, ReportFile.plan, performInBatches. */
export async function expireVouchers(input: ExpireInput, context: Context): Promise<Answer> {
  if (input.due === input.vouchers.length > 0 || (input.program !== undefined && !input.due)) throw howToName();
  const report = input.report === undefined || context.dryRun ? undefined : await ReportFile.plan(input.report);
  return acting(context, async (open) => {
    const directory = await Directory.open(open);
    const today = await open.today();
    const meant = input.due
      ? await dueVouchers(open, today, input.program)
      : await vouchersMeant(open, { ...input, file: undefined });
    if (meant.length === 0) return nothingDue(input.program);
    const early = meant.filter(({ voucher }) => voucher.status === "Active" && !isDue(voucher, today));
    const items = meant.filter((one) => !early.includes(one));
    const title = { en: "Expire vouchers", zh: "办理到期双创券" };
    if (items.length > 0) showMeant(context, items, directory, title);
    const { outcomes } = await performInBatches(open, {
      title,
      items,
      areDone: async (some) => (await statesOf(open, some)).map(({ status }) => status !== "Active"),
      draft: async (some) => open.ledger.vouchers.expire.populateTransaction(some.map(({ id }) => id)),
    });
    const after = await statesOf(open, items);
    const rows = [
      ...items.map((one, i) => rowOf(one, outcomes[i], after[i])),
      ...early.map((one): VoucherRow => ({ ...one, outcome: { end: "refused", error: notDue(one) } })),
    ];
    const parts = [summed(rows)];
    if (report)
      parts.push(
        await report.write(
          SHEET,
          rows.filter(isGood).map((row) => entryOf(row, directory)),
          context.lang,
        ),
      );
    return answerVouchers(rows, EXPIRED, directory, { parts });
  });
}

async function dueVouchers(open: Acting, today: number, program: bigint | undefined): Promise<Meant[]> {
  if (program !== undefined) await programAt(open, program);
  const ids = await allVouchers(open, program);
  const found = await vouchersAt(open, ids);
  return ids.flatMap((id, i): Meant[] => {
    const voucher = found[i];
    return voucher && isDue(voucher, today) ? [{ id, voucher }] : [];
  });
}

async function statesOf(open: Acting, some: readonly Meant[]): Promise<Voucher[]> {
  const found = await vouchersAt(
    open,
    some.map(({ id }) => id),
  );
  return some.map(({ voucher }, i) => found[i] ?? voucher);
}

/** The ledger passes over what is not due, for one that was prolonged meanwhile: its state says what became of it. */
function rowOf(
  one: Meant,
  outcome: VoucherRow["outcome"] = { end: "before" },
  voucher: Voucher = one.voucher,
): VoucherRow {
  const row = { id: one.id, voucher, outcome };
  if (outcome.end === "tried") return { ...row, data: { returnedFen: remainingOf(voucher) } };
  if (outcome.end === "refused") return row;
  if (voucher.status === "Active") return { ...row, outcome: { end: "refused", error: notDue(row) } };
  const returned = returnedOf(voucher);
  const sum = formatFen(returned);
  const done = { en: `expired; ${sum} went back to the budget`, zh: `已过期处理，退回预算 ${sum}` };
  return { ...row, words: { ...EXPIRED, done }, data: { returnedFen: returned } };
}

function isGood({ outcome }: VoucherRow): boolean {
  return outcome.end !== "refused";
}

function entryOf({ id, voucher }: VoucherRow, directory: Directory): Entry<typeof SHEET> {
  const { enterprise, useBy, face, locked } = voucher;
  return {
    voucher: formatVoucher(id),
    enterprise: formatEnterprise(enterprise),
    name: directory.byId("enterprise", enterprise)?.name,
    useBy,
    face,
    returned: returnedOf(voucher),
    locked,
  };
}

function summed(rows: readonly VoucherRow[]): Text {
  const ended = rows.filter(({ outcome }) => outcome.end === "done");
  const tried = rows.filter(({ outcome }) => outcome.end === "tried");
  if (tried.length > 0) {
    const sum = formatFen(tried.reduce((total, { voucher }) => total + remainingOf(voucher), 0n));
    return { en: `${sum} would go back to the budgets.`, zh: `将退回预算合计 ${sum}。` };
  }
  const sum = formatFen(ended.reduce((total, { voucher }) => total + returnedOf(voucher), 0n));
  return {
    en: `${ended.length} expired; ${sum} went back to the budgets.`,
    zh: `已过期处理 ${ended.length} 张，退回预算合计 ${sum}。`,
  };
}

function nothingDue(program: bigint | undefined): Answer {
  const of = program === undefined ? { en: "", zh: "" } : { en: ` of program ${program}`, zh: `第 ${program} 号项目` };
  return {
    data: { vouchers: [] },
    parts: [{ en: `No voucher${of.en} is due.`, zh: `${of.zh}没有到期待处理的双创券。` }],
  };
}

function notDue({ id, voucher: { useBy } }: Meant): TongduiError {
  const [written, day] = [formatVoucher(id), isoOfDay(useBy)];
  return new TongduiError("VoucherNotDue", {
    en: `Voucher ${written} can be used through ${day}; it can be expired from the day after.`,
    zh: `双创券 ${written} 的使用期限至 ${day}（含当日），次日起方可办理过期。`,
  });
}

function howToName(): TongduiError {
  return new TongduiError("UsageWrong", {
    en: "Name vouchers, or give --due for all that are due, of one program with --program; not both.",
    zh: "请列出券号，或用 --due 表示全部到期双创券（可用 --program 限定项目），二者选一。",
  });
}
