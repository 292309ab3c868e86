/** The real command as a process, with what it took. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import path from "node:path";
import type { Readable } from "node:stream";

const ROOT = path.resolve(import.meta.dirname, "../..");
const COMMAND = path.join(ROOT, "scripts/tongdui.ts");
/** What the command's first line gives to node. */
const FLAGS = (/^#!.* node (.+)$/m.exec(readFileSync(COMMAND, "utf8"))?.[1] ?? "")
  .split(" ")
  .filter((flag) => flag !== "");

export interface Run {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
  /** From its start to its end. */
  readonly seconds: number;
  readonly cpuMilliseconds: number;
  readonly peakMiB: number;
}

/**
 * Runs `tongdui`.
 *
 * @throws Error if it does not end with 0.
 */
export async function tongdui(...words: string[]): Promise<Run> {
  const preload = path.join(import.meta.dirname, "peak.ts");
  const began = performance.now();
  const child = spawn(process.execPath, [...FLAGS, "--import", preload, COMMAND, ...words], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [, ...outputs] = child.stdio as readonly (Readable | null)[];
  const [out = "", err = "", told = ""] = await Promise.all(outputs.map(async (one) => (one ? text(one) : "")));
  const exit = await exited;
  const seconds = (performance.now() - began) / 1_000;
  if (exit !== 0) throw new Error(`tongdui ${words.join(" ")} ended with ${String(exit)}:\n${err}${out}`);
  const { peakKiB, cpuMilliseconds } = JSON.parse(told) as { peakKiB: number; cpuMilliseconds: number };
  return { exit, out, err, seconds, cpuMilliseconds, peakMiB: peakKiB / 1_024 };
}
