/**
 * Whether a node's storage is what the events make of it, slot by slot and with no slot beside them.
 *
 * A contract's slots stand under one root, which the node gives with the account's proof. Where a trie of the replayed slots has that
 * very root, each slot is as replayed and there is no other: a hash cannot say this of two storages. Only where the roots differ, or
 * the node gives no proofs, is every slot asked for and compared by itself, which names the ones that differ.
 */
import { PARTS, type Addresses, type Part } from "./events.ts";
import { quantity, type Rpc } from "./logs.ts";
import { storageOf, type Rebuilt } from "./replay.ts";
import { hexWord, StorageMap, type Field, type Slot, type StorageLayout } from "./storageMap.ts";
import { storageRoot } from "./storageRoot.ts";

export type Layouts = Readonly<Record<Part, StorageLayout>>;

/** A place where the node holds something else than the events say. */
export type Difference = {
  readonly part: Part;
  /** A variable, as in `enterprises[8589934593].status`; or OTHER_SLOT. */
  readonly path: string;
  readonly slot?: string;
  readonly expected?: bigint;
  readonly actual?: bigint;
};

export type Comparison = {
  /** How many slots were compared, under their contract's root or one by one. */
  readonly slots: number;
  readonly differences: readonly Difference[];
  /** The contracts whose whole storage was compared. Of any other, only the slots that events tell of were. */
  readonly rootsCompared: readonly Part[];
};

/** Stands for what no event explains: the root shows that it is there, and not which slot it is. */
export const OTHER_SLOT = "a slot that no event tells of";

/** Stands for a contract that was not compared: events that contradict each other make figures that no slot could hold. */
export const UNSTORABLE = "a figure that no slot could hold";

const AT_ONCE = 500;

/** The contracts' roots; of none that the node gives no proof of. */
export type Roots = Partial<Readonly<Record<Part, string>>>;

/** The roots after a block. Nodes keep the state of old blocks for a while only: whoever replays for long asks before. */
export async function rootsAfter(rpc: Rpc, addresses: Addresses, block: number): Promise<Roots> {
  const roots: Partial<Record<Part, string>> = {};
  for (const part of PARTS) {
    const root = await rootOf(rpc, addresses[part], quantity(block));
    if (root !== undefined) roots[part] = root;
  }
  return roots;
}

/**
 * Compares the storage after the rebuilt ledger's last block. Where something differs the node must still have that state.
 *
 * @param layouts of the very build that is deployed.
 * @param known the roots after that block, if they were asked for before.
 */
export async function compareStorage(
  rpc: Rpc,
  rebuilt: Rebuilt,
  layouts: Layouts,
  addresses: Addresses,
  known?: Roots,
): Promise<Comparison> {
  const block = quantity(rebuilt.toBlock);
  const roots = known ?? (await rootsAfter(rpc, addresses, rebuilt.toBlock));
  const differences: Difference[] = [];
  const rootsCompared: Part[] = [];
  let slots = 0;

  for (const part of PARTS) {
    const storage = (): Iterable<Slot> => new StorageMap(layouts[part]).slots(storageOf(rebuilt)[part]);
    const words = wordsOf(storage);
    if (words === undefined) {
      differences.push({ part, path: UNSTORABLE });
      continue;
    }
    slots += words.size;
    const root = roots[part];
    if (root !== undefined) rootsCompared.push(part);
    if (root === storageRoot(words)) continue;

    for (const some of chunks(storage())) {
      const found = await Promise.all(some.map(({ slot }) => wordAt(rpc, addresses[part], slot, block)));
      some.forEach((slot, i) => {
        const actual = found[i] as bigint;
        words.set(slot.slot, actual);
        if (actual !== slot.word) differences.push(...differencesIn(part, slot, actual));
      });
    }
    // Over what the node holds in the slots compared: so a difference already named is not told twice.
    if (root !== undefined && root !== storageRoot(words)) differences.push({ part, path: OTHER_SLOT });
  }
  return { slots, differences, rootsCompared };
}

/** By the slot; undefined where a figure does not fit. */
function wordsOf(storage: () => Iterable<Slot>): Map<bigint, bigint> | undefined {
  const words = new Map<bigint, bigint>();
  try {
    for (const { slot, word } of storage()) words.set(slot, word);
    return words;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

async function wordAt(rpc: Rpc, address: string, slot: bigint, block: string): Promise<bigint> {
  return BigInt((await rpc.send("eth_getStorageAt", [address, `0x${hexWord(slot)}`, block])) as string);
}

/** The root in the account's proof, or undefined where the node gives no proofs. */
async function rootOf(rpc: Rpc, address: string, block: string): Promise<string | undefined> {
  try {
    const { storageHash } = (await rpc.send("eth_getProof", [address, [], block])) as { storageHash: string };
    return storageHash;
  } catch (error) {
    if (isUnsupported(error)) return undefined;
    throw error;
  }
}

/** JSON-RPC's "method not found", however deep a provider has wrapped it. */
function isUnsupported(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, error: inner } = error as { code?: unknown; error?: unknown };
  return code === -32601 || code === "UNSUPPORTED_OPERATION" || isUnsupported(inner);
}

/** The variables in a slot that differ; the slot itself where bits differ that no variable uses. */
function differencesIn(part: Part, { slot, word, fields }: Slot, actual: bigint): Difference[] {
  const place = `0x${hexWord(slot)}`;
  const inFields = fields
    .map((field) => ({
      part,
      path: field.path,
      slot: place,
      expected: bitsOf(word, field),
      actual: bitsOf(actual, field),
    }))
    .filter((it) => it.expected !== it.actual);
  if (inFields.length > 0) return inFields;
  const [first, second] = fields;
  const path = `${first?.path ?? ""}${second ? " and its neighbours" : ""}`;
  return [{ part, path, slot: place, expected: word, actual }];
}

function bitsOf(word: bigint, { offset, width }: Field): bigint {
  return BigInt.asUintN(width, word >> BigInt(offset));
}

function* chunks<T>(all: Iterable<T>): Generator<T[]> {
  let some: T[] = [];
  for (const one of all) {
    some.push(one);
    if (some.length === AT_ONCE) {
      yield some;
      some = [];
    }
  }
  if (some.length > 0) yield some;
}
