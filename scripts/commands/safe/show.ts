import { defineCommand, optional } from "../../cli/define.ts";
import { files } from "./options.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show who signs for each Safe, and how many must", zh: "查看各多签账户的签署人和门限" },
  more: {
    en: `A district's Safe belongs to its officials, the consortium's to the districts' Safes. Ends with exit code 5 where the chain says
otherwise than the deployment's file.`,
    zh: "区多签账户由本区官员签署，联盟多签账户由各区多签账户签署。链上情况与部署文件不符时，退出码为 5。",
  },
  arguments: {
    key: optional("SAFE", {
      en: "only this one: a district's key, or consortium",
      zh: "只看其中一个：区代号或 consortium",
    }),
  },
  examples: [
    { line: "tongdui safe show", text: { en: "All Safes:", zh: "全部多签账户：" } },
    { line: "tongdui safe show wujin", text: { en: "That of one district:", zh: "某一区的多签账户：" } },
  ],
  work: async () => (await import("../../safe/show.ts")).showSafes,
});

export const reading = defineCommand({
  words: "read",
  text: {
    en: "say what a decision does and who has signed it; needs no node",
    zh: "说明决定的内容及签署情况，无需连接节点",
  },
  arguments: { file: files },
  examples: [
    {
      line: "tongdui safe read decision-wujin-3.json",
      text: { en: "What am I asked to sign?", zh: "查看需要签署的内容：" },
    },
  ],
  work: async () => (await import("../../safe/collect.ts")).readDecisions,
});
