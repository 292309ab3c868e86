/** Demands and offers at the desk, in words. */
import { PERSONAL_NAMES, type PersonalFinding } from "../../../../client/matching/personal.ts";
import type { PostKind } from "../../../../client/matching/texts.ts";
import type { Text } from "../../app/language.tsx";
import { postState, type State } from "../../ui/states.ts";

export const KIND_NAMES: Readonly<Record<PostKind, Text>> = {
  demand: { en: "Demand", zh: "需求" },
  offer: { en: "Offer", zh: "供给" },
};

/** The public fields, as the form calls them. */
export const FIELD_NAMES: Readonly<Record<PostKind, Readonly<Record<"title" | "text", Text>>>> = {
  demand: { title: { en: "Title", zh: "标题" }, text: { en: "What is wanted", zh: "需求内容" } },
  offer: { title: { en: "Title", zh: "标题" }, text: { en: "What is offered", zh: "供给内容" } },
};

/** A sentence for each thing that looks like personal data in what everybody will read. */
export function warningOf(kind: PostKind, { field, pattern, found }: PersonalFinding): Text {
  const [where, what] = [FIELD_NAMES[kind][field as "title" | "text"], PERSONAL_NAMES[pattern]];
  return {
    en: `“${where.en}” has what looks like ${what.en} (${found}).`,
    zh: `“${where.zh}”中疑似含有${what.zh}（${found}）。`,
  };
}

const AT_OFFICE: Readonly<Record<string, State>> = {
  HandedIn: { text: { en: "handed in", zh: "已提交" }, tone: "wait" },
  Lapsed: { text: { en: "signed with a wallet that is no longer valid", zh: "签名钱包已失效" }, tone: "bad" },
  Overdue: { text: { en: "was not posted in time", zh: "逾期未发布" }, tone: "plain" },
  Refused: { text: { en: "refused", zh: "不予受理" }, tone: "bad" },
  TakenBack: { text: { en: "taken back", zh: "发布前已撤回" }, tone: "plain" },
  Open: { text: { en: "posted", zh: "已发布" }, tone: "good" },
};

/** @param state as the office tells it: its own, or the ledger's. */
export function standingState(state: string): State {
  return AT_OFFICE[state] ?? postState(state);
}

const AT_MATCH: Readonly<Record<string, State>> = {
  open: { text: { en: "waits for the other signature", zh: "待另一方签署" }, tone: "wait" },
  signed: { text: { en: "signed by both, waits to be recorded", zh: "双方已签署，待登记" }, tone: "wait" },
  used: { text: { en: "recorded", zh: "已登记" }, tone: "good" },
  over: { text: { en: "demand or offer is not open any more", zh: "需求或供给已结束" }, tone: "plain" },
  overdue: { text: { en: "was not recorded in time", zh: "逾期未登记" }, tone: "plain" },
  withdrawn: { text: { en: "taken back or declined", zh: "已撤回或谢绝" }, tone: "plain" },
  refused: { text: { en: "refused", zh: "不予受理" }, tone: "bad" },
};

/** @param state as the office tells it. */
export function matchState(state: string): State {
  return AT_MATCH[state] ?? { text: { en: state, zh: state }, tone: "plain" };
}

/** By the number as people write it: `2-15`, `P2-1`. */
export const homeOf = (party: string): number => Number(party.replace("P", "").split("-")[0]);

export const kindOf = (party: string): PostKind => (party.startsWith("P") ? "offer" : "demand");

export function partyName(party: string): Text {
  return kindOf(party) === "offer"
    ? { en: `Provider ${party}`, zh: `服务机构 ${party}` }
    : { en: `Enterprise ${party}`, zh: `企业 ${party}` };
}
