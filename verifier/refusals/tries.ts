/** What can be wrong with the proofs of accounts, slots and receipts under a block header. */
import { PART } from "../sentences/words.ts";
import type { PartName } from "../trustRoot.ts";

export const ABOUT_TRIES = {
  NodeUnreadable: (index: number) => ({
    en: `Node ${index + 1} of the proof is not as a node must be.`,
    zh: `证明中的第 ${index + 1} 个节点格式不符。`,
  }),
  NodesOutOfOrder: (index: number) => ({
    en: `Node ${index + 1} of the proof stands twice or in the wrong place.`,
    zh: `证明中的第 ${index + 1} 个节点重复或位置不对。`,
  }),
  NodeUnused: (index: number) => ({
    en: `Node ${index + 1} of the proof is one too many: it proves nothing.`,
    zh: `证明中的第 ${index + 1} 个节点是多余的，不证明任何事项。`,
  }),
  AccountNotProved: (block: number, address: string) => ({
    en: `The proof does not lead from block ${block} to the contract ${address}: a part is missing or was changed.`,
    zh: `证明无法从区块 ${block} 追溯到合约 ${address}：有缺失或被改动。`,
  }),
  AccountAbsent: (block: number, address: string) => ({
    en: `In block ${block} there is no contract ${address}.`,
    zh: `区块 ${block} 中不存在合约 ${address}。`,
  }),
  AccountUnreadable: (block: number, address: string) => ({
    en: `What block ${block} holds of the contract ${address} is not as an account must be.`,
    zh: `区块 ${block} 中合约 ${address} 的账户数据格式不符。`,
  }),
  CodeDiffers: (block: number, part: PartName, address: string) => ({
    en: `In block ${block} the contract ${address} (${PART[part].en}) is another program than the trust root names, or that of another chain.`,
    zh: `区块 ${block} 中合约 ${address}（${PART[part].zh}）的程序与信任根所载的不同，或属于另一条链。`,
  }),
  SlotNotProved: (block: number, part: PartName, slot: string) => ({
    en: `The proof does not lead from block ${block} to the slot ${slot} of ${PART[part].en}: a part is missing or was changed.`,
    zh: `证明无法从区块 ${block} 追溯到${PART[part].zh}合约的存储位置 ${slot}：有缺失或被改动。`,
  }),
  SlotUnreadable: (block: number, part: PartName, slot: string) => ({
    en: `What block ${block} holds in the slot ${slot} of ${PART[part].en} is not as a slot must be.`,
    zh: `区块 ${block} 中${PART[part].zh}合约的存储位置 ${slot} 的数据格式不符。`,
  }),
  ReceiptNotProved: (block: number, transaction: number) => ({
    en: `The proof does not lead from block ${block} to the receipt of its transaction ${transaction + 1}: a part is missing or was changed.`,
    zh: `证明无法从区块 ${block} 追溯到其第 ${transaction + 1} 笔交易的回执：有缺失或被改动。`,
  }),
  ReceiptAbsent: (block: number, transaction: number) => ({
    en: `Block ${block} has no transaction ${transaction + 1}.`,
    zh: `区块 ${block} 中没有第 ${transaction + 1} 笔交易。`,
  }),
  ReceiptUnreadable: (block: number, transaction: number) => ({
    en: `The receipt of transaction ${transaction + 1} in block ${block} is not as a receipt must be.`,
    zh: `区块 ${block} 中第 ${transaction + 1} 笔交易的回执格式不符。`,
  }),
  TransactionFailed: (block: number, transaction: number) => ({
    en: `Transaction ${transaction + 1} in block ${block} failed, and so changed nothing.`,
    zh: `区块 ${block} 中第 ${transaction + 1} 笔交易未成功，没有改变任何内容。`,
  }),
  LogAbsent: (block: number, transaction: number, log: number) => ({
    en: `Transaction ${transaction + 1} in block ${block} has no event ${log + 1}.`,
    zh: `区块 ${block} 中第 ${transaction + 1} 笔交易没有第 ${log + 1} 个事件。`,
  }),
};
