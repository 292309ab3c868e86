/**
 * Erasing an application, or a paper of one.
 *
 * RULES
 * - As long as something is to be decided, or done because of a decision, it stays.
 * - What is asked for, all words and all papers go; of a paper also its name, size and hash. What stays is that there was one, of whom, how it
 *   went, and who erased it, when and why.
 * - What was never handed in goes when it is withdrawn. Where it lies as it is for {@link DRAFT_DAYS} days, an officer may erase it, who sees
 *   nothing of it but whose it is. Its suspension may be appealed anew.
 */
import { APPEAL_DAYS, DRAFT_DAYS } from "../../client/applications.ts";
import type { Day } from "../../client/days.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { ownLine } from "../log/accesses.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";
import type { AnyApplication, ApplicationKind } from "./applications.ts";
import { demandState, HANDED_IN } from "./state.ts";

/** Whether nothing is to be decided any more. @param isDone whether all is done that accepting it calls for. */
export async function isSettled(
  { state, since }: Pick<AnyApplication, "state" | "since">,
  today: Day,
  isDone: () => Promise<boolean>,
): Promise<boolean> {
  switch (state) {
    case "upheld":
    case "withdrawn":
      return true;
    case "refused":
      return today > since + APPEAL_DAYS;
    case "accepted":
    case "listed":
      return isDone();
    default:
      return false;
  }
}

interface Erasing {
  readonly by: Person;
  readonly why: string;
}

const BY = "erased = $2, erased_by = $3, erased_why = $4, erased_line = $5";
const NO_PAPER = "sealed = NULL, sealed_name = NULL, sha256 = NULL, bytes = NULL";

/** Erasing again changes nothing. @throws Refusal 409 where it has gone on meanwhile. */
export async function eraseApplication(
  within: Queryable,
  { now }: Pick<Office, "now">,
  { id, state }: Pick<AnyApplication, "id" | "state">,
  { by, why }: Erasing,
): Promise<void> {
  await demandState(within, id, [state]);
  const values = [id, new Date(now()), by.account, why, await ownLine(within)];
  await within.query(`UPDATE applications SET sealed = NULL, ${BY} WHERE id = $1 AND erased IS NULL`, values);
  await within.query(
    `UPDATE application_papers SET ${NO_PAPER}, ${BY} WHERE application = $1 AND erased IS NULL`,
    values,
  );
  await within.query("UPDATE application_steps SET sealed = NULL WHERE application = $1", [id]);
}

/** Erasing again changes nothing. @throws Refusal 404; 409 where the application has gone on meanwhile. */
export async function erasePaper(
  within: Queryable,
  { now }: Pick<Office, "now">,
  { id, state }: Pick<AnyApplication, "id" | "state">,
  paper: string,
  { by, why }: Erasing,
): Promise<void> {
  await demandState(within, id, [state]);
  const { rows } = await within.query("SELECT 1 FROM application_papers WHERE id = $1 AND application = $2", [
    paper,
    id,
  ]);
  if (rows.length === 0) throw notFound();
  const values = [paper, new Date(now()), by.account, why, await ownLine(within)];
  await within.query(`UPDATE application_papers SET ${NO_PAPER}, ${BY} WHERE id = $1 AND erased IS NULL`, values);
}

/** Of one that was never handed in: nobody goes on with it. */
export async function eraseUnread(
  within: Queryable,
  { now }: Pick<Office, "now">,
  id: string,
  { today, by }: { readonly today: Day; readonly by: Person },
): Promise<void> {
  await within.query("DELETE FROM application_papers WHERE application = $1", [id]);
  await within.query(
    `UPDATE applications SET state = 'withdrawn', since = $6, sealed = NULL, suspension = NULL, ${BY}
     WHERE id = $1 AND erased IS NULL`,
    [id, new Date(now()), by.account, null, await ownLine(within), today],
  );
}

export interface OldDraft {
  readonly id: string;
  readonly kind: ApplicationKind;
  /** The enterprise, the account that applies for admission, or the provider. */
  readonly owner: string;
  /** The day since which nothing of it was changed. */
  readonly since: Day;
}

/** As many as are told at once. */
const MOST_DRAFTS = 200;
const OLD = `NOT ${HANDED_IN} AND sealed IS NOT NULL
  AND (state = 'withdrawn' OR greatest(since, changed) + ${DRAFT_DAYS} < $1)
  AND kind IN (SELECT jsonb_array_elements_text($2))`;

/** What was never handed in and may be erased by now, the oldest first. */
export async function oldDrafts(within: Queryable, kinds: readonly ApplicationKind[], today: Day): Promise<OldDraft[]> {
  const { rows } = await within.query<OldDraft>(
    `SELECT id, kind, enterprise AS owner, greatest(since, changed) AS since FROM applications WHERE ${OLD}
     ORDER BY 4, id LIMIT ${MOST_DRAFTS}`,
    [today, JSON.stringify(kinds)],
  );
  return rows;
}

/** @throws Refusal 404 where there is none of these kinds that may be erased by now. */
export async function eraseOldDraft(
  within: Queryable,
  office: Pick<Office, "now">,
  id: string,
  { kinds, today, by }: { readonly kinds: readonly ApplicationKind[]; readonly today: Day; readonly by: Person },
): Promise<void> {
  const { rows } = await within.query(`SELECT 1 FROM applications WHERE ${OLD} AND id = $3 FOR UPDATE`, [
    ...[today, JSON.stringify(kinds), id],
  ]);
  if (rows.length === 0) throw notFound();
  await eraseUnread(within, office, id, { today, by });
}

export function notSettled(): Refusal {
  return new Refusal(409, "NotSettled", {
    en: "Something is still to be decided or done about this application, or it may still be appealed. Only after that can it be erased.",
    zh: "该申请尚在办理、尚待落实或仍可申诉，办结后方可删除。",
  });
}
