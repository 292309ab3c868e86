/** A file that one run holds at a time. One that was left by a run that died is known as such, and taken over. */
import { randomUUID } from "node:crypto";
import { hostname, uptime } from "node:os";
import { z } from "zod";
import { disk } from "./disk.ts";

const holderSchema = z.object({
  process: z.number(),
  machine: z.string(),
  since: z.string(),
  /** Which of the process's holdings it is: each time it takes the file anew, another one. */
  holding: z.string().optional(),
});
export type Holder = z.infer<typeof holderSchema>;

/** By how much a clock may be set right while a run is at work. */
const CLOCK_MILLISECONDS = 60_000;

/** The holdings of this process: a file of its number with none of these was left by an earlier one of the same number. */
const own = new Set<string>();

/**
 * Takes a file, if nobody alive has it.
 *
 * @returns what gives it up; or who has it, undefined where that was just over.
 * @throws TongduiError `DriveUnsuitable`.
 */
export async function takeFile(
  file: string,
): Promise<{ giveUp: () => Promise<void> } | { holder: Holder | undefined }> {
  for (;;) {
    const holding = await taken(file);
    if (holding !== undefined) return { giveUp: async () => giveUp(file, holding) };
    const holder = await holderOf(file);
    if (!holder || !isDead(holder)) return { holder };
    await removeDead(file);
  }
}

/**
 * The file appears with its content or not at all, so that nobody finds half a one.
 *
 * @returns the holding, or undefined where somebody else has the file.
 */
async function taken(file: string): Promise<string | undefined> {
  const holding = randomUUID();
  const holder: Holder = { process: process.pid, machine: hostname(), since: new Date().toISOString(), holding };
  const draft = `${file}.${process.pid}-${holding}`;
  let isTaken = false;
  // From the moment that others can read it.
  own.add(holding);
  try {
    await disk.write(draft, JSON.stringify(holder));
    isTaken = (await disk.link(draft, file)) === "made";
    return isTaken ? holding : undefined;
  } finally {
    if (!isTaken) own.delete(holding);
    await disk.remove(draft);
  }
}

async function giveUp(file: string, holding: string): Promise<void> {
  await disk.remove(file);
  own.delete(holding);
}

/** Removes the file of a killed run. Of several that wait only one does so, and looks again before it does. */
async function removeDead(file: string): Promise<void> {
  const removing = `${file}.removing`;
  const holding = await taken(removing);
  if (holding !== undefined) {
    const holder = await holderOf(file);
    if (holder && isDead(holder)) await disk.remove(file);
    await giveUp(removing, holding);
    return;
  }
  const remover = await holderOf(removing);
  if (remover && isDead(remover)) await disk.remove(removing);
}

/** What a file is in which nothing can be read: a power cut has taken away what was in it. */
const NOBODY: Holder = { process: 0, machine: "", since: "" };

/** Undefined where the file has just gone. */
async function holderOf(file: string): Promise<Holder | undefined> {
  const text = await disk.read(file);
  if (text === undefined) return undefined;
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return NOBODY;
  }
}

/** Whether a run is over for certain: its process has ended, or the machine was started anew since. */
function isDead(holder: Holder): boolean {
  if (holder === NOBODY) return true;
  if (holder.machine !== hostname()) return false;
  if (holder.process === process.pid) return holder.holding === undefined || !own.has(holder.holding);
  const started = Date.now() - uptime() * 1_000;
  return !isAlive(holder.process) || Date.parse(holder.since) < started - CLOCK_MILLISECONDS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
