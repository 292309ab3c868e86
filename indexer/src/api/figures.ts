/** Sums, as they are told of a district. */
import type { Shown } from "./face.ts";
import { fen, GIVE } from "./words.ts";

/** Beside figures that may be left out. */
export const SUPPRESSED = {
  suppressed: GIVE.yes.meta({
    description:
      "The district tells no small sums: figures are null, and issued and paid count only what groups of five vouchers make up",
  }),
};

const SUM = GIVE.fen.nullable().meta({ description: "Fen, as digits; null where it is suppressed" });

/** Of a program or district. */
export const FIGURES = {
  approved: GIVE.fen,
  issued: SUM,
  outstanding: SUM,
  locked: SUM,
  redeemed: SUM,
  paid: SUM,
  recovered: SUM,
  returned: SUM,
  ...SUPPRESSED,
};

interface Told {
  readonly issued: bigint;
  readonly paid: bigint;
  /** Of these, what groups of five vouchers make up. */
  readonly toldIssued: bigint;
  readonly toldPaid: bigint;
}

type Figures = Told & {
  readonly [Name in "approved" | "outstanding" | "locked" | "redeemed" | "recovered" | "returned"]: bigint;
};

/** Whether sums over so many vouchers are told as they are. */
export function isTold(vouchers: number, { sums }: Shown): boolean {
  return sums || vouchers === 0;
}

export function figuresOf(figures: Figures, vouchers: number, shown: Shown) {
  const told = isTold(vouchers, shown);
  const all = (sum: bigint): string | null => (told ? fen(sum) : null);
  return {
    approved: fen(figures.approved),
    issued: issuedOf(figures, shown),
    outstanding: all(figures.outstanding),
    locked: all(figures.locked),
    redeemed: all(figures.redeemed),
    paid: paidOf(figures, shown),
    recovered: all(figures.recovered),
    returned: all(figures.returned),
    suppressed: !told,
  };
}

/** As it is told; null until a first group is full. That there is nothing is no secret: vouchers are listed. */
export function issuedOf({ issued, toldIssued }: Omit<Told, "paid" | "toldPaid">, { sums }: Shown): string | null {
  return sums || issued === 0n ? fen(issued) : toldIssued === 0n ? null : fen(toldIssued);
}

/** As it is told; null until a first group is full. That there is nothing is no secret: orders are listed. */
export function paidOf({ paid, toldPaid }: Omit<Told, "issued" | "toldIssued">, { sums }: Shown): string | null {
  return sums || paid === 0n ? fen(paid) : toldPaid === 0n ? null : fen(toldPaid);
}
