/** Making applications and appeals, and changing what is asked for as long as that can be. */
import { randomUUID } from "node:crypto";
import { ENDED_STATES } from "../../client/applications.ts";
import { dayOfIso, type Day } from "../../client/days.ts";
import { Refusal } from "../http/refusal.ts";
import { ownLine } from "../log/accesses.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";
import { sealedWanted } from "./applications.ts";
import { elsewhere } from "./state.ts";
import { addStep } from "./steps.ts";
import type { SuspensionAt } from "./suspensions.ts";

type Sealing = Pick<Office, "vault" | "now">;

/** Of one enterprise that are not at their end; of one account that wants to be admitted. */
const MOST_OPEN = { voucher: 20, admission: 1 } as const;
/** Of one enterprise in a day, those that were withdrawn among them. */
const MOST_A_DAY = 40;
const DAY_MILLISECONDS = 86_400_000;

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
  const { rows } = await within.query<{ open: string | number }>(
    `SELECT count(*) AS open FROM applications
     WHERE enterprise = $1 AND state NOT IN (SELECT jsonb_array_elements_text($2))`,
    [enterprise, JSON.stringify(ENDED_STATES)],
  );
  if (Number(rows[0]?.open ?? 0) >= MOST_OPEN[kind]) throw tooManyOpen(MOST_OPEN[kind]);
  await demandFewToday(within, enterprise, now());
  const id = randomUUID();
  await within.query(
    `INSERT INTO applications (id, enterprise, program, state, since, sealed, made, made_by, kind, kept_line)
     VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9)`,
    [
      ...[id, enterprise, program, today, sealedWanted(vault, id, wanted), new Date(now()), by.account, kind],
      await ownLine(within),
    ],
  );
  await addStep(within, { vault, now }, id, { step: "make", by, words: undefined, granted: undefined });
  return id;
}

/** @throws Refusal 429 */
async function demandFewToday(within: Queryable, enterprise: string, now: number): Promise<void> {
  const { rows } = await within.query<{ late: string | number }>(
    "SELECT count(*) AS late FROM applications WHERE enterprise = $1 AND made > $2",
    [enterprise, new Date(now - DAY_MILLISECONDS)],
  );
  if (Number(rows[0]?.late ?? 0) >= MOST_A_DAY) throw tooManyToday();
}

/**
 * An appeal against a suspension begins where one against a refusal does: refused, since the day of the suspension, by who suspended.
 *
 * @returns its id. @throws Refusal 409 where the suspension has one; 429.
 */
export async function beginAppeal(
  within: Queryable,
  { vault, now }: Sealing,
  suspension: SuspensionAt,
  by: Person,
): Promise<string> {
  const id = randomUUID();
  const { provider, event, on } = suspension;
  await demandFewToday(within, provider, now());
  const { rows } = await within.query(
    `INSERT INTO applications (id, enterprise, program, state, since, refused_by, sealed, made, made_by, kind, suspension, kept_line)
     VALUES ($1, $2, 0, 'refused', $3, $4, $5, $6, $7, 'suspension', $8, $9) ON CONFLICT (suspension) DO NOTHING RETURNING id`,
    [
      ...[id, provider, dayOfIso(on), suspension.by, sealedWanted(vault, id, suspension), new Date(now())],
      ...[by.account, event, await ownLine(within)],
    ],
  );
  if (rows.length === 0) throw appealBegun();
  await addStep(within, { vault, now }, id, { step: "make", by, words: undefined, granted: undefined });
  return id;
}

/** What is asked for, before it is handed in or after it was asked back. @throws Refusal 409 in any other state. */
export async function amendApplication(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  id: string,
  { program, wanted, today }: { program: number; wanted: object; today: Day },
): Promise<void> {
  const { rows } = await within.query(
    `UPDATE applications SET sealed = $2, program = $3, changed = $4
     WHERE id = $1 AND state IN ('draft', 'back') RETURNING id`,
    [id, sealedWanted(vault, id, wanted), program, today],
  );
  if (rows.length === 0) throw elsewhere();
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
