/** The state of a voucher, in one word: contracts/vouchers/Voucher.sol. Money is fen, days are Shanghai days. */
import { refuse, type Text } from "../refusal.ts";
import { isId, voucherText } from "./ids.ts";
import { demandWord, named, unpack } from "./word.ts";

const STATUSES = ["none", "active", "revoked", "expired"] as const;

export type VoucherState = {
  readonly enterprise: bigint;
  readonly face: bigint;
  readonly locked: bigint;
  readonly redeemed: bigint;
  readonly issuedOn: number;
  /** The last day on which an order can be placed. */
  readonly useBy: number;
  readonly status: "active" | "revoked" | "expired";
  readonly extended: boolean;
  readonly frozenOnce: boolean;
  /** The number of the last change, from 1. */
  readonly sequence: number;
};

const FIELDS = [
  ["enterprise", 48],
  ["face", 48],
  ["locked", 48],
  ["redeemed", 48],
  ["issuedOn", 16],
  ["useBy", 16],
  ["status", 8],
  ["extended", 1],
  ["frozenOnce", 1],
  ["unused", 6],
  ["sequence", 16],
] as const;

/** @throws Refusal `Unknown` for the word of a voucher that was never issued, `WordImpossible`. */
export function readVoucher(id: bigint, word: bigint): VoucherState {
  const text = voucherText(id);
  const what: Text = { en: `voucher ${text}`, zh: `双创券 ${text}` };
  if (word === 0n) refuse("Unknown", what);
  const { enterprise, face, locked, redeemed, issuedOn, useBy, status, extended, frozenOnce, sequence } = unpack(
    word,
    FIELDS,
    what,
  );
  const name = named(status, STATUSES, what);
  if (name === "none") refuse("WordImpossible", what);
  demandWord(isId(enterprise) && face > 0n && locked + redeemed <= face, what);
  demandWord(issuedOn > 0n && issuedOn <= useBy && sequence > 0n, what);
  return {
    enterprise,
    face,
    locked,
    redeemed,
    issuedOn: Number(issuedOn),
    useBy: Number(useBy),
    status: name,
    extended: extended === 1n,
    frozenOnce: frozenOnce === 1n,
    sequence: Number(sequence),
  };
}

/** Fen that are neither locked nor redeemed: remaining while the voucher lives, returned to the budget once it has ended. */
export function restOf({ face, locked, redeemed }: VoucherState): bigint {
  return face - locked - redeemed;
}
