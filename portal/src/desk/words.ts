/** Names of duties and kinds, as the desk says them. */
import { DUTY, type Duty } from "../../../client/ids.ts";
import { districtText, dutyText } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Me } from "./office.ts";

/** `Bureau of district 2`, all that an account is. */
export function dutiesText({ duties, parties }: Pick<Me, "duties" | "parties">): Text {
  const held = duties.map(({ district, duty }) => oneDuty(district, duty));
  const own = parties.map((party): Text =>
    party.startsWith("P")
      ? { en: `Provider ${party}`, zh: `服务机构 ${party}` }
      : { en: `Enterprise ${party}`, zh: `企业 ${party}` },
  );
  const all = [...held, ...own];
  if (all.length === 0) return { en: "No duty at the moment", zh: "目前没有职责" };
  return { en: all.map(({ en }) => en).join(", "), zh: all.map(({ zh }) => zh).join("、") };
}

function oneDuty(district: number, duty: string): Text {
  const number = BigInt(DUTY[duty as Duty]);
  const where = BigInt(district);
  return {
    en: `${dutyText(number, "en")} of ${districtText(where, "en")}`,
    zh: `${districtText(where, "zh")} · ${dutyText(number, "zh")}`,
  };
}
