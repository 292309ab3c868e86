/** A drawn sample as it is published: with the secret and the hashes of the blocks, so that anyone can draw it again. */
import { z } from "zod";
import { canonicalJson } from "../../../client/documents/canonical.ts";
import type { Text } from "../../../client/text/text.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Choice } from "./choose.ts";
import type { PublishedCommitment } from "./commitment.ts";
import { FLAGS } from "./flags.ts";
import { parsedAs } from "./published.ts";

export const SAMPLE_KIND = "tongdui audit sample: drawn";

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

const sampleSchema = z.strictObject({
  kind: z.literal(SAMPLE_KIND),
  commitment: hash,
  secret: hash,
  /** The named blocks' hashes, in their order. */
  blockHashes: z.array(hash),
  /** How many orders were redeemed in the half-year. */
  redeemed: z.int().min(0),
  drawn: z.int().min(0),
  chosen: z.array(z.strictObject({ order: hash, ticket: hash, drawn: z.boolean(), flags: z.array(z.enum(FLAGS)) })),
});
export type PublishedSample = z.output<typeof sampleSchema>;

export function sampleOf(
  { commitment }: PublishedCommitment,
  secret: string,
  blockHashes: readonly string[],
  { redeemed, drawn, chosen }: Choice,
): PublishedSample {
  return {
    kind: SAMPLE_KIND,
    commitment,
    secret,
    blockHashes: [...blockHashes],
    redeemed,
    drawn,
    chosen: chosen.map((one) => ({ ...one, flags: [...one.flags] })),
  };
}

/** The file's text. */
export function sampleText(sample: PublishedSample): string {
  return canonicalJson(sample);
}

/** @throws TongduiError `PublishedFileUnreadable`. */
export function parseSample(text: string, file: string): PublishedSample {
  return parsedAs(sampleSchema, text, file);
}

/** What differs between a sample that was published and the one that is drawn again; empty where they are one. */
export function differencesBetween(published: PublishedSample, again: PublishedSample): Text[] {
  const differences: Text[] = [];
  const differ = (en: string, zh: string): void => void differences.push({ en, zh });
  published.blockHashes.forEach((said, i) => {
    const actual = again.blockHashes[i];
    if (said !== actual)
      differ(`Block ${i + 1} of those named has another hash.`, `所指定的第 ${i + 1} 个区块哈希不同。`);
  });
  if (published.blockHashes.length !== again.blockHashes.length) {
    differ("It has not as many hashes as blocks were named.", "区块哈希的数量与所指定的区块数量不同。");
  }
  if (published.redeemed !== again.redeemed || published.drawn !== again.drawn) {
    differ(
      `${published.drawn} of ${published.redeemed} orders are said to be drawn, and it is ${again.drawn} of ${again.redeemed}.`,
      `公布为从 ${published.redeemed} 个订单中抽取 ${published.drawn} 个，实为从 ${again.redeemed} 个中抽取 ${again.drawn} 个。`,
    );
  }
  const left = new Map(published.chosen.map((one) => [one.order, one]));
  for (const one of again.chosen) {
    const said = left.get(one.order);
    left.delete(one.order);
    const order = shortHex(one.order);
    if (said === undefined) differ(`Order ${order} is missing.`, `缺少订单 ${order}。`);
    else if (canonicalJson(said) !== canonicalJson(one)) {
      differ(`Order ${order} is told otherwise than it was chosen.`, `订单 ${order} 的入选情况与实际不同。`);
    }
  }
  for (const order of left.keys()) {
    differ(`Order ${shortHex(order)} does not belong into it.`, `订单 ${shortHex(order)} 不应入选。`);
  }
  if (left.size === 0 && differences.length === 0 && sampleText(published) !== sampleText(again)) {
    differ("The orders do not stand by their tickets.", "订单未按签号排列。");
  }
  return differences;
}
