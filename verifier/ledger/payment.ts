/** Payment batches and claw-backs: the two records of contracts/Payments.sol. Money is fen. */
import { refuse, type Text } from "../refusal.ts";
import { demandWord, unpack } from "./word.ts";

export type PaymentState = {
  /** The district whose Finance pays. */
  readonly home: number;
  /** In the batch, 1 to 100. */
  readonly orders: number;
  /** Orders that are not settled yet. */
  readonly open: number;
  readonly total: bigint;
  readonly paid: bigint;
  /** The account of the officer who opened it, as `0x…`. */
  readonly openedBy: string;
};

export type ClawBack = {
  readonly ordered: bigint;
  readonly recovered: bigint;
  readonly writtenOff: bigint;
};

const MOST_ORDERS = 100n;

const FIGURES = [
  ["home", 16],
  ["orders", 16],
  ["open", 16],
  ["total", 48],
  ["paid", 48],
] as const;

/** @param words its two words. @throws Refusal `Unknown`, `WordImpossible`. */
export function readPayment(id: bigint, [figures, opener]: readonly [bigint, bigint]): PaymentState {
  const what: Text = { en: `payment ${id}`, zh: `拨付批次 ${id}` };
  if (figures === 0n && opener === 0n) refuse("Unknown", what);
  const { home, orders, open, total, paid } = unpack(figures, FIGURES, what);
  const { openedBy } = unpack(opener, [["openedBy", 160]], what);
  demandWord(home > 0n && openedBy > 0n && orders > 0n && orders <= MOST_ORDERS && open <= orders, what);
  // An order is never of nothing, so each of them is at least a fen of the total.
  demandWord(total >= orders && paid + open <= total && (open < orders || paid === 0n), what);
  return {
    home: Number(home),
    orders: Number(orders),
    open: Number(open),
    total,
    paid,
    openedBy: `0x${openedBy.toString(16).padStart(40, "0")}`,
  };
}

/** All nothing where no claw-back was ever ordered. @throws Refusal `WordImpossible`. */
export function readClawBack(word: bigint, what: Text): ClawBack {
  const read = unpack(
    word,
    [
      ["ordered", 48],
      ["recovered", 48],
      ["writtenOff", 48],
    ],
    what,
  );
  demandWord(read.recovered + read.writtenOff <= read.ordered, what);
  return read;
}
