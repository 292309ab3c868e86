/**
 * Erasing an application, or a paper of one.
 *
 * RULES
 * - As long as something is to be decided, or done because of a decision, it stays.
 * - What is asked for, all words and all papers go; of a paper also its name, size and hash. What stays is that there was one, of whom, how it
 *   went, and who erased it, when and why.
 */
import { APPEAL_DAYS } from "../../client/applications.ts";
import type { Day } from "../../client/days.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { ownLine } from "../log/accesses.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";
import type { AnyApplication } from "./applications.ts";
import { demandState } from "./steps.ts";

/** Whether nothing is to be decided any more. @param isDone whether all is done that accepting it calls for. */
export async function isSettled(
  { state, since }: Pick<AnyApplication, "state" | "since">,
  today: Day,
  isDone: () => Promise<boolean>,
): Promise<boolean> {
  switch (state) {
    case "upheld":
    case "listed":
    case "withdrawn":
      return true;
    case "refused":
      return today > since + APPEAL_DAYS;
    case "accepted":
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

export function notSettled(): Refusal {
  return new Refusal(409, "NotSettled", {
    en: "Something is still to be decided or done about this application, or it may still be appealed. Only after that can it be erased.",
    zh: "该申请尚在办理、尚待落实或仍可申诉，办结后方可删除。",
  });
}
