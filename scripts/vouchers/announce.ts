/** `voucher announce`: the list becomes public, and its notice begins. */
import { dayOf, isoOfDay, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { counted } from "../../client/text/counted.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { answerOf, perform, type Step } from "../chain/perform.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { noticeEndOf, type NoticeGiven } from "../policy/noticeEnd.ts";
import { lapsesAfter, listAt, type AnnouncedList } from "./announced.ts";
import { demandCorrectable } from "./correct/links.ts";
import { commitDecision } from "./decision.ts";
import { announcementOf } from "./listSaid.ts";
import { readPlan, type Plan } from "./planFile.ts";
import { demandSame } from "./whichList.ts";

export interface AnnounceInput extends NoticeGiven {
  readonly plan: string;
  readonly decision: string;
}

export async function announce(input: AnnounceInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const plan = await readPlan(input.plan, open.deployment);
    for (const text of await demandCorrectable(open, plan)) context.io.note(text);
    const noticeEnd = await noticeEndOf(await asOfAnnouncement(open, plan), input);
    const decision = await commitDecision(open, plan, input.decision);
    const outcomes = await perform(open, [announcing(open, plan, { noticeEnd, decision })]);
    const { program, batch, items, total } = plan;
    const list = await listAt(open, batch);
    return answerOf(outcomes, {
      data: {
        list: batch,
        program: String(program),
        count: items.length,
        totalFen: total,
        noticeEnd: isoOfDay(list?.noticeEnd ?? noticeEnd),
        decision,
      },
      parts: list ? [nextStep(input.plan, batch, list.noticeEnd)] : [],
    });
  });
}

/** Working days are counted from the day of the announcement: when it is run again, from the day when it was announced. */
async function asOfAnnouncement(open: Acting, { batch }: Plan): Promise<Pick<Acting, "profile" | "today">> {
  if (!(await listAt(open, batch))) return open;
  const { block } = await announcementOf(open, batch);
  const { timestamp = 0 } = (await open.nodes.getBlock(block)) ?? {};
  return { profile: open.profile, today: async () => Promise.resolve(dayOf(timestamp)) };
}

/** Announcing, as a step. One that was announced with other words is no list that was announced before. */
export function announcing(
  open: Acting,
  plan: Plan,
  { noticeEnd, decision }: { readonly noticeEnd: Day; readonly decision: string },
): Step {
  const { program, chain, batch, items, total } = plan;
  return {
    title: {
      en: `Announce ${counted(items.length, "voucher")}, ${formatFen(total)} in all, under program ${program}; public notice through ${isoOfDay(noticeEnd)}`,
      zh: `公示拟发放双创券 ${items.length} 张，合计 ${formatFen(total)}，项目 ${program}，公示至 ${isoOfDay(noticeEnd)}`,
    },
    isDone: async () => {
      const list = await listAt(open, batch);
      if (!list) return false;
      demandSame(list, plan);
      await demandGoing(open, list);
      const announced = await announcementOf(open, batch);
      if (list.noticeEnd === noticeEnd && announced.decision === decision) return true;
      throw announcedOtherwise(batch, list.noticeEnd, announced.decision === decision);
    },
    draft: async () =>
      open.ledger.vouchers.announce.populateTransaction(program, chain, items.length, total, noticeEnd, decision),
  };
}

/** A list that was announced and is over is not announced again by running the command again. */
async function demandGoing({ today }: Acting, list: AnnouncedList): Promise<void> {
  if (list.stage === "Withdrawn") throw over(list.batch, { en: "was withdrawn", zh: "已撤回" });
  const last = lapsesAfter(list);
  if (list.stage !== "Announced" || (await today()) <= last) return;
  throw over(list.batch, { en: `lapsed after ${isoOfDay(last)}`, zh: `已于 ${isoOfDay(last)} 之后失效` });
}

function nextStep(file: string, batch: string, noticeEnd: Day): Text {
  return {
    en: `List ${batch}. Next: Approvers approve it with tongdui voucher approve ${file}; from ${isoOfDay(noticeEnd + 1)} on it can be issued.`,
    zh: `名单编号 ${batch}。下一步：审批人运行 tongdui voucher approve ${file}；自 ${isoOfDay(noticeEnd + 1)} 起可以发放。`,
  };
}

function over(batch: string, what: Text): TongduiError {
  return new TongduiError(
    "ListOver",
    {
      en: `The list ${batch} was announced before, and ${what.en}.`,
      zh: `名单 ${batch} 此前已公示，${what.zh}。`,
    },
    {
      hint: {
        en: "Plan what was not issued anew; an equal list with --again 1.",
        zh: "请将未发放部分重新生成计划；相同名单请加 --again 1。",
      },
    },
  );
}

function announcedOtherwise(batch: string, noticeEnd: Day, isSameDecision: boolean): TongduiError {
  const rest = isSameDecision ? { en: "", zh: "" } : { en: " and on another decision", zh: "，且决定文件不同" };
  return new TongduiError(
    "AnnouncedOtherwise",
    {
      en: `The list ${batch} was announced before, with a notice through ${isoOfDay(noticeEnd)}${rest.en}.`,
      zh: `名单 ${batch} 此前已公示，公示至 ${isoOfDay(noticeEnd)}${rest.zh}。`,
    },
    {
      hint: {
        en: "It stands as it was announced. To change that, withdraw it and plan it anew with --again 1.",
        zh: "该名单以已公示的内容为准。如需更改，请撤回后用 --again 1 重新生成计划。",
      },
    },
  );
}
