/** Papers as they lie here, compared with those that the office has: by kind and content, whatever they are called. */
import { createHash } from "node:crypto";
import path from "node:path";
import { fileTypeFromBuffer } from "file-type";
import { PAPER_TYPES, type PaperKept, type PaperKind, type PaperTold } from "../../client/applications.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shown } from "../../client/files/secretFile.ts";
import { wholeFile } from "../../client/files/wholeFile.ts";
import type { PaperNamed } from "./file.ts";

export interface Paper {
  readonly kind: PaperKind;
  readonly name: string;
  readonly content: Buffer;
  /** SHA-256 in hexadecimal digits. */
  readonly sha256: string;
}

/** The same content under the same kind is one paper. @throws TongduiError `FileUnreadable`, `PaperOfOtherKind`. */
export async function readPapers(named: readonly PaperNamed[]): Promise<Paper[]> {
  const papers = new Map<string, Paper>();
  for (const { kind, file } of named) {
    const content = await wholeFile(file).catch((cause: unknown) => {
      throw new TongduiError(
        "FileUnreadable",
        { en: `${shown(file)} cannot be read.`, zh: `无法读取 ${shown(file)}。` },
        { cause },
      );
    });
    // As the office looks at it, and nothing is sent before all are fit.
    const found = await fileTypeFromBuffer(content).catch(() => undefined);
    if (!PAPER_TYPES.some((type) => type === found?.mime)) throw otherKind(file);
    const sha256 = createHash("sha256").update(content).digest("hex");
    papers.set(`${kind} ${sha256}`, { kind, name: path.basename(file), content, sha256 });
  }
  return [...papers.values()];
}

/** What has to be added, and what the file does not name any more. */
export function compared(
  here: readonly Paper[],
  told: readonly PaperTold[],
): { readonly add: readonly Paper[]; readonly remove: readonly PaperKept[] } {
  // Nothing of an application is erased as long as a file can change it.
  const there = told.filter((one) => one.erased === null);
  const isSame = (one: Pick<Paper, "kind" | "sha256">, other: Pick<Paper, "kind" | "sha256">): boolean =>
    one.kind === other.kind && one.sha256 === other.sha256;
  return {
    add: here.filter((paper) => !there.some((other) => isSame(paper, other))),
    // Of one that is there twice, which a lost answer can leave behind, the first stays.
    remove: there.filter(
      (paper, i) =>
        !here.some((other) => isSame(paper, other)) || there.findIndex((other) => isSame(paper, other)) !== i,
    ),
  };
}

function otherKind(file: string): TongduiError {
  return new TongduiError(
    "PaperOfOtherKind",
    { en: `${shown(file)} is no PDF, PNG or JPEG by its content.`, zh: `${shown(file)} 的内容不是 PDF、PNG 或 JPEG。` },
    { hint: { en: "Save it as PDF.", zh: "请另存为 PDF。" } },
  );
}
