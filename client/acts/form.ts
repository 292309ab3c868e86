/**
 * The form in which acts are said: for each function of the ledger its arguments with their kinds, and what calling it records, with
 * the arguments' names in braces. Structs are taken apart, their fields named after them: `claim_order`.
 */
import { sayValue, type Kind } from "../errors/values.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../ids.ts";
import { formatFen } from "../money.ts";
import { classesOf } from "../serviceClasses.ts";
import { counted } from "../text/counted.ts";
import { districtText, shortHex } from "../text/ids.ts";
import type { Lang, Text } from "../text/text.ts";

/** An argument that is yes or no, said as one of two parts of a sentence. */
export type Choice = { readonly no: Text; readonly yes: Text };

export type ArgumentKind = Kind | keyof typeof LISTED | Choice;

export type Saying = Text & { readonly args: Readonly<Record<string, ArgumentKind>> };

export type ActWords = Saying & {
  /** What it is called on a button: `Approve a list`. */
  readonly title: Text;
  /** Of a batch: which argument holds its items, and what is recorded of each. */
  readonly each?: Saying & { readonly of: string };
};

/** By the name of the function. */
export type ActsOfPart = Readonly<Record<string, ActWords>>;

/** By argument; numbers as `bigint`, structs taken apart. */
export type Values = Readonly<Record<string, unknown>>;

/** Kinds of what is no single value: lists, and bits. */
const LISTED = {
  /** Fen of each of some invoices, added up. */
  invoices: (invoices: readonly { readonly amount: bigint }[], lang) => {
    const sum = formatFen(invoices.reduce((all, { amount }) => all + amount, 0n));
    return {
      en: `${counted(invoices.length, "invoice")}, ${sum} in all`,
      zh: `${invoices.length} 张发票、合计 ${sum}`,
    }[lang];
  },
  /** Faces of some vouchers, added up. */
  faces: (items: readonly { readonly face: bigint }[], lang) => {
    const sum = formatFen(items.reduce((all, { face }) => all + face, 0n));
    return { en: `${counted(items.length, "voucher")}, ${sum} in all`, zh: `${items.length} 张双创券、合计 ${sum}` }[
      lang
    ];
  },
  /** How many there are. */
  count: (items: readonly unknown[]) => String(items.length),
  classes: (bits: bigint, lang) => classesOf(bits).join({ en: ", ", zh: "、" }[lang]),
  /** Districts by their numbers, zeros left out. */
  districts: (ids: readonly bigint[], lang) => {
    const some = ids.filter((id) => id !== 0n).map((id) => districtText(id, lang));
    return some.length === 0 ? { en: "none", zh: "无" }[lang] : some.join({ en: ", ", zh: "、" }[lang]);
  },
  vouchers: (ids: readonly bigint[], lang) => ids.map(formatVoucher).join({ en: ", ", zh: "、" }[lang]),
  /** A party of either kind, by the contract that is called. */
  enterpriseParty: (id: bigint) => formatEnterprise(id),
  providerParty: (id: bigint) => formatProvider(id),
  /** The district of a partner who is sought. */
  sought: (district: bigint, lang) =>
    district === 0n ? { en: "any district", zh: "不限" }[lang] : districtText(district, lang),
  /** Whom an offer answers. */
  answered: (demand: string, lang) =>
    BigInt(demand) === 0n
      ? { en: "everybody", zh: "所有企业" }[lang]
      : { en: `in answer to demand ${shortHex(demand)}`, zh: `需求 ${shortHex(demand)} ` }[lang],
  /** A hash that may be left out. */
  reference: (hash: string, lang) => (BigInt(hash) === 0n ? { en: "none", zh: "无" }[lang] : shortHex(hash)),
  /** Hashes cut short. */
  hashes: (all: readonly string[], lang) => all.map(shortHex).join({ en: ", ", zh: "、" }[lang]),
} satisfies Record<string, (value: never, lang: Lang) => string>;

/** A sentence with its values filled in. */
export function sayWith({ args, en, zh }: Saying, values: Values): Text {
  return { en: filled(en, args, values, "en"), zh: filled(zh, args, values, "zh") };
}

/** The names in braces in a template. */
export function placeholdersIn(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

function filled(template: string, args: Saying["args"], values: Values, lang: Lang): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const kind = args[name];
    return kind === undefined ? placeholder : sayArgument(kind, values[name], lang);
  });
}

function sayArgument(kind: ArgumentKind, value: unknown, lang: Lang): string {
  if (typeof kind === "object") return (value === true ? kind.yes : kind.no)[lang];
  if (kind in LISTED) return LISTED[kind as keyof typeof LISTED](value as never, lang);
  return sayValue(kind as Kind, value, lang);
}

/** An argument with its kind and what it is. */
export type Spoken = { readonly name: string; readonly kind: ArgumentKind; readonly value: unknown };

/** All arguments of an act or a message; of a batch, each item's as well. */
export function spokenIn(words: Saying & Pick<ActWords, "each">, values: Values): Spoken[] {
  const { each } = words;
  const own = Object.entries(words.args).map(([name, kind]): Spoken => ({ name, kind, value: values[name] }));
  if (!each) return own;
  const items = values[each.of] as readonly unknown[];
  return [...own, ...items.flatMap((item) => spokenIn(each, valuesOf(item)))];
}

/** An item's values; a plain one is called `each`. */
export function valuesOf(item: unknown): Values {
  return typeof item === "object" ? (item as Values) : { each: item };
}
