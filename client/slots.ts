/**
 * Where the ledger keeps its words. Whoever reads a few asks the contracts; whoever reads tens of thousands asks the node for the words
 * themselves, which takes it a quarter of the time, and a group's figure no contract tells by the group's number. Proofs are of the
 * words too. A test holds the places against the build.
 */
import { hexOfBytes, writeWord } from "./replay/bytes.ts";
import { ENTERPRISE_STATUSES } from "./replay/enterprises.ts";
import { keccak } from "./replay/keccak.ts";
import { choice, flag, small, whole, wordOf } from "./word.ts";

export type EnterpriseStatus = (typeof ENTERPRISE_STATUSES)[number];

/** The first word of an enterprise, as contracts/Enterprises.sol packs it. */
export type EnterpriseWord = {
  readonly wallet: bigint;
  readonly group: bigint;
  /** How many vouchers it was ever issued. */
  readonly vouchers: number;
  readonly status: EnterpriseStatus;
  readonly stopped: boolean;
  /** The year in which its group was last changed, or 0. */
  readonly regroupedIn: number;
};

/** The second word of a group, as contracts/Groups.sol packs it. */
export type GroupWord = {
  readonly year: number;
  /** Fen issued in that year. */
  readonly issued: bigint;
};

const ENTERPRISE = wordOf({
  wallet: whole(0, 160),
  group: whole(160, 32),
  vouchers: small(192, 32),
  status: choice(224, 8, ENTERPRISE_STATUSES),
  stopped: flag(232),
  regroupedIn: small(240, 16),
});

const GROUP = wordOf({ year: small(0, 16), issued: whole(16) });

/** The mappings' places, as the compiler numbers them. */
const PLACE = {
  groups: 0,
  enterprises: 5,
  providers: 3,
  terms: 3,
  statusOf: 4,
  budgetOf: 5,
  vouchers: 0,
  freezes: 6,
  orders: 3,
  payments: 2,
  clawBacks: 3,
};

/** In Enterprises: the word of {@link decodeEnterprise}, zero for one that does not exist. */
export function enterpriseSlot(enterprise: bigint): string {
  return hexOf(slotOf(PLACE.enterprises, enterprise));
}

/** In Enterprises: the nullifier of a group. */
export function groupNullifierSlot(group: bigint): string {
  return hexOf(slotOf(PLACE.groups, group));
}

/** In Enterprises: the word of {@link decodeGroup}. */
export function groupSlot(group: bigint): string {
  return hexOf(slotOf(PLACE.groups, group) + 1n);
}

/** In Vouchers: the word of client/voucherWord.ts, zero for one that does not exist. */
export function voucherSlot(voucher: bigint): string {
  return hexOf(slotOf(PLACE.vouchers, voucher));
}

/** In Vouchers: the record of a voucher's freezes. */
export function freezeSlot(voucher: bigint): string {
  return hexOf(slotOf(PLACE.freezes, voucher));
}

/** In Orders: the word of client/orderWord.ts. @param order its id, 32 bytes in hex. */
export function orderSlot(order: string): string {
  return hexOf(slotOf(PLACE.orders, BigInt(order)));
}

/** In Payments: what of an order is to be paid back. @param order its id, 32 bytes in hex. */
export function clawBackSlot(order: string): string {
  return hexOf(slotOf(PLACE.clawBacks, BigInt(order)));
}

/** In Payments: a payment's figures, and who opened it. */
export function paymentSlots(payment: bigint): string[] {
  return slotsFrom(slotOf(PLACE.payments, payment), 2);
}

/** In Providers: all that is kept of a provider. */
export function providerSlots(provider: bigint): string[] {
  return slotsFrom(slotOf(PLACE.providers, provider), 4);
}

/** In Programs: a program's terms, its status and its budget. */
export function programSlots(program: bigint): string[] {
  const terms = slotsFrom(slotOf(PLACE.terms, program), 5);
  return [...terms, hexOf(slotOf(PLACE.statusOf, program)), hexOf(slotOf(PLACE.budgetOf, program))];
}

/** @throws RangeError if the word is not of this layout. */
export function decodeEnterprise(word: bigint): EnterpriseWord {
  return ENTERPRISE.decode(word);
}

/** @throws RangeError if the word is not of this layout. */
export function decodeGroup(word: bigint): GroupWord {
  return GROUP.decode(word);
}

/** Where a mapping keeps a key's value: `keccak256(key ‖ place)`. */
function slotOf(place: number, key: bigint): bigint {
  const bytes = new Uint8Array(64);
  writeWord(key, new DataView(bytes.buffer), 0);
  bytes[63] = place;
  return BigInt(`0x${hexOfBytes(keccak(bytes))}`);
}

function slotsFrom(first: bigint, count: number): string[] {
  return Array.from({ length: count }, (_, i) => hexOf(first + BigInt(i)));
}

function hexOf(slot: bigint): string {
  return `0x${slot.toString(16).padStart(64, "0")}`;
}
