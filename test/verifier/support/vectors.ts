/** Our own test vectors; vectors/README.md says what they are. */
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import {
  readTrustRoot,
  trustRootHash,
  type Fact,
  type RefusalCode,
  type Subject,
  type TrustRoot,
  type Verdict,
} from "../../../verifier/index.ts";
import { remade } from "./forging.ts";

/** What stands beside a vector: what it proves, or why it is refused. */
export type Vector = { readonly file: string; readonly root: string; readonly what: string } & (
  { readonly refused: RefusalCode } | Summary
);

/** A verdict without its sentences: amounts and numbers that can be great are written as decimal digits. */
export type Summary = {
  readonly hash: string;
  readonly subject: Subject;
  readonly development: boolean;
  readonly facts: readonly object[];
  readonly notProved: readonly object[];
};

export function summaryOf(verdict: Extract<Verdict, { valid: true }>): Summary {
  const { hash, subject, development, facts, notProved } = verdict;
  return { hash, subject, development, facts: facts.map(valuesOf), notProved: notProved.map(valuesOf) };
}

function valuesOf(said: Fact | { readonly kind: string }): object {
  const text = JSON.stringify({ ...said, en: undefined, zh: undefined }, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return JSON.parse(text) as object;
}

const PLACE = new URL("../vectors/", import.meta.url);

export async function vectorFile(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(name, PLACE)));
}

export async function vectors(): Promise<readonly Vector[]> {
  return JSON.parse(await readFile(new URL("index.json", PLACE), "utf8")) as Vector[];
}

export async function vectorRoot(name: string): Promise<TrustRoot> {
  return readTrustRoot(await vectorFile(`roots/${name}.json`));
}

/** The text of a good proof. */
export async function vectorText(name: string): Promise<string> {
  return new TextDecoder().decode(gunzipSync(await vectorFile(`good/${name}.proof.json.gz`)));
}

/** A good proof as on a development chain: whoever runs its node can change headers too, and no seal stands in the way. */
export async function unsealedText(name: string): Promise<string> {
  return remade(await vectorText(name), { trustRoot: trustRootHash(await vectorRoot("root-development")) });
}
