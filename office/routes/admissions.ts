/**
 * Admission of providers, as far as it is not on the ledger: an institution that is invited applies with papers; the Operator answers; what was
 * accepted becomes the table of `tongdui provider import`, with which admission on the ledger begins.
 */
import { stringify } from "csv-stringify/sync";
import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import {
  ADMISSION_PAPERS,
  ADMISSION_PAPERS_NEEDED,
  APPEAL_DAYS,
  APPLICATION_STATES,
  STEP_NAMES,
  stepOf,
  type AdmissionTold,
  type AdmissionWanted,
  type StepBy,
} from "../../client/applications.ts";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { creditCode } from "../../client/documents/creditCode.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import {
  findAny,
  findApplication,
  findOwn,
  isOwn,
  listPage,
  type AnyApplication,
  type Application,
  type ListPage,
} from "../applications/applications.ts";
import { amendApplication, makeApplication } from "../applications/making.ts";
import { stepsOf, stepsOpenTo, takeStep } from "../applications/steps.ts";
import { missingOf, papersOf } from "../applications/papers.ts";
import { longWords, pages, plainWords } from "../http/fields.ts";
import { notFound, notYours, Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import type { Office, Queryable } from "../office.ts";
import { invitations, invite } from "../people/invitations.ts";
import type { Person } from "../people/person.ts";
import { canErase, eraseRoutes } from "./erasing.ts";
import { paperRoutes } from "./papers.ts";

type Admission = Application<AdmissionWanted>;

const WHO = ["applicant", "operator", "bureau", "approver", "auditor"] as const;
/** What was accepted is needed until it is proposed on the ledger. */
const ERASING = {
  isDone: async (office: Office, { enterprise }: AnyApplication<AdmissionWanted>) => isProvider(office, enterprise),
};
/** A certificate is good for a year, and renewed. */
const YEAR_DAYS = 364;

const id = z.uuid();
const account = z
  .string()
  .refine((text) => isAddress(text))
  .transform((text) => getAddress(text));
const wanted = z.strictObject({
  name: plainWords(200),
  englishName: plainWords(200).nullable(),
  creditCode: plainWords(40).transform(checkedCode),
  /** As `tongdui provider import` takes it: a name may be that of two people. */
  controller: plainWords(40).refine((text) => /^[A-Z0-9()/-]{5,}$/i.test(text) && /\d/.test(text)),
  address: plainWords(300),
  serviceClasses: z.array(z.number().int().min(0).max(255)).min(1).max(256),
  purpose: longWords(2_000),
});

export const admissionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/invitations",
    who: ["operator", "bureau"],
    give: async ({ office }) => ({ invitations: await invitations(office.database) }),
  }),
  route({
    method: "PUT",
    path: "/invitations/:account",
    who: ["operator", "bureau"],
    params: z.object({ account }),
    body: z.strictObject({ invited: z.boolean() }),
    give: async ({ office, person, params, body, about, change }) => {
      about(params.account);
      if (office.district === 0) throw notFound();
      if (!body.invited && !person.kinds.has("bureau")) await demandNothingOpen(office, params.account);
      await change(async (within) => invite(within, office, params.account, body.invited, person.account));
      return { invitations: await invitations(office.database) };
    },
  }),
  route({
    method: "GET",
    path: "/admissions",
    who: WHO,
    query: z.strictObject({ state: z.enum(APPLICATION_STATES).optional(), ...pages }),
    give: async ({ office, person, query }) => {
      const { page: found, next } = await listPage<AdmissionWanted>(office.database, office, person, {
        ...{ ...query, kind: "admission" },
      });
      return {
        next,
        items: found.map(({ id: which, enterprise: of, state, since, wanted: what, erased }) => ({
          ...{ id: which, account: of, state, name: what?.name ?? null, serviceClasses: what?.serviceClasses ?? null },
          erased: erased ?? null,
          since: isoOfDay(since),
        })),
      };
    },
  }),
  route({
    method: "POST",
    path: "/admissions",
    who: ["applicant"],
    body: wanted,
    give: async ({ office, person, body, about, change }) => {
      about(person.account);
      const today = dayOf(await office.at.time());
      const made = await change(async (within) =>
        makeApplication(within, office, {
          ...{ kind: "admission", enterprise: person.account, program: 0, wanted: body, today },
          by: person,
        }),
      );
      return now(office, made, person);
    },
  }),
  route({
    method: "GET",
    path: "/admissions/:id",
    who: WHO,
    params: z.object({ id }),
    give: async ({ office, person, params, about }) => {
      about(params.id);
      return now(office, params.id, person);
    },
  }),
  route({
    method: "PUT",
    path: "/admissions/:id",
    who: ["applicant"],
    params: z.object({ id }),
    body: wanted,
    give: async ({ office, person, params, body, about, change }) => {
      about(params.id);
      await findOwn(office.database, office, params.id, person, "admission");
      const today = dayOf(await office.at.time());
      await change(async (within) => amendApplication(within, office, params.id, { program: 0, wanted: body, today }));
      return now(office, params.id, person);
    },
  }),
  route({
    method: "POST",
    path: "/admissions/:id/steps",
    who: ["applicant", "operator", "bureau"],
    params: z.object({ id }),
    body: z.strictObject({
      step: z.enum(STEP_NAMES),
      words: longWords(2_000).optional(),
      after: z.number().int().min(0).max(10_000),
    }),
    give: async ({ office, person, params, body: { step, words, after }, about, change }) => {
      about(`${params.id} ${step}`);
      const admission = await find(office, params.id, person);
      const { by, says, from } = stepOf(step);
      if (!placesOf(office, person, admission).includes(by)) throw notYours();
      if (says && words === undefined) throw new Refusal(400, "WordsMissing", WORDS_MISSING, "words");
      const today = dayOf(await office.at.time());
      if (from.includes(admission.state)) {
        if (step === "appeal" && today > admission.since + APPEAL_DAYS)
          throw new Refusal(409, "AppealTooLate", APPEAL_TOO_LATE);
      }
      await change(async (within) =>
        takeStep(within, office, params.id, {
          ...{ step, words, granted: undefined, today, after },
          by: person,
          check: step === "submit" ? async (at) => demandPapers(at, office, params.id) : undefined,
        }),
      );
      return now(office, params.id, person);
    },
  }),
  ...paperRoutes<AdmissionWanted>({
    path: "/admissions",
    kind: "admission",
    papers: ADMISSION_PAPERS,
    applicant: "applicant",
    who: WHO,
    told,
  }),
  ...eraseRoutes<AdmissionWanted>({ path: "/admissions", kind: "admission", ...ERASING }),
  route({
    method: "GET",
    path: "/admission-table",
    who: ["operator"],
    /** Of those that were accepted and are no provider's wallet yet. */
    give: async ({ office, person }) => {
      const waiting = await waitingOf(office, person);
      return new Response(`\ufeff${tableOf(office, waiting)}`, {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="providers-${office.district}.csv"`,
        },
      });
    },
  }),
];

/** Rows of a table. */
const MOST_ROWS = 1_000;

/** Those that were accepted and are no provider's wallet yet, those that were made first first. */
async function waitingOf(office: Office, person: Person): Promise<Admission[]> {
  const waiting: Admission[] = [];
  for (let after: string | undefined = ""; after !== undefined && waiting.length < MOST_ROWS;) {
    const { page, next }: ListPage<AdmissionWanted> = await listPage(office.database, office, person, {
      ...{ kind: "admission", state: "accepted", isOldestFirst: true, limit: MOST_ROWS, after },
    });
    for (const one of page)
      if (one.erased === undefined && !(await isProvider(office, one.enterprise))) waiting.push(one);
    after = next ?? undefined;
  }
  return waiting.slice(0, MOST_ROWS);
}

/** Whoever refused an institution does not shut it out of its appeal. @throws Refusal 409 */
async function demandNothingOpen({ database }: Office, account: string): Promise<void> {
  const { rows } = await database.query(
    `SELECT 1 FROM applications WHERE kind = 'admission' AND enterprise = $1
       AND state IN ('submitted', 'back', 'refused', 'appealed') LIMIT 1`,
    [account],
  );
  if (rows.length > 0) throw new Refusal(409, "ApplicationOpen", APPLICATION_OPEN);
}

async function isProvider({ parties }: Office, account: string): Promise<boolean> {
  return (await parties.of(account)).some(({ register }) => register === "provider");
}

function tableOf({ district }: Office, accepted: readonly Admission[]): string {
  return stringify(
    accepted.map(({ enterprise: wallet, since, wanted: what }) => ({
      name: what.name,
      "credit code": what.creditCode,
      wallet,
      controller: what.controller,
      district,
      "service classes": what.serviceClasses.join(" "),
      "valid from": isoOfDay(since),
      "valid through": isoOfDay(since + YEAR_DAYS),
      "english name": what.englishName ?? "",
      address: what.address,
    })),
    { header: true, columns: COLUMNS, escape_formulas: true },
  );
}

const COLUMNS = [
  ...["name", "credit code", "wallet", "controller", "district", "service classes"],
  ...["valid from", "valid through", "english name", "address"],
];

async function find(office: Office, which: string, person: Person): Promise<Admission> {
  return findApplication<AdmissionWanted>(office.database, office, which, person, "admission");
}

async function now(office: Office, which: string, person: Person): Promise<AdmissionTold> {
  return told(office, await findAny<AdmissionWanted>(office.database, office, which, person, "admission"), person);
}

async function told(
  office: Office,
  admission: AnyApplication<AdmissionWanted>,
  person: Person,
): Promise<AdmissionTold> {
  const { id: which, enterprise: of, state, since, wanted: what, erased } = admission;
  const [papers, steps, mayErase] = await Promise.all([
    papersOf(office.database, office, [which]),
    stepsOf(office.database, office, [which]),
    canErase(office, person, admission, ERASING),
  ]);
  const own = papers.get(which) ?? [];
  return {
    ...{ id: which, account: of, state, papers: own, canErase: mayErase },
    ...{ wanted: what ?? null, erased: erased ?? null },
    since: isoOfDay(since),
    missing: missingOf(own, ADMISSION_PAPERS_NEEDED),
    steps: steps.get(which) ?? [],
    can: await stepsOpenTo(office.database, admission, person, placesOf(office, person, admission)),
  };
}

/** The Operator answers, the Bureau of the district decides an appeal. */
function placesOf({ district }: Office, person: Person, admission: AnyApplication<AdmissionWanted>): StepBy[] {
  const { enterprise: of, erased } = admission;
  if (erased) return [];
  if (isOwn(person, of)) return ["applicant"];
  const places: StepBy[] = [];
  if (person.kinds.has("operator")) places.push("reviewer");
  if (district !== 0 && person.kinds.has("bureau")) places.push("appeal");
  return places;
}

/** @throws Refusal 400 */
async function demandPapers(within: Queryable, office: Office, which: string): Promise<void> {
  const papers = await papersOf(within, office, [which]);
  if (missingOf(papers.get(which) ?? [], ADMISSION_PAPERS_NEEDED).length > 0)
    throw new Refusal(400, "PapersMissing", PAPERS_MISSING);
}

/** As zod wants it: what is wrong stands in the field's own complaint. */
function checkedCode(text: string, context: z.core.$RefinementCtx<string>): string {
  try {
    return creditCode(text);
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
}

const WORDS_MISSING = { en: "Say why: the institution is told it.", zh: "请填写理由，申请机构将会看到。" };
const APPEAL_TOO_LATE = {
  en: `A refusal is appealed within ${APPEAL_DAYS} days. Apply anew.`,
  zh: `申诉须在不予通过之日起 ${APPEAL_DAYS} 日内提出，请重新申请。`,
};
const APPLICATION_OPEN = {
  en: "The institution has an application open, or may still appeal: only the Bureau takes its invitation back.",
  zh: "该机构尚有未办结的申请或仍可申诉，只能由科技局取消邀请。",
};
const PAPERS_MISSING = {
  en: "The business licence, a proof of qualification and the signed pledge have to be among the papers.",
  zh: "材料不齐：须有营业执照、服务资质证明和诚信服务承诺书。",
};
