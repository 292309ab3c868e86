/** How fast our index takes a ledger's past, beside a bare one that only stores the same events of the same node. */
import path from "node:path";
import { toQuantity } from "ethers";
import { Nodes } from "../../client/nodes.ts";
import { logsOf } from "../../client/replay/logs.ts";
import type { Served } from "../command/ledger/served.ts";
import { indexAll, type Index, type Kind, type Source } from "./app.ts";
import { writeDeployment } from "./deployment.ts";

export interface Indexing {
  /** Of them all; our index and the bare one take the same. */
  readonly events: number;
  /** Mean of each one's runs. */
  readonly seconds: Readonly<Record<Kind, number>>;
  /** What fetching all of it from the node takes, and nothing else. */
  readonly nodeSeconds: number;
  /** Our last run goes on, and can be asked. */
  readonly index: Index;
}

const ASKED_AT_ONCE = 25;

/**
 * Indexes a ledger in each way, each run with a folder and a process of its own.
 *
 * @param office where the vouchers' district says what it publishes.
 * @param order of the runs; the last one is ours.
 * @throws Error where the two took different events.
 */
export async function measureIndexing(
  served: Served,
  office: string,
  order: readonly Kind[],
  folder: string,
  tell: (line: string) => void,
): Promise<Indexing> {
  const { head, seconds: nodeSeconds } = await askNode(served);
  tell(`the node alone: ${nodeSeconds.toFixed(1)} s`);
  const source: Source = { deployment: await writeDeployment(served, folder), node: served.url, office, head };
  const times: Record<Kind, number[]> = { ours: [], bare: [] };
  let last: Index | undefined;
  for (const [i, kind] of order.entries()) {
    await last?.end();
    const index = await indexAll(kind, source, path.join(folder, String(i)));
    tell(`${kind}: ${index.events} events in ${index.seconds.toFixed(1)} s`);
    if (last !== undefined && last.events !== index.events) {
      await index.end();
      throw new Error(`One index took ${last.events} events, the other ${index.events}: see bare/taken.ts.`);
    }
    times[kind].push(index.seconds);
    last = index;
  }
  if (last === undefined) throw new RangeError("No index was to be run.");
  const seconds = { ours: mean(times.ours), bare: mean(times.bare) };
  return { events: last.events, seconds, nodeSeconds, index: last };
}

/** Asks for all logs and blocks, as an index does; the node has answered everything once, whoever is first to ask it then. */
async function askNode({ url, chain, addresses }: Served): Promise<{ head: number; seconds: number }> {
  const nodes = new Nodes({ urls: [url], chain });
  try {
    const head = await nodes.getBlockNumber();
    const began = performance.now();
    const logs = logsOf(nodes, Object.values(addresses), { fromBlock: 0, toBlock: head });
    let done: boolean | undefined = false;
    while (!done) ({ done } = await logs.next());
    for (let first = 0; first <= head; first += ASKED_AT_ONCE) {
      const some = Array.from({ length: Math.min(ASKED_AT_ONCE, head + 1 - first) }, (_, i) => toQuantity(first + i));
      await Promise.all(some.map(async (block): Promise<unknown> => nodes.send("eth_getBlockByNumber", [block, true])));
    }
    return { head, seconds: (performance.now() - began) / 1_000 };
  } finally {
    nodes.destroy();
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
