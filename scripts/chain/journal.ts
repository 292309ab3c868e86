/**
 * What a run is about to send, written down before it does: one file a run, only ever added to, each line on the disk before the
 * next thing happens. A transaction's signed bytes are in it, so that a run that finds an unfinished journal can send the very same
 * transaction again: it has its number on the chain, so it can take effect once at the most.
 *
 * The journal only says what may be under way. What is done, the chain says.
 */
import { open, readdir, readFile, rename, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";

/** Whose transactions a run sends, and where. */
const runSchema = z.object({
  /** The command, without values. */
  command: z.string(),
  chainId: z.number(),
  genesis: z.string(),
  account: z.string(),
  /** UTC. */
  started: z.string(),
});
export type Run = z.infer<typeof runSchema>;

const sendingSchema = z.object({
  hash: z.string(),
  nonce: z.number(),
  /** What it does, in both languages: whoever runs the next command may read the other one. */
  title: z.object({ en: z.string(), zh: z.string() }),
  /** The signed transaction. Whoever has it can hand it over, which is for the account's owner alone until it is done. */
  raw: z.string(),
});
export type Signed = z.infer<typeof sendingSchema>;

const lineSchema = z.union([
  z.object({ run: runSchema }),
  z.object({ sending: sendingSchema }),
  z.object({ ended: z.object({ hash: z.string(), end: z.enum(["mined", "failed", "lost", "refused"]) }) }),
  z.object({ finished: z.string() }),
]);
type Line = z.infer<typeof lineSchema>;

export type End = "mined" | "failed" | "lost" | "refused";

const FINISHED = "finished";

export class Journal {
  readonly #file: string;
  readonly #handle: FileHandle;

  private constructor(file: string, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  /**
   * Begins a run's journal.
   *
   * @param folder is made if it is missing.
   */
  static async begin(folder: string, run: Run): Promise<Journal> {
    await disk.makeFolder(path.join(folder, FINISHED));
    const name = `${run.started.replaceAll(/[:.]/g, "-")}-${process.pid}-${run.command.replaceAll(" ", "-")}.jsonl`;
    const file = path.join(folder, name);
    const journal = new Journal(file, await open(file, "ax", 0o600));
    await journal.#add({ run });
    await disk.sync(folder);
    return journal;
  }

  /** Comes before the transaction is handed to a node. */
  async sending(sending: Signed): Promise<void> {
    await this.#add({ sending });
  }

  async ended(hash: string, end: End): Promise<void> {
    await this.#add({ ended: { hash, end } });
  }

  /** Nothing of the run is under way any more; its file goes to the finished ones. */
  async finish(): Promise<void> {
    await this.#add({ finished: new Date().toISOString() });
    await this.#handle.close();
    await rename(this.#file, path.join(path.dirname(this.#file), FINISHED, path.basename(this.#file)));
  }

  /** Leaves the file where the next run looks for it. */
  async leave(): Promise<void> {
    await this.#handle.close();
  }

  async #add(line: Line): Promise<void> {
    await this.#handle.appendFile(`${JSON.stringify(line)}\n`);
    await this.#handle.datasync();
  }
}

/** A run that did not come to its end, and what it may have sent. */
export interface Unfinished {
  readonly file: string;
  readonly run: Run;
  /** In the order of their numbers. */
  readonly underWay: readonly Signed[];
}

/** The runs of an account on a chain that did not come to their end. */
export async function unfinishedRuns(
  folder: string,
  whose: Pick<Run, "chainId" | "genesis" | "account">,
): Promise<Unfinished[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw unreadable(folder, error);
  });
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl")).map(({ name }) => name);
  const found: Unfinished[] = [];
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    const text = await readFile(file, "utf8").catch((error: unknown) => Promise.reject(unreadable(file, error)));
    const lines = linesOf(text);
    const run = lines.flatMap((line) => ("run" in line ? [line.run] : []))[0];
    if (run?.chainId !== whose.chainId || run.genesis !== whose.genesis || run.account !== whose.account) continue;
    const ended = new Set(lines.flatMap((line) => ("ended" in line ? [line.ended.hash] : [])));
    const sent = lines.flatMap((line) => ("sending" in line ? [line.sending] : []));
    const underWay = sent.filter(({ hash }) => !ended.has(hash)).sort((a, b) => a.nonce - b.nonce);
    found.push({ file, run, underWay });
  }
  return found;
}

/** Moves a run's file to the finished ones, once everything in it has come to its end. */
export async function putAway({ file }: Pick<Unfinished, "file">): Promise<void> {
  const folder = path.join(path.dirname(file), FINISHED);
  await disk.makeFolder(folder);
  await rename(file, path.join(folder, path.basename(file)));
}

/** A line that a power cut left half-written was never acted upon: it is passed over. */
function linesOf(text: string): Line[] {
  return text.split("\n").flatMap((line) => {
    try {
      return [lineSchema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

function unreadable(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "JournalUnreadable",
    {
      en: `The journal ${file} cannot be read, so nobody can say what an earlier run left under way.`,
      zh: `无法读取日志 ${file}，因此无法判断此前的运行是否有未完成的事项。`,
    },
    {
      hint: {
        en: "Make it readable for this account of the computer, or move it away once you have looked at it.",
        zh: "请为当前系统账户开放读取权限，或在查看后将其移走。",
      },
      cause,
    },
  );
}
