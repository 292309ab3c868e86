/** Notes when a district, and all together, first came to a round figure. */
import type { Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { placeOf, timeIn, type Hex } from "./told.ts";

/** Fen a million yuan. */
const MILLION = 100_000_000n;
const COUNTS = [1n, 10n, 100n, 1_000n, 10_000n, 100_000n, 1_000_000n];
const SUMS = [MILLION, 10n * MILLION, 100n * MILLION, 1_000n * MILLION];
/** Where all districts are told of together. */
const ALL = 0;

const SIZES = { vouchers: COUNTS, redemptions: [1n], paidOrders: [1n], paid: SUMS, toldPaid: SUMS } as const;
type Figure = keyof typeof SIZES;
const FIGURES = Object.keys(SIZES) as Figure[];
const NOTHING = { vouchers: 0n, redemptions: 0n, paidOrders: 0n, paid: 0n, toldPaid: 0n };

/** By which voucher it came to it, and by which of its orders. */
interface Through {
  readonly voucher: bigint;
  readonly order?: Hex;
}

/**
 * @param through the voucher, and where there is one the order, that comes to a size; of several vouchers at once by how many there are
 * beyond it.
 */
export async function advance(
  db: Context["db"],
  district: number,
  steps: Partial<Record<Figure, bigint>>,
  through: Through | ((beyond: bigint) => Through),
  event: Parameters<typeof placeOf>[0],
): Promise<void> {
  const moved = { ...NOTHING, ...steps };
  for (const of of [district, ALL]) {
    const now = await db
      .insert(tables.progress)
      .values({ district: of, ...moved })
      .onConflictDoUpdate((row) => ({
        vouchers: row.vouchers + moved.vouchers,
        redemptions: row.redemptions + moved.redemptions,
        paidOrders: row.paidOrders + moved.paidOrders,
        paid: row.paid + moved.paid,
        toldPaid: row.toldPaid + moved.toldPaid,
      }));
    for (const figure of FIGURES) {
      const reached = (SIZES[figure] as readonly bigint[]).filter(
        (size) => size <= now[figure] && size > now[figure] - moved[figure] && !(of === ALL && size === 1n),
      );
      for (const size of reached) {
        const { voucher, order } = typeof through === "function" ? through(now[figure] - size) : through;
        const { since: day, block, logIndex } = placeOf(event);
        await db.insert(tables.milestone).values({
          district: of,
          figure,
          size,
          voucher,
          ...(order && { order }),
          day,
          time: timeIn(event),
          block,
          logIndex,
        });
      }
    }
  }
}

/** Notes a district's first redemption; how many there are after it is of no use. */
export async function noteRedemption(
  db: Context["db"],
  district: number,
  through: Through,
  event: Parameters<typeof placeOf>[0],
): Promise<void> {
  const before = await db.find(tables.progress, { district });
  if ((before?.redemptions ?? 0n) === 0n) await advance(db, district, { redemptions: 1n }, through, event);
}
