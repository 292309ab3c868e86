/** On what a proof rests: who sealed its blocks, which ledger they are of, and of when they are. */
import type { FactKinds } from "../facts.ts";
import { minuteText } from "../ledger/days.ts";
import type { Sentences } from "./facts.ts";
import { counted, listed, PART, short } from "./words.ts";

export const CHAIN_SENTENCES: Sentences<Pick<FactKinds, "development" | "sealed" | "ledger" | "moment">> = {
  development: () => ({
    en: "This is a development chain: nobody seals its blocks. So all that follows is only what one node told, and whoever runs that node could have made it up.",
    zh: "本证明出自开发用链，其区块无人签章。以下内容仅由一个节点单方提供，运行该节点的人可以任意编造。",
  }),

  sealed: ({ blocks, from, through, fewest, validators, districts }) => {
    const { en, zh } = listed(districts);
    const since = from === 0 ? { en: "", zh: "" } : { en: ` from block ${from} on`, zh: `自区块 ${from} 起的` };
    const range =
      through === null
        ? since
        : { en: ` between block ${from} and block ${through}`, zh: `区块 ${from} 至 ${through} 之间的` };
    return {
      en: `The proof rests on ${counted(blocks, "block")}${range.en}. Each is sealed by at least ${fewest} of the ${validators} validators that the trust root names for it; according to the trust root, those who sealed belong to ${en}.`,
      zh: `本证明依据${range.zh} ${blocks} 个区块。每个区块均由信任根所载 ${validators} 个验证节点中的至少 ${fewest} 个签章；据信任根记载，签章的验证节点分属${zh}。`,
    };
  },

  ledger: ({ chainId, edition, editionCode, contracts, olderBlocks }) => {
    const { en, zh } = listed(contracts.map(({ part }) => PART[part]));
    const where = {
      none: { en: "", zh: "" },
      proved: {
        en: "; that of vouchers is so in each older block of the proof, too",
        zh: "；其中双创券的程序代码在各较早区块中亦一致",
      },
      notProved: { en: " in the newest block of the proof", zh: "（以最新区块为准）" },
    }[olderBlocks];
    return {
      en: `The proof is about the ledger of chain ${chainId}, edition ${edition} (code ${short(editionCode)}). The code that keeps its ${en} is what the trust root says${where.en}.`,
      zh: `所涉账本位于链 ${chainId}，版次地址 ${edition}（代码 ${short(editionCode)}）。记载${zh}的程序代码与信任根所载一致${where.zh}。`,
    };
  },

  moment: ({ block, time }) => ({
    en: `What is said of the present holds after block ${block}, of ${minuteText(time)} (Shanghai time).`,
    zh: `以下现状均截至区块 ${block}（北京时间 ${minuteText(time)}）。`,
  }),
};
