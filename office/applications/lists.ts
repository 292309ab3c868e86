/** What was accepted, put together into the file with which a list begins: `tongdui voucher plan FILE`. */
import { randomUUID } from "node:crypto";
import type { ApplicationState } from "../../client/applications.ts";
import { dayOf, type Day } from "../../client/days.ts";
import { parseEnterprise } from "../../client/ids.ts";
import type { Item } from "../../client/list.ts";
import { plainYuan } from "../../client/money.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";
import { moveToList } from "./steps.ts";

type Sealing = Pick<Office, "vault" | "now">;

export interface ListTold {
  readonly id: string;
  readonly program: number;
  readonly made: string;
  readonly count: number;
  /** Fen. */
  readonly total: string;
  readonly undone: string | null;
}

/** As many as are put together at once. */
const MOST_ITEMS = 5_000;

/**
 * Puts what was accepted under a program into a list: each application into one.
 *
 * @param among at most these; what has gone elsewhere meanwhile is left out. @param without of all, these are left out.
 * @returns its id. @throws Refusal 409 where there is nothing.
 */
export async function makeList(
  within: Queryable,
  office: Sealing,
  {
    program,
    among,
    without,
    today,
    by,
  }: { program: number; among: readonly string[] | undefined; without: readonly string[]; today: Day; by: Person },
): Promise<string> {
  const { rows } = await within.query<{ id: string }>(
    `SELECT id FROM applications WHERE program = $1 AND state = 'accepted' AND sealed IS NOT NULL
       AND ($2 OR id IN (SELECT jsonb_array_elements_text($3)))
       AND id NOT IN (SELECT jsonb_array_elements_text($4)) ORDER BY made, id LIMIT $5 FOR UPDATE`,
    [program, among === undefined, JSON.stringify(among ?? []), JSON.stringify(without), MOST_ITEMS],
  );
  if (rows.length === 0) throw nothingAccepted();
  const list = randomUUID();
  await within.query("INSERT INTO application_lists (id, program, made, made_by) VALUES ($1, $2, $3, $4)", [
    ...[list, program, new Date(office.now()), by.account],
  ]);
  for (const [i, { id }] of rows.entries()) {
    await moveToList(within, office, id, { step: "list", today, by });
    await within.query("INSERT INTO application_list_items VALUES ($1, $2, $3)", [list, i + 1, id]);
  }
  return list;
}

/** Its applications can be put into another list again. @throws Refusal 404; 409 where it was undone. */
export async function undoList(
  within: Queryable,
  office: Sealing,
  list: string,
  { today, by }: { today: Day; by: Person },
): Promise<void> {
  const { rows } = await within.query(
    "UPDATE application_lists SET undone = $2 WHERE id = $1 AND undone IS NULL RETURNING id",
    [...[list, new Date(office.now())]],
  );
  if (rows.length === 0) throw (await listIs(within, list)) ? undoneAlready() : notFound();
  const { rows: items } = await within.query<{ application: string }>(
    "SELECT application FROM application_list_items WHERE list = $1 ORDER BY number",
    [list],
  );
  for (const { application } of items) await moveToList(within, office, application, { step: "unlist", today, by });
}

/** A list as it was made. */
export interface Made {
  readonly id: string;
  readonly items: readonly Item[];
  readonly on: Day;
  readonly isUndone: boolean;
  /** Its applications that are accepted and in no list. */
  readonly waiting: readonly string[];
}

/** All lists of a program, the oldest first. */
export async function listsUnder(within: Queryable, program: number): Promise<Made[]> {
  const { rows } = await within.query<{
    list: string;
    made: Date;
    undone: Date | null;
    application: string;
    enterprise: string;
    granted: string;
    state: ApplicationState;
  }>(
    `SELECT i.list, l.made, l.undone, i.application, a.enterprise, a.granted::text AS granted, a.state
     FROM application_list_items i JOIN application_lists l ON l.id = i.list JOIN applications a ON a.id = i.application
     WHERE l.program = $1 ORDER BY l.made, l.id, i.number`,
    [program],
  );
  const lists = new Map<string, Made & { readonly items: Item[]; readonly waiting: string[] }>();
  for (const { list, made, undone, application, enterprise, granted, state } of rows) {
    const on = dayOf(Math.floor(made.getTime() / 1_000));
    const one = lists.get(list) ?? { id: list, items: [], on, isUndone: undone !== null, waiting: [] };
    if (one.isUndone && state === "accepted") one.waiting.push(application);
    one.items.push({ enterprise: parseEnterprise(enterprise), face: BigInt(granted) });
    lists.set(list, one);
  }
  return [...lists.values()];
}

/** Under which a list was made. @throws Refusal 404. */
export async function programOf(within: Queryable, list: string): Promise<number> {
  const { rows } = await within.query<{ program: number }>("SELECT program FROM application_lists WHERE id = $1", [
    list,
  ]);
  if (rows[0] === undefined) throw notFound();
  return rows[0].program;
}

/** The newest first. */
export async function listsMade(within: Queryable): Promise<ListTold[]> {
  const { rows } = await within.query<{
    id: string;
    program: number;
    made: Date;
    undone: Date | null;
    number: string | number;
    total: string | number | null;
  }>(
    `SELECT l.id, l.program, l.made, l.undone, count(i.number) AS number, sum(a.granted)::text AS total
     FROM application_lists l LEFT JOIN application_list_items i ON i.list = l.id
       LEFT JOIN applications a ON a.id = i.application
     GROUP BY l.id ORDER BY l.made DESC, l.id LIMIT 200`,
  );
  return rows.map(({ id, program, made, undone, number, total }) => ({
    id,
    program,
    made: made.toISOString(),
    count: Number(number),
    total: String(total ?? 0),
    undone: undone?.toISOString() ?? null,
  }));
}

/** A table as `tongdui voucher plan` reads it; the same each time. @throws Refusal 404; 409 where it was undone. */
export async function tableOf(within: Queryable, list: string): Promise<string> {
  const found = await listIs(within, list);
  if (!found) throw notFound();
  if (found.undone !== null) throw undoneAlready();
  const { rows } = await within.query<{ enterprise: string; granted: string; application: string }>(
    `SELECT a.enterprise, a.granted::text AS granted, a.id AS application
     FROM application_list_items i JOIN applications a ON a.id = i.application WHERE i.list = $1 ORDER BY i.number`,
    [list],
  );
  const lines = rows.map(
    ({ enterprise, granted, application }) => `${enterprise},${plainYuan(BigInt(granted))},${application}`,
  );
  return ["Enterprise,Face,Note", ...lines, ""].join("\n");
}

async function listIs(within: Queryable, list: string): Promise<{ undone: Date | null } | undefined> {
  const { rows } = await within.query<{ undone: Date | null }>("SELECT undone FROM application_lists WHERE id = $1", [
    list,
  ]);
  return rows[0];
}

function nothingAccepted(): Refusal {
  return new Refusal(409, "NothingAccepted", {
    en: "Nothing that was accepted under this program waits for a list, or what was chosen is in one already.",
    zh: "该项目下没有已通过且待列入名单的申请，或所选申请已列入其他名单。",
  });
}

function undoneAlready(): Refusal {
  return new Refusal(409, "ListUndone", { en: "This list was taken back.", zh: "该名单已撤销。" });
}
