/** A program at a terminal of the operating system, as a person has it. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

export interface Terminal {
  readonly type: (text: string) => void;
  /** Waits until it shows something that it did not show before. @throws Error where the program ends without. */
  readonly shows: (text: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** @returns undefined, and says so, on a machine without util-linux's `script`. */
export function openTerminal(program: string): Terminal | undefined {
  if (spawnSync("script", ["--version"]).status !== 0) {
    process.stderr.write("SKIPPED: there is no command `script` on this machine, so no terminal to try it at.\n");
    return undefined;
  }
  const child = spawn("script", ["-qfec", `'${process.execPath}' '${program}'`, "/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let shown = "";
  child.stdout.on("data", (data: Buffer) => {
    shown += String(data);
    child.emit("shown");
  });
  return {
    type: (text) => void child.stdin.write(text),
    shows: async (text) => {
      while (!shown.includes(text)) {
        const over = await Promise.race([once(child, "shown").then(() => false), ended.then(() => true)]);
        if (over && !shown.includes(text)) throw new Error(`The program ended; it showed: ${shown}`);
      }
      shown = shown.slice(shown.indexOf(text) + text.length);
    },
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
