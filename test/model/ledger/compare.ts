import { fileURLToPath } from "node:url";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { compareStorage } from "../../../client/replay/compare.ts";
import { PARTS, type Part } from "../../../client/replay/events.ts";
import { loadLayouts } from "../../../client/replay/layouts.ts";
import { addressesOf, replay } from "../../../client/replay/replay.ts";
import { hexWord, StorageMap, type Slot, type Variables } from "../../../client/replay/storageMap.ts";
import { storageRoot } from "../../../client/replay/storageRoot.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import { ethers } from "../../support/world.ts";
import type { Town } from "../rules/town.ts";
import { storageOf } from "./books.ts";
import type { Ledger } from "./ledger.ts";

const layouts = await loadLayouts(fileURLToPath(new URL("../../../artifacts", import.meta.url)));
const maps = Object.fromEntries(PARTS.map((part) => [part, new StorageMap(layouts[part])])) as Record<Part, StorageMap>;

/** The words that are read as a whole rather than by the compiler's fields. */
const WORDS: Readonly<Record<string, (word: bigint) => object>> = {
  vouchers: decodeVoucher,
  orders: decodeOrder,
  budgetOf: decodeBudget,
};

/** Where the ledger holds something else than the rules say, in words; empty where nowhere. */
export async function differences(ledger: Ledger, storage: Readonly<Record<Part, Variables>>): Promise<string[]> {
  const found: string[] = [];
  for (const part of PARTS) {
    for (const slot of maps[part].slots(storage[part])) {
      const actual = await wordAt(ledger, part, slot.slot);
      if (actual !== slot.word) found.push(...told(part, slot, actual));
    }
  }
  return found;
}

/** All storage of all contracts: every slot that the rules know of, and that there is no other. */
export async function allDifferences(ledger: Ledger, town: Town): Promise<string[]> {
  const storage = storageOf(town);
  const found: string[] = [];
  for (const part of PARTS) {
    const slots = [...maps[part].slots(storage[part])];
    const proof = (await ethers.provider.send("eth_getProof", [ledger.addressOf(part), [], "latest"])) as {
      storageHash: string;
    };
    if (proof.storageHash === storageRoot(slots.map(({ slot, word }) => [slot, word] as const))) continue;
    const before = found.length;
    for (const slot of slots) {
      const actual = await wordAt(ledger, part, slot.slot);
      if (actual !== slot.word) found.push(...told(part, slot, actual));
    }
    if (found.length === before) found.push(`${part} holds something that the rules do not know of`);
  }
  return found;
}

/** Promise 5: all events together give all storage, and contradict each other nowhere. */
export async function replayDifferences({ w }: Ledger): Promise<string[]> {
  const addresses = await addressesOf(w);
  const rpc = ethers.provider;
  const rebuilt = await replay({ rpc, addresses }, { fromBlock: 0 });
  const { differences: found } = await compareStorage(rpc, rebuilt, layouts, addresses);
  return [
    ...rebuilt.faults.map(({ error }) => `replaying the events: ${error.message}`),
    ...found.map(({ part, path }) => `replaying the events: ${part} ${path} is not what they make of it`),
  ];
}

async function wordAt(ledger: Ledger, part: Part, slot: bigint): Promise<bigint> {
  const at = [ledger.addressOf(part), `0x${hexWord(slot)}`, "latest"];
  return BigInt((await ethers.provider.send("eth_getStorageAt", at)) as string);
}

/** The fields of a slot that differ. */
function told(part: Part, { word, fields }: Slot, actual: bigint): string[] {
  return fields.flatMap(({ path, offset, width }) => {
    const [expected, found] = [word, actual].map((it) => BigInt.asUintN(width, it >> BigInt(offset))) as [
      bigint,
      bigint,
    ];
    if (expected === found) return [];
    const read = WORDS[path.split("[")[0]!];
    if (read === undefined || width !== 256)
      return [`${part} ${path}: expected ${shown(expected)}, found ${shown(found)}`];
    return inWords(`${part} ${path}`, read(expected), readOr(read, found));
  });
}

function inWords(what: string, expected: object, found: object): string[] {
  const actual = found as Record<string, unknown>;
  const odd = Object.entries(expected).filter(([name, value]) => actual[name] !== value);
  return odd.map(([name, value]) => `${what} ${name}: expected ${shown(value)}, found ${shown(actual[name])}`);
}

function readOr(read: (word: bigint) => object, word: bigint): object {
  try {
    return read(word);
  } catch {
    return { word };
  }
}

function shown(value: unknown): string {
  if (typeof value === "bigint") return value >> 64n === 0n ? value.toString() : `0x${value.toString(16)}`;
  return typeof value === "string" ? value : JSON.stringify(value);
}
