/** Programs with their terms and budgets, and the budget by day. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, gte, lte } from "ponder";
import { z } from "zod";
import { list, one } from "./route.ts";
import { pageOf, same } from "./page.ts";
import { ASK, day, fen, GIVE, PAGE } from "./words.ts";

const FIGURES = {
  approved: GIVE.fen,
  issued: GIVE.fen,
  outstanding: GIVE.fen,
  locked: GIVE.fen,
  redeemed: GIVE.fen,
  paid: GIVE.fen,
  recovered: GIVE.fen,
  returned: GIVE.fen,
};

const PROGRAM = {
  program: GIVE.number,
  district: GIVE.number,
  status: GIVE.state,
  ...FIGURES,
  available: GIVE.fen,
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

type Figures = { readonly [Name in keyof typeof FIGURES]: bigint };

function figuresOf({ approved, issued, outstanding, locked, redeemed, paid, recovered, returned }: Figures) {
  return {
    approved: fen(approved),
    issued: fen(issued),
    outstanding: fen(outstanding),
    locked: fen(locked),
    redeemed: fen(redeemed),
    paid: fen(paid),
    recovered: fen(recovered),
    returned: fen(returned),
  };
}

function programOf(row: typeof tables.program.$inferSelect) {
  const { id, district, status, vouchers, share, useByDays, claimByDays, extensionDays, joint, classes } = row;
  const { noticeFloor, noticeCeiling, graceDays, resolveDays, policy, policyUri } = row;
  return {
    program: id,
    district,
    status,
    ...figuresOf(row),
    available: fen(row.approved - row.outstanding - row.redeemed),
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
    give: async ({ district, after }, limit) => {
      const { program } = tables;
      const rows = await db
        .select()
        .from(program)
        .where(and(same(program.district, district), after === undefined ? undefined : gt(program.id, after)))
        .orderBy(asc(program.id))
        .limit(limit + 1);
      return pageOf(rows, limit, programOf, (row) => String(row.id));
    },
  }),
  one({
    path: "/programs/:program",
    summary: "A program",
    params: { program: ASK.program },
    answer: z.object(PROGRAM),
    give: async ({ program: id }) => {
      const [row] = await db.select().from(tables.program).where(eq(tables.program.id, id));
      return row && programOf(row);
    },
  }),
  list({
    path: "/programs/:program/days",
    summary: "A program's figures at the end of each day on which one of them moved",
    params: { program: ASK.program },
    query: { from: ASK.day.optional(), through: ASK.day.optional(), after: ASK.day.optional(), ...PAGE },
    item: { day: GIVE.day, ...FIGURES },
    give: async ({ program, from, through, after }, limit) => {
      const { budgetDay } = tables;
      const rows = await db
        .select()
        .from(budgetDay)
        .where(
          and(
            eq(budgetDay.program, program),
            from === undefined ? undefined : gte(budgetDay.day, from),
            through === undefined ? undefined : lte(budgetDay.day, through),
            after === undefined ? undefined : gt(budgetDay.day, after),
          ),
        )
        .orderBy(asc(budgetDay.day))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => ({ day: day(row.day), ...figuresOf(row) }),
        (row) => day(row.day),
      );
    },
  }),
];
