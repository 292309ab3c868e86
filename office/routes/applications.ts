/** Applications for vouchers: an enterprise asks, with papers; the Bureau answers; what was accepted becomes the file of a list. */
import { z } from "zod";
import {
  APPEAL_DAYS,
  APPLICATION_STATES,
  PAPER_NAMES,
  STEP_NAMES,
  stepOf,
  VOUCHER_PAPERS,
  type ApplicationTold,
  type PaperKind,
  type StepBy,
  type StepName,
  type Wanted,
} from "../../client/applications.ts";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { isCallException } from "ethers";
import { districtOf, parseEnterprise, parseProvider } from "../../client/ids.ts";
import { MAX_FEN } from "../../client/money.ts";
import { againstOf, lasting } from "../applications/against.ts";
import { isDealtWith } from "../applications/announced.ts";
import {
  findAny,
  findApplication,
  findOwn,
  isOwn,
  listPage,
  type AnyApplication,
  type Application,
} from "../applications/applications.ts";
import { amendApplication, makeApplication } from "../applications/making.ts";
import { stepsOf, stepsOpenTo, takeStep } from "../applications/steps.ts";
import { missingOf, papersOf } from "../applications/papers.ts";
import { longWords, pages } from "../http/fields.ts";
import { notYours, Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";
import { canErase, eraseRoutes } from "./erasing.ts";
import { paperRoutes } from "./papers.ts";
import { partyId } from "../publication/profiles.ts";
import { settingsNow, sumsTold } from "../publication/settings.ts";

const WHO = ["bureau", "approver", "finance", "auditor", "party"] as const;

const id = z.uuid();
const fen = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .refine((text) => BigInt(text) <= MAX_FEN);
const words = longWords(2_000);
/** How many steps were shown to whoever takes one. */
const after = z.number().int().min(0).max(10_000);
const program = z.number().int().min(1).max(65_535);
const serviceClass = z.number().int().min(0).max(255);
const wantedFields = {
  program,
  face: fen,
  serviceClass,
  contractValue: fen,
  provider: partyId.refine((party) => party.startsWith("P")).nullable(),
  purpose: words,
};
const enterprise = partyId.refine((party) => !party.startsWith("P"));
/** Until its list is dealt with on the ledger, whoever approves that, or objects to it, has its papers to look at. */
const ERASING = {
  isDone: async ({ database, at }: Office, { id: application, program: under }: AnyApplication) =>
    isDealtWith(database, at, { application, program: under, today: dayOf(await at.time()) }),
};

export const applicationRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/applications",
    who: WHO,
    query: z.strictObject({
      state: z.enum(APPLICATION_STATES).optional(),
      program: z.coerce.number().int().min(1).max(65_535).optional(),
      ...pages,
    }),
    give: async ({ office, person, query }) => {
      const { page: found, next } = await listPage(office.database, office, person, query);
      const papers = await papersOf(
        office.database,
        office,
        found.map((one) => one.id),
      );
      const neededFor = await papersNeeded(office);
      return {
        next,
        items: found.map(({ id: which, made, since, granted, wanted, erased, ...one }) => ({
          ...{ id: which, enterprise: one.enterprise, program: one.program, state: one.state },
          ...{ wanted: wanted ?? null, erased: erased ?? null },
          made: made.toISOString(),
          since: isoOfDay(since),
          granted: granted === undefined ? null : String(granted),
          missing: wanted ? missingOf(papers.get(which) ?? [], neededFor(wanted)) : [],
        })),
      };
    },
  }),
  route({
    method: "POST",
    path: "/applications",
    who: ["party"],
    body: z.strictObject({ enterprise, ...wantedFields }),
    give: async ({ office, person, body: { enterprise: of, ...wanted }, about, change }) => {
      about(of);
      demandHome(office, person, of);
      await demandProgram(office, of, wanted);
      const today = dayOf(await office.at.time());
      const made = await change(async (within) =>
        makeApplication(within, office, {
          ...{ kind: "voucher", enterprise: of, program: wanted.program, wanted, today },
          by: person,
        }),
      );
      return now(office, made, person);
    },
  }),
  route({
    method: "GET",
    path: "/applications/:id",
    who: WHO,
    params: z.object({ id }),
    give: async ({ office, person, params, about }) => {
      about(params.id);
      return now(office, params.id, person);
    },
  }),
  route({
    method: "PUT",
    path: "/applications/:id",
    who: ["party"],
    params: z.object({ id }),
    body: z.strictObject(wantedFields),
    give: async ({ office, person, params, body, about, change }) => {
      about(params.id);
      const { enterprise: of } = await findOwn(office.database, office, params.id, person);
      await demandProgram(office, of, body);
      const today = dayOf(await office.at.time());
      await change(async (within) =>
        amendApplication(within, office, params.id, { program: body.program, wanted: body, today }),
      );
      return now(office, params.id, person);
    },
  }),
  route({
    method: "POST",
    path: "/applications/:id/steps",
    who: ["party", "bureau", "approver"],
    params: z.object({ id }),
    /** `face` in fen, of what is accepted where it is less than what was asked for. */
    body: z.strictObject({ step: z.enum(STEP_NAMES), words: words.optional(), face: fen.optional(), after }),
    give: async ({ office, person, params, body, about, change }) => {
      about(`${params.id} ${body.step}`);
      const application = await findApplication(office.database, office, params.id, person);
      const { by, says, from } = stepOf(body.step);
      if (!placesOf(office, person, application).includes(by)) throw notYours();
      if (says && body.words === undefined) throw new Refusal(400, "WordsMissing", WORDS_MISSING, "words");
      const today = dayOf(await office.at.time());
      const granted = grantedBy(body.step, application, body.face);
      // What is no step of this state is told as that, before what the ledger says of it is asked for.
      if (from.includes(application.state)) await demandFit(office, application, body.step, granted, today);
      await change(async (within) =>
        takeStep(within, office, params.id, {
          ...{ step: body.step, words: body.words, granted, today, after: body.after },
          by: person,
          check: body.step === "submit" ? async (at) => demandPapers(at, office, params.id, application) : undefined,
        }),
      );
      return now(office, params.id, person);
    },
  }),
  ...paperRoutes<Wanted>({
    path: "/applications",
    kind: "voucher",
    papers: VOUCHER_PAPERS,
    applicant: "party",
    who: WHO,
    told,
  }),
  ...eraseRoutes<Wanted>({ path: "/applications", kind: "voucher", ...ERASING }),
];

/** @throws Refusal 403 for somebody else's enterprise, 400 for one of another district. */
function demandHome(office: Office, person: Person, of: string): void {
  if (!isOwn(person, of)) throw notYours();
  const home = Number(districtOf(parseEnterprise(of)));
  if (home === office.district) return;
  throw new Refusal(400, "OtherDistrict", {
    en: `The enterprise is registered in district ${home}, and applies there.`,
    zh: `该企业登记在第 ${home} 区，请向该区申请。`,
  });
}

/** @throws Refusal 400 where there is no such program, or it is another district's. */
async function demandProgram({ at, district }: Office, of: string, asked: Wanted) {
  const { program: number, face, contractValue, provider } = asked;
  if (BigInt(face) > BigInt(contractValue)) throw new Refusal(400, "FaceTooGreat", FACE_TOO_GREAT, "face");
  const count = await at.ledger.programs.count();
  const home = number <= Number(count) ? Number((await at.ledger.programs.termsOf(number)).home) : undefined;
  if (home === district) return provider === null ? undefined : demandProvider(at, provider);
  throw new Refusal(
    400,
    "ProgramOfOther",
    {
      en: `Program ${number} is none of this district's, where enterprise ${of} is registered.`,
      zh: `项目 ${number} 不属于企业 ${of} 登记所在区。`,
    },
    "program",
  );
}

/** @throws Refusal 400 where the ledger has no such provider. */
async function demandProvider({ ledger }: Office["at"], provider: string): Promise<void> {
  try {
    await ledger.providers.providerOf(parseProvider(provider));
  } catch (error) {
    if (!isCallException(error)) throw error;
    throw new Refusal(
      400,
      "ProviderUnknown",
      {
        en: `There is no provider ${provider}; the catalogue has their numbers.`,
        zh: `没有服务机构 ${provider}，编号见服务机构名录。`,
      },
      "provider",
    );
  }
}

/** In which places somebody meets an application. */
function placesOf({ district }: Office, person: Person, { enterprise: of, wanted }: AnyApplication): StepBy[] {
  if (wanted === undefined) return [];
  const places: StepBy[] = isOwn(person, of) ? ["applicant"] : [];
  // Nobody decides what they asked for themselves, or what is to be spent with them.
  const isPartner = wanted.provider !== null && isOwn(person, wanted.provider);
  if (district === 0 || places.length > 0 || isPartner) return places;
  if (person.kinds.has("bureau")) places.push("reviewer");
  if (person.kinds.has("approver")) places.push("appeal");
  return places;
}

function grantedBy(step: StepName, { wanted }: Application, face: string | undefined): bigint | undefined {
  if (step !== "accept" && step !== "grant") return undefined;
  const asked = BigInt(wanted.face);
  const granted = face === undefined ? asked : BigInt(face);
  if (granted <= asked) return granted;
  throw new Refusal(400, "MoreThanAsked", MORE_THAN_ASKED, "face");
}

/** @throws Refusal 409 where the ledger would not issue it or an appeal comes too late. */
async function demandFit(
  office: Office,
  application: Application,
  step: StepName,
  granted: bigint | undefined,
  today: number,
): Promise<void> {
  const { enterprise: of, wanted, since } = application;
  if (step === "appeal" && today > since + APPEAL_DAYS) throw new Refusal(409, "AppealTooLate", APPEAL_TOO_LATE);
  if (granted === undefined) return;
  const reason = lasting(await againstOf(office.at, of, { ...wanted, face: String(granted) }, true));
  if (reason) throw new Refusal(409, reason.code, reason.sentence);
}

async function now(office: Office, which: string, person: Person): Promise<ApplicationTold> {
  const found = await findAny(office.database, office, which, person);
  return told(office, found, person);
}

async function told(office: Office, application: AnyApplication, person: Person): Promise<ApplicationTold> {
  const { id: which, enterprise: of, program: number, state, since, wanted, erased, granted } = application;
  const face = granted === undefined ? {} : { face: String(granted) };
  const tellsBudget = !isOwn(person, of) || (await sumsTold(office.database));
  const [papers, steps, neededFor, against, mayErase] = await Promise.all([
    papersOf(office.database, office, [which]),
    stepsOf(office.database, office, [which]),
    papersNeeded(office),
    wanted === undefined ? [] : againstOf(office.at, of, { ...wanted, ...face }, tellsBudget),
    canErase(office, person, application, ERASING),
  ]);
  const own = papers.get(which) ?? [];
  return {
    ...{ id: which, enterprise: of, program: number, state, papers: own, against, canErase: mayErase },
    ...{ wanted: wanted ?? null, erased: erased ?? null },
    since: isoOfDay(since),
    granted: granted === undefined ? null : String(granted),
    missing: wanted ? missingOf(own, neededFor(wanted)) : [],
    steps: steps.get(which) ?? [],
    can: await stepsOpenTo(office.database, application, person, placesOf(office, person, application)),
  };
}

const WORDS_MISSING = { en: "Say why: the enterprise is told it.", zh: "请填写理由，企业将会看到。" };
const FACE_TOO_GREAT = {
  en: "The voucher that is asked for is worth more than the contract.",
  zh: "申请的券额高于合同金额。",
};
const MORE_THAN_ASKED = { en: "This is more than what was asked for.", zh: "该金额高于申请金额。" };
const APPEAL_TOO_LATE = {
  en: `A refusal is appealed within ${APPEAL_DAYS} days. Apply anew.`,
  zh: `申诉须在不予通过之日起 ${APPEAL_DAYS} 日内提出，请重新申请。`,
};

/** @throws Refusal 400 where a paper is missing. */
async function demandPapers(within: Queryable, office: Office, which: string, { wanted }: Application): Promise<void> {
  const papers = await papersOf(within, office, [which]);
  const missing = missingOf(papers.get(which) ?? [], (await papersNeeded({ database: within }))(wanted));
  if (missing.length > 0) throw papersMissing(missing);
}

/** What the policy of each program needs, as the district has set it. */
async function papersNeeded({
  database,
}: {
  readonly database: Queryable;
}): Promise<(wanted: Wanted) => readonly PaperKind[] | undefined> {
  const { programs } = await settingsNow(database);
  return ({ program: number }) => programs[String(number)]?.papers;
}

function papersMissing(missing: readonly PaperKind[]): Refusal {
  const names = missing.map((kind) => PAPER_NAMES[kind]);
  return new Refusal(400, "PapersMissing", {
    en: `Papers are missing: ${names.map(({ en }) => en.toLowerCase()).join("; ")}. Add them before you hand it in.`,
    zh: `材料不齐，尚缺：${names.map(({ zh }) => zh).join("、")}。请补齐后提交。`,
  });
}
