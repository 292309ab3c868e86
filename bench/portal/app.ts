/** An index as a process of its own: ours or the bare one, started with the same words and timed by what each says of its work. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** It ends with this process, however that one ends. */
const WITH_PARENT = fileURLToPath(new URL("../../scripts/embedded/withParent.ts", import.meta.url));
const STARTS = {
  ours: fileURLToPath(new URL("../../indexer/start.ts", import.meta.url)),
  bare: fileURLToPath(new URL("bare/start.ts", import.meta.url)),
} as const;

export type Kind = keyof typeof STARTS;

export interface Source {
  readonly deployment: string;
  readonly node: string;
  /** Where the vouchers' district says what it publishes. */
  readonly office: string;
  /** Number of the last block, which has events. */
  readonly head: number;
}

export interface Index {
  readonly url: string;
  readonly events: number;
  /** From when it first asked the node until it had the last block. */
  readonly seconds: number;
  readonly end: () => Promise<void>;
}

/** A line of Ponder's log, or of ours. */
interface Line {
  /** Milliseconds since 1970, or as it is written. */
  readonly time?: number | string;
  readonly msg?: string;
  readonly what?: string;
  readonly number?: number;
  readonly block?: number;
  readonly event_count?: number;
  readonly events?: number;
}

/** Starts an index of a folder that is empty; returns when it has indexed all. @throws Error where it ends before. */
export async function indexAll(kind: Kind, { deployment, node, office, head }: Source, data: string): Promise<Index> {
  const environment = { ...process.env };
  delete environment["DATABASE_URL"];
  const words = ["--deployment", deployment, "--node", node, "--data", data];
  const child = spawn(process.execPath, ["--import", WITH_PARENT, STARTS[kind], ...words, ...oursOf(kind, office)], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: environment,
  });
  const ended = once(child, "exit");
  let url = "";
  child.on("message", (message) => ({ url } = message as { url: string }));
  const { began, finished, events } = await followed(child, head);
  return {
    url,
    events,
    seconds: (finished - began) / 1_000,
    end: async () => {
      child.kill();
      await ended;
    },
  };
}

interface Followed {
  /** Milliseconds since 1970: when it first asked the node, and when it had the last block. */
  readonly began: number;
  readonly finished: number;
  readonly events: number;
}

/** Reads its log until it has the last block. */
async function followed(child: ChildProcess, head: number): Promise<Followed> {
  const said: string[] = [];
  child.stderr?.on("data", (text: Buffer) => said.push(String(text)));
  let [began, events] = [0, 0];
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`An index ended:\n${said.slice(-8).join("\n")}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (text) => {
      said.push(text);
      const { what, time, block, count } = read(text);
      if (what.startsWith("Started fetching")) began = time;
      if (what === "Indexed block range" || what === "Indexed block") events += count;
      if (what === "Indexed block" && block >= head) resolve({ began, finished: time, events });
    });
  });
}

/** What ours takes beside: the vouchers' district says what it publishes. */
function oursOf(kind: Kind, office: string): string[] {
  return kind === "ours" ? ["--port", "0", "--rate", "1000000", "--log", "--office", `2=${office}`] : [];
}

/** Ours tells the same in a shape of its own: indexer/ponderLog.ts. @returns nothing for what is not a line of its log. */
function read(text: string): { what: string; time: number; block: number; count: number } {
  const line = text.startsWith("{") ? (JSON.parse(text) as Line) : {};
  const { msg = "", what = msg, time = 0, number = 0, block = number, event_count = 0, events = event_count } = line;
  return { what, time: new Date(time).getTime(), block, count: events };
}
