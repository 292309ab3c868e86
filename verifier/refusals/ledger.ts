/** What can be wrong with what a file says of the ledger: its words, a voucher's history, orders and payments. */
import type { Text } from "../refusal.ts";

export const ABOUT_THE_LEDGER = {
  SubjectUnreadable: (subject: string) => ({
    en: `The file says that it is about "${subject}", which is no number of this ledger.`,
    zh: `文件所称的对象“${subject}”不是账本的编号。`,
  }),
  Unknown: (what: Text) => ({
    en: `In the newest block of the proof the ledger has no ${what.en}.`,
    zh: `在证明的最新区块中，账本上没有${what.zh}。`,
  }),
  WordImpossible: (what: Text) => ({
    en: `What the ledger is said to hold of ${what.en} is nothing that the ledger ever writes.`,
    zh: `文件所称的账本内容，账本不可能写入：${what.zh}。`,
  }),
  EventForeign: (number: number, voucher: string) => ({
    en: `Event ${number} of the proof is not a change of voucher ${voucher} by the ledger's own contract.`,
    zh: `证明中的第 ${number} 个事件不是账本合约记载的双创券 ${voucher} 的变更。`,
  }),
  EventUnreadable: (number: number) => ({
    en: `Event ${number} of the proof is not as a change of a voucher must be.`,
    zh: `证明中的第 ${number} 个事件不符合双创券变更的格式。`,
  }),
  EventOutOfOrder: (number: number) => ({
    en: `Event ${number} of the proof does not come after the one before it on the chain.`,
    zh: `证明中的第 ${number} 个事件在链上不晚于前一个事件。`,
  }),
  ChangeMissing: (number: number, found: number) => ({
    en: `The history should go on with change ${number}, and change ${found} stands there.`,
    zh: `历史记录接下来应为第 ${number} 次变更，而此处是第 ${found} 次。`,
  }),
  ChangeImpossible: (number: number, why: Text) => ({
    en: `Change ${number} of the history cannot have happened: ${why.en}.`,
    zh: `历史记录中的第 ${number} 次变更不可能发生：${why.zh}。`,
  }),
  ChangeElsewhere: (number: number, field: Text) => ({
    en: `Change ${number} of the history does not lead to the state that its event gives: ${field.en} differs.`,
    zh: `历史记录中的第 ${number} 次变更与其事件所载的结果不一致：${field.zh}不符。`,
  }),
  HistoryIncomplete: (changes: number, found: number) => ({
    en: `The voucher has had ${changes} changes, and the proof shows ${found}.`,
    zh: `该券共有 ${changes} 次变更，而证明中有 ${found} 次。`,
  }),
  HistoryElsewhere: (what: Text) => ({
    en: `The history does not lead to what the ledger holds now: ${what.en} differs.`,
    zh: `历史记录的结果与账本现状不一致：${what.zh}不符。`,
  }),
  OrderElsewhere: (order: string, what: Text) => ({
    en: `What the ledger holds of order ${order} does not agree with the voucher's history: ${what.en} differs.`,
    zh: `账本中订单 ${order} 的内容与该券的历史记录不一致：${what.zh}不符。`,
  }),
  ClawBackElsewhere: (order: string) => ({
    en: `What the ledger holds of the claw-back of order ${order} does not agree with the voucher's history.`,
    zh: `账本中订单 ${order} 的追回记录与该券的历史记录不一致。`,
  }),
  PaymentElsewhere: (payment: bigint) => ({
    en: `What the ledger holds of payment ${payment} does not agree with the orders in it.`,
    zh: `账本中拨付批次 ${payment} 的内容与其所含订单不一致。`,
  }),
};
