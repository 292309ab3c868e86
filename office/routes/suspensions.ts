/**
 * Appeals against suspensions: a provider sees who suspended it, when and why, and appeals once with words and papers; the district's Approver
 * decides. What is granted is carried out on the ledger, by the Bureau and the Approver.
 */
import { z } from "zod";
import { ADMISSION_PAPERS, stepOf, type StepBy } from "../../client/applications.ts";
import { dayOf, dayOfIso, isoOfDay, type Day } from "../../client/days.ts";
import { districtOf } from "../../client/ids.ts";
import {
  APPEAL_DAYS,
  SUSPENSION_STEPS,
  type SuspensionAppealTold,
  type SuspensionStep,
  type SuspensionTold,
} from "../../client/suspensionAppeals.ts";
import {
  appealsAgainst,
  findAny,
  findApplication,
  isOwn,
  listPage,
  type AnyApplication,
  type Application,
} from "../applications/applications.ts";
import { beginAppeal } from "../applications/making.ts";
import { papersOf } from "../applications/papers.ts";
import { elsewhere } from "../applications/state.ts";
import { stepsOf, stepsOpenTo, takeStep } from "../applications/steps.ts";
import { whyOf, type SuspensionAt } from "../applications/suspensions.ts";
import { longWords } from "../http/fields.ts";
import { notYours, Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { partyId } from "../publication/profiles.ts";
import { canErase, eraseRoutes } from "./erasing.ts";
import { paperRoutes } from "./papers.ts";

type Appeal = Application<SuspensionAt>;

const WHO = ["party", "bureau", "approver", "auditor"] as const;

const id = z.uuid();
/** What was granted is to be carried out on the ledger. */
const ERASING = {
  isDone: async ({ suspensions }: Office, { wanted }: AnyApplication<SuspensionAt>) =>
    wanted === undefined || !(await suspensions.stillStands(wanted)),
};
const provider = partyId.refine((party) => party.startsWith("P"));

export const suspensionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/suspensions",
    who: WHO,
    give: async ({ office, person }) => {
      const [suspensions, { page: appeals }] = await Promise.all([
        suspensionsOf(office, person),
        listPage<SuspensionAt>(office.database, office, person, { kind: "suspension", limit: 200 }),
      ]);
      return {
        suspensions,
        appeals: appeals.map(({ id: which, enterprise, state, since, wanted, erased }) => ({
          ...{ id: which, provider: enterprise, state, suspendedOn: wanted?.on ?? null, erased: erased ?? null },
          since: isoOfDay(since),
        })),
      };
    },
  }),
  route({
    method: "POST",
    path: "/suspensions",
    who: ["party"],
    body: z.strictObject({ provider }),
    give: async ({ office, person, body, about, change }) => {
      about(body.provider);
      if (!isOwn(person, body.provider)) throw notYours();
      demandHome(office, body.provider);
      const suspension = await office.suspensions.of(body.provider);
      if (!suspension) throw notSuspended(body.provider);
      demandInTime(suspension, dayOf(await office.at.time()));
      const made = await change(async (within) => beginAppeal(within, office, suspension, person));
      return now(office, made, person);
    },
  }),
  route({
    method: "GET",
    path: "/suspensions/:id",
    who: WHO,
    params: z.object({ id }),
    give: async ({ office, person, params, about }) => {
      about(params.id);
      return now(office, params.id, person);
    },
  }),
  route({
    method: "POST",
    path: "/suspensions/:id/steps",
    who: ["party", "approver"],
    params: z.object({ id }),
    body: z.strictObject({
      step: z.enum(SUSPENSION_STEPS),
      words: longWords(2_000).optional(),
      /** How many steps were shown to whoever takes one. */
      after: z.number().int().min(0).max(10_000),
    }),
    give: async ({ office, person, params, body: { step, words, after }, about, change }) => {
      about(`${params.id} ${step}`);
      const appeal = await find(office, params.id, person);
      const { by, says, from } = stepOf(step);
      if (!placesOf(office, person, appeal).includes(by)) throw notYours();
      if (says && words === undefined) throw new Refusal(400, "WordsMissing", WORDS_MISSING, "words");
      const today = dayOf(await office.at.time());
      // What is no step of this state is told as that, before what the ledger says of it.
      if (!from.includes(appeal.state)) throw elsewhere();
      await demandFit(office, step, appeal, today);
      await change(async (within) =>
        takeStep(within, office, params.id, { step, words, granted: undefined, today, after, by: person }),
      );
      return now(office, params.id, person);
    },
  }),
  ...paperRoutes<SuspensionAt>({
    path: "/suspensions",
    kind: "suspension",
    papers: ADMISSION_PAPERS,
    applicant: "party",
    open: ["refused"],
    who: WHO,
    told,
  }),
  ...eraseRoutes<SuspensionAt>({ path: "/suspensions", kind: "suspension", ...ERASING }),
];

/** Those under which the providers are that somebody signs for, and that are at home here. */
async function suspensionsOf(office: Office, { parties }: Person): Promise<SuspensionTold[]> {
  const own = parties.filter(
    ({ id: of, register }) => register === "provider" && districtOf(of) === BigInt(office.district),
  );
  const found = (await Promise.all(own.map(async ({ written }) => office.suspensions.of(written)))).filter(
    (one) => one !== undefined,
  );
  const appeals = await appealsAgainst(office.database, found);
  return Promise.all(
    found.map(async ({ event, ...suspension }) => ({
      ...suspension,
      why: await whyOf(office, suspension),
      appealThrough: isoOfDay(dayOfIso(suspension.on) + APPEAL_DAYS),
      appeal: appeals.get(event)?.id ?? null,
    })),
  );
}

/** @throws Refusal 400 for a provider of another district. */
function demandHome(office: Office, of: string): void {
  const home = Number(/^P(\d+)-/.exec(of)?.[1]);
  if (home === office.district) return;
  throw new Refusal(400, "OtherDistrict", {
    en: `Provider ${of} is one of district ${home}, and appeals there.`,
    zh: `服务机构 ${of} 属于第 ${home} 区，请向该区申诉。`,
  });
}

/** @throws Refusal 409 */
function demandInTime({ on }: SuspensionAt, today: Day): void {
  if (today > dayOfIso(on) + APPEAL_DAYS) throw new Refusal(409, "AppealTooLate", APPEAL_TOO_LATE);
}

/** @throws Refusal 409 where an appeal comes too late, or there is nothing any more that it could lift. */
async function demandFit(office: Office, step: SuspensionStep, { wanted }: Appeal, today: Day): Promise<void> {
  if (step === "appeal") demandInTime(wanted, today);
  if (step !== "appeal" && step !== "grant") return;
  if (!(await office.suspensions.stillStands(wanted))) throw new Refusal(409, "SuspensionOver", SUSPENSION_OVER);
}

async function find(office: Office, which: string, person: Person): Promise<Appeal> {
  return findApplication<SuspensionAt>(office.database, office, which, person, "suspension");
}

async function now(office: Office, which: string, person: Person): Promise<SuspensionAppealTold> {
  return told(office, await findAny<SuspensionAt>(office.database, office, which, person, "suspension"), person);
}

async function told(
  office: Office,
  appeal: AnyApplication<SuspensionAt>,
  person: Person,
): Promise<SuspensionAppealTold> {
  const { id: which, enterprise, state, since, wanted, erased } = appeal;
  const [papers, steps, why, stands, mayErase] = await Promise.all([
    papersOf(office.database, office, [which]),
    stepsOf(office.database, office, [which]),
    wanted ? whyOf(office, wanted) : null,
    wanted ? office.suspensions.stillStands(wanted) : false,
    canErase(office, person, appeal, ERASING),
  ]);
  const open = await stepsOpenTo(office.database, appeal, person, placesOf(office, person, appeal));
  return {
    ...{ id: which, provider: enterprise, state, why, stands, canErase: mayErase, erased: erased ?? null },
    suspension: wanted ? { provider: wanted.provider, reason: wanted.reason, by: wanted.by, on: wanted.on } : null,
    since: isoOfDay(since),
    papers: papers.get(which) ?? [],
    steps: steps.get(which) ?? [],
    can: SUSPENSION_STEPS.filter((step) => open.includes(step) && (stands || step === "withdraw" || step === "uphold")),
  };
}

/** Whoever signs for the provider decides nothing of it; whoever suspended it, takeStep keeps out. */
function placesOf({ district }: Office, person: Person, appeal: AnyApplication<SuspensionAt>): StepBy[] {
  const { enterprise: of, erased } = appeal;
  if (erased) return [];
  if (isOwn(person, of)) return ["applicant"];
  return district !== 0 && person.kinds.has("approver") ? ["appeal"] : [];
}

function notSuspended(of: string): Refusal {
  return new Refusal(409, "NotSuspended", {
    en: `Provider ${of} is not suspended.`,
    zh: `服务机构 ${of} 未被暂停。`,
  });
}

const WORDS_MISSING = { en: "Say why: the other side reads it.", zh: "请填写理由，对方将会看到。" };
const APPEAL_TOO_LATE = {
  en: `A suspension is appealed within ${APPEAL_DAYS} days.`,
  zh: `申诉须在暂停之日起 ${APPEAL_DAYS} 日内提出。`,
};
const SUSPENSION_OVER = {
  en: "The provider is not under this suspension any more, so there is nothing to lift.",
  zh: "该次暂停已经结束，无需再作处理。",
};
