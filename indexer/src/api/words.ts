/** What can be asked for and how it is written: parameters as people write them, and fields of answers. */
import { z } from "zod";
import { dayOfIso, isoOfDay } from "../../../client/days.ts";
import {
  formatEnterprise,
  formatProvider,
  formatVoucher,
  parseEnterprise,
  parseProgram,
  parseProvider,
  parseVoucher,
} from "../../../client/ids.ts";
import { MAX_FEN } from "../../../client/money.ts";
import { soughtIn } from "../../../client/text/terms.ts";

/** Reads a parameter. @param must completes "The parameter must be …". */
function read<T>(must: string, example: string, parse: (text: string) => T) {
  return z
    .string({ error: must })
    .max(100, must)
    .transform((text, context) => {
      try {
        return parse(text);
      } catch {
        context.addIssue({ code: "custom", message: must });
        return z.NEVER;
      }
    })
    .meta({ description: must, examples: [example] });
}

function whole(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (!/^\d{1,10}$/.test(text) || number < least || number > most) throw new RangeError();
    return number;
  };
}

function amount(text: string): bigint {
  if (!/^\d{1,15}$/.test(text) || BigInt(text) > MAX_FEN) throw new RangeError();
  return BigInt(text);
}

const hash = (text: string): `0x${string}` => {
  if (!/^0x[0-9a-f]{64}$/i.test(text)) throw new RangeError();
  return text.toLowerCase() as `0x${string}`;
};

const MOST_WORDS = 80;

function sought(text: string): string {
  if (text.length > MOST_WORDS || soughtIn(text) === undefined) throw new RangeError();
  return text;
}

/** `L2-1`, or its 32 bytes. */
function list(text: string): { program: number; serial: number } | { id: `0x${string}` } {
  const [, program, serial] = /^[Ll](\d+)-(\d+)$/.exec(text) ?? [];
  if (program === undefined || serial === undefined) return { id: hash(text) };
  return { program: whole(1, 65_535)(program), serial: whole(1, 2 ** 31 - 1)(serial) };
}

/** The first list of program 2 is `L2-1`. */
export const formatList = (program: number, serial: number): string => `L${program}-${serial}`;

/** Parameters. */
export const ASK = {
  voucher: read("a voucher's number, as in 2-000001", "2-000001", parseVoucher),
  enterprise: read("an enterprise's number, as in 2-1", "2-1", parseEnterprise),
  provider: read("a provider's number, as in P1-1", "P1-1", parseProvider),
  list: read("a list's number, as in L2-1", "L2-1", list),
  order: read("an order's number, 32 bytes in hex", `0x${"0".repeat(64)}`, hash),
  demand: read("a demand's number, 32 bytes in hex", `0x${"0".repeat(64)}`, hash),
  offer: read("an offer's number, 32 bytes in hex", `0x${"0".repeat(64)}`, hash),
  match: read("a match's number, 32 bytes in hex", `0x${"0".repeat(64)}`, hash),
  payment: read("a payment's number, as in 1", "1", whole(1, 2 ** 31 - 1)),
  program: read("a program's number, as in 2", "2", (text) => Number(parseProgram(text))),
  district: read("a district's number, as in 2", "2", whole(1, 65_535)),
  serviceClass: read("a service class from 0 to 255", "1", whole(0, 255)),
  fen: read("an amount in fen, as in 16000000", "16000000", amount),
  sequence: read("a change's number, as in 1", "1", whole(0, 65_535)),
  place: read("what `next` of the page before says", "20", (text) => whole(1, MOST.rows)(text)),
  words: read(`words of at most ${MOST_WORDS} characters, with a letter or a digit in them`, "graphene 粉体", sought),
  day: read("a day, as in 2019-12-13", "2019-12-13", dayOfIso),
};

/** One of some words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  const must = `one of ${words.join(", ")}`;
  return z.enum(words, { error: must }).meta({ description: must });
}

export const MOST = { items: 200, rows: 10_000 } as const;

/** What `limit` must be. */
export const LIMIT = `a whole number from 1 to ${MOST.items}, or to ${MOST.rows.toLocaleString("en")} with format=csv`;

/** Parameters that every list takes. */
export const PAGE = {
  limit: read(LIMIT, "50", whole(1, MOST.rows))
    .optional()
    .meta({ description: `Items a page: 50 unless given, at most ${MOST.items}; as CSV 10,000 unless given.` }),
  format: oneOf(["json", "csv"]).optional(),
};

const text = (description: string, pattern?: RegExp) =>
  (pattern ? z.string().regex(pattern) : z.string()).meta({ description });

/** Fields of answers. */
export const GIVE = {
  fen: text("Fen, as digits", /^\d+$/),
  amount: text("Fen, as digits; null where the district does not publish it", /^\d+$/).nullable(),
  day: text("A day in Shanghai", /^\d{4}-\d\d-\d\d$/),
  hash: text("32 bytes in hex", /^0x[0-9a-f]{64}$/),
  account: text("An account", /^0x[0-9a-f]{40}$/),
  voucher: text("A voucher's number", /^\d+-\d{6,}$/),
  enterprise: text("An enterprise's number", /^\d+-\d+$/),
  holder: text("An enterprise's number; null where the district does not publish it", /^\d+-\d+$/).nullable(),
  list: text("A list's number", /^L\d+-\d+$/),
  provider: text("A provider's number", /^P\d+-\d+$/),
  number: z.number().int().min(0),
  state: text("A state, by the ledger's name"),
  yes: z.boolean(),
};

export const fen = (amount: bigint): string => amount.toString();
export const day = isoOfDay;
export const dayIfAny = (number: number | null): string | null =>
  number === null || number === 0 ? null : isoOfDay(number);
export { formatEnterprise, formatProvider, formatVoucher };
