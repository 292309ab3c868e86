/** The files that `prove` writes: each whole, and none in the place of another unless that is asked for. */
import { readFile } from "node:fs/promises";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { verifyProof, type TrustRoot } from "../../verifier/index.ts";
import { shown } from "../../client/files/secretFile.ts";
import { newFile } from "../tables/newFile.ts";
import type { Subject } from "./said.ts";

/** A proof tells others' amounts as well: nobody but its owner reads it, until it is handed on. */
const PROOF_MODE = 0o600;

export interface Written {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What stands under a file's name: nothing, the same, or something else. */
type There = "nothing" | "same" | "other";

export interface Writing {
  readonly proof: Written;
  readonly sheet: Written | undefined;
  readonly subject: Subject;
  readonly root: TrustRoot;
  readonly overwrite: boolean;
  readonly dryRun: boolean;
}

/**
 * Writes what is not there yet; a dry run only says what would become of it.
 *
 * @returns whether anything was written, and a line for each file.
 * @throws TongduiError `FileExists`, with nothing written; `FileUnwritable`.
 */
export async function writeAll(
  writing: Writing,
): Promise<{ readonly end: "done" | "before" | "tried"; lines: Text[] }> {
  const { proof, sheet, overwrite, dryRun } = writing;
  const files = [proof, ...(sheet ? [sheet] : [])];
  const there = await Promise.all(files.map(thereOf));
  if (dryRun) return { end: "tried", lines: files.map((one, i) => tried(one, there[i] ?? "nothing", overwrite)) };
  for (const [i, one] of files.entries()) {
    if (there[i] === "other" && !overwrite) throw await taken(one, writing);
  }
  if (there[0] !== "same") await write(proof, PROOF_MODE, writing);
  if (sheet && there[1] !== "same") await writeSheet(sheet, writing);
  const end = there.every((one) => one === "same") ? "before" : "done";
  return { end, lines: files.map((one, i) => (there[i] === "same" ? before(one) : done(one))) };
}

async function thereOf({ file, bytes }: Written): Promise<There> {
  const found = await readFile(file).catch((cause: unknown) => {
    // What cannot be read is there all the same.
    return (cause as NodeJS.ErrnoException).code === "ENOENT" ? undefined : Buffer.alloc(0);
  });
  if (found === undefined) return "nothing";
  return found.equals(bytes) ? "same" : "other";
}

async function write(one: Written, mode: number | undefined, writing: Writing): Promise<void> {
  try {
    await newFile(one.file, writing.overwrite, async (add) => add(one.bytes), mode);
  } catch (error) {
    if (!(error instanceof TongduiError) || error.code !== "FileExists") throw error;
    // Another run was faster; it may have written the same.
    if ((await thereOf(one)) !== "same") throw await taken(one, writing);
  }
}

/** The proof is written by now, and whoever runs short of disk has to know of both. */
async function writeSheet(sheet: Written, writing: Writing): Promise<void> {
  await write(sheet, undefined, writing).catch((error: unknown) => {
    if (!(error instanceof TongduiError)) throw error;
    const { en, zh } = error.sentence;
    const proof = shown(writing.proof.file);
    throw new TongduiError(
      error.code,
      { en: `${en} The proof itself is written: ${proof}.`, zh: `${zh}证明文件已写入：${proof}。` },
      { ...(error.hint ? { hint: error.hint } : {}), cause: error.cause },
    );
  });
}

/** Why a file is left alone: said of a proof of the same whether it still holds. */
async function taken({ file }: Written, { proof, subject, root }: Writing): Promise<TongduiError> {
  const name = shown(file);
  const block = file === proof.file ? await provedAt(file, subject, root) : undefined;
  if (block === undefined) {
    return new TongduiError("FileExists", { en: `${name} exists already.`, zh: `${name} 已存在。` }, { hint: REPLACE });
  }
  return new TongduiError(
    "FileExists",
    {
      en: `${name} is there already: a proof of the same, as of block ${block}, and it holds. A new one would be of a later block.`,
      zh: `${name} 已存在，是同一事项截至区块 ${block} 的证明，核验通过；新的证明将截至更新的区块。`,
    },
    { hint: REPLACE },
  );
}

const REPLACE: Text = {
  en: "Give another name, or add --overwrite to replace it.",
  zh: "请换一个文件名，或加 --overwrite 覆盖原文件。",
};

/** The block of a sound proof of the subject under the root; undefined for any other file. */
async function provedAt(file: string, subject: Subject, root: TrustRoot): Promise<number | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  const verdict = bytes && (await verifyProof(bytes, root));
  if (!verdict?.valid || verdict.subject.kind !== subject.kind || verdict.subject.id !== subject.id) return undefined;
  return verdict.facts.flatMap((fact) => (fact.kind === "moment" ? [fact.block] : []))[0];
}

function sizeOf({ bytes }: Written): string {
  return `${(bytes.length / 1_024).toFixed(1)} KiB`;
}

function done(one: Written): Text {
  const [file, size] = [shown(one.file), sizeOf(one)];
  return { en: `✓ Written: ${file}, ${size}`, zh: `✓ 已写入：${file}，${size}` };
}

function before({ file }: Written): Text {
  return { en: `✓ ${shown(file)} says this already.`, zh: `✓ ${shown(file)} 已有相同内容。` };
}

function tried(one: Written, there: There, overwrite: boolean): Text {
  const [file, size] = [shown(one.file), sizeOf(one)];
  if (there === "same") return before(one);
  if (there === "nothing") return { en: `· Would be written: ${file}, ${size}`, zh: `· 将写入：${file}，${size}` };
  if (overwrite) return { en: `· Would be replaced: ${file}, ${size}`, zh: `· 将覆盖：${file}，${size}` };
  return {
    en: `· ${file} exists already: it is replaced only with --overwrite.`,
    zh: `· ${file} 已存在：加 --overwrite 才会覆盖。`,
  };
}
