import { fileURLToPath } from "node:url";
import { compareStorage, type Comparison } from "../../../client/replay/compare.ts";
import { loadLayouts } from "../../../client/replay/layouts.ts";
import type { Log } from "../../../client/replay/events.ts";
import type { Rpc } from "../../../client/replay/logs.ts";
import { addressesOf, replay, type Rebuilt } from "../../../client/replay/replay.ts";
import { ethers, type World } from "../../support/world.ts";

export const node: Rpc = ethers.provider;

export const layouts = await loadLayouts(fileURLToPath(new URL("../../../artifacts", import.meta.url)));

/** A node that answers one method in another way. */
export function nodeBut(method: string, answer: (params: unknown[]) => unknown): Rpc {
  return { send: async (asked, params) => await (asked === method ? answer(params) : node.send(asked, params)) };
}

/** A node that keeps some logs back. */
export function nodeWithout(kept: (log: Log) => boolean): Rpc {
  return nodeBut("eth_getLogs", async (params) =>
    ((await node.send("eth_getLogs", params)) as Log[]).filter((log) => !kept(log)),
  );
}

export async function rebuild(w: World, rpc: Rpc = node): Promise<Rebuilt> {
  return replay({ rpc, addresses: await addressesOf(w) }, { fromBlock: 0 });
}

export async function compare(w: World, rebuilt: Rebuilt, rpc: Rpc = node): Promise<Comparison> {
  return compareStorage(rpc, rebuilt, layouts, await addressesOf(w));
}

/** What is wrong, in the words in which it is told. */
export function sayings({ faults }: Rebuilt): string[] {
  return faults.map(({ error }) => error.message);
}

export async function logsOfTheStory(w: World): Promise<Log[]> {
  const address = Object.values(await addressesOf(w));
  return (await node.send("eth_getLogs", [{ address, fromBlock: "0x0", toBlock: "latest" }])) as Log[];
}
