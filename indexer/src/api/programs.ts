/** Programs with their terms and budgets, and the budget by day. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, gte, lte } from "ponder";
import { z } from "zod";
import { endOfDay } from "../budgets.ts";
import type { Face } from "./face.ts";
import { FIGURES, figuresOf, isTold } from "./figures.ts";
import { pageOf, same } from "./page.ts";
import { list, NOTHING, one, Refusal } from "./route.ts";
import { ASK, day, fen, GIVE, PAGE } from "./words.ts";

const PROGRAM = {
  program: GIVE.number,
  district: GIVE.number,
  status: GIVE.state,
  ...FIGURES,
  available: GIVE.amount,
  vouchers: GIVE.number,
  share: GIVE.number.meta({ description: "Basis points of the contract" }),
  yearlyCap: GIVE.fen,
  greatestFace: GIVE.fen,
  leastContract: GIVE.fen,
  useByDays: GIVE.number,
  claimByDays: GIVE.number,
  extensionDays: GIVE.number,
  noticeFloor: GIVE.number,
  noticeCeiling: GIVE.number,
  graceDays: GIVE.number,
  resolveDays: GIVE.number,
  lastIssueDay: GIVE.day,
  joint: z.array(GIVE.number),
  classes: z.array(GIVE.number),
  policy: GIVE.hash,
  policyUri: z.string(),
  proposedOn: GIVE.day,
};

function programOf(row: typeof tables.program.$inferSelect, face: Face) {
  const shown = face.of(row.district);
  const { id, district, status, vouchers, share, useByDays, claimByDays, extensionDays, joint, classes } = row;
  const { noticeFloor, noticeCeiling, graceDays, resolveDays, policy, policyUri } = row;
  return {
    program: id,
    district,
    status,
    ...figuresOf(row, row.vouchers, shown),
    available: isTold(row.vouchers, shown) ? fen(row.approved - row.outstanding - row.redeemed) : null,
    vouchers,
    ...{ share, useByDays, claimByDays, extensionDays, joint, classes },
    ...{ noticeFloor, noticeCeiling, graceDays, resolveDays, policy, policyUri },
    yearlyCap: fen(row.yearlyCap),
    greatestFace: fen(row.greatestFace),
    leastContract: fen(row.leastContract),
    lastIssueDay: day(row.lastIssueDay),
    proposedOn: day(row.proposedOn),
  };
}

export const programRoutes = [
  list({
    path: "/programs",
    summary: "Programs with their terms and the figures of the moment",
    params: {},
    query: { district: ASK.district.optional(), after: ASK.program.optional(), ...PAGE },
    item: PROGRAM,
    give: async ({ district, after }, limit, { face }) => {
      const { program } = tables;
      const rows = await db
        .select()
        .from(program)
        .where(and(same(program.district, district), after === undefined ? undefined : gt(program.id, after)))
        .orderBy(asc(program.id))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => programOf(row, face),
        (row) => String(row.id),
      );
    },
  }),
  one({
    path: "/programs/:program",
    summary: "A program",
    params: { program: ASK.program },
    answer: z.object(PROGRAM),
    give: async ({ program: id }, { face }) => {
      const [row] = await db.select().from(tables.program).where(eq(tables.program.id, id));
      return row && programOf(row, face);
    },
  }),
  list({
    path: "/programs/:program/days",
    summary: "A program's figures at the end of each day on which one of them moved",
    params: { program: ASK.program },
    query: { from: ASK.day.optional(), through: ASK.day.optional(), after: ASK.day.optional(), ...PAGE },
    item: { day: GIVE.day, ...FIGURES },
    give: async ({ program: id, from, through, after }, limit, { face }) => {
      const { budgetDay, program } = tables;
      const [of] = await db.select().from(program).where(eq(program.id, id));
      if (of === undefined) throw new Refusal(404, NOTHING);
      const ended = await db
        .select()
        .from(budgetDay)
        .where(
          and(
            eq(budgetDay.program, id),
            from === undefined ? undefined : gte(budgetDay.day, from),
            through === undefined ? undefined : lte(budgetDay.day, through),
            after === undefined ? undefined : gt(budgetDay.day, after),
          ),
        )
        .orderBy(asc(budgetDay.day))
        .limit(limit + 1);
      // Of the last day, which may go on, the program itself tells.
      const { movedOn } = of;
      const isAsked =
        movedOn !== null && movedOn >= (from ?? 0) && movedOn <= (through ?? Infinity) && movedOn > (after ?? -1);
      const rows = isAsked ? [...ended, endOfDay(of, movedOn)] : ended;
      return pageOf(
        rows,
        limit,
        (row) => ({ day: day(row.day), ...figuresOf(row, of.vouchers, face.of(of.district)) }),
        (row) => day(row.day),
      );
    },
  }),
];
