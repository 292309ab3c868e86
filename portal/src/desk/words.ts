/** Names of duties and kinds, as the desk says them. */
import { DUTY, type Duty } from "../../../client/ids.ts";
import { dutyText } from "../../../client/text/ids.ts";
import type { FactValue } from "../../../client/queue.ts";
import type { Lang, Text } from "../../../client/text/text.ts";
import { dayText } from "../ui/dayText.ts";
import type { Me } from "./office.ts";

/** `Bureau of Wujin`, all that an account is. @param nameOf a district. */
export function dutiesText(
  { duties, parties }: Pick<Me, "duties" | "parties">,
  nameOf: (district: number) => string,
): Text {
  const held = duties.map(({ district, duty }) => oneDuty(duty, district === 0 ? undefined : nameOf(district)));
  const own = parties.map((party): Text =>
    party.startsWith("P")
      ? { en: `Provider ${party}`, zh: `服务机构 ${party}` }
      : { en: `Enterprise ${party}`, zh: `企业 ${party}` },
  );
  const all = [...held, ...own];
  if (all.length === 0) return { en: "No duty at the moment", zh: "目前没有职责" };
  return { en: all.map(({ en }) => en).join(", "), zh: all.map(({ zh }) => zh).join("、") };
}

/** The consortium's duties are the only ones of their kind. */
function oneDuty(duty: string, where: string | undefined): Text {
  const number = BigInt(DUTY[duty as Duty]);
  const [en, zh] = [dutyText(number, "en"), dutyText(number, "zh")];
  return where === undefined ? { en, zh } : { en: `${en} of ${where}`, zh: `${where} · ${zh}` };
}

/** A fact's value, days and districts spelt out. @param nameOf a district. */
export function valueText(value: FactValue, lang: Lang, nameOf: (district: number) => string): string {
  if (typeof value === "string") return /^\d{4}-\d\d-\d\d$/.test(value) ? dayText(value, lang) : value;
  return "districts" in value ? value.districts.map(nameOf).join({ en: ", ", zh: "、" }[lang]) : value[lang];
}
