/** How far vouchers come: approved, issued, locked, redeemed, paid, or expired unused. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, like } from "ponder";
import { z } from "zod";
import type { Face } from "./face.ts";
import { isTold, issuedOf, paidOf, SUPPRESSED } from "./figures.ts";
import { same } from "./page.ts";
import { list } from "./route.ts";
import { ASK, fen, GIVE, oneOf, PAGE } from "./words.ts";

const WAYS = ["district", "class", "year", "month"] as const;
type Way = (typeof WAYS)[number];

const year = z
  .string({ error: "a year, as in 2019" })
  .regex(/^\d{4}$/, "a year, as in 2019")
  .optional()
  .meta({ description: "Of the vouchers' issue" });

const SUM = GIVE.fen.nullable().meta({ description: "Fen, as digits; null where it is suppressed" });

const FUNNEL = {
  district: GIVE.number,
  serviceClass: GIVE.number.nullable().meta({
    description:
      "null unless asked for by class. What is approved and issued is then of all programs that are open to the class: it counts in each of their classes",
  }),
  period: z.string().nullable().meta({ description: "Year or month of issue; null unless asked for by it" }),
  approved: GIVE.fen.nullable().meta({ description: "Fen; null of a period, for a budget is of none" }),
  vouchers: GIVE.number.meta({ description: "Issued" }),
  used: GIVE.number.nullable().meta({ description: "Vouchers with something locked or redeemed; null by class" }),
  unused: GIVE.number.meta({ description: "Vouchers that expired with nothing locked or redeemed" }),
  lockedOrders: GIVE.number,
  redeemedOrders: GIVE.number.meta({ description: "Paid ones too" }),
  paidOrders: GIVE.number,
  issued: SUM,
  locked: SUM,
  redeemed: SUM,
  paid: SUM,
  expired: SUM.meta({ description: "Fen that came back to the budget from vouchers that expired" }),
  ...SUPPRESSED,
};

interface Money {
  locked: bigint;
  redeemed: bigint;
  paid: bigint;
}
interface Vouchers {
  vouchers: number;
  used: number;
  unused: number;
  issued: bigint;
  expired: bigint;
}
interface Orders {
  lockedOrders: number;
  redeemedOrders: number;
  paidOrders: number;
}
interface Line extends Money, Vouchers, Orders {
  readonly district: number;
  readonly serviceClass: number | null;
  readonly period: string | null;
  approved: bigint;
  toldIssued: bigint;
  toldPaid: bigint;
}

export const funnelRoutes = [
  list({
    path: "/funnel",
    summary: "How far vouchers come: approved, issued, locked, redeemed, paid, expired unused; as they stand now",
    params: {},
    query: {
      by: oneOf(WAYS)
        .optional()
        .meta({ description: "A line for each district, unless given; else for each of its classes, years or months" }),
      district: ASK.district.optional(),
      year,
      format: PAGE.format,
    },
    item: FUNNEL,
    give: async ({ by = "district", district, year: of }, _, { face }) => {
      const lines = await linesOf(by, district, of);
      const isOfPeriod = of !== undefined || by === "year" || by === "month";
      return { items: lines.map((line) => lineOf(line, isOfPeriod, face)), next: null };
    },
  }),
];

async function linesOf(by: Way, district: number | undefined, of: string | undefined): Promise<readonly Line[]> {
  const { program, cohort, classUse } = tables;
  const programs = await db.select().from(program).where(same(program.district, district));
  const lines = new Map<string, Line>();
  const line = (home: number, serviceClass: number | null, period: string | null): Line => {
    const key = `${home} ${serviceClass} ${period}`;
    const found = lines.get(key) ?? emptyLine(home, serviceClass, period);
    lines.set(key, found);
    return found;
  };
  const byClass = by === "class";
  const classes = new Map(programs.map((row) => [row.id, byClass ? row.classes : [null]]));

  // A budget of which nothing was issued yet has its line too: it is what is looked for.
  if (by === "district" || byClass) {
    for (const row of programs) {
      for (const serviceClass of classes.get(row.id) ?? []) {
        const to = line(row.district, serviceClass, null);
        to.approved += row.approved;
        to.toldIssued += row.toldIssued;
        to.toldPaid += row.toldPaid;
      }
    }
  }
  const cohorts = await db
    .select()
    .from(cohort)
    .where(and(same(cohort.district, district), inYear(cohort.month, of)));
  for (const row of cohorts) {
    for (const serviceClass of classes.get(row.program) ?? []) {
      const to = line(row.district, serviceClass, periodOf(by, row.month));
      addVouchers(to, row);
      if (!byClass) addMoney(to, row);
    }
  }
  const uses = await db
    .select()
    .from(classUse)
    .where(and(same(classUse.district, district), inYear(classUse.month, of)));
  for (const row of uses) {
    const to = line(row.district, byClass ? row.serviceClass : null, periodOf(by, row.month));
    addOrders(to, row);
    if (byClass) addMoney(to, row);
  }
  return [...lines.values()].sort(
    (a, b) =>
      a.district - b.district ||
      (a.serviceClass ?? 0) - (b.serviceClass ?? 0) ||
      (a.period ?? "").localeCompare(b.period ?? ""),
  );
}

function lineOf(line: Line, isOfPeriod: boolean, face: Face) {
  const { district, serviceClass, period, vouchers, used, unused, lockedOrders, redeemedOrders, paidOrders } = line;
  const shown = face.of(district);
  const isToldInFull = isTold(vouchers, shown);
  const all = (sum: bigint): string | null => (isToldInFull ? fen(sum) : null);
  // Groups of five are of programs and are not told apart by months of issue, nor what is paid by classes.
  const [groups, paidGroups] = [!isOfPeriod, !isOfPeriod && serviceClass === null];
  return {
    district,
    serviceClass,
    period,
    approved: isOfPeriod ? null : fen(line.approved),
    vouchers,
    used: serviceClass === null ? used : null,
    unused,
    lockedOrders,
    redeemedOrders,
    paidOrders,
    issued: groups ? issuedOf(line, shown) : all(line.issued),
    locked: all(line.locked),
    redeemed: all(line.redeemed),
    paid: paidGroups ? paidOf(line, shown) : all(line.paid),
    expired: all(line.expired),
    suppressed: !isToldInFull,
  };
}

function periodOf(by: Way, month: string): string | null {
  if (by === "year") return month.slice(0, -3);
  return by === "month" ? month : null;
}

/** @param year undefined for every one. */
function inYear(month: Parameters<typeof like>[0], year: string | undefined) {
  return year === undefined ? undefined : like(month, `${year}-%`);
}

function emptyLine(district: number, serviceClass: number | null, period: string | null): Line {
  return {
    ...{ district, serviceClass, period, approved: 0n, toldIssued: 0n, toldPaid: 0n },
    ...{ vouchers: 0, used: 0, unused: 0, issued: 0n, expired: 0n },
    ...{ lockedOrders: 0, redeemedOrders: 0, paidOrders: 0, locked: 0n, redeemed: 0n, paid: 0n },
  };
}

function addVouchers(to: Vouchers, more: Vouchers): void {
  to.vouchers += more.vouchers;
  to.used += more.used;
  to.unused += more.unused;
  to.issued += more.issued;
  to.expired += more.expired;
}

function addMoney(to: Money, more: Money): void {
  to.locked += more.locked;
  to.redeemed += more.redeemed;
  to.paid += more.paid;
}

function addOrders(to: Orders, more: Orders): void {
  to.lockedOrders += more.lockedOrders;
  to.redeemedOrders += more.redeemedOrders;
  to.paidOrders += more.paidOrders;
}
