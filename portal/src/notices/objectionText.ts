/** An objection and what became of it, in a sentence. */
import type { Objection, PublicNotice } from "../app/answers.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Names } from "../app/namesOf.ts";
import { dayText } from "../ui/dayText.ts";

export function objectionText({ seat, on, endedOn }: Objection, notice: PublicNotice, names: Names): Text {
  const who = objector(seat, notice, names);
  const [en, zh] = [dayText(on, "en"), dayText(on, "zh")];
  if (endedOn === null) {
    if (seat === "Auditor") {
      return {
        en: `${who.en} objected on ${en}; nothing goes on until the Auditor withdraws it or the consortium overrules it.`,
        zh: `${who.zh}于${zh}提出异议；在其撤回或由联盟决定驳回之前，有关事项暂停办理。`,
      };
    }
    return {
      en: `${who.en} objected on ${en}; it is not decided yet, and nothing goes on until it is or its time has run out.`,
      zh: `${who.zh}于${zh}提出异议，尚未处理；处理完毕或期限届满前，有关事项暂停办理。`,
    };
  }
  return {
    en: `${who.en} objected on ${en}; the objection was closed on ${dayText(endedOn, "en")}.`,
    zh: `${who.zh}于${zh}提出异议，已于${dayText(endedOn, "zh")}办结。`,
  };
}

function objector(seat: string, { district, otherDistrict }: PublicNotice, names: Names): Text {
  if (seat === "Auditor") return { en: "The Auditor", zh: "审计机构" };
  const name = names.district(seat === "Provider" ? otherDistrict : district);
  return { en: name, zh: name };
}
