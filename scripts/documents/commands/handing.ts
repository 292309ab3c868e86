import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { wholeText } from "../../../client/files/wholeFile.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { readProfile } from "../../profile/profile.ts";
import { newFile } from "../../tables/newFile.ts";
import { isHandedOver, KeptDocument } from "../../../client/documents/record.ts";
import { documentErased, documentUnknown } from "../refusals.ts";
import { DocumentStore } from "../store.ts";
import { dataOf, headOf } from "./words.ts";

export interface HandingOver {
  readonly commitment: string;
  /** A new file. */
  readonly to: string;
}

/**
 * Writes a document with its salt to a file for another office.
 *
 * @throws TongduiError `DocumentUnknown`, `DocumentErased`, `FileExists`, `FileUnwritable`.
 */
export async function exportDocument({ commitment, to }: HandingOver, context: Context): Promise<Answer> {
  const { documents } = await readProfile(context.profile);
  const found = await (await DocumentStore.open(documents)).find(commitment);
  if (!found) throw documentUnknown(commitment);
  if (!(found instanceof KeptDocument)) throw documentErased(commitment);
  if (context.dryRun) {
    return {
      data: { ...dataOf(found), file: null },
      parts: [
        headOf(found),
        { en: `It would be written to ${shown(to)}; nothing was written.`, zh: `将写入 ${shown(to)}，本次未写入。` },
      ],
    };
  }
  await newFile(to, false, async (add) => add(found.text()), 0o600);
  return {
    data: { ...dataOf(found), file: to },
    parts: [
      headOf(found),
      { en: `${shown(to)} holds the document and its salt.`, zh: `${shown(to)} 已写入文件及其盐值。` },
      {
        en: "Hand it over in confidence, and delete it afterwards. There it is taken in with: tongdui document import FILE",
        zh: "请按保密要求移交，移交后删除。对方用 tongdui document import FILE 导入。",
      },
    ],
  };
}

/**
 * Takes in documents from another office: all of them, or none if one does not open its commitment.
 *
 * @throws TongduiError `DocumentMissing`, `DocumentFileUnreadable`, `DocumentFileDiffers`, `DocumentErased`.
 */
export async function importDocuments(
  { files }: { readonly files: readonly string[] },
  context: Context,
): Promise<Answer> {
  const { documents } = await readProfile(context.profile);
  const store = await DocumentStore.open(documents, { now: context.now });
  const received = await Promise.all(files.map(readHandedOver));
  for (const { commitment } of received) {
    const here = await store.find(commitment);
    if (here !== undefined && !(here instanceof KeptDocument)) throw documentErased(commitment);
  }
  if (!context.dryRun) for (const document of received) await store.receive(document);
  const count = received.length;
  return {
    data: { documents: received.map(dataOf), taken: !context.dryRun },
    parts: [
      ...received.map(headOf),
      context.dryRun
        ? { en: `${count} would be taken in; nothing was changed.`, zh: `将导入 ${count} 份，本次未导入。` }
        : { en: `${count} taken in; each opens its commitment.`, zh: `已导入 ${count} 份，均与承诺值相符。` },
    ],
  };
}

/** Reads what {@link exportDocument} wrote. @throws TongduiError `DocumentMissing`; as KeptDocument.parse. */
export async function readHandedOver(file: string): Promise<KeptDocument> {
  const text = await wholeText(file).catch((cause: unknown) => {
    throw new TongduiError(
      "DocumentMissing",
      { en: `${shown(file)} cannot be read.`, zh: `无法读取 ${shown(file)}。` },
      { hint: { en: "Check its name and that it exists.", zh: "请检查文件名和文件是否存在。" }, cause },
    );
  });
  return KeptDocument.parse(text, shown(file));
}

/** What a file holds if it is such a one; undefined for any other JSON. Errors as {@link readHandedOver}. */
export async function handedOverIn(file: string): Promise<KeptDocument | undefined> {
  if (!file.toLowerCase().endsWith(".json")) return undefined;
  const text = await wholeText(file).catch(() => "");
  return isHandedOver(text) ? readHandedOver(file) : undefined;
}
