/** The index as `npm run index` starts it. */
import { setTimeout as pause } from "node:timers/promises";
import { spawnIndex, type IndexProcess, type IndexWords } from "../../../indexer/process.ts";

export interface Indexer extends IndexProcess {
  /** Waits until the tables hold a block. */
  readonly through: (block: number) => Promise<void>;
}

export type Start = IndexWords;

export function startIndexer(start: Start): Indexer {
  const index = spawnIndex({ rate: 100_000, ...start });
  return {
    ...index,
    through: async (block) => {
      for (const address = `${await index.url}/head`; ;) {
        const response = await fetch(address);
        const head = (await response.json()) as { block?: number };
        if ((head.block ?? -1) >= block) return;
        await pause(100);
      }
    },
  };
}
