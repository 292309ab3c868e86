/**
 * Which list on the ledger one that was made here has become.
 *
 * RULES
 * - A list's id on the ledger is made of its rows, in their order, so a file that was announced as it was saved is known for certain.
 * - One whose rows were put into another order is known by program, number and sum, from the day on which it was made; not where the
 *   list on the ledger is certainly another one of those made here.
 * - Nothing stands of what was withdrawn, or has lapsed, before any of it was issued.
 */
import { toBeHex } from "ethers";
import type { ApplicationState } from "../../client/applications.ts";
import { dayOf, type Day } from "../../client/days.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import { parseEnterprise } from "../../client/ids.ts";
import { chainOf, LAPSE_DAYS, tailOf, type Item } from "../../client/list.ts";
import { LIST_STAGES } from "../../client/replay/vouchers.ts";
import type { OfficeLedger } from "../ledger.ts";
import type { Queryable } from "../office.ts";

type Asked = Pick<OfficeLedger, "nodes" | "ledger" | "deployment">;

/** A list that stands on the ledger. */
export interface Announced {
  readonly batch: string;
  readonly chain: string;
  readonly count: number;
  /** Fen. */
  readonly total: bigint;
  /** Items that were issued or passed over. */
  readonly done: number;
  readonly block: number;
}

/** A list that was made here. */
interface Made {
  readonly id: string;
  readonly items: readonly Item[];
  /** The ledger's day. */
  readonly on: Day;
  /** Its applications that are accepted and in no list. */
  readonly waiting: readonly string[];
}

/** Equal lists beside the first one, as `voucher plan --again` makes them: so many are looked for. */
const MOST_AGAIN = 20;

/** What stands on the ledger of a list that was made here; undefined where nothing does. */
export async function announcedAs(
  within: Queryable,
  at: Asked,
  { list, program, today }: { readonly list: string; readonly program: number; readonly today: Day },
): Promise<Announced | undefined> {
  const standing = await standingUnder(at, program, today);
  if (standing.length === 0) return undefined;
  const made = await listsUnder(within, program, "kept");
  const meant = made.find(({ id }) => id === list);
  if (!meant) return undefined;
  const isEqual = isLike({ count: meant.items.length, total: totalOf(meant) });
  const alike = made.filter((one) => isEqual({ count: one.items.length, total: totalOf(one) }));
  const most = Math.min(MOST_AGAIN, standing.filter(isEqual).length);
  const left = new Map(standing.map((one) => [one.chain, one]));
  for (const one of alike) {
    const chain = chainsOf(one, most).find((known) => left.has(known));
    if (chain === undefined) continue;
    if (one.id === list) return left.get(chain);
    left.delete(chain);
  }
  for (const one of [...left.values()].filter(isEqual)) if ((await dayOfBlock(at, one)) >= meant.on) return one;
  return undefined;
}

/**
 * Applications that wait for a list although one in which they were stands on the ledger: it was taken back, and its file was announced all
 * the same.
 */
export async function announcedThough(
  within: Queryable,
  at: Asked,
  { program, today }: { readonly program: number; readonly today: Day },
): Promise<ReadonlyMap<string, Announced>> {
  const undone = (await listsUnder(within, program, "undone")).filter(({ waiting }) => waiting.length > 0);
  const standing = undone.length === 0 ? [] : await standingUnder(at, program, today);
  const found = new Map<string, Announced>();
  for (const one of undone) {
    const announced = standing.find(({ chain }) => chain === chainOf(one.items));
    if (announced) for (const application of one.waiting) found.set(application, announced);
  }
  return found;
}

/** As they would be announced: for the first time, or beside so many equal ones. */
function chainsOf({ items }: Made, most: number): string[] {
  return Array.from({ length: most + 1 }, (_, number) => chainOf(items, tailOf(number)));
}

type Sum = Pick<Announced, "count" | "total">;

const isLike =
  ({ count, total }: Sum) =>
  (other: Sum) =>
    other.count === count && other.total === total;

function totalOf({ items }: Made): bigint {
  return items.reduce((sum, { face }) => sum + face, 0n);
}

async function standingUnder({ nodes, ledger, deployment }: Asked, program: number, today: Day): Promise<Announced[]> {
  const { address, block: from } = deployment.contracts.vouchers;
  const { topicHash } = ledger.vouchers.getEvent("BatchAnnounced").fragment;
  const topics = [topicHash, null, toBeHex(program, 32)];
  const logs = await searchLogs(nodes, { address, topics, from, to: await nodes.getBlockNumber() });
  const found = await Promise.all(
    logs.map(async ({ data, topics: told, blockNumber }) => {
      const { batch, chain } = ledger.vouchers.interface.decodeEventLog("BatchAnnounced", data, told) as unknown as {
        readonly batch: string;
        readonly chain: string;
      };
      const { count, total, done, stage, lastAct } = await ledger.vouchers.batchOf(batch);
      const state = LIST_STAGES[Number(stage)];
      const isOpen = state === "Announced" && today <= Number(lastAct) + LAPSE_DAYS;
      const stands = isOpen || state === "Done" || done > 0n;
      return stands && { batch, chain, count: Number(count), total, done: Number(done), block: blockNumber };
    }),
  );
  return found.filter((one) => one !== false);
}

/** The oldest first. */
async function listsUnder(within: Queryable, program: number, which: "kept" | "undone"): Promise<Made[]> {
  const { rows } = await within.query<{
    list: string;
    application: string;
    enterprise: string;
    granted: string;
    since: number;
    state: ApplicationState;
  }>(
    `SELECT i.list, i.application, a.enterprise, a.granted::text AS granted, a.since, a.state
     FROM application_list_items i JOIN application_lists l ON l.id = i.list JOIN applications a ON a.id = i.application
     WHERE l.program = $1 AND (l.undone IS NULL) = $2 ORDER BY l.made, l.id, i.number`,
    [program, which === "kept"],
  );
  const lists = new Map<string, { id: string; items: Item[]; on: Day; waiting: string[] }>();
  for (const { list, application, enterprise, granted, since, state } of rows) {
    // What is in a list has been in that state since the list was made.
    const made = lists.get(list) ?? { id: list, items: [], on: since, waiting: [] };
    if (state === "accepted") made.waiting.push(application);
    made.items.push({ enterprise: parseEnterprise(enterprise), face: BigInt(granted) });
    lists.set(list, made);
  }
  return [...lists.values()];
}

async function dayOfBlock({ nodes }: Asked, { block }: Announced): Promise<Day> {
  return dayOf((await nodes.getBlock(block))?.timestamp ?? 0);
}
