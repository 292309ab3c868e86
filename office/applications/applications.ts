/** Applications as the office keeps them: what is asked for and said is enciphered, whose it is and how it stands is plain. */
import { randomUUID } from "node:crypto";
import { dayOfIso, type Day } from "../../client/days.ts";
import { ENDED_STATES, type ApplicationState, type Wanted } from "../../client/applications.ts";
import { notFound, notYours, Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import { OFFICERS, type Kind, type Person } from "../people/person.ts";
import { addStep, elsewhere } from "./steps.ts";
import type { SuspensionAt } from "./suspensions.ts";

type Sealing = Pick<Office, "vault" | "now">;

export type ApplicationKind = "voucher" | "admission" | "suspension";

/** @typeParam W what is asked for. */
export interface Application<W = Wanted> {
  readonly id: string;
  /** `2-15`; of an application for admission, the account that applies; of an appeal against a suspension, the provider. */
  readonly enterprise: string;
  readonly program: number;
  readonly state: ApplicationState;
  readonly since: Day;
  /** Fen that were accepted. */
  readonly granted: bigint | undefined;
  /** Who refused it last. */
  readonly refusedBy: string | undefined;
  readonly wanted: W;
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

/** Of one enterprise that are not at their end; of one account that wants to be admitted. */
const MOST_OPEN = { voucher: 20, admission: 1 } as const;
/** Of one enterprise in a day, those that were withdrawn among them. */
const MOST_A_DAY = 40;
const DAY_MILLISECONDS = 86_400_000;

/** What officers see: a draft, and what was withdrawn before it was handed in, is nobody's business. */
const HANDED_IN = `EXISTS (SELECT 1 FROM application_steps
  WHERE application = applications.id AND step IN ('submit', 'appeal'))`;

const ALL_SEEING: Readonly<Record<ApplicationKind, readonly Kind[]>> = {
  voucher: [...OFFICERS, "auditor"],
  admission: ["bureau", "approver", "operator", "auditor"],
  suspension: ["bureau", "approver", "auditor"],
};

/** Whether somebody sees the applications of everybody. */
export function seesEveryApplication({ kinds }: Person, what: ApplicationKind): boolean {
  return ALL_SEEING[what].some((kind) => kinds.has(kind));
}

/** Whether somebody signs for an enterprise, or is the account that applies. */
export function isOwn({ account, parties }: Person, enterprise: string): boolean {
  return account === enterprise || parties.some(({ written }) => written === enterprise);
}

/** @returns the id of the draft. @throws Refusal 409 where the enterprise has too many that are open. */
export async function makeApplication(
  within: Queryable,
  { vault, now }: Sealing,
  {
    kind,
    enterprise,
    program,
    wanted,
    today,
    by,
  }: { kind: keyof typeof MOST_OPEN; enterprise: string; program: number; wanted: object; today: Day; by: Person },
): Promise<string> {
  const { rows } = await within.query<{ open: string | number; late: string | number }>(
    `SELECT count(*) FILTER (WHERE state NOT IN (SELECT jsonb_array_elements_text($2))) AS open,
       count(*) FILTER (WHERE made > $3) AS late
     FROM applications WHERE enterprise = $1`,
    [enterprise, JSON.stringify(ENDED_STATES), new Date(now() - DAY_MILLISECONDS)],
  );
  if (Number(rows[0]?.open ?? 0) >= MOST_OPEN[kind]) throw tooManyOpen(MOST_OPEN[kind]);
  if (Number(rows[0]?.late ?? 0) >= MOST_A_DAY) throw tooManyToday();
  const id = randomUUID();
  await within.query(
    `INSERT INTO applications (id, enterprise, program, state, since, sealed, made, made_by, kind)
     VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8)`,
    [id, enterprise, program, today, sealedWanted(vault, id, wanted), new Date(now()), by.account, kind],
  );
  await addStep(within, { vault, now }, id, { step: "make", by, words: undefined, granted: undefined });
  return id;
}

/**
 * An appeal against a suspension begins where one against a refusal does: refused, since the day of the suspension, by who suspended.
 *
 * @returns its id. @throws Refusal 409 where the suspension has one.
 */
export async function beginAppeal(
  within: Queryable,
  { vault, now }: Sealing,
  suspension: SuspensionAt,
  by: Person,
): Promise<string> {
  const id = randomUUID();
  const { provider, event, on } = suspension;
  const { rows } = await within.query(
    `INSERT INTO applications (id, enterprise, program, state, since, refused_by, sealed, made, made_by, kind, suspension)
     VALUES ($1, $2, 0, 'refused', $3, $4, $5, $6, $7, 'suspension', $8) ON CONFLICT (suspension) DO NOTHING RETURNING id`,
    [
      id,
      provider,
      dayOfIso(on),
      suspension.by,
      sealedWanted(vault, id, suspension),
      new Date(now()),
      by.account,
      event,
    ],
  );
  if (rows.length === 0) throw appealBegun();
  await addStep(within, { vault, now }, id, { step: "make", by, words: undefined, granted: undefined });
  return id;
}

/** Of suspensions, by their events: the ids of their appeals. */
export async function appealsAgainst(
  within: Queryable,
  suspensions: readonly SuspensionAt[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly state: ApplicationState }>> {
  const { rows } = await within.query<{ suspension: string; id: string; state: ApplicationState }>(
    "SELECT suspension, id, state FROM applications WHERE suspension IN (SELECT jsonb_array_elements_text($1))",
    [JSON.stringify(suspensions.map(({ event }) => event))],
  );
  return new Map(rows.map(({ suspension, id, state }) => [suspension, { id, state }]));
}

/** What is asked for, before it is handed in or after it was asked back. @throws Refusal 409 in any other state. */
export async function amendApplication(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  id: string,
  { program, wanted }: { program: number; wanted: object },
): Promise<void> {
  const { rows } = await within.query(
    `UPDATE applications SET sealed = $2, program = $3 WHERE id = $1 AND state IN ('draft', 'back') RETURNING id`,
    [id, sealedWanted(vault, id, wanted), program],
  );
  if (rows.length === 0) throw elsewhere();
}

/** @throws Refusal 404 where there is none of this kind that this person may see. */
export async function findApplication<W = Wanted>(
  within: Queryable,
  office: Pick<Office, "vault">,
  id: string,
  by: Person,
  kind: ApplicationKind = "voucher",
): Promise<Application<W>> {
  const { rows } = await within.query<ApplicationRow & { handed_in: boolean }>(
    `SELECT *, ${HANDED_IN} AS handed_in FROM applications WHERE id = $1 AND kind = $2`,
    [id, kind],
  );
  const [row] = rows;
  const maySee = row && (isOwn(by, row.enterprise) || (seesEveryApplication(by, kind) && row.handed_in));
  if (!maySee) throw notFound();
  return opened<W>(office, row);
}

/** @throws Refusal 404; 403 where it is not this person's own. */
export async function findOwn<W = Wanted>(
  within: Queryable,
  office: Pick<Office, "vault">,
  id: string,
  by: Person,
  kind: ApplicationKind = "voucher",
): Promise<Application<W>> {
  const found = await findApplication<W>(within, office, id, by, kind);
  if (!isOwn(by, found.enterprise)) throw notYours();
  return found;
}

/** The newest first. Officers are not shown drafts, which are nobody's business yet. @param before only those made earlier. */
export async function listApplications<W = Wanted>(
  within: Queryable,
  office: Pick<Office, "vault">,
  by: Person,
  {
    kind = "voucher",
    isOldestFirst = false,
    isOwnOnly = false,
    limit,
    before,
    state,
    program,
  }: {
    kind?: ApplicationKind;
    /** As a queue is worked off. */
    isOldestFirst?: boolean;
    /** Of the enterprises that the person signs for, whatever duties they hold beside. */
    isOwnOnly?: boolean;
    limit: number;
    before?: Date | undefined;
    state?: ApplicationState | undefined;
    program?: number | undefined;
  },
): Promise<Application<W>[]> {
  const own = [by.account, ...by.parties.map(({ written }) => written)];
  const { rows } = await within.query<ApplicationRow>(
    `SELECT * FROM applications
     WHERE (enterprise IN (SELECT jsonb_array_elements_text($1)) OR ($2 AND ${HANDED_IN}))
       AND made < $3 AND ($4 = '' OR state = $4) AND ($5 = 0 OR program = $5) AND kind = $7
     ORDER BY made ${isOldestFirst ? "ASC" : "DESC"}, id LIMIT $6`,
    [
      JSON.stringify(own),
      !isOwnOnly && seesEveryApplication(by, kind),
      before ?? new Date(8.64e15 / 100),
      state ?? "",
      program ?? 0,
      limit,
      kind,
    ],
  );
  return rows.map((row) => opened<W>(office, row));
}

/** Whether what an application holds can be opened: for whoever looks an office through. */
export function opensApplication({ vault }: Pick<Office, "vault">, id: string, sealed: Uint8Array): void {
  vault.open(wantedRow(id), sealed);
}

function opened<W>({ vault }: Pick<Office, "vault">, row: ApplicationRow): Application<W> {
  const { id, enterprise, program, state, since, made, sealed, granted, refused_by: refusedBy } = row;
  const wanted = JSON.parse(vault.open(wantedRow(row.id), sealed).toString("utf8")) as W;
  return {
    ...{ id, enterprise, program, state, since, made, wanted },
    granted: granted === null ? undefined : BigInt(granted),
    refusedBy: refusedBy ?? undefined,
  };
}

function sealedWanted(vault: Office["vault"], id: string, wanted: object): Uint8Array {
  return vault.seal(wantedRow(id), JSON.stringify(wanted));
}

function wantedRow(id: string): string {
  return `applications ${id}`;
}

function tooManyOpen(most: number): Refusal {
  return new Refusal(409, "TooManyOpen", {
    en: `You have ${most === 1 ? "an application" : `${most} applications`} open. Go on with what is there, or withdraw what is not needed any more.`,
    zh: `您已有 ${most} 份申请尚未办结，请继续办理，或撤回不再需要的申请。`,
  });
}

function appealBegun(): Refusal {
  return new Refusal(409, "AppealBegun", {
    en: "An appeal against this suspension was begun already. There is one a suspension: go on with that.",
    zh: "针对该次暂停已发起申诉；每次暂停只能申诉一次，请在原申诉中继续办理。",
  });
}

function tooManyToday(): Refusal {
  return new Refusal(429, "TooManyToday", {
    en: `At most ${MOST_A_DAY} applications are begun in a day. Go on tomorrow.`,
    zh: `每天最多填写 ${MOST_A_DAY} 份申请，请明日继续。`,
  });
}
