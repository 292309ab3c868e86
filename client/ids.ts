/**
 * The ledger's packed ids: how they are put together, and how people write and read them.
 *
 *     id          packed                        written
 *     enterprise  district << 32 | number       2-15       the fifteenth enterprise of district 2
 *     provider    district << 32 | number       P2-1       the first provider of district 2
 *     voucher     program << 32 | serial        3-000017   the seventeenth voucher of program 3
 *     program     the number itself             3
 *     role        district << 8 | duty                     an AccessManager role id
 *
 * Districts, programs, numbers and serials count from 1; district 0 is the consortium, which has roles only.
 */
import { TongduiError } from "./errors/tongduiError.ts";
import type { Text } from "./text/text.ts";
import { halfWidth } from "./text/width.ts";

const MAX_16 = 0xffffn;
const MAX_32 = 0xffff_ffffn;

/** The duties of an office, by the numbers that role ids hold. */
export const DUTY = { administrator: 0, bureau: 1, approver: 2, finance: 3, operator: 4, auditor: 5 } as const;

export type Duty = keyof typeof DUTY;

/** The district whose duties are the consortium's. */
export const CONSORTIUM = 0n;

/**
 * The role id under which the AccessManager keeps one duty of one district.
 *
 * @param district 0 (the consortium) to 65,535.
 */
export function roleOf(district: bigint | number, duty: Duty): bigint {
  return (within(BigInt(district), 0n, MAX_16, "district") << 8n) | BigInt(DUTY[duty]);
}

/** The id of an enterprise, by its home district and its number there. */
export function enterpriseId(district: bigint | number, number: bigint | number): bigint {
  return packed(district, number);
}

/** The id of a provider, by its district and its number there. */
export function providerId(district: bigint | number, number: bigint | number): bigint {
  return packed(district, number);
}

/** The id of a voucher, by its program and its serial there; also its ERC-721 token id. */
export function voucherId(program: bigint | number, serial: bigint | number): bigint {
  return packed(program, serial);
}

/** The home district of an enterprise or provider. */
export function districtOf(party: bigint): bigint {
  return party >> 32n;
}

/** The program that a voucher was issued under. */
export function programOf(voucher: bigint): bigint {
  return voucher >> 32n;
}

/** `2-15` */
export function formatEnterprise(enterprise: bigint): string {
  return `${enterprise >> 32n}-${enterprise & MAX_32}`;
}

/** `P2-1` */
export function formatProvider(provider: bigint): string {
  return `P${formatEnterprise(provider)}`;
}

/** `3-000017`; a serial of more than six digits is written in full. */
export function formatVoucher(voucher: bigint): string {
  return `${voucher >> 32n}-${(voucher & MAX_32).toString().padStart(6, "0")}`;
}

/**
 * Reads `2-15`; blanks, full-width forms and long dashes do no harm.
 *
 * @throws TongduiError `EnterpriseIdUnreadable`.
 */
export function parseEnterprise(text: string): bigint {
  return parsed(text, /^(\d+)-(\d+)$/, "EnterpriseIdUnreadable", {
    en: "an enterprise, as in 2-15 for number 15 of district 2",
    zh: "企业编号，例如 2-15（第 2 区第 15 号企业）",
  });
}

/**
 * Reads `P2-1`, also `p 2-1`.
 *
 * @throws TongduiError `ProviderIdUnreadable`.
 */
export function parseProvider(text: string): bigint {
  return parsed(text, /^[Pp](\d+)-(\d+)$/, "ProviderIdUnreadable", {
    en: "a provider, as in P2-1 for number 1 of district 2",
    zh: "服务机构编号，例如 P2-1（第 2 区第 1 号服务机构）",
  });
}

/**
 * Reads `3-000017`, also `3-17`.
 *
 * @throws TongduiError `VoucherIdUnreadable`.
 */
export function parseVoucher(text: string): bigint {
  return parsed(text, /^(\d+)-(\d+)$/, "VoucherIdUnreadable", {
    en: "a voucher, as in 3-000017 for number 17 of program 3",
    zh: "双创券编号，例如 3-000017（第 3 号项目第 17 张）",
  });
}

/**
 * Reads `3`.
 *
 * @throws TongduiError `ProgramIdUnreadable`.
 */
export function parseProgram(text: string): bigint {
  const digits = tidy(text);
  const program = /^\d{1,5}$/.test(digits) ? BigInt(digits) : 0n;
  if (program < 1n || program > MAX_16) {
    throw unreadable(text, "ProgramIdUnreadable", { en: "a program, as in 3", zh: "项目编号，例如 3" });
  }
  return program;
}

function packed(high: bigint | number, low: bigint | number): bigint {
  return (within(BigInt(high), 1n, MAX_16, "district or program") << 32n) | within(BigInt(low), 1n, MAX_32, "number");
}

function parsed(text: string, form: RegExp, code: string, expected: Text): bigint {
  const [, high = "0", low = "0"] = form.exec(tidy(text)) ?? [];
  const [district, number] = [BigInt(high), BigInt(low)];
  const fits = district >= 1n && district <= MAX_16 && number >= 1n && number <= MAX_32;
  if (!fits) throw unreadable(text, code, expected);
  return (district << 32n) | number;
}

/** Input methods and word processors write long dashes where a hyphen is meant, in Chinese two of them. */
function tidy(text: string): string {
  return halfWidth(text)
    .replaceAll(/\s/g, "")
    .replaceAll(/[\u2010-\u2015\u2212]+/g, "-");
}

function unreadable(text: string, code: string, expected: Text): TongduiError {
  return new TongduiError(code, {
    en: `"${text}" is not the id of ${expected.en}.`,
    zh: `“${text}”不是有效的${expected.zh}。`,
  });
}

function within(value: bigint, least: bigint, most: bigint, what: string): bigint {
  if (value < least || value > most) throw new RangeError(`The ${what} ${value} is not between ${least} and ${most}.`);
  return value;
}
