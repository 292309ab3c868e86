/** The index as `npm run index` starts it. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Deployment } from "../../../client/deployment.ts";
import { spawnIndex, type IndexProcess, type IndexWords } from "../../../indexer/process.ts";
import { layEmptyTables } from "../../support/emptyTables.ts";

export interface Indexer extends IndexProcess {
  /** Waits until the tables hold a block. */
  readonly through: (block: number) => Promise<void>;
}

export type Start = IndexWords;

export function startIndexer(start: Start): Indexer {
  const tables = tablesIn(start);
  if (start.database === undefined && !existsSync(tables)) layEmptyTables(tables);
  const index = spawnIndex({ rate: 100_000, ...start });
  return {
    ...index,
    through: async (block) => {
      for (const address = `${await index.url}/head`; ;) {
        const head = await headAt(address).catch((error: unknown) => {
          const said = index.over();
          if (said !== undefined) throw new Error(`The index ended: ${said}`, { cause: error });
          return { block: -1 };
        });
        if ((head.block ?? -1) >= block) return;
        await pause(100);
      }
    },
  };
}

/** @throws Error where the connection breaks, as it may under load; whoever asks an index asks again. */
async function headAt(address: string): Promise<{ readonly block?: number }> {
  const response = await fetch(address);
  return (await response.json()) as { block?: number };
}

/** Where it keeps a chain's tables: indexer/ponder.config.ts. */
function tablesIn({ data, deployment }: Start): string {
  const { genesis } = JSON.parse(readFileSync(deployment, "utf8")) as Deployment;
  return path.join(data, genesis.slice(2, 14));
}
