/** The state of an order, in one word: contracts/orders/OrderWord.sol. Money is fen, days are Shanghai days. */
import { refuse, type Text } from "../refusal.ts";
import { isId } from "./ids.ts";
import { demandWord, named, unpack } from "./word.ts";

const STAGES = ["none", "placed", "claimed", "redeemed", "paying", "paid", "cancelled", "rejected"] as const;

export type OrderStage = Exclude<(typeof STAGES)[number], "none">;

export type OrderState = {
  readonly voucher: bigint;
  readonly provider: bigint;
  /** Locked while placed or claimed, then redeemed. */
  readonly amount: bigint;
  readonly deliverBy: number;
  /** Claimed: the last day of grace; redeemed: the last day of the notice; else what it was before, or 0. */
  readonly waitEnd: number;
  /** How often a claim was refused or a redemption rejected for form. */
  readonly round: number;
  /** Of the standing redemption. */
  readonly invoices: number;
  readonly stage: OrderStage;
  /** Was rejected for form at some time. */
  readonly reopened: boolean;
  /** The payment that it is or last was in; 0 for none. */
  readonly payment: bigint;
};

const MOST_INVOICES = 10n;

const FIELDS = [
  ["voucher", 48],
  ["provider", 48],
  ["amount", 48],
  ["deliverBy", 16],
  ["waitEnd", 16],
  ["frozenDays", 16],
  ["round", 8],
  ["invoices", 8],
  ["stage", 4],
  ["reopened", 1],
  ["unused", 11],
  ["payment", 32],
] as const;

/** @throws Refusal `WordImpossible`, also for an order that does not exist. */
export function readOrder(word: bigint, what: Text): OrderState {
  const read = unpack(word, FIELDS, what);
  const stage = named(read.stage, STAGES, what);
  if (stage === "none") refuse("WordImpossible", what);
  demandWord(isId(read.voucher) && isId(read.provider) && read.amount > 0n && read.deliverBy > 0n, what);
  const open = stage === "placed" || stage === "claimed";
  const claimedFor = read.invoices > 0n && read.invoices <= MOST_INVOICES;
  demandWord(open || stage === "cancelled" ? read.invoices === 0n && read.payment === 0n : claimedFor, what);
  demandWord((stage === "placed") === (read.waitEnd === 0n) || stage === "cancelled", what);
  demandWord(read.payment > 0n || (stage !== "paying" && stage !== "paid"), what);
  return {
    voucher: read.voucher,
    provider: read.provider,
    amount: read.amount,
    deliverBy: Number(read.deliverBy),
    waitEnd: Number(read.waitEnd),
    round: Number(read.round),
    invoices: Number(read.invoices),
    stage,
    reopened: read.reopened === 1n,
    payment: read.payment,
  };
}
