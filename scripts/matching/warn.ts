/** What of a public text looks like personal data is said before anybody signs or posts it. */
import { PERSONAL_NAMES, personalDataIn } from "../../client/matching/personal.ts";
import { wordsOf, type PostKind, type PublicText } from "../../client/matching/texts.ts";
import type { Text } from "../../client/text/text.ts";

const FIELDS: Readonly<Record<PostKind, Readonly<Record<"title" | "text", Text>>>> = {
  demand: { title: { en: "title", zh: "标题" }, text: { en: "wanted", zh: "需求内容" } },
  offer: { title: { en: "title", zh: "标题" }, text: { en: "offered", zh: "供给内容" } },
};

/** A sentence for each thing found, with the field and what it looks like. */
export function personalWarnings(kind: PostKind, text: Pick<PublicText, "title" | "text">): Text[] {
  return personalDataIn(wordsOf(text)).map(({ field, pattern, found }) => {
    const [where, what] = [FIELDS[kind][field as "title" | "text"], PERSONAL_NAMES[pattern]];
    return {
      en: `! The field ${where.en}, which everybody will read, has what looks like ${what.en} (${found}). Personal data belongs under contact, which only the matched party is shown.`,
      zh: `！公开字段“${where.zh}”中疑似含有${what.zh}（${found}），所有人都能看到。个人信息请写在 contact（联系方式）中，仅向对接方展示。`,
    };
  });
}
