import { defineCommand, needed, optional, word } from "../../cli/define.ts";
import { count } from "../options.ts";
import { output } from "../report/options.ts";

export const list = defineCommand({
  words: "list",
  text: { en: "list demands, offers or matches", zh: "列出需求、供给或对接" },
  more: {
    en: "Titles are those that this office keeps; of others there is the number alone.",
    zh: "标题取自本单位留存的正文；未留存的只显示编号。",
  },
  arguments: {
    what: optional(
      "WHAT",
      { en: "demands, offers or matches (default: demands)", zh: "demands 需求（默认）、offers 供给、matches 对接" },
      word("demands", "offers", "matches"),
    ),
  },
  options: {
    state: optional(
      "--state <state>",
      {
        en: "of demands and offers: only those that are open, withdrawn, matched or expired",
        zh: "需求与供给的状态：open 开放、withdrawn 已撤回、matched 已对接、expired 已过截止日",
      },
      word("open", "withdrawn", "matched", "expired"),
    ),
    serviceClass: optional("--class <number>", { en: "of one service class", zh: "只列某一服务类别" }, count(0, 255)),
    district: optional(
      "--district <number>",
      { en: "of parties of one district; of a match, the enterprise's", zh: "只列某区的当事方；对接按企业所属区" },
      count(1, 65_535),
    ),
    enterprise: optional("--enterprise <enterprise>", {
      en: "of this enterprise alone: its id, as in 2-15, or its credit code",
      zh: "只列该企业：企业编号（例如 2-15）或统一社会信用代码",
    }),
    provider: optional("--provider <provider>", {
      en: "of this provider alone: its id, as in P2-1, or its credit code",
      zh: "只列该服务机构：编号（例如 P2-1）或统一社会信用代码",
    }),
    ...output,
  },
  examples: [
    {
      line: "tongdui match list demands --state open --class 1",
      text: { en: "What is looked for in class 1:", zh: "第 1 类的开放需求：" },
    },
    {
      line: "tongdui match list matches --to 对接.xlsx",
      text: { en: "All matches, for Excel:", zh: "导出全部对接：" },
    },
  ],
  work: async () => (await import("../../matching/look/list.ts")).listMatching,
});

export const show = defineCommand({
  words: "show",
  text: { en: "show a demand, an offer or a match", zh: "查看需求、供给或对接" },
  arguments: {
    post: needed("POST", {
      en: "its number, or its beginning, 0x and four digits at least",
      zh: "编号，或其开头（0x 及至少四位）",
    }),
  },
  examples: [{ line: "tongdui match show 0x3f2a9c1b", text: { en: "By its beginning:", zh: "按编号开头：" } }],
  work: async () => (await import("../../matching/look/show.ts")).showMatching,
});
