/**
 * Where the contracts keep what a proof speaks of: the places of their mappings, as the compiler numbers a contract's variables, and the
 * slots of a mapping's entries. A test holds the places against the compiler's own layout.
 *
 * https://docs.soliditylang.org/en/latest/internals/layout_in_storage.html
 */
import { bigNumber, keccak, word } from "../bytes.ts";

/** By contract. What takes several slots takes them one after the other. */
export const PLACES = {
  vouchers: { vouchers: 0n, freezes: 6n },
  orders: { orders: 3n },
  payments: { payments: 2n, clawBacks: 3n },
  programs: { terms: 3n, statusOf: 4n, budgetOf: 5n },
  providers: { providers: 3n },
} as const;

/** The contracts whose storage a proof reads. */
export type LedgerPart = keyof typeof PLACES;

/** The first slot of a key's entry in a mapping: `keccak256(key ‖ place)`, both padded to 32 bytes on the left. */
export function entrySlot(place: bigint, key: bigint): bigint {
  return bigNumber(keccak(new Uint8Array([...word(key), ...word(place)])));
}
