/**
 * What speaks against a file. Everything bad that is found in one is thrown as a Refusal: with a code for programs, and a
 * sentence in English and in Chinese that says to an auditor or a citizen what is wrong, and where.
 *
 * RULES: one condition, one code. The sentences stand in refusals/, a file for each part of the check.
 */
import { ABOUT_BLOCKS } from "./refusals/blocks.ts";
import { ABOUT_FILES } from "./refusals/files.ts";
import { ABOUT_THE_LEDGER } from "./refusals/ledger.ts";
import { ABOUT_TRIES } from "./refusals/tries.ts";
import { ABOUT_TRUST_ROOTS } from "./refusals/trustRoots.ts";

/** One thing said in both languages. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

const CATALOGUE = { ...ABOUT_FILES, ...ABOUT_TRUST_ROOTS, ...ABOUT_BLOCKS, ...ABOUT_TRIES, ...ABOUT_THE_LEDGER };

type Catalogue = typeof CATALOGUE;
export type RefusalCode = keyof Catalogue;

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly en: string;
  readonly zh: string;

  constructor(code: RefusalCode, text: Text) {
    super(text.en);
    this.code = code;
    this.en = text.en;
    this.zh = text.zh;
  }
}

/** Throws the refusal of this code; its sentence says the values. */
export function refuse<Code extends RefusalCode>(code: Code, ...values: Parameters<Catalogue[Code]>): never {
  const sentence = CATALOGUE[code] as (...values: readonly unknown[]) => Text;
  throw new Refusal(code, sentence(...values));
}
