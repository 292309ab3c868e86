/**
 * A command that is killed: a real process, which a bad line to the node kills (SIGKILL) at a request of its, and which is then run
 * again. What the ledger holds in the end is compared with what an undisturbed run makes of it.
 */
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { ProfileFile } from "../../../scripts/profile/profile.ts";
import { PARTS } from "../../../client/replay/events.ts";
import { tongdui, type Name, type Office, type Said } from "./office.ts";
import { openProxy } from "./proxy.ts";

const COMMAND = fileURLToPath(new URL("../../../scripts/tongdui.ts", import.meta.url));

/** A request of the process to its node. */
export interface Asked {
  readonly methods: readonly string[];
  /** Requests before it. */
  readonly before: number;
  /** Transactions that were handed over before it. */
  readonly sent: number;
}

/** When the process is killed: with the node not having heard the request, or having heard it and not been answered. */
export interface Moment {
  readonly name: string;
  readonly at: (asked: Asked) => boolean;
  readonly heard: boolean;
}

export interface Killed {
  /** Whether the moment came. */
  readonly killed: boolean;
  /** The run after it. */
  readonly resumed: Said;
  readonly requests: number;
}

const SENDING = "eth_sendRawTransaction";

/** The steps of a command that sends one transaction, by what the node hears of them. */
export const MOMENTS: readonly Moment[] = [
  { name: "before it has asked anything", at: ({ before }) => before === 0, heard: false },
  { name: "while it tries the transaction", at: asks("eth_estimateGas"), heard: true },
  { name: "with the journal written and the transaction not handed over", at: asks(SENDING), heard: false },
  { name: "with the transaction handed over and not answered", at: asks(SENDING), heard: true },
  { name: "while it waits for the block", at: asks("eth_getTransactionReceipt"), heard: true },
];

/** The further steps of one that sends several. */
export const LATER_MOMENTS: readonly Moment[] = [
  { name: "with the second transaction not handed over", at: asks(SENDING, 1), heard: false },
  { name: "with the second transaction handed over and not answered", at: asks(SENDING, 1), heard: true },
  { name: "while it waits for the second block", at: asks("eth_getTransactionReceipt", 2), heard: true },
];

/**
 * Kills runs at moments that a seed picks. How often a block is asked for differs from run to run: a moment is picked among as many
 * requests as the shortest run so far has made.
 *
 * @param requests of an undisturbed run.
 * @returns how many were killed; the others ended before their moment.
 */
export async function killAtRandom(
  seed: number,
  { runs, requests }: { readonly runs: number; readonly requests: number },
  run: (moment: Moment) => Promise<Killed>,
): Promise<number> {
  let state = seed;
  const next = (below: number): number => {
    // The generator of Park and Miller: small, and the same everywhere.
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  let [kills, shortest] = [0, requests];
  for (let i = 0; i < runs; i += 1) {
    const [place, heard] = [next(shortest), next(2) === 1];
    const ended = await run({
      name: `at request ${place + 1} of ${shortest}${heard ? ", heard" : ""}`,
      at: ({ before }: Asked) => before === place,
      heard,
    });
    if (ended.killed) kills += 1;
    else shortest = Math.min(shortest, ended.requests);
  }
  return kills;
}

/**
 * Runs a command in somebody's name in a process of its own, kills it at a moment, and runs it again.
 *
 * @param moment undefined for an undisturbed run.
 * @param over what the profile says besides.
 */
export async function runKilled(
  office: Office,
  by: Name,
  words: readonly string[],
  moment: Moment | undefined,
  over: Partial<ProfileFile> = {},
): Promise<Killed> {
  const proxy = await openProxy(office.url);
  // A folder of its own, so that nothing is remembered but by what is being tried.
  const profile = await office.profile(by, { ...over, nodes: [proxy.url] });
  const call = [...words, "--yes", "--json", "--profile", profile];
  const child = spawn(process.execPath, [COMMAND, ...call], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let killed = false;
  let sent = 0;
  let requests = 0;
  proxy.fault = (methods, before) => {
    requests = before + 1;
    const isIt = !killed && moment?.at({ methods, before, sent }) === true;
    if (methods.includes(SENDING)) sent += 1;
    if (!isIt) return "pass";
    killed = true;
    if (moment.heard) return { change: () => (child.kill("SIGKILL"), "") };
    child.kill("SIGKILL");
    return "drop";
  };
  try {
    await ended;
    const asked = requests;
    return { killed, resumed: await tongdui(call), requests: asked };
  } finally {
    await proxy.close();
    await rm(path.dirname(profile), { recursive: true });
  }
}

/** What the ledger's contracts hold, each in one hash of its whole storage. */
export async function storageRoots({ provider, deployment }: Office): Promise<Record<string, string>> {
  const roots = PARTS.map(async (part) => {
    const proof = (await provider.send("eth_getProof", [deployment.contracts[part].address, [], "latest"])) as {
      storageHash: string;
    };
    return [part, proof.storageHash] as const;
  });
  return Object.fromEntries(await Promise.all(roots));
}

function asks(method: string, sentBefore = 0): Moment["at"] {
  return ({ methods, sent }) => methods.includes(method) && sent >= sentBefore;
}
