/** `voucher issue`: the approved list becomes vouchers. */
import { isoOfDay } from "../../client/days.ts";
import { formatEnterprise, formatVoucher, voucherId } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { counted } from "../../client/text/counted.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { demandConfirmed } from "../chain/perform.ts";
import type { Answer, Data } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { Directory } from "../registers/directory.ts";
import { announcedList, type AnnouncedList } from "./announced.ts";
import { IssuedItems } from "./issuedItems.ts";
import { takeEarlierChunks } from "./issuedEarlier.ts";
import { writeIssueReport } from "./issueReport.ts";
import { IssueRun } from "./issueRun.ts";
import type { Plan } from "./planFile.ts";
import { readPlan } from "./planFile.ts";
import { formatOf } from "./planReport.ts";
import { demandSame } from "./whichList.ts";

export interface IssueInput {
  readonly plan: string;
  readonly report: string | undefined;
}

export async function issue(input: IssueInput, context: Context): Promise<Answer> {
  if (input.report !== undefined) formatOf(input.report);
  return acting(context, async (open) => {
    const plan = await readPlan(input.plan, open.deployment);
    const wasDone = (await announcedList(open, plan.batch)).stage === "Done";
    const issued = await issuePlan(open, plan);
    if (input.report !== undefined && !context.dryRun) {
      await writeIssueReport(input.report, { plan, issued, directory: await Directory.open(open) }, context.lang);
    }
    return answerOf(plan, issued, await announcedList(open, plan.batch), { ...input, isDry: context.dryRun, wasDone });
  });
}

/** Issues what is still to come of a list, and says what became of each of its items. */
export async function issuePlan(open: Acting, plan: Plan): Promise<IssuedItems> {
  const { context, ledger } = open;
  const list = await announcedList(open, plan.batch);
  demandSame(list, plan);
  const issued = new IssuedItems(plan.items.length, ledger.vouchers.interface);
  if (list.stage !== "Done") {
    const first = new IssueRun(open, plan, issued, { add: () => undefined, end: () => undefined });
    await demandConfirmed(open, [{ title: titleOf(list) }], async () => first.tryNext());
    const left = list.count - list.done;
    const progress = context.io.progress({ en: "Issue vouchers", zh: "发放双创券" }, left);
    context.watch("to do", { items: list.count });
    context.watch("done before", { items: list.done });
    const run = new IssueRun(open, plan, issued, progress);
    try {
      await (context.dryRun ? run.tryNext() : run.toTheEnd());
    } finally {
      progress.end();
    }
  }
  if (!context.dryRun && issued.known < plan.items.length) await takeEarlierChunks(open, plan.batch, issued);
  return issued;
}

function titleOf({ batch, count, done, total, program }: AnnouncedList): Text {
  const from = done === 0 ? { en: "", zh: "" } : { en: `, from item ${done + 1} on`, zh: `（从第 ${done + 1} 项起）` };
  return {
    en: `Issue list ${shortHex(batch)}: ${counted(count, "voucher")}, ${formatFen(total)} in all, under program ${program}${from.en}`,
    zh: `发放名单 ${shortHex(batch)}：双创券 ${count} 张，合计 ${formatFen(total)}，项目 ${program}${from.zh}`,
  };
}

function answerOf(
  plan: Plan,
  issued: IssuedItems,
  { stage, done, count, lastAct }: AnnouncedList,
  {
    report,
    isDry,
    wasDone,
  }: { readonly report: string | undefined; readonly isDry: boolean; readonly wasDone: boolean },
): Answer {
  const { program, batch, items } = plan;
  const day = isoOfDay(lastAct);
  if (isDry) {
    const data = { list: batch, program: String(program), stage: stage.toLowerCase(), count, done };
    const said =
      stage === "Done"
        ? { en: `The list was issued before, on ${day}.`, zh: `该名单此前已于 ${day} 全部发放。` }
        : { en: "The ledger would take the next chunk.", zh: "账本可以受理下一批。" };
    return { data, parts: [said] };
  }
  const passed = issued.passedOver();
  const serials = issued.vouchers();
  let total = 0n;
  for (const { place } of serials) total += items.at(place)?.face ?? 0n;
  const idOf = (serial: number | undefined): string =>
    serial === undefined ? "" : formatVoucher(voucherId(program, serial));
  const [first, last] = [idOf(serials[0]?.serial), idOf(serials.at(-1)?.serial)];
  const parts: Text[] = [
    {
      en: `✓ ${counted(serials.length, "voucher")} issued, ${formatFen(total)} in all: ${first} to ${last}.`,
      zh: `✓ 已发放双创券 ${serials.length} 张，合计 ${formatFen(total)}：${first} 至 ${last}。`,
    },
  ];
  if (wasDone) {
    parts[0] = {
      en: `✓ This list was issued before, on ${day}; nothing was sent now. ${counted(serials.length, "voucher")}, ${formatFen(total)} in all: ${first} to ${last}.`,
      zh: `✓ 该名单此前已于 ${day} 发放，本次未发送任何内容。共双创券 ${serials.length} 张，合计 ${formatFen(total)}：${first} 至 ${last}。`,
    };
  }
  if (serials.length === 0) parts[0] = { en: "No voucher was issued.", zh: "未发放双创券。" };
  for (const place of passed) parts.push(passedSaid(plan, issued, place));
  if (report !== undefined) parts.push({ en: `A report a row is in ${report}.`, zh: `逐行报告见 ${report}。` });
  return {
    data: {
      list: batch,
      program: String(program),
      issued: serials.length,
      before: wasDone,
      day,
      totalFen: total,
      first,
      last,
      passedOver: passed.map((place): Data => passedData(plan, issued, place)),
    },
    parts,
    exit: passed.length === 0 ? EXIT.done : EXIT.partly,
  };
}

function passedSaid({ items, source }: Plan, issued: IssuedItems, place: number): Text {
  const { enterprise = 0n, face = 0n } = items.at(place) ?? {};
  const { en, zh } = issued.reasonOf(place) ?? { en: "", zh: "" };
  const where = `${source.file}:${items.lineOf(place)}`;
  const id = formatEnterprise(enterprise);
  return {
    en: `${where}: enterprise ${id} (${formatFen(face)}) was passed over: ${en}.`,
    zh: `${where}：企业 ${id}（${formatFen(face)}）被跳过：${zh}。`,
  };
}

function passedData({ items }: Plan, issued: IssuedItems, place: number): Data {
  const { enterprise = 0n, face = 0n } = items.at(place) ?? {};
  const reason = issued.reasonOf(place)?.en ?? "";
  return { line: items.lineOf(place), enterprise: formatEnterprise(enterprise), faceFen: face, reason };
}
