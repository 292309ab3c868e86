import { fork } from "node:child_process";
import path from "node:path";
import type { OpenNode } from "../../test/scripts/support/premises.ts";

/** Starts {@link file://./node.ts}. */
export async function startNode(): Promise<OpenNode> {
  const child = fork(path.join(import.meta.dirname, "node.ts"));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (message) => resolve((message as { url: string }).url));
    child.once("exit", (code) => reject(new Error(`The node ended with ${code}.`)));
  });
  const close = async (): Promise<void> => {
    child.removeAllListeners("exit");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await ended;
  };
  return { url, close };
}
