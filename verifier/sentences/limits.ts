/** What a proof does not prove, and what to mind before it is passed on. */
import type { LimitKinds, WarningKinds } from "../facts.ts";
import { minuteText } from "../ledger/days.ts";
import type { Sentences } from "./facts.ts";

export const LIMIT_SENTENCES: Sentences<LimitKinds> = {
  seals: () => ({
    en: "That more than one node agrees to these blocks: a development chain has no seals.",
    zh: "这些区块是否得到一个以上节点的认可：开发用链的区块没有签章。",
  }),
  trustRoot: ({ hash }) => ({
    en: `That the trust root is the consortium's, and its validators and contracts the right ones. Its hash is ${hash}: compare it with the one on the sites of two districts, or on a certificate that you got elsewhere. What came from whoever sent you this file does not count.`,
    zh: `所用信任根是否确为联盟所发布，其验证节点和合约是否属实。其哈希值为 ${hash}，请与两个区各自官方网站公布的哈希值核对，或与另行取得的证书核对；发送本文件的人所提供的不能作为依据。`,
  }),
  rootSignatures: ({ number }) => ({
    en: `That the validators before agreed to this trust root, number ${number}: its signatures are not checked here, for that takes the root before it. What counts is the hash that you compare.`,
    zh: `该信任根（编号 ${number}）是否经此前的验证节点签名认可：查验签名需要前一个信任根，本次核验不查验签名，以您核对的哈希值为准。`,
  }),
  retiredKeys: ({ from, through }) => ({
    en: `That the keys which sealed blocks ${from} to ${through} are still in good hands. Those validators have been replaced since; whoever got hold of enough of their old keys could seal such blocks anew.`,
    zh: `为区块 ${from} 至 ${through} 签章的密钥是否仍妥善保管。这些验证节点此后已更换；取得足够数量旧密钥的人，可以另造区块并为其签章。`,
  }),
  looseBlocks: ({ sealed }) => {
    const tie = sealed
      ? {
          en: "only the validators' seals tie the others to the same chain",
          zh: "其余区块是否属于同一条链，仅以验证节点的签章为凭",
        }
      : { en: "nothing ties the others to the same chain", zh: "其余区块是否属于同一条链，没有任何凭据" };
    return {
      en: `That the ledger's code stood in the older blocks too: it is proved in the newest one alone, and ${tie.en}.`,
      zh: `较早区块中的账本代码是否相同：仅证明了最新区块中的代码，${tie.zh}。`,
    };
  },
  later: ({ block, time }) => ({
    en: `Anything that happened after block ${block} (${minuteText(time)}).`,
    zh: `区块 ${block}（${minuteText(time)}）之后发生的任何事项。`,
  }),
  past: () => ({
    en: "How it came to this state: only the state at that block is proved, not its history.",
    zh: "此前的变更经过：仅证明截至该区块的状态，不证明其历史。",
  }),
  documents: () => ({
    en: "Which firms and people stand behind the numbers, what contracts, invoices, reasons and other documents say, of which the ledger holds commitments only, and which officers acted.",
    zh: "编号对应哪些企业、机构和人员，合同、发票、事由等文件的内容（账本只保存其承诺值），以及由哪位工作人员经办。",
  }),
  bank: () => ({
    en: "That the bank moved the money: the ledger holds what the finance office recorded, with a commitment of the bank's receipt.",
    zh: "银行是否实际划转了款项：账本所载仅为财政局的登记和银行回单的承诺值。",
  }),
  ordersInPayment: () => ({
    en: "Which orders are in the payment, and to whom it goes.",
    zh: "该批次包含哪些订单，款项付给哪些机构。",
  }),
};

export const WARNING_SENTENCES: Sentences<WarningKinds> = {
  disclosure: () => ({
    en: "The file holds whole transaction receipts. They show other vouchers and their amounts wherever those were dealt with in the same batch: pass it on only to those who may see them.",
    zh: "文件含有完整的交易回执，同批办理的其他双创券及其金额也在其中。转交前请确认对方有权查看。",
  }),
};
