/** How long the index takes to name partners for a demand, among many providers and demands. */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { spawnIndex, type IndexProcess } from "../../indexer/process.ts";
import { openOffice } from "../../test/scripts/support/office.ts";
import { openNode } from "../../test/scripts/support/premises.ts";
import { startPostgres } from "../../test/support/postgres.ts";
import { demandAt, DISTRICTS, layCatalogue, layTexts, type Catalogue } from "./catalogue.ts";
import { p95 } from "./figures.ts";

/** Before those that count. */
const UNCOUNTED = 10;
/** No demand twice, and not one after the other. */
const STRIDE = 7_919;

export interface Size extends Catalogue {
  readonly questions: number;
}

export interface Suggestions {
  readonly suggestP95Ms: number;
  readonly suggestProviders: number;
  readonly suggestDemands: number;
}

/** @param folder an empty one, for the tables. @throws Error where an answer does not begin with a provider whose open offer fits. */
export async function measureSuggestions(
  size: Size,
  folder: string,
  tell: (line: string) => void,
): Promise<Suggestions> {
  const node = await openNode();
  const office = await openOffice(node);
  const block = await office.provider.getBlockNumber();
  const postgres = await startPostgres();
  const database = await postgres.database("suggestions");
  const data = path.join(folder, "suggestions");
  const words = { deployment: office.deploymentFile, nodes: [office.url], data, database, rate: 1_000_000 };
  const index = spawnIndex(words);
  try {
    await caughtUp(index, block);
    tell(`laying ${size.providers} providers, ${size.demands} demands and ${size.offers} offers, with their texts`);
    const today = await office.today();
    await layCatalogue(database, size, today);
    await layTexts(database, size, today);
    tell(`asking ${size.questions} times`);
    const url = await index.url;
    const times: number[] = [];
    let inWords = 0;
    for (let turn = -UNCOUNTED; turn < size.questions; turn += 1) {
      const place = 1 + (((turn + UNCOUNTED) * STRIDE) % size.demands);
      const began = performance.now();
      const response = await fetch(`${url}/suggestions/${demandAt(place)}`);
      const text = await response.text();
      const time = performance.now() - began;
      const { items } = JSON.parse(text) as { items?: { reasons: string[] }[] };
      if (!items?.[0]?.reasons.includes("offer")) throw new Error(`Demand ${place} was answered ${text.slice(0, 200)}`);
      inWords += Number(items[0].reasons.includes("words"));
      if (turn >= 0) times.push(time);
    }
    if (inWords < size.questions / 2)
      throw new Error(`Only ${inWords} answers begin with a provider that says the same.`);
    return { suggestP95Ms: p95(times), suggestProviders: size.providers, suggestDemands: size.demands };
  } finally {
    await index.end("SIGTERM");
    await postgres.close();
    await office.close();
  }
}

/** Waits until it has a block, and tells what was on the ledger then. */
async function caughtUp(index: IndexProcess, block: number): Promise<void> {
  for (;;) {
    const url = await index.url;
    const head = (await (await fetch(`${url}/head`)).json()) as { block?: number };
    const districts = (await (await fetch(`${url}/districts`)).json()) as { items?: unknown[] };
    if ((head.block ?? -1) >= block && districts.items?.length === DISTRICTS) return;
    await pause(200);
  }
}
