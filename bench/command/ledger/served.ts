/** A ledger that another process makes and serves over HTTP, so that it works on another processor than whoever asks it. */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Addresses } from "../../../client/replay/events.ts";
import type { ChainIdentity } from "../../../client/nodes.ts";
import type { Kinds } from "./kinds.ts";

const NODE = fileURLToPath(new URL("node.ts", import.meta.url));

export interface Served {
  readonly url: string;
  readonly chain: ChainIdentity;
  readonly addresses: Addresses;
  readonly end: () => void;
}

/** Makes a ledger of these changes; returns when it can be asked. */
export async function serveLedger(kinds: Kinds): Promise<Served> {
  const child = spawn(process.execPath, [NODE, JSON.stringify(kinds)], { stdio: ["pipe", "pipe", "inherit"] });
  const said = await firstLineOf(child);
  return { ...(JSON.parse(said) as Omit<Served, "end">), end: () => void child.stdin.end() };
}

async function firstLineOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The ledger's process ended with ${code}.`)));
    if (child.stdout) createInterface(child.stdout).once("line", resolve);
  });
}
