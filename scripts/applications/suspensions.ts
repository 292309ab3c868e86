/** Appealing against a suspension: from the words and papers that lie here to an appeal that is handed in, in one run. */
import type { PaperKind } from "../../client/applications.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { districtOf, formatProvider } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { atOffice, type AtOffice } from "../atOffice/session.ts";
import type { Where } from "../atOffice/where.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { demandYes, findTold } from "./atOffice.ts";
import { bringPapers, papersSaid } from "./draft.ts";
import { indented } from "./indented.ts";
import { SUSPENSION, type Suspended } from "./kinds.ts";
import { compared, readPapers } from "./papers.ts";
import { dataOf } from "./said.ts";
import { usage, WORDS_MISSING, wordsOf } from "./steps.ts";
import { suspensionsListed, type Told } from "./told.ts";

export interface AppealSuspensionInput extends Where, Partial<Readonly<Record<PaperKind, string | undefined>>> {
  readonly provider: bigint;
  readonly reason?: string | undefined;
  readonly reasonFile?: string | undefined;
}

const PAPERS = ["licence", "qualification", "pledge", "other"] as const;

/** @throws TongduiError `UsageWrong`, `NotSuspended`, `ApplicationElsewhere`, `NotConfirmed`; as readPapers, atOffice. */
export async function appealSuspension(input: AppealSuspensionInput, context: Context): Promise<Answer> {
  const words = await wordsOf(input);
  if (words === undefined) throw usage(WORDS_MISSING);
  const named = PAPERS.flatMap((kind) => {
    const file = input[kind];
    return file === undefined ? [] : [{ kind, file }];
  });
  const papers = await readPapers(named);
  const provider = formatProvider(input.provider);
  const where = { portal: input.portal, district: input.district ?? Number(districtOf(input.provider)) };
  return atOffice(where, context, async (at) => {
    const { suspensions } = await at.office.get("/suspensions", suspensionsListed);
    const suspension = suspensions.find((one) => one.provider === provider);
    if (!suspension) throw notSuspended(at, provider);
    const found = suspension.appeal === null ? undefined : await findTold(at, SUSPENSION, suspension.appeal);
    if (found && found.state !== "refused") {
      const last = found.steps.at(-1);
      if (last?.step === "appeal" && last.words === words)
        return answer(found, { en: "was done before", zh: "此前已办理" });
      throw appealedBefore(found);
    }
    const difference = compared(papers, found?.papers ?? []);
    await demandYes(at, [
      { en: `Appeal against the suspension of provider ${provider}`, zh: `就服务机构 ${provider} 的暂停提出申诉` },
      indented({ en: "In words, which the other side reads:", zh: "说明（对方可见）：" }, words),
      ...papersSaid(difference),
    ]);
    if (context.dryRun) return { data: { provider, dryRun: true }, parts: [NOTHING_DONE] };
    const begun = found ?? (await at.office.send("POST", SUSPENSION.path, { provider }, SUSPENSION.told));
    const told = await bringPapers(at, SUSPENSION, begun, difference);
    const body = { step: "appeal", words, after: told.steps.length };
    const next = await at.office.send("POST", `${SUSPENSION.path}/${told.id}/steps`, body, SUSPENSION.told);
    return answer(next, { en: "done", zh: "已办理" });
  });
}

function answer(told: Told<Suspended>, how: Text): Answer {
  const [named, state] = [SUSPENSION.named(told.owner, told.wanted), SUSPENSION.states[told.state]];
  return {
    data: dataOf(told),
    parts: [
      {
        en: `✓ ${told.id}, ${named.en}, handed in: ${how.en}. Now: ${state.en}.`,
        zh: `✓ ${told.id}，${named.zh}，提交：${how.zh}。当前状态：${state.zh}。`,
      },
    ],
  };
}

/** The suspensions that somebody is under, and the appeals that they may see. */
export async function listSuspensions(where: Where, context: Context): Promise<Answer> {
  return atOffice(where, context, async (at) => {
    const { suspensions, appeals } = await at.office.get("/suspensions", suspensionsListed);
    const data = { suspensions: suspensions.map((one) => ({ ...one })), appeals: appeals.map((one) => ({ ...one })) };
    if (suspensions.length + appeals.length === 0) return { data, parts: [NONE] };
    const own = {
      head: [
        SUSPENSION.owner,
        { en: "Suspended on", zh: "暂停日期" },
        { en: "By", zh: "经办账户" },
        { en: "Appeal through", zh: "申诉截止日" },
        { en: "Why", zh: "理由" },
      ],
      rows: suspensions.map(({ provider, on, by, appealThrough, why }) => [
        ...[provider, on, by, appealThrough],
        why ?? { en: "ask the Bureau", zh: "请向科技局索取" },
      ]),
    };
    const handedIn = {
      head: [
        { en: "Since", zh: "自" },
        { en: "Appeal", zh: "申诉" },
        { en: "Id", zh: "编号" },
        SUSPENSION.owner,
        ...SUSPENSION.columns,
      ],
      rows: appeals.map(({ since, state, id, provider, suspendedOn }) => [
        ...[since, SUSPENSION.states[state], id, provider],
        suspendedOn ?? "–",
      ]),
    };
    return { data, parts: [own, handedIn].filter(({ rows }) => rows.length > 0) };
  });
}

const NONE: Text = { en: "There are none.", zh: "暂无。" };
const NOTHING_DONE: Text = { en: "Nothing was done at the office.", zh: "未在办公系统办理任何事项。" };

function notSuspended({ districtName: where }: AtOffice, provider: string): TongduiError {
  return new TongduiError(
    "NotSuspended",
    {
      en: `Whoever this key is signs for no provider ${provider} that is suspended, as the office of ${where.en} knows it.`,
      zh: `据${where.zh}办公系统，本账户不代表已被暂停的服务机构 ${provider}。`,
    },
    {
      hint: {
        en: `tongdui provider show ${provider} says how it stands.`,
        zh: `可用 tongdui provider show ${provider} 查看其状态。`,
      },
    },
  );
}

function appealedBefore({ id, state }: Told<Suspended>): TongduiError {
  const how = SUSPENSION.states[state];
  return new TongduiError(
    "ApplicationElsewhere",
    {
      en: `This suspension was appealed already, by ${id} (${how.en}), and there is one appeal a suspension.`,
      zh: `该次暂停已提出申诉 ${id}（${how.zh}），每次暂停只能申诉一次。`,
    },
    { hint: { en: `Look at it: tongdui suspension show ${id}`, zh: `请查看：tongdui suspension show ${id}` } },
  );
}
