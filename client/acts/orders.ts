/** Orders and claims: contracts/Orders.sol. The parties have signed; an officer brings it. */
import type { ActsOfPart, Choice } from "./form.ts";
import { OBJECTIONS, withdrawMessage, withdrawProposal } from "./shared.ts";

const ACCEPTED: Choice = {
  no: { en: "refused: the order is open for another claim", zh: "不予接受，订单恢复，可再次申请" },
  yes: { en: "accepted", zh: "予以接受" },
};

/** A claim's own deadline is over once it is used; the ledger holds it against the day itself. */
const CLAIM = {
  claim_order: "order",
  claim_round: "number",
  claim_invoices: "invoices",
  claim_evidence: "hash",
  claim_deadline: "moment",
} as const;

export const ORDER_ACTS: ActsOfPart = {
  ...OBJECTIONS,
  place: {
    title: { en: "Place orders", zh: "登记订单" },
    args: { items: "count" },
    en: "Orders that both parties have signed are placed: {items}, all or none. Each locks its amount on its voucher.",
    zh: "登记双方均已签署的订单 {items} 笔，全部成功或全部不登记；每笔在其双创券上锁定相应金额。",
    each: {
      of: "items",
      args: {
        order_voucher: "voucher",
        order_provider: "provider",
        order_amount: "fen",
        order_contractValue: "fen",
        order_contractDay: "day",
        order_serviceClass: "serviceClass",
        order_deliverBy: "day",
        order_contractCommitment: "hash",
        order_referenceTo: "reference",
        order_deadline: "moment",
        contractNullifier: "hash",
        enterpriseSignature: "unsaid",
        providerSignature: "unsaid",
      },
      en: "Voucher {order_voucher} with provider {order_provider}: {order_amount} are locked for a contract of {order_contractValue} of {order_contractDay}, service class {order_serviceClass}, to be delivered by {order_deliverBy}. Contract kept as {order_contractCommitment}, its mark {contractNullifier}; reference {order_referenceTo}; to be placed by {order_deadline}.",
      zh: "双创券 {order_voucher}、服务机构 {order_provider}：锁定 {order_amount}，合同金额 {order_contractValue}，签订日 {order_contractDay}，服务类别 {order_serviceClass}，交付期限 {order_deliverBy}。合同以 {order_contractCommitment} 留存，查重码 {contractNullifier}；关联 {order_referenceTo}；登记期限 {order_deadline}。",
    },
  },
  redeem: {
    title: { en: "Redeem orders", zh: "核销订单" },
    args: { items: "count" },
    en: "Claims that the providers signed and the enterprises accepted are redeemed: {items}, all or none. The covered share is redeemed, and the rest of the lock goes back to the voucher.",
    zh: "核销服务机构已申请、企业已确认的订单 {items} 笔，全部成功或全部不核销。按比例核销，锁定余额退回双创券。",
    each: {
      of: "items",
      args: {
        ...CLAIM,
        providerSignature: "unsaid",
        acceptanceDeadline: "moment",
        enterpriseSignature: "unsaid",
        noticeEnd: "day",
      },
      en: "Order {claim_order}, round {claim_round}: {claim_invoices}; in public notice through {noticeEnd}. Proof of delivery kept as {claim_evidence}; the claim is good until {claim_deadline}, the acceptance until {acceptanceDeadline}.",
      zh: "订单 {claim_order} 第 {claim_round} 轮：{claim_invoices}；公示至 {noticeEnd}。交付证明以 {claim_evidence} 留存；申请有效至 {claim_deadline}，确认有效至 {acceptanceDeadline}。",
    },
  },
  claim: {
    title: { en: "Record a claim", zh: "登记核销申请" },
    args: { ...CLAIM, providerSignature: "unsaid" },
    en: "The provider's claim for order {claim_order}, round {claim_round}, is recorded without the enterprise: {claim_invoices}; proof of delivery kept as {claim_evidence}; good until {claim_deadline}. The enterprise has the grace period to answer.",
    zh: "登记服务机构对订单 {claim_order} 第 {claim_round} 轮的核销申请（企业尚未确认）：{claim_invoices}；交付证明以 {claim_evidence} 留存；有效至 {claim_deadline}。企业可在宽限期内答复。",
  },
  accept: {
    title: { en: "Record an acceptance", zh: "登记企业确认" },
    args: { ...CLAIM, deadline: "moment", enterpriseSignature: "unsaid", noticeEnd: "day" },
    en: "The enterprise accepts the claim for order {claim_order}, round {claim_round}: {claim_invoices}. It is redeemed and in public notice through {noticeEnd}. Proof of delivery {claim_evidence}; claim good until {claim_deadline}, acceptance until {deadline}.",
    zh: "企业确认订单 {claim_order} 第 {claim_round} 轮的核销申请：{claim_invoices}。予以核销，公示至 {noticeEnd}。交付证明 {claim_evidence}；申请有效至 {claim_deadline}，确认有效至 {deadline}。",
  },
  refuse: {
    title: { en: "Record a refusal", zh: "登记企业拒绝" },
    args: { id: "order", reason: "hash", deadline: "moment", enterpriseSignature: "unsaid" },
    en: "The enterprise refuses the claim for order {id}; the order is open for another. Its reason is kept as {reason}; good until {deadline}.",
    zh: "企业拒绝订单 {id} 的核销申请，订单恢复，可再次申请。理由以 {reason} 留存；有效至 {deadline}。",
  },
  cancel: {
    title: { en: "Cancel an order", zh: "取消订单" },
    args: { id: "order", deadline: "moment", enterpriseSignature: "unsaid", providerSignature: "unsaid" },
    en: "Order {id} is cancelled, as both parties have signed; its lock goes back. Good until {deadline}.",
    zh: "双方均已签署，取消订单 {id}，解除锁定。有效至 {deadline}。",
  },
  cancelOverdue: {
    title: { en: "Cancel an overdue order", zh: "取消逾期订单" },
    args: { id: "order" },
    en: "Order {id} is cancelled, since nobody claimed it in time; its lock goes back.",
    zh: "订单 {id} 逾期未申请核销，予以取消，解除锁定。",
  },
  decide: {
    title: { en: "Propose a decision for a silent enterprise", zh: "提出代为答复" },
    args: { ...CLAIM, accepted: ACCEPTED, reason: "hash" },
    en: "The enterprise was silent. It is proposed that the claim for order {claim_order}, round {claim_round} ({claim_invoices}) is {accepted}; the Approver has to confirm it. The reason is kept as {reason}. Proof of delivery {claim_evidence}; claim of {claim_deadline}.",
    zh: "企业逾期未答复。提出对订单 {claim_order} 第 {claim_round} 轮的核销申请（{claim_invoices}）{accepted}，须经审批人确认。理由以 {reason} 留存。交付证明 {claim_evidence}；申请期限 {claim_deadline}。",
  },
  confirmDecide: {
    title: { en: "Decide for a silent enterprise", zh: "确认代为答复" },
    args: { ...CLAIM, accepted: ACCEPTED, reason: "hash", noticeEnd: "day" },
    en: "In the stead of the silent enterprise, the claim for order {claim_order}, round {claim_round} ({claim_invoices}) is {accepted}. If accepted, it is in public notice through {noticeEnd}. The reason is kept as {reason}. Proof of delivery {claim_evidence}; claim of {claim_deadline}.",
    zh: "代逾期未答复的企业，对订单 {claim_order} 第 {claim_round} 轮的核销申请（{claim_invoices}）{accepted}。接受的，公示至 {noticeEnd}。理由以 {reason} 留存。交付证明 {claim_evidence}；申请期限 {claim_deadline}。",
  },
  reject: {
    title: { en: "Propose to reject a redemption", zh: "提出驳回核销" },
    args: {
      id: "order",
      forCause: { no: { en: "for form", zh: "退回补正" }, yes: { en: "for cause", zh: "终止" } },
      reason: "hash",
    },
    en: "It is proposed to reject the redemption of order {id} {forCause}; the Approver has to confirm it. The reason is kept as {reason}.",
    zh: "提出驳回订单 {id} 的核销（{forCause}），须经审批人确认。理由以 {reason} 留存。",
  },
  confirmRejectForForm: {
    title: { en: "Send a redemption back", zh: "确认退回补正" },
    args: { id: "order", reason: "hash", invoices: "hashes" },
    en: "The redemption of order {id} is rejected for form: the order is open again with its lock, and the invoices {invoices} are free again. The reason is kept as {reason}.",
    zh: "订单 {id} 的核销退回补正：订单恢复并保留锁定，发票 {invoices} 可重新使用。理由以 {reason} 留存。",
  },
  confirmRejectForCause: {
    title: { en: "Reject a redemption for good", zh: "确认驳回核销" },
    args: { id: "order", reason: "hash" },
    en: "The redemption of order {id} is rejected for cause: the order has ended, and its contract and invoices stay used. The reason is kept as {reason}.",
    zh: "订单 {id} 的核销被驳回：订单终止，其合同和发票不得再用。理由以 {reason} 留存。",
  },
  withdrawMessage,
  withdrawProposal,
};
