import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { readProfile } from "../../profile/profile.ts";
import { KeptDocument } from "../../../client/documents/record.ts";
import { documentUnknown } from "../refusals.ts";
import { DocumentStore } from "../store.ts";
import { dataOf, erasedOn, headOf } from "./words.ts";

export interface Erasing {
  readonly commitment: string;
  readonly keepDocument: boolean;
}

/**
 * Removes a document's salt for good. Asks first, unless told not to.
 *
 * @throws TongduiError `DocumentUnknown`, `NotConfirmed`, `NobodyToAsk`.
 */
export async function eraseDocument({ commitment, keepDocument }: Erasing, context: Context): Promise<Answer> {
  const { documents } = await readProfile(context.profile);
  const store = await DocumentStore.open(documents, { now: context.now });
  const found = await store.find(commitment);
  if (!found) throw documentUnknown(commitment);
  if (context.dryRun) {
    return {
      data: dataOf(found),
      parts: [headOf(found), { en: "This would be erased; nothing was erased.", zh: "将删除上述文件，本次未删除。" }],
    };
  }
  if (found instanceof KeptDocument && !context.yes) {
    context.io.note(headOf(found));
    const isSure = await context.io.confirm({
      en: "Erase its salt for good? Nobody can then prove what the commitment on the ledger stands for.",
      zh: "确认永久删除其盐值？此后无人能证明账本上的承诺值对应什么内容。",
    });
    if (!isSure) throw new TongduiError("NotConfirmed", { en: "Nothing was erased.", zh: "未删除任何内容。" });
  }
  const erased = await store.erase(commitment, keepDocument);
  return {
    data: dataOf(erased),
    parts: [
      headOf(erased),
      erasedOn(erased),
      {
        en: "Backups of the folder, and offices to which it was handed over, still have it: erase it there too.",
        zh: "备份以及曾收到该文件的单位仍保有副本，请一并删除。",
      },
    ],
  };
}
