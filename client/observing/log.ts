/**
 * What a program tells of its work, on request: a line of JSON each, of the same shape in all of them.
 *
 *     {"level":"info","time":"2026-03-02T08:00:00.123Z","program":"office","what":"request","route":"POST /documents","status":200,"ms":12}
 *
 * PROMISE: ids, counts, codes and durations; never names of people or enterprises, never secrets, never what a document says. So no
 * message of an error stands here, which may repeat what was asked, but its code and place; and a fact that is not one short line of
 * plain characters is left out.
 */
import { destination, pino, stdTimeFunctions, type DestinationStream } from "pino";
import { TongduiError } from "../errors/tongduiError.ts";

export type Program = "command" | "index" | "office" | "portal";

/** Ids, counts, codes; durations are `ms`. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  readonly info: (what: string, facts?: Facts) => void;
  readonly warn: (what: string, facts?: Facts) => void;
  /** For what somebody has to look at. */
  readonly error: (what: string, facts?: Facts) => void;
}

/** In which nothing is written. */
export const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Opens a program's log.
 *
 * @param to the first output, unless something else is given.
 * @param common stands in each line: which command, which district.
 */
export function openLog(program: Program, to: DestinationStream = destination(1), common: Facts = {}): Log {
  const logger = pino(
    {
      base: { program, ...plain(common) },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    to,
  );
  return {
    info: (what, facts) => logger.info({ what, ...plain(facts) }),
    warn: (what, facts) => logger.warn({ what, ...plain(facts) }),
    error: (what, facts) => logger.error({ what, ...plain(facts) }),
  };
}

/** The code of an error; of one that nobody foresaw also where it was thrown. */
export function faultOf(error: unknown): Facts {
  if (error instanceof TongduiError) return { code: error.code };
  if (!(error instanceof Error)) return { code: typeof error };
  // What it says may have lines like those of its places.
  const { stack = "", message } = error;
  const frames = stack
    .slice(stack.indexOf(message) + message.length)
    .split("\n")
    .filter((line) => FRAME.test(line));
  const { code } = error as { readonly code?: unknown };
  return {
    code: typeof code === "string" ? code : error.name,
    at: frames.map((line) => PLACE.exec(line)?.[1] ?? "").find((place) => place !== ""),
  };
}

const FRAME = /^ {4}at /;
/** The file in its folder, line and column. */
const PLACE = /([\w.-]+\/[\w.-]+:\d+:\d+)\)?$/;

const LONGEST = 200;
const PLAIN = /^[\x20-\x7e]*$/;

function plain(facts: Facts = {}): Facts {
  const kept = Object.entries(facts).filter(
    ([, value]) => typeof value !== "string" || (value.length <= LONGEST && PLAIN.test(value)),
  );
  return Object.fromEntries(kept);
}
