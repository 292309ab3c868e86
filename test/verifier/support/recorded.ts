/** The blocks that were recorded on a real network; see vectors/README.md. */
import { readFile } from "node:fs/promises";
import type { RawBlock, RawProof, RawReceipt } from "../../../client/proof/node.ts";

/** What `eth_getProof` gave, with the slots and their words. */
export interface RecordedProof extends RawProof {
  readonly storageProof: { key: string; value: string; proof: string[] }[];
}

export interface Recorded {
  readonly validators: readonly string[];
  readonly contract: { readonly address: string; readonly storageKey: string };
  readonly blocks: Readonly<Record<string, RawBlock>>;
  readonly receipts: Readonly<Record<string, RawReceipt[]>>;
  readonly anchor: RawBlock;
  readonly proof: RecordedProof;
  readonly absenceProof: RecordedProof;
}

const FILE = new URL("../vectors/qbft-besu-25.12.0.json", import.meta.url);

export const recorded = JSON.parse(await readFile(FILE, "utf8")) as Recorded;
