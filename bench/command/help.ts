/** What `tongdui --help` costs in processor time, as a process of its own. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../scripts/tongdui.ts", import.meta.url));
const COUNTER = fileURLToPath(new URL("cpuCounter.ts", import.meta.url));

/** @returns milliseconds, the median of some runs after one that fills the caches. */
export async function measureHelp(runs = 7): Promise<number> {
  await helpOnce();
  const measured: number[] = [];
  for (let i = 0; i < runs; i += 1) measured.push(await helpOnce());
  return measured.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
}

async function helpOnce(): Promise<number> {
  const child = spawn(process.execPath, ["--import", COUNTER, COMMAND, "--help"], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  let told = "";
  child.stdio[3]?.on("data", (piece: Buffer) => (told += piece.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`tongdui --help ended with ${code}.`);
  return Number(told) / 1_000;
}
