import { canonicalJson } from "../../../client/documents/canonical.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { readProfile } from "../../profile/profile.ts";
import { referenceTo, withFiles } from "../attachments.ts";
import { readDocument, reasonDocument, type Source } from "../readDocument.ts";
import { DocumentStore } from "../store.ts";
import { shownDocument } from "./words.ts";

export interface Committing {
  /** A document's file. Either this or a reason. */
  readonly file: string | undefined;
  readonly reason: string | undefined;
  readonly purpose: string;
  readonly subject: string;
  /** Files that the document is to refer to. */
  readonly files: readonly string[];
}

/**
 * Keeps a document with a salt, and says its commitment.
 *
 * @throws TongduiError `UsageWrong`; as readDocument, withFiles, DocumentStore.
 */
export async function commitDocument(input: Committing, context: Context): Promise<Answer> {
  const { purpose, subject } = input;
  const { documents } = await readProfile(context.profile);
  const source = await sourceOf(input);
  const document = withFiles(source({ purpose, subject }), await Promise.all(input.files.map(referenceTo)));
  canonicalJson(document);
  const store = await DocumentStore.open(documents, { now: context.now });
  if (context.dryRun) {
    return {
      data: { commitment: null, purpose, subject, document },
      parts: [
        { en: "This document would be kept; nothing was kept.", zh: "将保存以下文件，本次未保存任何内容。" },
        shownDocument(document),
      ],
    };
  }
  const commitment = await store.commitFor({ purpose, subject, document });
  return {
    data: { commitment, purpose, subject, document },
    parts: [shownDocument(document), { en: `Its commitment is ${commitment}`, zh: `其承诺值为 ${commitment}` }],
  };
}

async function sourceOf({ file, reason }: Committing): Promise<Source> {
  if (file !== undefined && reason === undefined) return readDocument(file);
  if (file === undefined && reason !== undefined) return (about) => reasonDocument(reason, about);
  throw new TongduiError(
    "UsageWrong",
    { en: "Give either a file or --reason.", zh: "请提供文件，或用 --reason 说明理由，二者择一。" },
    { hint: { en: "Examples: tongdui document commit --help", zh: "示例见 tongdui document commit --help" } },
  );
}
