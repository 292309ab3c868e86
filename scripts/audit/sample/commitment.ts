/**
 * What the Auditor publishes before a sample can be drawn: a commitment to a secret, for a half-year, with the numbers of blocks that
 * are still to come.
 *
 * The ledger has no place for it. It is a file of canonical JSON (RFC 8785) that is published where others keep a copy: on the
 * districts' sites, in the public notice. Only such a copy shows that it was there before the blocks were. The commitment is over the
 * whole document, so nothing in it can be said otherwise afterwards.
 */
import { z } from "zod";
import { canonicalJson } from "../../../client/documents/canonical.ts";
import { commit, opens } from "../../../client/documents/commitment.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { parsedAs } from "./published.ts";

export const COMMITMENT_KIND = "tongdui audit sample: commitment";

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const blockSchema = z.strictObject({ number: z.int().min(0), hash });

/** The ledger whose orders are sampled. */
export const ledgerSchema = z.strictObject({
  chainId: z.int().min(1),
  /** Of block 0. */
  genesis: hash,
  edition: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
});
export type SampledLedger = z.output<typeof ledgerSchema>;

const termsSchema = z.strictObject({
  kind: z.literal(COMMITMENT_KIND),
  ledger: ledgerSchema,
  halfYear: z.string(),
  /** Basis points of the half-year's redeemed orders. */
  share: z.int().min(1).max(10_000),
  /** The newest block when it was made: it was not made before that. */
  madeAfter: blockSchema,
  /** The blocks whose hashes are to decide. */
  blocks: z.array(z.int().min(1)).min(1),
});
export type CommittedTerms = z.output<typeof termsSchema>;

const commitmentSchema = termsSchema.extend({ commitment: hash });
export type PublishedCommitment = z.output<typeof commitmentSchema>;

/** @param secret 32 random bytes. */
export function commitTo(terms: CommittedTerms, secret: string): PublishedCommitment {
  return { ...terms, commitment: commit(terms, secret) };
}

/** The file's text. */
export function commitmentText(commitment: PublishedCommitment): string {
  return canonicalJson(commitment);
}

/**
 * Reads a published commitment.
 *
 * @param file as it is named to people.
 * @throws TongduiError `PublishedFileUnreadable`, `BlocksNotAfter`.
 */
export function parseCommitment(text: string, file: string): PublishedCommitment {
  const commitment = parsedAs(commitmentSchema, text, file);
  const { blocks, madeAfter } = commitment;
  if (blocks.some((number, i) => number <= (blocks[i - 1] ?? madeAfter.number))) throw notAfter(file);
  return commitment;
}

/** @throws TongduiError `SecretDiffers`. */
export function demandOpens({ commitment, ...terms }: PublishedCommitment, secret: string): void {
  if (!opens(commitment, terms, secret)) throw secretDiffers();
}

function notAfter(file: string): TongduiError {
  return new TongduiError("BlocksNotAfter", {
    en: `The blocks that ${file} names do not come one after the other, each after it was made.`,
    zh: `${file} 所指定的区块未按先后排列，或早于承诺的作出时间。`,
  });
}

function secretDiffers(): TongduiError {
  return new TongduiError(
    "SecretDiffers",
    {
      en: "The secret is not the one that was committed to, or the commitment's file was changed.",
      zh: "密值与所承诺的不符，或承诺文件已被改动。",
    },
    {
      hint: {
        en: "Take the commitment's file as it was published, and the secret that was made with it.",
        zh: "请使用当时公布的承诺文件，以及与其同时生成的密值。",
      },
    },
  );
}
