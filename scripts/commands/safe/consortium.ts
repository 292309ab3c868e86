import { parseVoucher } from "../../../client/ids.ts";
import { defineCommand, needed } from "../../cli/define.ts";
import { decision } from "./options.ts";

const why = needed("--reason <text>", {
  en: "why; the words stay in this office, the ledger gets their commitment",
  zh: "理由；原文留在本单位，账本只记录其承诺值",
});

export const overruling = defineCommand({
  words: "decide overrule",
  text: { en: "decide to overrule the Auditor's objection (consortium)", zh: "决定否决审计机构的异议（联盟）" },
  arguments: {
    subject: needed("SUBJECT", {
      en: "an order or a list by its id (0x…), or a provider as in P2-1",
      zh: "订单或名单的编号（0x…），或服务机构编号，例如 P2-1",
    }),
  },
  options: { reason: why, ...decision },
  examples: [
    {
      line: 'tongdui safe decide overrule P2-1 --reason "The consortium has heard both sides"',
      text: { en: "For the admission of a provider:", zh: "针对服务机构入库的异议：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/consortium.ts")).overruleAuditor,
});

export const ending = defineCommand({
  words: "decide end-freeze",
  text: { en: "decide to end a voucher's freeze early (consortium)", zh: "决定提前解除双创券冻结（联盟）" },
  arguments: {
    voucher: needed("VOUCHER", { en: "its id, as in 3-000017", zh: "双创券编号，例如 3-000017" }, parseVoucher),
  },
  options: { reason: why, ...decision },
  examples: [
    {
      line: 'tongdui safe decide end-freeze 3-000017 --reason "The suspicion was unfounded"',
      text: { en: "Of one voucher:", zh: "针对一张双创券：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/consortium.ts")).endFreeze,
});

export const closing = defineCommand({
  words: "decide close-edition",
  text: { en: "decide to close this edition for good (consortium)", zh: "决定永久关闭本版次（联盟）" },
  more: {
    en: "Nothing more is issued or placed on this ledger; a later edition has taken over. What exists is redeemed and paid here to its end. It cannot be undone.",
    zh: "本账本不再发放双创券、不再登记订单，由后一版次接续；已有事项在此办结。此决定不可撤销。",
  },
  options: decision,
  examples: [
    { line: "tongdui safe decide close-edition", text: { en: "For four districts to sign:", zh: "供各区签署：" } },
  ],
  acts: true,
  work: async () => (await import("../../safe/consortium.ts")).closeEdition,
});
