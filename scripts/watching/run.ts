/** What is written down of one run of the command, for whoever watches over it: a log, and figures. Only what was asked for. */
import type { DestinationStream } from "pino";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Log } from "../../client/observing/log.ts";
import type { Happening, Watch } from "../../client/observing/watch.ts";
import type { RunFigures } from "./figures.ts";

export interface Watching {
  readonly watch: Watch;
  /** @param code of the error, where the run ended by one. */
  readonly end: (exit: number, code?: string) => Promise<void>;
}

export interface Watched {
  /** A file that lines are added to. */
  readonly log: string | undefined;
  /** A file for a node exporter's textfile collector. */
  readonly metrics: string | undefined;
  /** `voucher issue`. */
  readonly command: string;
  readonly dryRun: boolean;
}

const WORSE: readonly Happening[] = [
  "set aside",
  "passed over",
  "failed",
  "node away",
  "node behind",
  "chain stands still",
  "fault",
];

/** @throws TongduiError `FileUnwritable` before anything is done. */
export async function watchRun({ log: file, metrics, command, dryRun }: Watched): Promise<Watching> {
  const log = file === undefined ? undefined : await logTo(file, command);
  const figures = metrics === undefined ? undefined : await figuresTo(metrics, command);
  const began = performance.now();
  log?.info("begun", { dryRun });
  return {
    watch: (what, facts = {}) => {
      if (WORSE.includes(what)) log?.warn(what, facts);
      else log?.info(what, facts);
      figures?.take(what, facts);
    },
    end: async (exit, code) => {
      const facts = { exit, code, ms: Math.round(performance.now() - began) };
      if (exit === 0) log?.info("ended", facts);
      else log?.error("ended", facts);
      await figures?.end(exit, code);
    },
  };
}

/** Loaded only where there is a log: most runs have none. */
async function logTo(file: string, command: string): Promise<Log> {
  const { openLog } = await import("../../client/observing/log.ts");
  const { destination } = await import("pino");
  let to: DestinationStream;
  try {
    to = destination({ dest: file, append: true, sync: true, mode: 0o640 });
  } catch (error) {
    throw unwritable(file, error);
  }
  return openLog("command", to, { command });
}

async function figuresTo(file: string, command: string): Promise<RunFigures> {
  const { RunFigures: Kind } = await import("./figures.ts");
  const figures = new Kind(file, command);
  try {
    await figures.write();
  } catch (error) {
    throw unwritable(file, error);
  }
  return figures;
}

function unwritable(file: string, cause: unknown): TongduiError {
  const why = (cause as NodeJS.ErrnoException).code ?? "";
  return new TongduiError(
    "FileUnwritable",
    {
      en: `The file ${file} cannot be written (${why}); nothing was done.`,
      zh: `无法写入文件 ${file}（${why}），未办理任何事项。`,
    },
    {
      hint: { en: "Name a file in a folder that you may write to.", zh: "请指定您有写入权限的文件夹中的文件。" },
    },
  );
}
