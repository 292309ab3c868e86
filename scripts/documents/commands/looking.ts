import type { Text } from "../../../client/text/text.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT } from "../../cli/exit.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { readProfile } from "../../profile/profile.ts";
import { referencesIn } from "../attachments.ts";
import { KeptDocument, type ErasedDocument } from "../../../client/documents/record.ts";
import { documentUnknown } from "../refusals.ts";
import { DocumentStore } from "../store.ts";
import { dataOf, dayOfTime, erasedOn, headOf, purposeOf, shownDocument, subjectOf } from "./words.ts";

/** Lists the documents of this office, the oldest first; erased ones too. */
export async function listDocuments(
  { about }: { readonly about: string | undefined },
  context: Context,
): Promise<Answer> {
  const { documents } = await readProfile(context.profile);
  const { kept, erased, damaged } = await (await DocumentStore.open(documents)).list();
  const all = [...kept, ...erased].filter((one) => about === undefined || isAbout(one, about));
  return {
    data: { documents: all.map(dataOf), damaged },
    parts: [all.length === 0 ? NONE : tableOf(all), ...damaged.map(damagedFile)],
    exit: damaged.length > 0 ? EXIT.difference : EXIT.done,
  };
}

/** Shows one document; never its salt. @throws TongduiError `DocumentUnknown`. */
export async function showDocument({ commitment }: { readonly commitment: string }, context: Context): Promise<Answer> {
  const { documents } = await readProfile(context.profile);
  const found = await (await DocumentStore.open(documents)).find(commitment);
  if (!found) throw documentUnknown(commitment);
  const { document } = found;
  const parts: Part[] = [headOf(found)];
  if (!(found instanceof KeptDocument)) parts.push(erasedOn(found));
  if (document !== undefined) {
    parts.push(shownDocument(document));
    const files = referencesIn(document);
    if (files.length > 0) parts.push(CHECK_FILES);
  }
  return { data: dataOf(found), parts };
}

function isAbout(one: KeptDocument | ErasedDocument, words: string): boolean {
  return one.purpose === words || one.subject.includes(words) || subjectOf(one).zh.includes(words);
}

function tableOf(all: readonly (KeptDocument | ErasedDocument)[]): Part {
  return {
    head: [
      { en: "Made", zh: "日期" },
      { en: "Purpose", zh: "用途" },
      { en: "Subject", zh: "事项" },
      { en: "Commitment", zh: "承诺值" },
      { en: "Note", zh: "备注" },
    ],
    rows: all.map((one) => [dayOfTime(one.made), purposeOf(one), subjectOf(one), one.commitment, noteOn(one)]),
  };
}

function noteOn(one: KeptDocument | ErasedDocument): Text | string {
  if (one instanceof KeptDocument) return "";
  return { en: `erased ${dayOfTime(one.erased)}`, zh: `已于 ${dayOfTime(one.erased)} 删除` };
}

const NONE: Text = { en: "There is no such document in this office's store.", zh: "本单位的文件库中没有此类文件。" };

const CHECK_FILES: Text = {
  en: "The files that it refers to are checked with: tongdui document verify FILE --file …",
  zh: "所引用的附件可用 tongdui document verify FILE --file … 核对。",
};

function damagedFile(file: string): Text {
  return {
    en: `${shown(file)} is damaged or was changed: bring it back from a backup.`,
    zh: `${shown(file)} 已损坏或被改动，请从备份中恢复。`,
  };
}
