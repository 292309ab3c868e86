/** What one node says of itself. A question that it does not serve is left open, and is no fault. */
import { z } from "zod";
import { storeBytes } from "./disk.ts";
import { NodeSilent, OneNode } from "./oneNode.ts";

/** Where a node is asked. */
export interface Place {
  readonly url: string;
  /** Undefined where nobody said that it has any. */
  readonly metrics: string | undefined;
}

export interface Look {
  readonly node: OneNode;
  readonly chainId: number;
  /** Hash of block 0. */
  readonly genesis: string;
  readonly height: number;
  /** Hash and time of the newest block. */
  readonly newest: { readonly hash: string; readonly time: number };
  /** Seconds between the newest block's time and the answer, by this machine's clock; what the answer took is shared out. */
  readonly age: number;
  /** Whether it says that it is still fetching blocks, and is far behind. */
  readonly isSyncing: boolean;
  /** Its public key, 64 bytes in hex without 0x; undefined where it does not tell. */
  readonly key: string | undefined;
  readonly client: string;
  readonly peers: number | undefined;
  /** The peers' public keys, where the node tells who they are. */
  readonly peerKeys: readonly string[] | undefined;
  /** Transactions that wait in it. */
  readonly waiting: number | undefined;
  /** Bytes of its store; undefined where it is not told. */
  readonly store: number | undefined;
}

/** Two nodes are never asked at the very same moment: so many blocks apart they are as far as each other. */
export const BLOCKS_BEHIND = 5;

export interface Silence {
  readonly node: OneNode;
  readonly reason: string;
}

/** A number as nodes write it. */
export const quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,13}$/)
  .transform(Number);
const blockSchema = z.object({ number: quantity, hash: z.string(), timestamp: quantity });
const syncingSchema = z.object({ currentBlock: quantity, highestBlock: quantity });
const peersSchema = z.array(z.object({ id: z.string() }));
const statusSchema = z.object({ pending: quantity, queued: quantity });
const statisticsSchema = z.object({ localCount: z.number(), remoteCount: z.number() });

/** @param now milliseconds since 1970. */
export async function lookAt({ url, metrics }: Place, now: () => number): Promise<Look | Silence> {
  const node = new OneNode(url);
  const store = metrics === undefined ? Promise.resolve(undefined) : storeBytes(metrics).catch(() => undefined);
  try {
    const asked = now();
    const [chainId, genesis, newest, client, enode, count, peers, status, statistics, syncing] = await node.sendAll([
      ["eth_chainId", []],
      ["eth_getBlockByNumber", ["0x0", false]],
      ["eth_getBlockByNumber", ["latest", false]],
      ["web3_clientVersion", []],
      ["net_enode", []],
      ["net_peerCount", []],
      ["admin_peers", []],
      ["txpool_status", []],
      ["txpool_besuStatistics", []],
      ["eth_syncing", []],
    ]);
    const answered = (asked + now()) / 2_000;
    const { number: height, hash, timestamp } = blockSchema.parse(newest);
    const peerKeys = peersSchema.safeParse(peers).data?.map(({ id }) => keyIn(id) ?? id);
    return {
      node,
      chainId: quantity.parse(chainId),
      genesis: blockSchema.parse(genesis).hash,
      height,
      newest: { hash, time: timestamp },
      age: answered - timestamp,
      isSyncing: toFetch(syncing) > BLOCKS_BEHIND,
      key: typeof enode === "string" ? keyIn(enode) : undefined,
      client: typeof client === "string" ? client : "",
      peers: quantity.safeParse(count).data ?? peerKeys?.length,
      peerKeys,
      waiting: waitingIn(status, statistics),
      store: await store,
    };
  } catch (error) {
    await store;
    if (error instanceof NodeSilent) return { node, reason: error.message };
    if (error instanceof z.ZodError) return { node, reason: "no answers of a node" };
    throw error;
  }
}

/** The public key in an enode's address, or in a peer's id. */
export function keyIn(text: string): string | undefined {
  return /^(?:enode:\/\/|0x)?([0-9a-f]{128})(?:@|$)/i.exec(text)?.[1]?.toLowerCase();
}

/** A node says for a while that it fetches blocks when it has the last one already. */
function toFetch(syncing: unknown): number {
  const told = syncingSchema.safeParse(syncing).data;
  return told ? told.highestBlock - told.currentBlock : 0;
}

function waitingIn(status: unknown, statistics: unknown): number | undefined {
  const told = statusSchema.safeParse(status).data;
  if (told) return told.pending + told.queued;
  const counted = statisticsSchema.safeParse(statistics).data;
  return counted && counted.localCount + counted.remoteCount;
}
