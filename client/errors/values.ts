/**
 * How the values in an error are said. The Solidity type says only `uint48`; the kind says whether that is money, a voucher or
 * an enterprise.
 */
import { getAddress } from "ethers";
import { isoOfDay } from "../days.ts";
import { formatFen, formatRate } from "../money.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../ids.ts";
import { counted } from "../text/counted.ts";
import { districtText, dutyText, roleText, shortHex } from "../text/ids.ts";
import { quoted } from "../text/quoted.ts";
import * as states from "../text/states.ts";
import type { Lang, Text } from "../text/text.ts";

/** Kinds whose Solidity type is an unsigned integer, which ethers gives as `bigint`. */
const NUMBERS = {
  /** A plain count or number: years, sequence numbers. */
  number: (value) => value.toString(),
  /** Numbers that name something. */
  program: (value) => value.toString(),
  payment: (value) => value.toString(),
  serviceClass: (value) => value.toString(),
  /** Counts with their nouns, which English bends: `1 day`, `5 days`. */
  dayCount: (value, lang) => ({ en: counted(value, "day"), zh: `${value} 天` })[lang],
  voucherCount: (value, lang) => ({ en: counted(value, "voucher"), zh: `${value} 张双创券` })[lang],
  itemCount: (value, lang) => ({ en: counted(value, "item"), zh: `${value} 项` })[lang],
  invoiceCount: (value, lang) => ({ en: counted(value, "invoice"), zh: `${value} 张发票` })[lang],
  fen: (value) => formatFen(value),
  basisPoints: (value) => formatRate(Number(value)),
  day: (value) => isoOfDay(Number(value)),
  /** A moment in Unix seconds, said to the minute in Shanghai. */
  moment: (value) => new Date((Number(value) + 8 * 3_600) * 1_000).toISOString().slice(0, 16).replace("T", " "),
  district: districtText,
  duty: dutyText,
  role: roleText,
  enterprise: (value) => formatEnterprise(value),
  provider: (value) => formatProvider(value),
  voucher: (value) => formatVoucher(value),
  /** An id whose noun the error leaves open: `2-15` of an enterprise, a provider, a voucher. */
  packed: (value) => formatEnterprise(value),
  /** An index that the ledger counts from 0 and people from 1. */
  place: (value) => (value + 1n).toString(),
  enterpriseStatus: state(states.ENTERPRISE_STATUS),
  providerStatus: state(states.PROVIDER_STATUS),
  programStatus: state(states.PROGRAM_STATUS),
  voucherStatus: state(states.VOUCHER_STATUS),
  listStage: state(states.LIST_STAGE),
  orderStage: state(states.ORDER_STAGE),
  postState: state(states.POST_STATE),
  seat: state(states.SEAT),
  termsField: state(states.TERMS_FIELD),
} satisfies Record<string, (value: bigint, lang: Lang) => string>;

/** Kinds whose Solidity type is an address, fixed or dynamic bytes, or a string. */
const WORDS = {
  /** In full, with checksum: a person has to find the account by it. */
  account: (value) => getAddress(value),
  hash: (value) => shortHex(value),
  /** Hashes that name something. */
  order: (value) => shortHex(value),
  list: (value) => shortHex(value),
  demand: (value) => shortHex(value),
  offer: (value) => shortHex(value),
  match: (value) => shortHex(value),
  /** What can be objected to: a list or an order by its hash, a provider by its id. */
  subject: (value) => (BigInt(value) >> 48n === 0n ? formatProvider(BigInt(value)) : shortHex(value)),
  /** Words that anybody wrote. */
  text: quoted,
  /** A value that the program needs and the sentence does not. */
  unsaid: () => "",
} satisfies Record<string, (value: string, lang: Lang) => string>;

export type Kind = keyof typeof NUMBERS | keyof typeof WORDS;

/** Whether values of a kind are numbers in Solidity. */
export function isNumber(kind: Kind): kind is keyof typeof NUMBERS {
  return kind in NUMBERS;
}

/** Says a value. One that does not fit its kind is shown as it came: an error must not fail while it is being explained. */
export function sayValue(kind: Kind, value: unknown, lang: Lang): string {
  try {
    return isNumber(kind) ? NUMBERS[kind](value as bigint, lang) : WORDS[kind](value as string);
  } catch {
    return String(value);
  }
}

function state(words: readonly Text[]): (value: bigint, lang: Lang) => string {
  return (value, lang) => states.stateText(words, value, lang);
}
