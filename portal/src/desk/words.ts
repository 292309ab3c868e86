/** Names of duties and kinds, as the desk says them. */
import { DUTY, type Duty } from "../../../client/ids.ts";
import { dutyText } from "../../../client/text/ids.ts";
import type { FactValue } from "../../../client/queue.ts";
import type { Lang, Text } from "../../../client/text/text.ts";
import type { Names } from "../app/namesOf.ts";
import { dayText } from "../ui/dayText.ts";
import type { Me } from "./office.ts";

/** `Bureau of Wujin`, all that an account is. */
export function dutiesText({ duties, parties }: Pick<Me, "duties" | "parties">, names: Names): Text {
  const held = duties.map(({ district, duty }) => oneDuty(duty, district === 0 ? undefined : names.district(district)));
  const all = [...held, ...parties.map((party) => partyText(party, names))];
  if (all.length === 0) return { en: "No duty at the moment", zh: "目前没有职责" };
  return { en: all.map(({ en }) => en).join(", "), zh: all.map(({ zh }) => zh).join("、") };
}

/** `Enterprise 2-1`, and its name before that where its district publishes it. */
export function partyText(party: string, names: Pick<Names, "enterprise" | "provider">): Text {
  const isProvider = party.startsWith("P");
  const name = isProvider ? names.provider(party) : names.enterprise(party);
  const zh = `${isProvider ? "服务机构" : "企业"} ${party}`;
  if (name === undefined || name === party) return { en: `${isProvider ? "Provider" : "Enterprise"} ${party}`, zh };
  return { en: `${name} (${isProvider ? "provider" : "enterprise"} ${party})`, zh: `${name}（${zh}）` };
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
