/** Where an application stands, and whether anybody but who applies has ever seen it. */
import type { ApplicationState } from "../../client/applications.ts";
import type { Day } from "../../client/days.ts";
import { Refusal } from "../http/refusal.ts";
import type { Queryable } from "../office.ts";

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

/** In a query of applications: a draft, and what was withdrawn before it was handed in, is nobody else's business. */
export const HANDED_IN = `EXISTS (SELECT 1 FROM application_steps
  WHERE application = applications.id AND step IN ('submit', 'appeal'))`;

export async function wasHandedIn(within: Queryable, id: string): Promise<boolean> {
  const { rows } = await within.query(`SELECT 1 FROM applications WHERE id = $1 AND ${HANDED_IN}`, [id]);
  return rows.length > 0;
}

/** Something of it, or of its papers, is another since today. */
export async function noteChanged(within: Queryable, id: string, today: Day): Promise<void> {
  await within.query("UPDATE applications SET changed = $2 WHERE id = $1", [id, today]);
}

export function elsewhere(): Refusal {
  return new Refusal(409, "ApplicationElsewhere", {
    en: "This cannot be done with the application as it stands now. Load it anew: somebody may have gone on with it.",
    zh: "申请目前的状态不能进行此操作，可能已有他人办理，请刷新后查看。",
  });
}
