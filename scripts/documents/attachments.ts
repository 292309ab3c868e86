/** Files that a document refers to by their SHA-256: `{ "name": "contract.pdf", "sha256": "0x…" }`, at any place in it. */
import path from "node:path";
import type { Json } from "../../client/documents/canonical.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shown } from "../../client/files/secretFile.ts";
import { digestOf } from "../tables/sourceFile.ts";

export interface FileReference {
  /** As the document calls it; empty if it gives no name. */
  readonly name: string;
  /** `0x…`, as client/documents/commitment.ts makes it of a file's bytes. */
  readonly sha256: string;
}

/** A reference to a file of any size. @throws TongduiError `AttachmentUnreadable`. */
export async function referenceTo(file: string): Promise<FileReference> {
  const sha256 = await digestOf(file).catch((cause: unknown) => {
    throw new TongduiError(
      "AttachmentUnreadable",
      { en: `${shown(file)} cannot be read.`, zh: `无法读取 ${shown(file)}。` },
      { hint: { en: "Check its name and that it exists.", zh: "请检查文件名和文件是否存在。" }, cause },
    );
  });
  return { name: path.basename(file), sha256 };
}

/**
 * The document with references to files in its field `files`.
 *
 * @throws TongduiError `FilesFieldTaken`.
 */
export function withFiles(document: Json, references: readonly FileReference[]): Json {
  if (references.length === 0) return document;
  if (isObject(document) && !("files" in document)) {
    return { ...document, files: references.map(({ name, sha256 }) => ({ name, sha256 })) };
  }
  throw new TongduiError(
    "FilesFieldTaken",
    {
      en: 'The document has no room for references to files: it is no object, or has a field "files" already.',
      zh: "文件无法再引用附件：其内容不是对象，或已有“files”字段。",
    },
    {
      hint: {
        en: 'Leave --file away, or rename the field. A reference of your own is {"name": …, "sha256": …}.',
        zh: '请不要使用 --file，或更改字段名。也可自行写明引用：{"name": …, "sha256": …}。',
      },
    },
  );
}

/** All references of a document, in its order. */
export function referencesIn(document: Json): FileReference[] {
  if (Array.isArray(document)) return document.flatMap((item: Json) => referencesIn(item));
  if (!isObject(document)) return [];
  const { sha256, name } = document;
  const digest = typeof sha256 === "string" ? /^(?:0x)?([0-9a-f]{64})$/i.exec(sha256)?.[1] : undefined;
  const own = digest === undefined ? [] : [{ name: typeof name === "string" ? name : "", sha256: digest }];
  const below = Object.values(document).flatMap((item) => referencesIn(item));
  return [...own.map((one) => ({ ...one, sha256: `0x${one.sha256.toLowerCase()}` })), ...below];
}

/** What some files are to a document. */
export interface FilesChecked {
  /** Files that it refers to, under the names that they have here. */
  readonly right: readonly string[];
  /** Files that it does not refer to: others, or changed ones. */
  readonly foreign: readonly string[];
  /** References without a file. */
  readonly absent: readonly FileReference[];
}

/** Holds files against a document. Errors as {@link referenceTo}. */
export async function checkFiles(document: Json, files: readonly string[]): Promise<FilesChecked> {
  const references = referencesIn(document);
  const digests = new Map<string, string>();
  for (const file of files) digests.set(file, (await referenceTo(file)).sha256);
  const isReferredTo = (file: string): boolean => references.some(({ sha256 }) => sha256 === digests.get(file));
  const here = new Set(digests.values());
  return {
    right: files.filter(isReferredTo),
    foreign: files.filter((file) => !isReferredTo(file)),
    absent: references.filter(({ sha256 }) => !here.has(sha256)),
  };
}

/** Whether a value has fields. */
export function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
