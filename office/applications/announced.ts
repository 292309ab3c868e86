/**
 * Which list on the ledger one that was made here has become.
 *
 * RULES
 * - A list's id on the ledger is made of its rows, in their order, so a file that was announced as it was saved is known for certain.
 * - One whose rows were put into another order is known for certain by what was issued and passed over of it, once that is all of it.
 * - Until then it may be any list of the same program, number and sum that was announced since the file was made and of which nothing was
 *   dealt with that is not in the file. What it may be it counts as.
 * - What is known for certain is one list made here and no other; lists that are kept come before those that were taken back.
 * - Nothing stands of what was withdrawn, or has lapsed, before any of it was issued.
 */
import type { Day } from "../../client/days.ts";
import { chainOf, tailOf, type Item } from "../../client/list.ts";
import type { OfficeLedger } from "../ledger.ts";
import type { Queryable } from "../office.ts";
import { dealtWith, listsOnLedger, type OnLedger } from "./listsOnLedger.ts";
import { listsUnder, type Made } from "./lists.ts";

type Asked = Pick<OfficeLedger, "nodes" | "ledger" | "deployment">;

interface Under {
  readonly program: number;
  readonly today: Day;
}

/** What one that was made here has become. */
export interface Become {
  readonly announced: OnLedger;
  readonly isCertain: boolean;
}

/** Equal lists beside the first one, as `voucher plan --again` makes them: so many are looked for. */
const MOST_AGAIN = 20;

/** What stands on the ledger of a list that was made here; undefined where nothing does. */
export async function announcedAs(
  within: Queryable,
  at: Asked,
  { list, ...under }: Under & { readonly list: string },
): Promise<OnLedger | undefined> {
  return (await becomeUnder(within, at, under)).get(list)?.announced;
}

/**
 * Whether an application is in a list that the ledger has for certain, and of which nothing will be issued any more; or was in one that was
 * taken back and announced all the same.
 */
export async function isDealtWith(
  within: Queryable,
  at: Asked,
  { application, ...under }: Under & { readonly application: string },
): Promise<boolean> {
  const { rows } = await within.query<{ list: string }>(
    `SELECT i.list FROM application_list_items i JOIN application_lists l ON l.id = i.list
       JOIN applications a ON a.id = i.application
     WHERE i.application = $1 AND (l.undone IS NULL) = (a.state = 'listed')`,
    [application],
  );
  if (rows.length === 0) return false;
  const become = await becomeUnder(within, at, under);
  return rows.map(({ list }) => become.get(list)).some((one) => one?.isCertain === true && one.announced.isOver);
}

/**
 * Applications that wait for a list although one in which they were stands on the ledger: it was taken back, and its file was announced all
 * the same.
 */
export async function announcedThough(
  within: Queryable,
  at: Asked,
  under: Under,
): Promise<ReadonlyMap<string, Become>> {
  const found = new Map<string, Become>();
  const undone = (await listsUnder(within, under.program)).filter(
    ({ isUndone, waiting }) => isUndone && waiting.length > 0,
  );
  if (undone.length === 0) return found;
  const become = await becomeUnder(within, at, under);
  for (const { id, waiting } of undone) {
    const what = become.get(id);
    // It may have been in several: one that is certain says most.
    if (what) for (const one of waiting) if (found.get(one)?.isCertain !== true) found.set(one, what);
  }
  return found;
}

/** By the lists' ids. */
async function becomeUnder(
  within: Queryable,
  at: Asked,
  { program, today }: Under,
): Promise<ReadonlyMap<string, Become>> {
  const become = new Map<string, Become>();
  const all = await listsOnLedger(at, program, today);
  const left = new Map(all.filter(({ stands }) => stands).map((one) => [one.batch, one]));
  if (left.size === 0) return become;
  const made = await listsUnder(within, program);
  const lists = [...made.filter(({ isUndone }) => !isUndone), ...made.filter(({ isUndone }) => isUndone)];
  const open = (): Made[] => lists.filter(({ id }) => !become.has(id));
  const alike = (list: Made): OnLedger[] => [...left.values()].filter(isLike(list));
  const settle = (list: Made, announced: OnLedger | undefined): void => {
    if (!announced) return;
    become.set(list.id, { announced, isCertain: true });
    left.delete(announced.batch);
  };

  for (const list of lists) {
    const chains = alike(list).length === 0 ? [] : chainsOf(list, all.filter(isLike(list)).length);
    settle(
      list,
      [...left.values()].find(({ chain }) => chains.includes(chain)),
    );
  }
  const dealt = new Map<string, readonly string[]>();
  for (const one of left.values())
    if (one.done > 0 && open().some((list) => isLike(list)(one)))
      dealt.set(one.batch, (await dealtWith(at, one)).map(rowOf));
  for (const list of open())
    settle(
      list,
      alike(list).find(({ batch, count, done }) => done === count && holds(list, dealt.get(batch) ?? [])),
    );
  for (const list of open()) {
    // Equal rows have one order, and that was looked for.
    if (new Set(list.items.map(rowOf)).size === 1) continue;
    const announced = alike(list).find(({ day, batch }) => day >= list.on && holds(list, dealt.get(batch) ?? []));
    if (announced) become.set(list.id, { announced, isCertain: false });
  }
  return become;
}

/** As they would be announced: for the first time, or beside so many equal ones. */
function chainsOf({ items }: Made, most: number): string[] {
  return Array.from({ length: Math.min(MOST_AGAIN, most) + 1 }, (_, number) => chainOf(items, tailOf(number)));
}

function isLike({ items }: Made): (other: OnLedger) => boolean {
  const total = items.reduce((sum, { face }) => sum + face, 0n);
  return (other) => other.count === items.length && other.total === total;
}

/** Whether all of some rows are in a list, each as often as there. */
function holds({ items }: Made, rows: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const row of items.map(rowOf)) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.every((row) => {
    const number = left.get(row) ?? 0;
    left.set(row, number - 1);
    return number > 0;
  });
}

function rowOf({ enterprise, face }: Item): string {
  return `${enterprise} ${face}`;
}
