/** A server of ours as a process of its own, which lives no longer than this one. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const WITH_PARENT = fileURLToPath(new URL("withParent.ts", import.meta.url));
/** How long a server may take to end by itself. */
const ENDING_MS = 5_000;
/** And until it listens, on a machine that has much else to do. */
const STARTING_MS = 300_000;
const LAST_LINES = 8;

export interface ServerStart {
  /** As people call it. */
  readonly name: Text;
  /** Its entry, from the project's folder: `indexer/start.ts`. */
  readonly file: string;
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface Server {
  /** Where it listens, as soon as it does. @throws TongduiError `ServerEnded`, `ServerSilent`. */
  readonly urls: Promise<readonly string[]>;
  /** Rejects if it ends before it is to. @throws TongduiError `ServerEnded`. */
  readonly failure: Promise<never>;
  readonly end: () => Promise<void>;
}

/** The addresses that stand in a line. */
function addressesIn(line: string): readonly string[] | undefined {
  return line.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? undefined;
}

/** Starts a server in a group of its own: Ctrl+C reaches it through {@link Server.end} alone, in the order that is right. */
export function startServer({ name, file, words, environment = {} }: ServerStart): Server {
  const child = spawn(process.execPath, ["--import", WITH_PARENT, path.resolve(ROOT, file), ...words], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
    windowsHide: true,
  });
  const said: string[] = [];
  const remember = (line: string): void => {
    said.push(line);
    if (said.length > LAST_LINES) said.shift();
  };
  let ending = false;
  const failure = new Promise<never>((_, reject) => {
    child.once("error", (cause) => reject(ended(name, [cause.message])));
    child.once("close", () => {
      if (!ending) reject(ended(name, said));
    });
  });
  const late = Promise.withResolvers<never>();
  const patience = setTimeout(() => late.reject(silent(name)), STARTING_MS).unref();
  const urls = new Promise<readonly string[]>((resolve) => {
    const heard = (line: string): void => {
      const found = addressesIn(line);
      if (!found) return;
      clearTimeout(patience);
      resolve(found);
    };
    listen(child.stdout, (line) => {
      remember(line);
      heard(line);
    });
    // The index tells a parent by a message.
    child.on("message", (message) => heard(JSON.stringify(message)));
  });
  listen(child.stderr, remember);
  // Who waits for neither hears of it elsewhere.
  failure.catch(() => undefined);
  return {
    urls: Promise.race([urls, failure, late.promise]),
    failure,
    end: async () => {
      ending = true;
      await endChild(child);
    },
  };
}

function listen(stream: Readable | null, hear: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on("line", hear);
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), ENDING_MS);
  await gone;
  clearTimeout(late);
}

function ended(name: Text, said: readonly string[]): TongduiError {
  const last = said.join("\n");
  return new TongduiError(
    "ServerEnded",
    { en: `${name.en} has ended.`, zh: `${name.zh}已退出。` },
    last === "" ? {} : { hint: { en: `It said: ${last}`, zh: `其最后输出：${last}` } },
  );
}

function silent(name: Text): TongduiError {
  return new TongduiError("ServerSilent", {
    en: `${name.en} does not come up within ${STARTING_MS / 1_000} seconds.`,
    zh: `${name.zh}未能在 ${STARTING_MS / 1_000} 秒内启动。`,
  });
}
