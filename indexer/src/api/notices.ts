/** What stands in public notice, with the objections to it. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, gte, inArray, or } from "ponder";
import { z } from "zod";
import { dayOf } from "../../../client/days.ts";
import type { Face } from "./face.ts";
import { behind, cursorOf, pageOf, same } from "./page.ts";
import { list } from "./route.ts";
import { ASK, day, dayIfAny, fen, formatList, formatProvider, formatVoucher, GIVE, oneOf, PAGE } from "./words.ts";

const OBJECTION = {
  seat: GIVE.state,
  by: GIVE.account,
  reason: GIVE.hash,
  on: GIVE.day,
  endedOn: GIVE.day.nullable(),
  endedBy: GIVE.account.nullable(),
};

const NOTICE = {
  about: GIVE.state.meta({ description: "list, admission or order" }),
  list: GIVE.list.nullable(),
  order: GIVE.hash.nullable(),
  district: GIVE.number,
  otherDistrict: GIVE.number,
  program: GIVE.number.nullable(),
  voucher: GIVE.voucher.nullable(),
  provider: GIVE.provider.nullable(),
  count: GIVE.number.nullable(),
  amount: GIVE.amount,
  since: GIVE.day,
  noticeEnd: GIVE.day,
  openObjections: GIVE.number,
};

export const noticeRoutes = [
  list({
    path: "/notices",
    summary: "Announced lists, admissions and redeemed orders in public notice, the first to end first",
    params: {},
    query: {
      state: oneOf(["running", "all"])
        .optional()
        .meta({ description: "running, unless given: the notice runs on the ledger's day, or an objection is open" }),
      about: oneOf(["list", "admission", "order"]).optional(),
      district: ASK.district.optional().meta({ description: "One that may object" }),
      after: cursorOf(/^\d{1,9}-\d{1,6}$/, (text) => {
        const [block = 0, logIndex = 0] = text.split("-").map(Number);
        return { block, logIndex };
      }).optional(),
      ...PAGE,
    },
    item: { ...NOTICE, objections: z.array(z.object(OBJECTION)) },
    give: async (asked, limit, { time, face }) => {
      const { notice, objection } = tables;
      const rows = await db
        .select()
        .from(notice)
        .where(
          and(
            asked.state === "all" ? undefined : or(gte(notice.noticeEnd, dayOf(time)), gt(notice.openObjections, 0)),
            same(notice.about, asked.about),
            asked.district === undefined
              ? undefined
              : or(eq(notice.district, asked.district), eq(notice.otherDistrict, asked.district)),
            asked.after &&
              behind(">", [
                [notice.noticeEnd, asked.after.day],
                [notice.block, asked.after.rest.block],
                [notice.logIndex, asked.after.rest.logIndex],
              ]),
          ),
        )
        .orderBy(asc(notice.noticeEnd), asc(notice.block), asc(notice.logIndex))
        .limit(limit + 1);
      const subjects = rows.map(({ subject }) => subject);
      const objected =
        subjects.length === 0
          ? []
          : await db.select().from(objection).where(inArray(objection.subject, subjects)).orderBy(asc(objection.id));
      const bySubject = Map.groupBy(objected, ({ subject }) => subject);
      return pageOf(
        rows,
        limit,
        (row) => ({ ...noticeOf(row, face), objections: (bySubject.get(row.subject) ?? []).map(objectionOf) }),
        (row) => `${day(row.noticeEnd)}.${row.block}-${row.logIndex}`,
      );
    },
  }),
];

function noticeOf(row: typeof tables.notice.$inferSelect, face: Face) {
  const { subject, about, district, otherDistrict, program, list: serial, voucher, provider, count, amount } = row;
  return {
    about,
    // A list's own number on the ledger is a hash over faces.
    list: serial === null || program === null ? null : formatList(program, serial),
    order: about === "order" ? subject : null,
    district,
    otherDistrict,
    program,
    voucher: voucher === null ? null : formatVoucher(voucher),
    provider: provider === null ? null : formatProvider(provider),
    count,
    amount: amount === null || !face.of(district).amounts ? null : fen(amount),
    since: day(row.since),
    noticeEnd: day(row.noticeEnd),
    openObjections: row.openObjections,
  };
}

function objectionOf({ seat, by, reason, on, endedOn, endedBy }: typeof tables.objection.$inferSelect) {
  return { seat, by, reason, on: day(on), endedOn: dayIfAny(endedOn), endedBy };
}
