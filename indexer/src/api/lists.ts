/** Announced lists of vouchers to be issued. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq } from "ponder";
import { z } from "zod";
import type { Face } from "./face.ts";
import { behind, pageOf, same } from "./page.ts";
import { list, one } from "./route.ts";
import { ASK, day, fen, formatList, GIVE, oneOf, PAGE } from "./words.ts";

const LIST = {
  list: GIVE.list,
  hash: GIVE.hash
    .nullable()
    .meta({ description: "By which the ledger knows it; null where amounts are not published" }),
  program: GIVE.number,
  district: GIVE.number,
  stage: GIVE.state,
  count: GIVE.number.meta({ description: "Items announced" }),
  done: GIVE.number.meta({ description: "Of these, issued or passed over" }),
  issued: GIVE.number,
  passedOver: GIVE.number,
  total: GIVE.amount,
  drawn: GIVE.amount.meta({ description: "Fen of the items done" }),
  next: GIVE.hash.nullable().meta({ description: "Chain of the items still to come" }),
  noticeEnd: GIVE.day,
  lastAct: GIVE.day,
  announcedBy: GIVE.account,
  announcedOn: GIVE.day,
  approvals: z.array(GIVE.number).meta({ description: "Districts that have approved it, in their order" }),
  approvedBy: z.array(GIVE.account).meta({ description: "For each of these, who did" }),
};

function listOf(row: typeof tables.list.$inferSelect, face: Face) {
  const { amounts } = face.of(row.district);
  return {
    list: formatList(row.program, row.serial),
    // Both are hashes over enterprises and faces, which somebody could try until they fit.
    hash: amounts ? row.id : null,
    next: amounts ? row.next : null,
    program: row.program,
    district: row.district,
    stage: row.stage,
    count: row.count,
    done: row.done,
    issued: row.issued,
    passedOver: row.passedOver,
    total: amounts ? fen(row.total) : null,
    drawn: amounts ? fen(row.drawn) : null,
    noticeEnd: day(row.noticeEnd),
    lastAct: day(row.lastAct),
    announcedBy: row.announcedBy,
    announcedOn: day(row.announcedOn),
    approvals: row.approvals,
    approvedBy: row.approvedBy,
  };
}

export const listRoutes = [
  list({
    path: "/lists",
    summary: "Announced lists of vouchers to be issued, by program",
    params: {},
    query: {
      district: ASK.district.optional(),
      program: ASK.program.optional(),
      stage: oneOf(["Announced", "Withdrawn", "Done"]).optional(),
      after: ASK.list.optional(),
      ...PAGE,
    },
    item: LIST,
    give: async (asked, limit, { face }) => {
      const { list: table } = tables;
      const after = asked.after !== undefined && "program" in asked.after ? asked.after : undefined;
      const rows = await db
        .select()
        .from(table)
        .where(
          and(
            same(table.district, asked.district),
            same(table.program, asked.program),
            same(table.stage, asked.stage),
            after &&
              behind(">", [
                [table.program, after.program],
                [table.serial, after.serial],
              ]),
          ),
        )
        .orderBy(asc(table.program), asc(table.serial))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => listOf(row, face),
        (row) => formatList(row.program, row.serial),
      );
    },
  }),
  one({
    path: "/lists/:list",
    summary: "A list, by its number or, where amounts are published, by its hash",
    params: { list: ASK.list },
    answer: z.object(LIST),
    give: async ({ list: asked }, { face }) => {
      const { list: table } = tables;
      const isIt =
        "id" in asked ? eq(table.id, asked.id) : and(eq(table.program, asked.program), eq(table.serial, asked.serial));
      const [row] = await db.select().from(table).where(isIt);
      // Whoever tries a hash is not told that it is the one.
      const isThere = row !== undefined && (!("id" in asked) || face.of(row.district).amounts);
      return isThere ? listOf(row, face) : undefined;
    },
  }),
];
