/** How documents are told to people. */
import { dayOf, isoOfDay } from "../../../client/days.ts";
import type { Json } from "../../../client/documents/canonical.ts";
import { purposeText, subjectText } from "../../../client/documents/matterWords.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Data } from "../../cli/answer.ts";
import { KeptDocument, type ErasedDocument } from "../../../client/documents/record.ts";

/** A document as it was committed to, indented. */
export function shownDocument(document: Json): Text {
  const text = JSON.stringify(document, null, 2).replaceAll(/^/gm, "  ");
  return { en: text, zh: text };
}

/** The Shanghai day of a time in ISO 8601. */
export function dayOfTime(time: string): string {
  return isoOfDay(dayOf(Math.floor(Date.parse(time) / 1_000)));
}

/** What programs read of a document: all but its salt. */
export function dataOf(document: KeptDocument | ErasedDocument): { readonly [name: string]: Data } {
  const { commitment, purpose, subject, made } = document;
  const erased = document instanceof KeptDocument ? null : document.erased;
  return { commitment, purpose, subject, made, erased, document: document.document ?? null };
}

/** `revoke · voucher 3-000017 · 2030-03-01` */
export function headOf(document: KeptDocument | ErasedDocument): Text {
  const [purpose, subject, made] = [purposeOf(document), subjectOf(document), dayOfTime(document.made)];
  return { en: `${purpose.en} · ${subject.en} · ${made}`, zh: `${purpose.zh} · ${subject.zh} · ${made}` };
}

/** In English the word that is committed to; in Chinese it stands behind, because that is what a document is looked for by. */
export function purposeOf({ purpose }: KeptDocument | ErasedDocument): Text {
  const known = purposeText(purpose)?.zh;
  return { en: purpose, zh: known === undefined ? purpose : `${known}（${purpose}）` };
}

export function subjectOf({ subject }: KeptDocument | ErasedDocument): Text {
  return subjectText(subject);
}

export function erasedOn({ erased }: ErasedDocument): Text {
  return {
    en: `It was erased on ${dayOfTime(erased)}: nobody can open its commitment with this office's salt any more.`,
    zh: `已于 ${dayOfTime(erased)} 删除：其承诺值已无法再用本单位的盐值核对。`,
  };
}
