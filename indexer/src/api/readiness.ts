/**
 * Whether the tables can be relied on. Ponder's own `/ready` says only that it has caught up; here the figures of every program are
 * compared with the ledger's, at the very block that the tables are of, again and again.
 */
import { db, publicClients } from "ponder:api";
import * as tables from "ponder:schema";
import { asc, sql } from "ponder";
import { ABIS } from "../../../client/abis.ts";
import { decodeBudget, type Budget } from "../../../client/budgetWord.ts";
import { readSettings } from "../../settings.ts";
import { indexedBlock } from "./height.ts";
import { nodesAway, standing } from "./nodes.ts";

export interface Readiness {
  readonly ready: boolean;
  /** Of the tables that were compared last, and when that was, in Unix seconds. */
  readonly block: number;
  readonly comparedAt: number;
  /** What speaks against it, a sentence each. */
  readonly faults: readonly string[];
}

const EVERY_SECONDS = 15;
/** After which a comparison says nothing about today. */
const STALE_SECONDS = 120;
const MOST_BEHIND = 50;
/** A block that the chain has is in the tables within seconds. */
const LONGEST_STILL_SECONDS = 60;

const FIGURES = ["approved", "outstanding", "redeemed", "paid", "recovered"] as const satisfies (keyof Budget)[];

const { deployment } = await readSettings();
const address = deployment.contracts.programs.address as `0x${string}`;

let last: Readiness = { ready: false, block: 0, comparedAt: 0, faults: ["Nothing was compared with the ledger yet."] };

/** Since when the tables are of the block that they are of. */
let still = { block: -1, since: 0 };

/** Whether the sums were the same; undefined before the first comparison. */
let agrees: boolean | undefined;

/** The last comparison alone, however long ago and however far behind the tables are. */
export function comparison(): { readonly agrees: boolean | undefined; readonly at: number } {
  return { agrees, at: last.comparedAt };
}

/** What the last comparison said, if it was not long ago, and whether there is a node that could tell of more. */
export function readiness(): Readiness {
  const now = Date.now() / 1_000;
  const faults = [...last.faults];
  const age = now - last.comparedAt;
  if (last.comparedAt !== 0 && age > STALE_SECONDS)
    faults.push(`The last comparison with the ledger was ${Math.floor(age)} seconds ago.`);
  const away = nodesAway();
  if (away) faults.unshift(`No node answers since ${Math.floor(now - away.since)} seconds. ${standing(away.at, "en")}`);
  return { ...last, ready: last.ready && faults.length === 0, faults };
}

/** Compares now and then until the process ends. */
export function keepComparing(): void {
  const again = async (): Promise<void> => {
    let compared: Readiness | undefined;
    try {
      compared = await compare();
    } catch {
      // No node answers, or the tables are not there yet: the last comparison goes stale, which is what is said then.
    }
    last = compared ?? last;
    setTimeout(() => void again(), (compared ? EVERY_SECONDS : 2) * 1_000).unref();
  };
  setTimeout(() => void again(), 2_000).unref();
}

/** Undefined where a block came in between, or the past is not indexed yet. */
async function compare(): Promise<Readiness | undefined> {
  const height = await indexedBlock();
  if (height === undefined) return undefined;
  const { block } = height;
  const head = Number(await publicClients.ledger.getBlockNumber());
  const { program, voucher } = tables;
  const rows = await db.select().from(program).orderBy(asc(program.id));
  const sums = await db
    .select({
      program: voucher.program,
      outstanding: sql<string>`sum(${voucher.remaining} + ${voucher.locked})::text`,
      redeemed: sql<string>`sum(${voucher.redeemed})::text`,
    })
    .from(voucher)
    .groupBy(voucher.program);
  if ((await indexedBlock())?.block !== block) return undefined;

  const faults: string[] = [];
  const count = await publicClients.ledger.readContract({
    address,
    abi: ABIS.Programs,
    functionName: "count",
    blockNumber: BigInt(block),
  });
  if (count !== rows.length) faults.push(`The ledger has ${count} programs, the tables ${rows.length}.`);
  const bySum = new Map(sums.map((one) => [one.program, one]));
  for (const row of rows) {
    const word = await publicClients.ledger.readContract({
      address,
      abi: ABIS.Programs,
      functionName: "budgetOf",
      args: [row.id],
      blockNumber: BigInt(block),
    });
    const budget = decodeBudget(word);
    for (const figure of FIGURES) {
      // Everybody reads this: it tells no amount.
      if (row[figure] !== budget[figure])
        faults.push(`Program ${row.id}: ${figure} is not the same on the ledger and in the tables.`);
    }
    const { outstanding = "0", redeemed = "0" } = bySum.get(row.id) ?? {};
    if (BigInt(outstanding) !== budget.outstanding || BigInt(redeemed) !== budget.redeemed)
      faults.push(`Program ${row.id}: its vouchers in the tables do not add up to the ledger's figures.`);
  }
  agrees = faults.length === 0;
  if (head - block > MOST_BEHIND) faults.unshift(`The tables are ${head - block} blocks behind the chain.`);
  const now = Math.floor(Date.now() / 1_000);
  if (still.block !== block) still = { block, since: now };
  if (head > block && now - still.since > LONGEST_STILL_SECONDS)
    faults.unshift(
      `The tables stand still at block ${block} since ${now - still.since} seconds, and the chain is at ${head}.`,
    );
  return { ready: faults.length === 0, block, comparedAt: now, faults };
}
