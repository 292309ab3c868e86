/** When a district, or all together, first came to a round figure. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { desc, eq, inArray, ne, or } from "ponder";
import type { Face } from "./face.ts";
import { list } from "./route.ts";
import { day, formatVoucher, GIVE, PAGE } from "./words.ts";

const ALL = 0;
/** An order's, from its redemption on. */
const REDEEMED = ["Redeemed", "Paying", "Paid"];

type Row = typeof tables.milestone.$inferSelect;

export interface Milestone extends Pick<Row, "district" | "size" | "voucher" | "day" | "time"> {
  /** vouchers, redemptions, paidOrders or paid. */
  readonly figure: string;
}

/**
 * The latest first. A redemption that was undone since is none. Of what was paid there are two, one of the sum itself and one of what
 * groups of five vouchers make up of it, of which one is told.
 */
export async function milestonesOf(face: Face, most: number): Promise<Milestone[]> {
  const { milestone, order } = tables;
  const rows = await db
    .select({ milestone })
    .from(milestone)
    .leftJoin(order, eq(order.id, milestone.order))
    .where(or(ne(milestone.figure, "redemptions"), inArray(order.stage, REDEEMED)))
    .orderBy(
      desc(milestone.block),
      desc(milestone.logIndex),
      desc(milestone.size),
      milestone.district,
      milestone.figure,
    )
    .limit(2 * most);
  const isTold = await sumsTold(face);
  return rows
    .map((row) => row.milestone)
    .filter(({ figure, district }) => figure !== (isTold(district) ? "toldPaid" : "paid"))
    .slice(0, most)
    .map((row) => ({ ...row, figure: row.figure === "toldPaid" ? "paid" : row.figure }));
}

/** Of which district sums are told as they are; of all together, where each district's are. */
async function sumsTold(face: Face): Promise<(district: number) => boolean> {
  const all = await db.selectDistinct({ district: tables.program.district }).from(tables.program);
  const areAll = face.full || all.every(({ district }) => face.of(district).sums);
  return (district) => (district === ALL ? areAll : face.of(district).sums);
}

export const milestoneRoutes = [
  list({
    path: "/milestones",
    summary: "When a district, or all together, first came to a round figure; the latest first",
    params: {},
    query: PAGE,
    item: {
      district: GIVE.number.nullable().meta({ description: "null of all districts together" }),
      figure: GIVE.state.meta({
        description: "vouchers issued, redemptions, paidOrders, or paid, which is in fen",
      }),
      size: GIVE.fen.meta({ description: "What it came to: a number, or fen" }),
      voucher: GIVE.voucher.nullable().meta({ description: "With which; null of what was paid" }),
      on: GIVE.day,
    },
    give: async (_, limit, { face }) => {
      const found = await milestonesOf(face, limit);
      const items = found.map(({ district, figure, size, voucher, day: on }) => ({
        district: district === ALL ? null : district,
        figure,
        size: size.toString(),
        // Which one it was says nothing of a sum, and too much of one that is told by groups.
        voucher: figure === "paid" ? null : formatVoucher(voucher),
        on: day(on),
      }));
      return { items, next: null };
    },
  }),
];
