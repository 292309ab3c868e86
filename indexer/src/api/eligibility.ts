/** What an enterprise can get for a contract, by the programs' own terms; from the tables alone, without the chain. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { eq } from "ponder";
import { z } from "zod";
import { dayOf } from "../../../client/days.ts";
import { consult, LIMITS, type Consultation } from "../../../client/eligibility/consult.ts";
import type { ProgramFacts, ProviderFacts } from "../../../client/eligibility/facts.ts";
import { districtNames } from "../../../client/text/districtName.ts";
import type { Face } from "./face.ts";
import { isTold } from "./figures.ts";
import { list, Refusal } from "./route.ts";
import { ASK, day, fen, GIVE, PAGE } from "./words.ts";

const ELIGIBILITY = {
  program: GIVE.number,
  district: GIVE.number,
  fits: GIVE.yes,
  amount: GIVE.fen.nullable().meta({ description: "Fen that the voucher would pay, as digits" }),
  own: GIVE.fen.nullable().meta({ description: "Fen that the enterprise would pay itself" }),
  most: GIVE.fen.nullable().meta({ description: "Fen above which nothing can be asked for" }),
  limit: z.enum(LIMITS).nullable().meta({ description: "What sets `most`" }),
  useBy: GIVE.day.nullable().meta({ description: "Last day for the order, if it were issued today" }),
  claimBy: GIVE.day.nullable().meta({ description: "Last day for the provider's claim" }),
  issuedThrough: GIVE.day,
  joint: z.array(GIVE.number),
  budgetKnown: GIVE.yes.meta({ description: "Whether what is left of the budget is published, and was counted" }),
  reasons: z
    .array(z.object({ code: z.string(), en: z.string(), zh: z.string() }))
    .meta({ description: "All reasons against it, by the names of the ledger's errors" }),
};

export const eligibilityRoutes = [
  list({
    path: "/eligibility/:district/:serviceClass/:value",
    summary:
      "Which programs pay for a contract of an enterprise of the district, how much and until when; why not where not",
    params: { district: ASK.district, serviceClass: ASK.serviceClass, value: ASK.fen },
    query: {
      amount: ASK.fen.optional().meta({ description: "Fen that the voucher is to pay; else as much as there is" }),
      issued: ASK.fen.optional().meta({
        description: "Fen that all firms of its actual controller were issued this year; nothing unless given",
      }),
      provider: ASK.provider.optional(),
      ...PAGE,
    },
    item: ELIGIBILITY,
    give: async ({ district, serviceClass, value, amount, issued = 0n, provider }, limit, { face, time, block }) => {
      const { rows, districts, isEditionClosed } = await registerAt(block);
      const wish = {
        day: dayOf(time),
        serviceClass,
        contractValue: value,
        isEditionClosed,
        ...(amount === undefined ? {} : { amount }),
        ...(provider === undefined ? {} : { provider: await providerFacts(provider, districts) }),
      };
      const programs = rows.map((row) => programFacts(row, face, districts));
      const found = consult(programs, { district, standing: undefined, issuedThisYear: issued }, wish);
      return { items: found.slice(0, limit).map(answerOf), next: null };
    },
  }),
];

function answerOf({ program, district, offer, issuedThrough, joint, isBudgetKnown, reasons }: Consultation) {
  return {
    program,
    district,
    fits: offer !== undefined,
    amount: offer ? fen(offer.amount) : null,
    own: offer ? fen(offer.own) : null,
    most: offer ? fen(offer.most) : null,
    limit: offer?.limit ?? null,
    useBy: offer ? day(offer.useBy) : null,
    claimBy: offer ? day(offer.claimBy) : null,
    issuedThrough: day(issuedThrough),
    joint: [...joint],
    budgetKnown: isBudgetKnown,
    reasons: reasons.map(({ code, sentence: { en, zh } }) => ({ code, en, zh })),
  };
}

/** What is known of a district that a program or a provider is of. */
type DistrictsNow = (district: number) => Pick<ProgramFacts, "isDistrictActive" | "districtName">;

/** What every question rests on. */
interface Register {
  readonly rows: readonly (typeof tables.program.$inferSelect)[];
  readonly districts: DistrictsNow;
  readonly isEditionClosed: boolean;
}

let kept: { readonly block: number; readonly register: Promise<Register> } | undefined;

/** Read once a block: of all districts together there are hundreds of programs, and many people ask. */
async function registerAt(block: number): Promise<Register> {
  if (kept?.block !== block) kept = { block, register: readRegister() };
  const { register } = kept;
  return register.catch((error: unknown) => {
    kept = undefined;
    throw error;
  });
}

async function readRegister(): Promise<Register> {
  const districts = await districtsNow();
  const rows = await db.select().from(tables.program);
  const isEditionClosed = (await db.select().from(tables.closing)).length > 0;
  return { rows, districts, isEditionClosed };
}

async function districtsNow(): Promise<DistrictsNow> {
  const rows = await db.select().from(tables.district);
  const facts = new Map(
    rows.map(({ id, name, status }) => [
      id,
      { isDistrictActive: status === "Active", districtName: districtNames(name) },
    ]),
  );
  return (id) => facts.get(id) ?? { isDistrictActive: false };
}

/** What is left of a budget counts only where it is told. */
function programFacts(row: typeof tables.program.$inferSelect, face: Face, districts: DistrictsNow): ProgramFacts {
  const { id, district, approved, outstanding, redeemed, vouchers } = row;
  return {
    ...row,
    program: id,
    status: row.status as ProgramFacts["status"],
    ...districts(district),
    available: isTold(vouchers, face.of(district)) ? approved - outstanding - redeemed : undefined,
  };
}

async function providerFacts(provider: bigint, districts: DistrictsNow): Promise<ProviderFacts> {
  const [row] = await db.select().from(tables.provider).where(eq(tables.provider.id, provider));
  if (row === undefined) throw new Refusal(404, "The ledger has no provider of this number.");
  const { district, status, stopped, classes, validFrom, validThrough } = row;
  return {
    ...{ provider, district, stopped, classes, validFrom, validThrough },
    status: status as ProviderFacts["status"],
    ...districts(district),
    // Who controls it is not public, and the enterprise is not known here.
    group: undefined,
    wallet: undefined,
  };
}
