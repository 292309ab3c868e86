/** How the ledger's numbers are written for people, and read from a proof's subject. */
import { refuse } from "../refusal.ts";

const MAX_16 = (1n << 16n) - 1n;
const MAX_32 = (1n << 32n) - 1n;

/** The district of an enterprise or provider; the program of a voucher. */
export function upper(id: bigint): bigint {
  return id >> 32n;
}

/** Whether both halves of an id are counted from 1, as the ledger counts. */
export function isId(id: bigint): boolean {
  return id >> 32n >= 1n && id >> 32n <= MAX_16 && (id & MAX_32) >= 1n;
}

/** `2-15` */
export function enterpriseText(id: bigint): string {
  return `${upper(id)}-${id & MAX_32}`;
}

/** `P2-1` */
export function providerText(id: bigint): string {
  return `P${enterpriseText(id)}`;
}

/** `3-000017` */
export function voucherText(id: bigint): string {
  return `${upper(id)}-${String(id & MAX_32).padStart(6, "0")}`;
}

/** @throws Refusal `SubjectUnreadable` unless it is exactly as {@link voucherText} writes it. */
export function voucherOf(text: string): bigint {
  return read(text, /^(\d{1,5})-(\d{6,10})$/, voucherText);
}

/** @throws Refusal `SubjectUnreadable` unless it is exactly as {@link providerText} writes it. */
export function providerOf(text: string): bigint {
  return read(text, /^P(\d{1,5})-(\d{1,10})$/, providerText);
}

/** @throws Refusal `SubjectUnreadable` unless it is a number from 1 to 65,535. */
export function programOf(text: string): bigint {
  return counted(text, MAX_16);
}

/** @throws Refusal `SubjectUnreadable` unless it is a number from 1 to 4,294,967,295. */
export function paymentOf(text: string): bigint {
  return counted(text, MAX_32);
}

function read(text: string, form: RegExp, write: (id: bigint) => string): bigint {
  const [, high, low] = form.exec(text) ?? [];
  if (high === undefined || low === undefined) return unreadable(text);
  const id = (BigInt(high) << 32n) | BigInt(low);
  if (!isId(id) || write(id) !== text) return unreadable(text);
  return id;
}

function counted(text: string, most: bigint): bigint {
  if (!/^[1-9]\d{0,9}$/.test(text) || BigInt(text) > most) return unreadable(text);
  return BigInt(text);
}

function unreadable(text: string): never {
  return refuse("SubjectUnreadable", text.slice(0, 40));
}
