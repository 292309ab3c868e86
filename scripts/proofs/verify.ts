/** `verify`: whether a proof holds under a trust root. Needs no node, no profile and no network. */
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { refusedHint, trustRootHash, verifyProof, type Verdict } from "../../verifier/index.ts";
import type { Answer, Data } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { wholeFile } from "../../client/files/wholeFile.ts";
import { shown } from "../../client/files/secretFile.ts";
import { readRoot, rootFileFor } from "./trustRoot/place.ts";
import { partsOfRefused, partsOfValid } from "./verdictSaid.ts";

export interface VerifyInput {
  /** The proof, or `-` for what comes in at the first input. */
  readonly file: string;
  readonly trustRoot: string | undefined;
  /** What the root's hash must be, as it was published. */
  readonly trustRootHash: string | undefined;
}

/** More than any proof has; the verifier says so of what is longer. */
const MOST_BYTES = 5 * 1024 * 1024;

/** @throws TongduiError `ProofUnreadable`, `TrustRootOther`; as rootFileFor and readRoot. */
export async function verifyFile(input: VerifyInput, context: Context): Promise<Answer> {
  const root = await readRoot(await rootFileFor(input.trustRoot, context));
  const hash = trustRootHash(root);
  if (input.trustRootHash !== undefined && input.trustRootHash !== hash) throw otherRoot(hash, input.trustRootHash);
  const bytes = await bytesOf(input.file);
  const verdict = await verifyProof(bytes, root);
  const { number, consensus } = root;
  const under = { number, hash, compared: input.trustRootHash !== undefined };
  const trustRoot = { ...under, consensus, sealed: consensus === "qbft" };
  if (verdict.valid) return { data: { ...dataOf(verdict), trustRoot }, parts: partsOfValid(verdict, under) };
  const hint = refusedHint(bytes, verdict.refusal.code);
  return {
    data: { ...dataOf(verdict), hint: hint ? { ...hint } : null, trustRoot },
    parts: partsOfRefused(verdict.refusal, hint, under),
    exit: EXIT.difference,
  };
}

/** What was found, for programs. */
export function dataOf(verdict: Verdict): { readonly [name: string]: Data } {
  if (!verdict.valid) {
    const { code, en, zh } = verdict.refusal;
    return { valid: false, refusal: { code, en, zh } };
  }
  const { hash, subject, development, facts, notProved, warnings } = verdict;
  const lists = { facts, notProved, warnings } as unknown as Readonly<Record<string, Data>>;
  return { valid: true, hash, subject: { kind: subject.kind, id: subject.id }, development, ...lists };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  if (file === "-") return firstInput();
  return wholeFile(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
}

/** What comes in at the first input; more than any proof has is cut off, and then refused. */
async function firstInput(): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length > MOST_BYTES) break;
  }
  return Buffer.concat(pieces);
}

function unreadable(file: string, cause: unknown): TongduiError {
  const name = shown(path.resolve(file));
  const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
  return new TongduiError(
    "ProofUnreadable",
    isMissing
      ? { en: `There is no file ${name}.`, zh: `没有文件 ${name}。` }
      : { en: `${name} is no file that can be read.`, zh: `${name} 不是可读取的文件。` },
  );
}

function otherRoot(hash: string, given: string): TongduiError {
  return new TongduiError(
    "TrustRootOther",
    {
      en: `The trust root is not the one that you mean: its hash is ${hash}, and you gave ${given}.`,
      zh: `信任根与您所指的不同：其哈希为 ${hash}，您提供的是 ${given}。`,
    },
    {
      hint: {
        en: "The proof was not looked at. Get the trust root anew from a district's own site; it may also be a newer one.",
        zh: "未核验证明。请从各区官方网站重新获取信任根；也可能是更新的信任根。",
      },
    },
  );
}
