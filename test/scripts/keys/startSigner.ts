import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Asked, Begin, Told } from "./signerProcess.ts";

const PROGRAM = path.join(import.meta.dirname, "signerProcess.ts");

/** A signer in a process of its own. */
export interface RunningSigner {
  /** Where it listens; a path behind it says how it misbehaves. */
  readonly url: string;
  /** What it was asked, oldest first. */
  readonly asked: Asked[];
  /** What it was asked by a path that begins so. Its answer can be here before it has told what it was asked. */
  readonly heard: (path: string) => Promise<Asked>;
  readonly stop: () => Promise<void>;
}

export async function startSigner(begin: Begin): Promise<RunningSigner> {
  const child = fork(PROGRAM, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const asked: Asked[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.on("message", (told: Told) => {
      if ("port" in told) resolve(told.port);
      else asked.push(told.asked);
    });
    child.once("exit", () => reject(new Error("the signer did not start")));
    child.send(begin);
  });
  const heard = async (wanted: string): Promise<Asked> => {
    for (;;) {
      const found = asked.find(({ url }) => url.startsWith(wanted));
      if (found) return found;
      await once(child, "message");
    }
  };
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { url: `http://127.0.0.1:${port}`, asked, heard, stop };
}
