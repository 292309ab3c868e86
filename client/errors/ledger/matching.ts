/** Errors about demands, offers and matches. OneGroup, OneWallet and the signatures' are among those of orders. */
import { defineSentences } from "../catalogue.ts";

export const MATCHING_SENTENCES = defineSentences({
  // contracts/Matching.sol
  PostedBefore: {
    args: { post: "hash" },
    en: "This very demand or offer was posted before ({post}). A new one has to differ in at least one entry, its deadline say.",
    zh: "该需求或供给（{post}）已经发布过。新发布的内容至少须有一项不同，例如签名期限。",
  },
  ContentMissing: {
    args: {},
    en: "The commitment of the text is missing. Commit the text first, and sign again with its commitment.",
    zh: "缺少正文的承诺值。请先存证正文，再以其承诺值重新签名。",
  },
  ThroughUnfit: {
    args: { through: "day", earliest: "day", latest: "day" },
    en: "The last day cannot be {through}. Choose one from {earliest} through {latest}, and sign again.",
    zh: "截止日不能为 {through}，请在 {earliest} 至 {latest} 之间选择，并重新签名。",
  },
  DemandUnknown: {
    args: { demand: "hash" },
    en: "There is no demand {demand}. Check its number.",
    zh: "需求 {demand} 不存在，请核对编号。",
  },
  OfferUnknown: {
    args: { offer: "hash" },
    en: "There is no offer {offer}. Check its number.",
    zh: "供给 {offer} 不存在，请核对编号。",
  },
  PostUnknown: {
    args: { post: "hash" },
    en: "There is no demand and no offer {post}. Check its number.",
    zh: "没有编号为 {post} 的需求或供给，请核对编号。",
  },
  PostIn: {
    args: { post: "hash", state: "postState" },
    en: "The demand or offer {post} is {state}, which rules this out.",
    zh: "需求或供给 {post} 当前状态为“{state}”，不能办理此事。",
  },
  AnswersOther: {
    args: { offer: "hash", answered: "hash" },
    en: "Offer {offer} answers another demand ({answered}). Match it with that one, or have the provider offer anew.",
    zh: "供给 {offer} 答复的是另一项需求（{answered}）。请与该需求对接，或由服务机构重新发布。",
  },
  ClassesDiffer: {
    args: { sought: "number", found: "number" },
    en: "Service class {found} was given where class {sought} is sought. Both have to be one class.",
    zh: "所需服务类别为 {sought}，所给为 {found}，两者须一致。",
  },
  OutsideDistrict: {
    args: { post: "hash", sought: "district", found: "district" },
    en: "The demand or offer {post} seeks a partner of {sought}, and this one is of {found}.",
    zh: "需求或供给 {post} 限于{sought}的对象，该对象属于{found}。",
  },
  MatchUnknown: {
    args: { matchId: "hash" },
    en: "There is no match {matchId}. Check its number.",
    zh: "对接 {matchId} 不存在，请核对编号。",
  },
  NamesOther: {
    args: { order: "hash", named: "hash" },
    en: "Order {order} names another reference ({named}) than this match. Only the reference that both parties signed counts.",
    zh: "订单 {order} 关联的是 {named}，不是本次对接。只以双方签署的关联为准。",
  },
  OtherParties: {
    args: { order: "hash", enterprise: "enterprise", provider: "provider" },
    en: "Order {order} is between enterprise {enterprise} and provider {provider}, who are not the parties of this match.",
    zh: "订单 {order} 的双方为企业 {enterprise} 与服务机构 {provider}，不是本次对接的双方。",
  },
  RecordedBefore: {
    args: { order: "hash" },
    en: "Order {order} is recorded under its match already. Nothing more is to be done.",
    zh: "订单 {order} 已登记在其对接之下，无须再办。",
  },
});
