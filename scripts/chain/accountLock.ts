/** One run at a time for one account on one machine: two would take each other's numbers on the chain. */
import { randomUUID } from "node:crypto";
import { hostname, uptime } from "node:os";
import path from "node:path";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { disk } from "../../client/files/disk.ts";

const holderSchema = z.object({
  process: z.number(),
  machine: z.string(),
  since: z.string(),
  /** Which of the process's holdings it is: each time it takes an account anew, another one. */
  holding: z.string().optional(),
});
type Holder = z.infer<typeof holderSchema>;

const PAUSE_MILLISECONDS = 250;

/** By how much a clock may be set right while a run is at work. */
const CLOCK_MILLISECONDS = 60_000;

/** The holdings of this process: a file of its number with none of these was left by an earlier one of the same number. */
const own = new Set<string>();

/**
 * Waits until no other run of the account is at work, and holds the account.
 *
 * @returns gives the account up.
 * @throws TongduiError `AccountHeldElsewhere` if a run on another machine holds it; `Interrupted`, `DriveUnsuitable`.
 */
export async function holdAccount(
  folder: string,
  account: string,
  { note, signal }: { note: (text: Text) => void; signal: AbortSignal },
): Promise<() => Promise<void>> {
  await disk.makeFolder(folder);
  const file = path.join(folder, `${account}.lock`);
  let isTold = false;
  for (;;) {
    const holding = await taken(file);
    if (holding !== undefined) return async () => giveUp(file, holding);
    const holder = await holderOf(file);
    if (holder && isDead(holder)) {
      await removeDead(file);
      continue;
    }
    if (holder && holder.machine !== hostname()) throw heldElsewhere(file, holder);
    if (signal.aborted) throw interrupted();
    if (!isTold && holder) note(waiting(holder));
    isTold ||= holder !== undefined;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}

export function interrupted(): TongduiError {
  return new TongduiError(
    "Interrupted",
    { en: "Stopped as you asked; nothing new was begun.", zh: "已按您的要求停止，未开始新的办理。" },
    { hint: { en: "Run the same command again to go on.", zh: "重新运行同一命令即可继续。" } },
  );
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

function waiting({ process: pid, since }: Holder): Text {
  return {
    en: `Another run with this account has been at work since ${since} (process ${pid}); waiting for it to end…`,
    zh: `该账户的另一次运行自 ${since} 起正在办理（进程 ${pid}），等待其结束……`,
  };
}

function heldElsewhere(file: string, { machine, since }: Holder): TongduiError {
  return new TongduiError(
    "AccountHeldElsewhere",
    {
      en: `A run on the machine ${machine} has held this account since ${since}.`,
      zh: `机器 ${machine} 上的一次运行自 ${since} 起占用该账户。`,
    },
    {
      hint: {
        en: `Wait until it ends. If that machine is gone, delete ${path.basename(file)} in the journal's folder.`,
        zh: `请等待其结束；若该机器已停用，请删除日志文件夹中的 ${path.basename(file)}。`,
      },
    },
  );
}
