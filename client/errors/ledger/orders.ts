/** Errors about orders, claims, signatures and payments. */
import { defineSentences } from "../catalogue.ts";

export const ORDER_SENTENCES = defineSentences({
  // contracts/base/Signatures.sol
  OtherChain: {
    args: { expected: "number", actual: "number" },
    en: "This ledger belongs to chain {expected}, and this node runs chain {actual}. Connect to the consortium's own node.",
    zh: "本账本属于链 {expected}，当前节点运行的是链 {actual}。请连接联盟节点。",
  },
  DeadlinePassed: {
    args: { deadline: "moment" },
    en: "The signature was good until {deadline}, Shanghai time. Ask the party to sign again with a later deadline.",
    zh: "签名有效期至北京时间 {deadline}，现已过期。请该单位以更晚的期限重新签名。",
  },
  MessageIsWithdrawn: {
    args: { signer: "account", message: "hash" },
    en: "The signer {signer} took this message back ({message}). A new one has to be signed.",
    zh: "签名人 {signer} 已撤回该文件（{message}），须重新签署。",
  },
  SignatureWrong: {
    args: { signer: "account", message: "hash" },
    en: "The signature is not that of {signer} for exactly this message ({message}). Check every entry, the account that signed, and the deadline.",
    zh: "该签名不是 {signer} 对此文件（{message}）的签名。请核对各项内容、签名账户和期限。",
  },

  // contracts/orders/OrderStore.sol
  OrderUnknown: {
    args: { order: "hash" },
    en: "There is no order {order}. Check its number.",
    zh: "订单 {order} 不存在，请核对编号。",
  },
  OrderIn: {
    args: { order: "hash", stage: "orderStage" },
    en: "Order {order} is {stage}, which rules this out.",
    zh: "订单 {order} 当前状态为“{stage}”，不能办理此事。",
  },
  NotASubmitter: {
    args: { account: "account", home: "district", provider: "district" },
    en: "The account {account} may not submit this. The Operator can, or an Approver of {home} or of {provider}.",
    zh: "账户 {account} 无权提交。可由运营机构，或{home}、{provider}的审批人提交。",
  },

  // contracts/orders/Placing.sol; AmountMissing also in contracts/Payments.sol, OneGroup and OneWallet in contracts/Matching.sol
  PlacedBefore: {
    args: { order: "hash" },
    en: "This very order was placed before ({order}). A new one has to differ in at least one entry, its deadline say.",
    zh: "该订单（{order}）已经登记过。新订单至少须有一项不同，例如签名期限。",
  },
  AmountMissing: {
    args: {},
    en: "The amount is zero. Enter an amount.",
    zh: "金额为零，请填写金额。",
  },
  ContractNullifierMissing: {
    args: {},
    en: "The mark of the contract is missing. Compute it from both credit codes and the contract's number.",
    zh: "缺少合同查重码，请根据双方统一社会信用代码和合同编号计算后填入。",
  },
  ContractUsed: {
    args: { nullifier: "hash" },
    en: "This contract (mark {nullifier}) already serves an order, and a contract is funded once. Look up that order.",
    zh: "该合同（查重码 {nullifier}）已用于其他订单，同一合同只能资助一次。请查询该订单。",
  },
  ContractDayUnfit: {
    args: { contractDay: "day", earliest: "day", latest: "day" },
    en: "The contract is dated {contractDay}, and has to be dated from {earliest}, the day of issue, through {latest}, today.",
    zh: "合同日期为 {contractDay}，应在发放日 {earliest} 至今日 {latest} 之间。",
  },
  DeliverByUnfit: {
    args: { deliverBy: "day", earliest: "day", latest: "day" },
    en: "Delivery by {deliverBy} is not possible. Choose a day from {earliest} through {latest}, and sign again.",
    zh: "交付期限不能为 {deliverBy}，请在 {earliest} 至 {latest} 之间选择，并重新签名。",
  },
  OneGroup: {
    args: { group: "number" },
    en: "Enterprise and provider have the same actual controller (group {group}). The provider has to be an unrelated one.",
    zh: "企业与服务机构属于同一实际控制人（第 {group} 组），须选择无关联的服务机构。",
  },
  NotOverdue: {
    args: { order: "hash", lastDay: "day" },
    en: "Order {order} can still be fulfilled through {lastDay}. Until then only both parties together can cancel it.",
    zh: "订单 {order} 在 {lastDay}（含当日）之前仍可履行，此前只能由双方共同取消。",
  },

  // contracts/orders/Redeeming.sol
  ClaimOfOtherRound: {
    args: { order: "hash", expected: "number", given: "number" },
    en: "The claim is for round {given} of order {order}, which is at round {expected}. The provider has to sign a claim for that round.",
    zh: "该核销申请对应订单 {order} 的第 {given} 轮，当前为第 {expected} 轮。请服务机构按当前轮次重新签署。",
  },
  ClaimByPassed: {
    args: { order: "hash", lastDay: "day" },
    en: "Claims for order {order} were taken through {lastDay}, and that day has passed.",
    zh: "订单 {order} 的核销申请期限至 {lastDay}（含当日），现已过期。",
  },
  NotTheClaim: {
    args: { order: "hash" },
    en: "This is not the claim that was recorded for order {order}. Use exactly the recorded one.",
    zh: "这不是订单 {order} 已登记的核销申请，请使用登记的原件。",
  },
  RoundsExhausted: {
    args: { order: "hash" },
    en: "Order {order} has been claimed as often as an order can be. Cancel it and place a new one.",
    zh: "订单 {order} 的申请次数已达上限，请取消后重新登记订单。",
  },
  OneWallet: {
    args: { wallet: "account" },
    en: "Enterprise and provider sign with one and the same account {wallet}. Each needs its own.",
    zh: "企业与服务机构使用同一签名账户 {wallet}，双方须各用自己的账户。",
  },
  InvoicesUnfit: {
    args: { count: "number", most: "number" },
    en: "The claim has {count} invoices. It takes 1 to {most}.",
    zh: "核销申请附有 {count} 张发票，应为 1 至 {most} 张。",
  },
  InvoicesNotRising: {
    args: { invoice: "place" },
    en: "Invoice {invoice} of the claim repeats another or is out of order. Each comes once, sorted by its mark.",
    zh: "核销申请的第 {invoice} 张发票重复或次序有误。每张发票只列一次，并按查重码排序。",
  },
  InvoiceUsed: {
    args: { nullifier: "hash" },
    en: "This invoice (mark {nullifier}) already serves another claim, and an invoice serves once. Look up that order.",
    zh: "该发票（查重码 {nullifier}）已用于其他核销申请，每张发票只能使用一次。请查询该订单。",
  },
  InvoiceEmpty: {
    args: { invoice: "place" },
    en: "Invoice {invoice} of the claim has no amount. Enter it and sign again.",
    zh: "核销申请的第 {invoice} 张发票没有金额，请填写后重新签名。",
  },
  NothingToRedeem: {
    args: { order: "hash" },
    en: "The covered share of the invoices for order {order} comes to less than one fen. Check their amounts.",
    zh: "订单 {order} 的发票按比例计算不足一分，请核对发票金额。",
  },
  GraceRunning: {
    args: { order: "hash", lastDay: "day" },
    en: "The enterprise has through {lastDay} to answer the claim for order {order}. Its district decides only after that.",
    zh: "企业可在 {lastDay}（含当日）之前答复订单 {order} 的核销申请，此后方可由所在区代为决定。",
  },

  // contracts/Orders.sol
  ReviewRunning: {
    args: { order: "hash", noticeEnd: "day" },
    en: "The public notice of order {order} runs through {noticeEnd}. It can be put into a payment the day after.",
    zh: "订单 {order} 的公示期至 {noticeEnd}（含当日）结束，次日起方可列入支付批次。",
  },
  InOtherPayment: {
    args: { order: "hash", payment: "number" },
    en: "Order {order} is in payment {payment}. Settle it there.",
    zh: "订单 {order} 属于支付批次 {payment}，请在该批次中办理。",
  },
  NotItsInvoices: {
    args: { order: "hash", expected: "invoiceCount", given: "number" },
    en: "The rejected claim for order {order} has {expected}; given: {given}. Give all of them.",
    zh: "订单 {order} 被驳回的申请共有 {expected}，现填写 {given} 张，请全部填写。",
  },
  NotItsInvoice: {
    args: { order: "hash", nullifier: "hash" },
    en: "The invoice {nullifier} is not one of the rejected claim for order {order}, or is given twice. Give each of the claim's invoices once.",
    zh: "发票 {nullifier} 不属于订单 {order} 被驳回的申请，或重复填写。请将该申请的发票各填写一次。",
  },

  // contracts/Payments.sol
  PaymentUnknown: {
    args: { payment: "number" },
    en: "There is no payment {payment}. Check the number.",
    zh: "支付批次 {payment} 不存在，请核对编号。",
  },
  "OtherDistrict(order,expected,actual)": {
    args: { order: "hash", expected: "district", actual: "district" },
    en: "Order {order} is paid by {actual}, and this payment is of {expected}. Leave it out.",
    zh: "订单 {order} 由{actual}拨付，本支付批次属于{expected}。请将其移出。",
  },
  ReceiptMissing: {
    args: { order: "hash" },
    en: "The bank's receipt for order {order} is missing. Add it.",
    zh: "缺少订单 {order} 的银行回单，请补充。",
  },
  ClawBackExceedsPaid: {
    args: { order: "hash", most: "fen", asked: "fen" },
    en: "At most {most} more can be clawed back for order {order}, and {asked} is asked for.",
    zh: "订单 {order} 最多还可追回 {most}，本次要求 {asked}。",
  },
  ClawBackExceeded: {
    args: { order: "hash", open: "fen", asked: "fen" },
    en: "Of the claw-back for order {order} {open} is still open, and {asked} was entered. Check the amount.",
    zh: "订单 {order} 的追回款尚余 {open}，本次填写 {asked}。请核对金额。",
  },
});
