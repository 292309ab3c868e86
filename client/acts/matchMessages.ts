/** What enterprises and providers sign for Matching, in words, from the very message (EIP-712) that a wallet is asked to sign. */
import { TypedDataEncoder } from "ethers";
import { MATCH_MESSAGE_TYPES, type MatchMessageName } from "../matching/messages.ts";
import type { LedgerDomain } from "../messages.ts";
import { messageUnknown, readMessage, type MessageWords, type Said, type TypedData } from "./messages.ts";

export const MATCH_MESSAGES: Readonly<Record<MatchMessageName, MessageWords>> = {
  Demand: {
    title: { en: "Sign a demand", zh: "签署需求" },
    args: {
      enterprise: "enterprise",
      content: "hash",
      serviceClass: "serviceClass",
      district: "sought",
      through: "day",
      deadline: "moment",
    },
    en: "Enterprise {enterprise} looks for a service of class {serviceClass} from a provider of {district}, through {through}. Its text is kept as {content}. It can be posted until {deadline}.",
    zh: "企业 {enterprise} 寻求服务类别 {serviceClass} 的服务，服务机构所在区：{district}，截止 {through}（含当日）。正文以 {content} 留存。可发布至 {deadline}。",
  },
  Offer: {
    title: { en: "Sign an offer", zh: "签署供给" },
    args: {
      provider: "provider",
      demand: "answered",
      content: "hash",
      serviceClass: "serviceClass",
      district: "sought",
      through: "day",
      deadline: "moment",
    },
    en: "Provider {provider} offers {demand} a service of class {serviceClass}, to an enterprise of {district}, through {through}. Its text is kept as {content}. It can be posted until {deadline}.",
    zh: "服务机构 {provider} 向{demand}提供服务类别 {serviceClass} 的服务，企业所在区：{district}，截止 {through}（含当日）。正文以 {content} 留存。可发布至 {deadline}。",
  },
  Match: {
    title: { en: "Sign a match", zh: "签署对接" },
    args: { demand: "demand", offer: "offer", deadline: "moment" },
    en: "Demand {demand} and offer {offer} go together, if the other party signs so too. It binds nobody to an order. It can be recorded until {deadline}.",
    zh: "需求 {demand} 与供给 {offer} 对接，须对方同样签署；对接本身不产生订单义务。可登记至 {deadline}。",
  },
  PostWithdrawal: {
    title: { en: "Withdraw a demand or an offer", zh: "撤回需求或供给" },
    args: { post: "hash", deadline: "moment" },
    en: "The demand or offer {post} is withdrawn; what was matched before stays matched. Good until {deadline}.",
    zh: "撤回需求或供给 {post}；此前已对接的不受影响。有效至 {deadline}。",
  },
};

/**
 * Says what a message to Matching means.
 *
 * @param domain Matching's own.
 * @throws TongduiError `MessageUnknown` for whatever is not exactly one: another domain, other types, other fields.
 */
export function matchMessageOf(typed: TypedData, domain: LedgerDomain): Said<MatchMessageName> {
  const names = Object.keys(MATCH_MESSAGES) as MatchMessageName[];
  const name = names.find((one) => one === typed.primaryType);
  if (!name) throw messageUnknown();
  return readMessage(typed, domain, { name, types: MATCH_MESSAGE_TYPES[name], words: MATCH_MESSAGES[name] });
}

/** A message to Matching as wallets are given it. */
export function matchTypedDataOf(name: MatchMessageName, message: object, domain: LedgerDomain): TypedData {
  return TypedDataEncoder.getPayload(domain, MATCH_MESSAGE_TYPES[name], message) as TypedData;
}
