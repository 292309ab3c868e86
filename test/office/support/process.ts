/** An office as a process of its own, as `npm run office` starts it. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const START = fileURLToPath(new URL("../../../office/start.ts", import.meta.url));

export interface OfficeProcess {
  readonly url: string;
  /** Ends it at once, whatever it is at. */
  readonly kill: () => Promise<void>;
}

/** Starts it, and waits until it serves. @throws Error with what it said, where it does not. */
export async function startProcess(words: readonly string[]): Promise<OfficeProcess> {
  const child = spawnOffice([...words, "--port", "0"]);
  const ended = once(child, "exit");
  const said: string[] = [];
  child.stderr?.on("data", (text: Buffer) => said.push(String(text)));
  const lines = createInterface({ input: child.stdout! });
  const url = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    ended.then(([code]) => {
      throw new Error(`The office ended (${String(code)}): ${said.join("")}`);
    }),
  ]);
  return {
    url,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Runs one of its commands to the end. */
export async function runOffice(words: readonly string[]): Promise<{ exit: number; said: string }> {
  const child = spawnOffice(words);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => said.push(String(text)));
  const [exit] = (await once(child, "close")) as [number];
  return { exit, said: said.join("") };
}

function spawnOffice(words: readonly string[]): ChildProcess {
  const environment = { ...process.env };
  delete environment["OFFICE_DATABASE_URL"];
  return spawn(process.execPath, [START, ...words], { stdio: ["ignore", "pipe", "pipe"], env: environment });
}
