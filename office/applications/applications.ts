/** Applications as the office keeps them: what is asked for and said is enciphered, whose it is and how it stands is plain. */
import { randomUUID } from "node:crypto";
import type { Day } from "../../client/days.ts";
import {
  ENDED_STATES,
  stepOf,
  type ApplicationState,
  type StepName,
  type StepTold,
  type Wanted,
} from "../../client/applications.ts";
import { notFound, notYours, Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import { OFFICERS, type Kind, type Person } from "../people/person.ts";

type Sealing = Pick<Office, "vault" | "now">;

export interface Application {
  readonly id: string;
  /** `2-15`. */
  readonly enterprise: string;
  readonly program: number;
  readonly state: ApplicationState;
  readonly since: Day;
  /** Fen that were accepted. */
  readonly granted: bigint | undefined;
  /** Who refused it last. */
  readonly refusedBy: string | undefined;
  readonly wanted: Wanted;
  readonly made: Date;
}

interface ApplicationRow {
  readonly id: string;
  readonly enterprise: string;
  readonly program: number;
  readonly state: ApplicationState;
  readonly since: Day;
  readonly granted: string | number | bigint | null;
  readonly refused_by: string | null;
  readonly sealed: Uint8Array;
  readonly made: Date;
}

/** Of one enterprise that are not at their end. */
const MOST_OPEN = 50;

const ALL_SEEING: readonly Kind[] = [...OFFICERS, "auditor"];

/** Whether somebody sees the applications of every enterprise. */
export function seesEveryApplication({ kinds }: Person): boolean {
  return ALL_SEEING.some((kind) => kinds.has(kind));
}

/** Whether somebody signs for an enterprise. */
export function isOwn({ parties }: Person, enterprise: string): boolean {
  return parties.some(({ written }) => written === enterprise);
}

/** @returns the id of the draft. @throws Refusal 409 where the enterprise has too many that are open. */
export async function makeApplication(
  within: Queryable,
  { vault, now }: Sealing,
  { enterprise, wanted, today, by }: { enterprise: string; wanted: Wanted; today: Day; by: Person },
): Promise<string> {
  const { rows } = await within.query<{ number: string | number }>(
    `SELECT count(*) AS number FROM applications
     WHERE enterprise = $1 AND state NOT IN (SELECT jsonb_array_elements_text($2))`,
    [enterprise, JSON.stringify(ENDED_STATES)],
  );
  if (Number(rows[0]?.number ?? 0) >= MOST_OPEN) throw tooManyOpen();
  const id = randomUUID();
  await within.query(
    `INSERT INTO applications (id, enterprise, program, state, since, sealed, made, made_by)
     VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7)`,
    [id, enterprise, wanted.program, today, sealedWanted(vault, id, wanted), new Date(now()), by.account],
  );
  await addStep(within, { vault, now }, id, { step: "make", by, words: undefined, granted: undefined });
  return id;
}

/** What is asked for, before it is handed in or after it was asked back. @throws Refusal 409 in any other state. */
export async function amendApplication(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  id: string,
  wanted: Wanted,
): Promise<void> {
  const { rows } = await within.query(
    `UPDATE applications SET sealed = $2, program = $3 WHERE id = $1 AND state IN ('draft', 'back') RETURNING id`,
    [id, sealedWanted(vault, id, wanted), wanted.program],
  );
  if (rows.length === 0) throw elsewhere();
}

/** Whatever is done to an application is done while nobody else does. @throws Refusal 409 where it is in no such state. */
export async function demandState(
  within: Queryable,
  id: string,
  states: readonly ApplicationState[],
): Promise<ApplicationState> {
  const { rows } = await within.query<{ state: ApplicationState }>(
    "SELECT state FROM applications WHERE id = $1 FOR UPDATE",
    [id],
  );
  const state = rows[0]?.state;
  if (state === undefined || !states.includes(state)) throw elsewhere();
  return state;
}

interface Taken {
  readonly step: StepName;
  readonly words: string | undefined;
  /** Fen that are accepted with it. */
  readonly granted: bigint | undefined;
  readonly today: Day;
  readonly by: Person;
}

/** @throws Refusal 409 where the step does not follow from its state, or the same person may not take it. */
export async function takeStep(
  within: Queryable,
  office: Sealing,
  id: string,
  { step, words, granted, today, by }: Taken,
): Promise<void> {
  const { from, to } = stepOf(step);
  await demandState(within, id, from);
  if (step === "grant" || step === "uphold") await demandOther(within, id, by);
  await within.query(
    `UPDATE applications SET state = $2, since = $3, granted = coalesce($4, granted),
       refused_by = CASE WHEN $5 THEN $6 ELSE refused_by END WHERE id = $1`,
    [id, to, today, granted === undefined ? null : String(granted), step === "refuse", by.account],
  );
  await addStep(within, office, id, { step, by, words, granted });
}

/** The appeal is decided by somebody else than who refused. @throws Refusal 403. */
async function demandOther(within: Queryable, id: string, by: Person): Promise<void> {
  const { rows } = await within.query<{ refused_by: string | null }>(
    "SELECT refused_by FROM applications WHERE id = $1",
    [id],
  );
  if (rows[0]?.refused_by === by.account) throw new Refusal(403, "SameOfficer", SAME_OFFICER);
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

async function addStep(
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
  const { rows } = await within.query<{ number: number }>(
    "SELECT coalesce(max(number), 0)::integer AS number FROM application_steps WHERE application = $1",
    [id],
  );
  const number = (rows[0]?.number ?? 0) + 1;
  await within.query("INSERT INTO application_steps VALUES ($1, $2, $3, $4, $5, $6, $7)", [
    ...[id, number, step, new Date(now()), by.account],
    words === undefined ? null : vault.seal(stepRow(id, number), words),
    granted === undefined ? null : String(granted),
  ]);
}

/** @throws Refusal 404 where there is none that this person may see. */
export async function findApplication(
  within: Queryable,
  office: Pick<Office, "vault">,
  id: string,
  by: Person,
): Promise<Application> {
  const { rows } = await within.query<ApplicationRow>("SELECT * FROM applications WHERE id = $1", [id]);
  const [row] = rows;
  if (!row || !maySee(row, by)) throw notFound();
  return opened(office, row);
}

/** @throws Refusal 404; 403 where it is not this person's own. */
export async function findOwn(
  within: Queryable,
  office: Pick<Office, "vault">,
  id: string,
  by: Person,
): Promise<Application> {
  const found = await findApplication(within, office, id, by);
  if (!isOwn(by, found.enterprise)) throw notYours();
  return found;
}

/** The newest first. Officers are not shown drafts, which are nobody's business yet. @param before only those made earlier. */
export async function listApplications(
  within: Queryable,
  office: Pick<Office, "vault">,
  by: Person,
  {
    limit,
    before,
    state,
    program,
  }: {
    limit: number;
    before?: Date | undefined;
    state?: ApplicationState | undefined;
    program?: number | undefined;
  },
): Promise<Application[]> {
  const own = by.parties.map(({ written }) => written);
  const { rows } = await within.query<ApplicationRow>(
    `SELECT * FROM applications
     WHERE (enterprise IN (SELECT jsonb_array_elements_text($1)) OR ($2 AND state <> 'draft'))
       AND made < $3 AND ($4 = '' OR state = $4) AND ($5 = 0 OR program = $5)
     ORDER BY made DESC, id LIMIT $6`,
    [
      JSON.stringify(own),
      seesEveryApplication(by),
      before ?? new Date(8.64e15 / 100),
      state ?? "",
      program ?? 0,
      limit,
    ],
  );
  return rows.map((row) => opened(office, row));
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

/** Whether what an application holds can be opened: for whoever looks an office through. */
export function opensApplication({ vault }: Pick<Office, "vault">, id: string, sealed: Uint8Array): void {
  vault.open(wantedRow(id), sealed);
}

function maySee({ enterprise, state }: Pick<ApplicationRow, "enterprise" | "state">, by: Person): boolean {
  return isOwn(by, enterprise) || (seesEveryApplication(by) && state !== "draft");
}

function opened({ vault }: Pick<Office, "vault">, row: ApplicationRow): Application {
  const { sealed, granted, refused_by: refusedBy, ...rest } = row;
  const wanted = JSON.parse(vault.open(wantedRow(row.id), sealed).toString("utf8")) as Wanted;
  return {
    ...rest,
    wanted,
    granted: granted === null ? undefined : BigInt(granted),
    refusedBy: refusedBy ?? undefined,
  };
}

function sealedWanted(vault: Office["vault"], id: string, wanted: Wanted): Uint8Array {
  return vault.seal(wantedRow(id), JSON.stringify(wanted));
}

function wantedRow(id: string): string {
  return `applications ${id}`;
}

function stepRow(id: string, number: number): string {
  return `application_steps ${id} ${number}`;
}

function elsewhere(): Refusal {
  return new Refusal(409, "ApplicationElsewhere", {
    en: "This cannot be done with the application as it stands now. Load it anew: somebody may have gone on with it.",
    zh: "申请目前的状态不能进行此操作，可能已有他人办理，请刷新后查看。",
  });
}

function tooManyOpen(): Refusal {
  return new Refusal(409, "TooManyOpen", {
    en: `The enterprise has ${MOST_OPEN} applications open. Withdraw those that are not needed any more.`,
    zh: `该企业已有 ${MOST_OPEN} 份申请尚未办结，请撤回不再需要的申请。`,
  });
}

const SAME_OFFICER = {
  en: "The appeal is decided by another account than the one that refused.",
  zh: "申诉须由作出不予通过决定以外的其他账户办理。",
};
