/** What stands in public notice, with the objections to it. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, gte, inArray, or } from "ponder";
import { z } from "zod";
import { dayOf, dayOfIso } from "../../../client/days.ts";
import { list } from "./route.ts";
import { pageOf } from "./page.ts";
import { ASK, day, dayIfAny, fen, formatProvider, formatVoucher, GIVE, oneOf, PAGE } from "./words.ts";

const OBJECTION = {
  seat: GIVE.state,
  by: GIVE.account,
  reason: GIVE.hash,
  on: GIVE.day,
  endedOn: GIVE.day.nullable(),
  endedBy: GIVE.account.nullable(),
};

const NOTICE = {
  subject: GIVE.hash,
  about: GIVE.state,
  district: GIVE.number,
  otherDistrict: GIVE.number,
  program: GIVE.number.nullable(),
  voucher: GIVE.voucher.nullable(),
  provider: GIVE.provider.nullable(),
  count: GIVE.number.nullable(),
  amount: GIVE.fen.nullable(),
  since: GIVE.day,
  noticeEnd: GIVE.day,
  openObjections: GIVE.number,
};

/** The last notice of a page: its end and its subject. */
const cursor = z
  .string({ error: "what `next` of the page before says" })
  .regex(/^\d{4}-\d\d-\d\d\.0x[0-9a-f]{64}$/, "what `next` of the page before says")
  .transform((text, context) => {
    try {
      return { end: dayOfIso(text.slice(0, 10)), subject: text.slice(11) as `0x${string}` };
    } catch {
      context.addIssue({ code: "custom", message: "what `next` of the page before says" });
      return z.NEVER;
    }
  });

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
      after: cursor.optional(),
      ...PAGE,
    },
    item: { ...NOTICE, objections: z.array(z.object(OBJECTION)) },
    give: async (asked, limit, { time }) => {
      const { notice, objection } = tables;
      const rows = await db
        .select()
        .from(notice)
        .where(
          and(
            asked.state === "all" ? undefined : or(gte(notice.noticeEnd, dayOf(time)), gt(notice.openObjections, 0)),
            asked.about === undefined ? undefined : eq(notice.about, asked.about),
            asked.district === undefined
              ? undefined
              : or(eq(notice.district, asked.district), eq(notice.otherDistrict, asked.district)),
            asked.after === undefined
              ? undefined
              : or(
                  gt(notice.noticeEnd, asked.after.end),
                  and(eq(notice.noticeEnd, asked.after.end), gt(notice.subject, asked.after.subject)),
                ),
          ),
        )
        .orderBy(asc(notice.noticeEnd), asc(notice.subject))
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
        (row) => ({ ...noticeOf(row), objections: (bySubject.get(row.subject) ?? []).map(objectionOf) }),
        (row) => `${day(row.noticeEnd)}.${row.subject}`,
      );
    },
  }),
];

function noticeOf(row: typeof tables.notice.$inferSelect) {
  return {
    ...row,
    voucher: row.voucher === null ? null : formatVoucher(row.voucher),
    provider: row.provider === null ? null : formatProvider(row.provider),
    amount: row.amount === null ? null : fen(row.amount),
    since: day(row.since),
    noticeEnd: day(row.noticeEnd),
  };
}

function objectionOf({ seat, by, reason, on, endedOn, endedBy }: typeof tables.objection.$inferSelect) {
  return { seat, by, reason, on: day(on), endedOn: dayIfAny(endedOn), endedBy };
}
