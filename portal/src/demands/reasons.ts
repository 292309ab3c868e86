import type { Suggestion } from "../app/answers.ts";
import type { Lang, Text } from "../app/language.tsx";
import { dayText } from "../ui/dayText.ts";

/** Why a provider is suggested, in words, what weighs most first; that it is admitted is said where there is nothing else. */
export function reasonsOf(
  { reasons, offers, words, paidOrders, activeOn }: Omit<Suggestion, "provider" | "district" | "offer">,
  lang: Lang,
): readonly Text[] {
  const said: Readonly<Record<string, Text>> = {
    answers: { en: "its offer answers this demand", zh: "其供给正是应答本需求" },
    offer: {
      en: offers === 1 ? "has an open offer that fits" : `has ${offers} open offers that fit`,
      zh: `有 ${offers} 项相合的有效供给`,
    },
    words: { en: `says the same words: ${words.join(", ")}`, zh: `内容相近：${words.join("、")}` },
    experience: {
      en: `${paidOrders} ${paidOrders === 1 ? "order" : "orders"} of this service paid`,
      zh: `该类服务已有 ${paidOrders} 笔订单完成拨付`,
    },
    soughtDistrict: { en: "is in the district sought", zh: "位于需求的意向地区" },
    homeDistrict: { en: "is in the enterprise’s own district", zh: "与企业同在一个地区" },
    active: {
      en: `last active in this service on ${activeOn === null ? "" : dayText(activeOn, lang)}`,
      zh: `该类服务最近一次活动：${activeOn === null ? "" : dayText(activeOn, lang)}`,
    },
  };
  const told = reasons.flatMap((reason) => said[reason] ?? []);
  return told.length > 0 ? told : [{ en: "is admitted for this service", zh: "具备该类服务的入库资格" }];
}
