/** The index as a process of its own, for whoever starts it as a part of something larger. It ends with whoever started it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const START = path.join(import.meta.dirname, "start.ts");

export interface IndexWords {
  /** The deployment's file. */
  readonly deployment: string;
  readonly nodes: readonly string[];
  /** Folder of the tables. */
  readonly data: string;
  /** Any that is free, unless given. */
  readonly port?: number;
  readonly host?: string;
  /** By the district: where its office says what it publishes. */
  readonly offices?: Readonly<Record<string, string>>;
  readonly fullKeyFile?: string;
  /** Requests of one address a minute. */
  readonly rate?: number;
  /** Where its figures are to be read, as `0` or `0.0.0.0:9401`. */
  readonly figures?: string;
  readonly log?: boolean;
  /** Whether only one's own proxy, which names its visitors, can come here. */
  readonly trustedProxy?: boolean;
  /** A PostgreSQL database to keep the tables in, instead of the folder. */
  readonly database?: string;
}

export interface IndexProcess {
  /** Of its HTTP interface, once it answers; it says at `/ready` when it has caught up. @throws Error with what it said if it ended. */
  readonly url: Promise<string>;
  /** Of its figures, where these were asked for. */
  readonly figures: Promise<string | undefined>;
  /** What it said last, once it has ended; undefined while it lives. */
  readonly over: () => string | undefined;
  /** Ends it, and waits until it has. */
  readonly end: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
}

export interface Index {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the index, and waits until it answers: some seconds. */
export async function startIndex(words: IndexWords): Promise<Index> {
  const { url, end } = spawnIndex(words);
  return { url: await url, close: async () => end("SIGTERM") };
}

/** Starts the index, and waits for nothing. */
export function spawnIndex(words: IndexWords): IndexProcess {
  const environment = { ...process.env };
  delete environment["DATABASE_URL"];
  if (words.database !== undefined) environment["DATABASE_URL"] = words.database;
  if (words.trustedProxy) environment["TONGDUI_TRUSTED_PROXY"] = "1";
  const child = spawn(process.execPath, [START, ...argumentsOf(words)], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: environment,
  });
  const ended = once(child, "exit");
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    output?.on("data", (text: Buffer) => {
      said.push(String(text));
      if (said.length > 20) said.shift();
    });
  }
  const listening = new Promise<{ readonly url: string; readonly figures?: string }>((resolve, reject) => {
    child.once("message", (message) => resolve(message as { url: string; figures?: string }));
    child.once("exit", (code, signal) => {
      reject(new Error(`The index ended (${code ?? signal}): ${said.join("").trim()}`));
    });
  });
  const [url, figures] = [listening.then((at) => at.url), listening.then((at) => at.figures)];
  // Whoever ends it early does not ask for its addresses.
  for (const address of [url, figures]) address.catch(() => undefined);
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    url,
    figures,
    over: () => (isOver() ? said.join("").trim() : undefined),
    end: async (signal) => {
      if (isOver()) return;
      child.kill(signal);
      await ended;
    },
  };
}

function argumentsOf(words: IndexWords): string[] {
  const { deployment, nodes, data, port = 0, host, offices = {}, fullKeyFile, rate, figures, log = false } = words;
  return [
    ...["--deployment", deployment, "--data", data, "--port", String(port)],
    ...nodes.flatMap((node) => ["--node", node]),
    ...Object.entries(offices).flatMap(([district, url]) => ["--office", `${district}=${url}`]),
    ...(host === undefined ? [] : ["--host", host]),
    ...(fullKeyFile === undefined ? [] : ["--full-key-file", fullKeyFile]),
    ...(rate === undefined ? [] : ["--rate", String(rate)]),
    ...(figures === undefined ? [] : ["--metrics", figures]),
    ...(log ? ["--log"] : []),
  ];
}
