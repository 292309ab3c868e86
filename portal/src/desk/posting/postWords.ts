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
  TakenBack: { text: { en: "taken back", zh: "发布前已撤回" }, tone: "plain" },
  Open: { text: { en: "posted", zh: "已发布" }, tone: "good" },
};

/** @param state as the office tells it: its own, or the ledger's. */
export function standingState(state: string): State {
  return AT_OFFICE[state] ?? postState(state);
}

/** By the number as people write it: `2-15`, `P2-1`. */
export const homeOf = (party: string): number => Number(party.replace("P", "").split("-")[0]);

export const kindOf = (party: string): PostKind => (party.startsWith("P") ? "offer" : "demand");

export function partyName(party: string): Text {
  return kindOf(party) === "offer"
    ? { en: `Provider ${party}`, zh: `服务机构 ${party}` }
    : { en: `Enterprise ${party}`, zh: `企业 ${party}` };
}
