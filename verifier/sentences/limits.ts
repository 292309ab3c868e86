/** What a proof does not prove, and what to mind before it is passed on. */
import type { LimitKinds, WarningKinds } from "../facts.ts";
import { minuteText } from "../ledger/days.ts";
import type { Sentences } from "./facts.ts";

export const LIMIT_SENTENCES: Sentences<LimitKinds> = {
  seals: () => ({
    en: "That more than one node agrees to these blocks: a development chain has no seals.",
    zh: "这些区块是否得到一个以上节点的认可：开发用链没有签章。",
  }),
  trustRoot: ({ hash }) => ({
    en: `That the trust root is the consortium's, and its validators and contracts the right ones. Its hash is ${hash}: compare it with the one printed on certificates or published by the districts.`,
    zh: `所用信任根是否确为联盟所发布，其验证节点和合约是否属实。其哈希值为 ${hash}，请与证书上所印或各区所公布的核对。`,
  }),
  retiredKeys: ({ from, through }) => ({
    en: `That the keys which sealed blocks ${from} to ${through} are still in good hands. Those validators have been replaced since; whoever got hold of enough of their old keys could seal such blocks anew.`,
    zh: `签章区块 ${from} 至 ${through} 的密钥是否仍妥善保管。这些验证节点已被替换；若其旧密钥足够多地落入他人之手，便可重新签章这类区块。`,
  }),
  looseBlocks: ({ sealed }) => {
    const tie = sealed
      ? {
          en: "only the validators' seals tie the others to the same chain",
          zh: "其余区块与该链的关联仅凭验证节点的签章",
        }
      : { en: "nothing ties the others to the same chain", zh: "其余区块与该链的关联没有凭据" };
    return {
      en: `That the ledger's code stood in the older blocks too: it is proved in the newest one alone, and ${tie.en}.`,
      zh: `较早的区块中是否也是同一账本代码：代码仅在最新区块中得到证明，${tie.zh}。`,
    };
  },
  later: ({ block, time }) => ({
    en: `Anything that happened after block ${block} (${minuteText(time)}).`,
    zh: `区块 ${block}（${minuteText(time)}）之后发生的任何事项。`,
  }),
  past: () => ({
    en: "How it came to this state: only the state at that block is proved, not its history.",
    zh: "此前的变更经过：仅证明该区块时的状态，不证明历史。",
  }),
  documents: () => ({
    en: "Which firms and people stand behind the numbers, what contracts, invoices, reasons and other documents say, of which the ledger holds commitments only, and which officers acted.",
    zh: "编号对应哪家企业、哪家机构、哪些人员，合同、发票、事由等文件的内容（账本只保存其承诺值），以及由哪位工作人员经办。",
  }),
  bank: () => ({
    en: "That the bank moved the money: the ledger holds what the finance office recorded, with a commitment of the bank's receipt.",
    zh: "银行是否实际划转了款项：账本所载为财政局的登记及银行回单的承诺值。",
  }),
  ordersInPayment: () => ({
    en: "Which orders are in the payment, and to whom it goes.",
    zh: "该批次包含哪些订单，款项付给哪些机构。",
  }),
};

export const WARNING_SENTENCES: Sentences<WarningKinds> = {
  disclosure: () => ({
    en: "The file holds whole transaction receipts. They show other vouchers and their amounts wherever those were dealt with in the same batch: pass it on only to those who may see them.",
    zh: "文件含有完整的交易回执，其中也包括同批办理的其他双创券及其金额。转交前请确认对方有权查看。",
  }),
};
