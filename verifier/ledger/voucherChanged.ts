/**
 * The one event by which the ledger tells a change of a voucher, as contracts/vouchers/VoucherStore.sol declares it:
 *
 *     VoucherChanged(uint48 indexed voucher, uint16 indexed sequence, uint8 action, uint48 amount, bytes32 subject, uint256 state)
 */
import { bigNumber, hexOf, keccak, sameBytes, utf8, word, type Hex } from "../bytes.ts";
import { refuse } from "../refusal.ts";
import { voucherText } from "./ids.ts";
import { readVoucher, type VoucherState } from "./voucherWord.ts";

/** In the order of the contract's numbers. */
export const ACTIONS = [
  "issued",
  "locked",
  "unlocked",
  "redeemed",
  "reopened",
  "rejected",
  "paid",
  "recovered",
  "frozen",
  "unfrozen",
  "extended",
  "revoked",
  "expired",
] as const;

export type Action = (typeof ACTIONS)[number];

/** A log of a transaction, and where it stands on the chain. */
export type LedgerEvent = {
  /** The contract that it comes from. */
  readonly address: Hex;
  readonly topics: readonly Uint8Array[];
  readonly data: Uint8Array;
  readonly header: { readonly number: number; readonly time: number };
  /** The place of the transaction in its block, from 0. */
  readonly transaction: number;
};

export type Change = {
  /** From 1. */
  readonly number: number;
  readonly action: Action;
  /** Fen, or days of a freeze or extension. */
  readonly amount: bigint;
  /** The list that it was issued by, the order, or the commitment of the reason; all zero for an expiry. */
  readonly subject: Hex;
  /** The voucher after it. */
  readonly after: VoucherState;
  readonly block: number;
  /** Of the block, in seconds since 1970-01-01T00:00Z. */
  readonly time: number;
  /** The place of the transaction in its block, from 0. */
  readonly transaction: number;
};

const TOPIC = keccak(utf8("VoucherChanged(uint48,uint16,uint8,uint48,bytes32,uint256)"));
const MAX_48 = (1n << 48n) - 1n;

/**
 * Reads the event that the proof gives for a change.
 *
 * @param number of the change, from 1.
 * @param vouchers the address of the ledger's contract.
 * @throws Refusal `EventForeign` for an event of another contract, kind or voucher, `EventUnreadable`, `ChangeMissing` for another
 * change of this voucher, `WordImpossible`.
 */
export function readChange(number: number, voucher: bigint, vouchers: Hex, event: LedgerEvent): Change {
  const { address, topics, data, header, transaction } = event;
  const [kind, of, sequence] = topics;
  if (address !== vouchers || kind === undefined || !sameBytes(kind, TOPIC)) {
    return refuse("EventForeign", number, voucherText(voucher));
  }
  if (of === undefined || sequence === undefined || topics.length !== 3 || data.length !== 128) {
    return refuse("EventUnreadable", number);
  }
  if (!sameBytes(of, word(voucher))) refuse("EventForeign", number, voucherText(voucher));
  if (!sameBytes(sequence, word(BigInt(number)))) refuse("ChangeMissing", number, Number(bigNumber(sequence)));

  const action = ACTIONS[Number(bigNumber(data.subarray(0, 32)))];
  const amount = bigNumber(data.subarray(32, 64));
  if (action === undefined || amount > MAX_48) return refuse("EventUnreadable", number);
  return {
    number,
    action,
    amount,
    subject: hexOf(data.subarray(64, 96)),
    after: readVoucher(voucher, bigNumber(data.subarray(96, 128))),
    block: header.number,
    time: header.time,
    transaction,
  };
}
