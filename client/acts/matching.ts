/** Demands, offers and matches: contracts/Matching.sol. The parties have signed; an officer brings it. */
import type { ActsOfPart } from "./form.ts";
import { withdrawMessage } from "./shared.ts";

export const MATCHING_ACTS: ActsOfPart = {
  postDemand: {
    title: { en: "Post a demand", zh: "发布需求" },
    args: {
      demand_enterprise: "enterprise",
      demand_content: "hash",
      demand_serviceClass: "serviceClass",
      demand_district: "sought",
      demand_through: "day",
      demand_deadline: "moment",
      signature: "unsaid",
    },
    en: "Enterprise {demand_enterprise} looks for a service of class {demand_serviceClass} from a provider of {demand_district}, through {demand_through}. Its text is kept as {demand_content}; to be posted by {demand_deadline}.",
    zh: "企业 {demand_enterprise} 寻求服务类别 {demand_serviceClass} 的服务，服务机构所在区：{demand_district}，截止 {demand_through}（含当日）。正文以 {demand_content} 留存；发布期限 {demand_deadline}。",
  },
  postOffer: {
    title: { en: "Post an offer", zh: "发布供给" },
    args: {
      offer_provider: "provider",
      offer_demand: "answered",
      offer_content: "hash",
      offer_serviceClass: "serviceClass",
      offer_district: "sought",
      offer_through: "day",
      offer_deadline: "moment",
      signature: "unsaid",
    },
    en: "Provider {offer_provider} offers {offer_demand} a service of class {offer_serviceClass}, to an enterprise of {offer_district}, through {offer_through}. Its text is kept as {offer_content}; to be posted by {offer_deadline}.",
    zh: "服务机构 {offer_provider} 向{offer_demand}提供服务类别 {offer_serviceClass} 的服务，企业所在区：{offer_district}，截止 {offer_through}（含当日）。正文以 {offer_content} 留存；发布期限 {offer_deadline}。",
  },
  withdrawPost: {
    title: { en: "Withdraw a demand or an offer", zh: "撤回需求或供给" },
    args: { post: "hash", deadline: "moment", signature: "unsaid" },
    en: "The demand or offer {post} is withdrawn, as its party signed; the signature is good until {deadline}. What was matched before stays matched.",
    zh: "按当事方签署撤回需求或供给 {post}，签名有效至 {deadline}。此前已对接的不受影响。",
  },
  matchUp: {
    title: { en: "Record a match", zh: "登记对接" },
    args: {
      match_demand: "demand",
      match_offer: "offer",
      match_deadline: "moment",
      enterpriseSignature: "unsaid",
      providerSignature: "unsaid",
    },
    en: "Demand {match_demand} and offer {match_offer} go together, as both parties signed; to be recorded by {match_deadline}. An order can name this match.",
    zh: "双方均已签署：需求 {match_demand} 与供给 {match_offer} 对接成功，登记期限 {match_deadline}。订单可关联此次对接。",
  },
  recordOrder: {
    title: { en: "Record an order under its match", zh: "将订单登记在其对接之下" },
    args: {
      id: "match",
      terms_voucher: "voucher",
      terms_provider: "provider",
      terms_amount: "fen",
      terms_contractValue: "fen",
      terms_contractDay: "day",
      terms_serviceClass: "serviceClass",
      terms_deliverBy: "day",
      terms_contractCommitment: "hash",
      terms_referenceTo: "reference",
      terms_deadline: "moment",
    },
    en: "Under match {id}: the order on voucher {terms_voucher} with provider {terms_provider}, {terms_amount} for a contract of {terms_contractValue} of {terms_contractDay}, service class {terms_serviceClass}, to be delivered by {terms_deliverBy}. Contract kept as {terms_contractCommitment}; reference {terms_referenceTo}; it was to be placed by {terms_deadline}.",
    zh: "登记在对接 {id} 之下：双创券 {terms_voucher}、服务机构 {terms_provider} 的订单，使用 {terms_amount}，合同金额 {terms_contractValue}，签订日 {terms_contractDay}，服务类别 {terms_serviceClass}，交付期限 {terms_deliverBy}。合同以 {terms_contractCommitment} 留存；关联 {terms_referenceTo}；登记期限 {terms_deadline}。",
  },
  withdrawMessage,
};
