import { defineCommand, needed } from "../../cli/define.ts";
import { count } from "../options.ts";
import { decision, safeKey, threshold } from "./options.ts";

const account = needed("ACCOUNT", {
  en: "whose: an official's account, or a district's Safe",
  zh: "官员账户或区多签账户地址",
});
const OLD = "0x52908400098527886E0F7030069857D2E4169EE7";
const NEW = "0x8617E340B3D01FA5F11F306F4090FD50E238070D";

export const replacing = defineCommand({
  words: "signer replace",
  text: { en: "decide that one official takes another's place", zh: "决定更换签署人" },
  arguments: { account, by: needed("BY", { en: "the successor's account", zh: "接任者的账户" }) },
  options: { safe: safeKey, threshold, ...decision },
  examples: [
    {
      line: `tongdui safe signer replace ${OLD} ${NEW} --safe wujin`,
      text: { en: "An official of wujin hands over to another:", zh: "wujin 的一名官员交接：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/ownersChange.ts")).replaceSigner,
});

export const adding = defineCommand({
  words: "signer add",
  text: { en: "decide that somebody more signs", zh: "决定增加签署人" },
  arguments: { account },
  options: { safe: safeKey, threshold, ...decision },
  examples: [
    {
      line: `tongdui safe signer add ${NEW} --safe wujin --threshold 3`,
      text: { en: "A fourth official; three must sign from then on:", zh: "增加第四名官员，此后须三人签署：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/ownersChange.ts")).addSigner,
});

export const removing = defineCommand({
  words: "signer remove",
  text: { en: "decide that somebody signs no more", zh: "决定移除签署人" },
  arguments: { account },
  options: { safe: safeKey, threshold, ...decision },
  examples: [
    {
      line: `tongdui safe signer remove ${OLD} --safe wujin`,
      text: { en: "An official leaves:", zh: "一名官员离任：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/ownersChange.ts")).removeSigner,
});

export const requiring = defineCommand({
  words: "signer require",
  text: { en: "decide how many must sign", zh: "决定签署门限" },
  arguments: { threshold: needed("NUMBER", { en: "how many must sign", zh: "须签署的人数" }, count(1, 1_000)) },
  options: { safe: safeKey, ...decision },
  examples: [
    {
      line: "tongdui safe signer require 3 --safe wujin",
      text: { en: "Three officials must sign:", zh: "须三名官员签署：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/ownersChange.ts")).setThreshold,
});
