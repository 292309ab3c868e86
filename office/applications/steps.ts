/** The steps that an application takes: each follows from its state, is written down, and is never changed. */
import {
  STEP_NAMES,
  stepOf,
  stepsFrom,
  type ApplicationState,
  type StepBy,
  type StepName,
  type StepTold,
} from "../../client/applications.ts";
import type { Day } from "../../client/days.ts";
import { notYours, Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";
import { eraseUnread } from "./erasing.ts";
import { demandState, elsewhere, wasHandedIn } from "./state.ts";

type Sealing = Pick<Office, "vault" | "now">;

interface Taken {
  readonly step: StepName;
  readonly words: string | undefined;
  /** Fen that are accepted with it. */
  readonly granted: bigint | undefined;
  readonly today: Day;
  readonly by: Person;
  /** How many steps whoever takes this one was shown: what came after them they have not seen. */
  readonly after: number;
  /** What has to hold at that very moment. */
  readonly check?: ((within: Queryable) => Promise<void>) | undefined;
}

/** @throws Refusal 409 where the step does not follow from its state, or the same person may not take it. */
export async function takeStep(
  within: Queryable,
  office: Sealing,
  id: string,
  { step, words, granted, today, by, after, check }: Taken,
): Promise<void> {
  const { by: place, from, to } = stepOf(step);
  await demandState(within, id, from);
  if (place !== "applicant" && (await appliedBy(within, [id], by)).has(id)) throw notYours();
  if ((await lastNumber(within, id)) !== after) throw elsewhere();
  await check?.(within);
  // Nobody but who applies has seen what was never handed in, and nobody will.
  const isUnread = step === "withdraw" && !(await wasHandedIn(within, id));
  if (isUnread) await eraseUnread(within, office, id, { today, by });
  if (step === "grant" || step === "uphold") await demandOther(within, id, by);
  await within.query(
    `UPDATE applications SET state = $2, since = $3, granted = coalesce($4, granted),
       refused_by = CASE WHEN $5 THEN $6 ELSE refused_by END WHERE id = $1`,
    [id, to, today, granted === undefined ? null : String(granted), step === "refuse", by.account],
  );
  await addStep(within, office, id, { step, by, words: isUnread ? undefined : words, granted });
}

/** The appeal is decided by somebody else than who refused, or suspended. @throws Refusal 403. */
async function demandOther(within: Queryable, id: string, by: Person): Promise<void> {
  const { rows } = await within.query<{ refused_by: string | null }>(
    "SELECT refused_by FROM applications WHERE id = $1",
    [id],
  );
  if (rows[0]?.refused_by === by.account) throw new Refusal(403, "SameOfficer", SAME_OFFICER);
}

const APPLYING = ["make", ...STEP_NAMES.filter((name) => stepOf(name).by === "applicant")];

/**
 * Of several applications those that somebody made, or took an applicant's step of. They decide nothing of these, though they sign for whoever
 * applies no longer: a wallet can be stopped, and given back.
 */
export async function appliedBy(
  within: Queryable,
  ids: readonly string[],
  { account }: Pick<Person, "account">,
): Promise<ReadonlySet<string>> {
  const { rows } = await within.query<{ application: string }>(
    `SELECT DISTINCT application FROM application_steps WHERE application IN (SELECT jsonb_array_elements_text($1))
       AND step IN (SELECT jsonb_array_elements_text($2)) AND by_whom = $3`,
    [JSON.stringify(ids), JSON.stringify(APPLYING), account],
  );
  return new Set(rows.map(({ application }) => application));
}

/** The steps that somebody can take of an application as it stands. @param places in which they meet it. */
export async function stepsOpenTo(
  within: Queryable,
  { id, state }: { readonly id: string; readonly state: ApplicationState },
  by: Person,
  places: readonly StepBy[],
): Promise<StepName[]> {
  const applied = await appliedBy(within, [id], by);
  return stepsFrom(state, applied.has(id) ? places.filter((place) => place === "applicant") : places);
}

/** Puts it into a list, or takes it out of one again. */
export async function moveToList(
  within: Queryable,
  office: Sealing,
  id: string,
  { step, today, by }: { step: "list" | "unlist"; today: Day; by: Person },
): Promise<void> {
  await demandState(within, id, [step === "list" ? "accepted" : "listed"]);
  const to: ApplicationState = step === "list" ? "listed" : "accepted";
  await within.query("UPDATE applications SET state = $2, since = $3 WHERE id = $1", [id, to, today]);
  await addStep(within, office, id, { step, by, words: undefined, granted: undefined });
}

export async function addStep(
  within: Queryable,
  { vault, now }: Sealing,
  id: string,
  {
    step,
    by,
    words,
    granted,
  }: { step: StepTold["step"]; by: Person; words: string | undefined; granted: bigint | undefined },
): Promise<void> {
  const number = (await lastNumber(within, id)) + 1;
  await within.query("INSERT INTO application_steps VALUES ($1, $2, $3, $4, $5, $6, $7)", [
    ...[id, number, step, new Date(now()), by.account],
    words === undefined ? null : vault.seal(stepRow(id, number), words),
    granted === undefined ? null : String(granted),
  ]);
}

async function lastNumber(within: Queryable, id: string): Promise<number> {
  const { rows } = await within.query<{ number: number }>(
    "SELECT coalesce(max(number), 0)::integer AS number FROM application_steps WHERE application = $1",
    [id],
  );
  return rows[0]?.number ?? 0;
}

/** Of several applications, in their order. */
export async function stepsOf(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly StepTold[]>> {
  const { rows } = await within.query<{
    application: string;
    number: number;
    step: StepTold["step"];
    at: Date;
    by_whom: string;
    sealed: Uint8Array | null;
    granted: string | number | null;
  }>(
    `SELECT * FROM application_steps WHERE application IN (SELECT jsonb_array_elements_text($1))
     ORDER BY application, number`,
    [JSON.stringify(ids)],
  );
  const steps = new Map<string, StepTold[]>(ids.map((id) => [id, []]));
  for (const { application, number, step, at, by_whom: by, sealed, granted } of rows) {
    const words = sealed ? vault.open(stepRow(application, number), sealed).toString("utf8") : null;
    const face = granted === null ? null : String(granted);
    steps.get(application)?.push({ step, at: at.toISOString(), by, words, face });
  }
  return steps;
}

function stepRow(id: string, number: number): string {
  return `application_steps ${id} ${number}`;
}

const SAME_OFFICER = {
  en: "The appeal is decided by another account than the one that refused or suspended.",
  zh: "申诉须由作出不予通过或暂停决定以外的其他账户办理。",
};
