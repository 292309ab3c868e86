/**
 * Ponder's own log, in the shape of ours. Left alone it would print the whole of an error, and with it the address of a node, password
 * and all.
 */
import { destination } from "pino";
import { faultOf, NO_LOG, openLog, type Facts, type Log } from "../client/observing/log.ts";

/** What Ponder tells: a sentence, and what belongs to it. */
type Told = Readonly<Record<string, unknown>> & { readonly msg: string };

interface PonderLogger {
  info: (told: Told) => void;
  warn: (told: Told) => void;
  error: (told: Told) => void;
  child: () => PonderLogger;
}

/** What is asked for, on the first output; else what somebody has to look at, on the second. */
export function indexLog({ log }: { readonly log: boolean }): Log {
  return log ? openLog("index") : { ...NO_LOG, error: openLog("index", destination(2)).error };
}

/** Before Ponder begins. It keeps what it has at hand in one global, and asks that for the logger each time. */
export function takeOverLog(asked: { readonly log: boolean }): void {
  const log = indexLog(asked);
  Object.defineProperty(globalThis, "PONDER_COMMON", {
    configurable: true,
    set: (common: { readonly logger: PonderLogger }) => {
      const { logger } = common;
      logger.info = (told) => log.info(told.msg, factsOf(told));
      logger.warn = (told) => log.warn(told.msg, factsOf(told));
      logger.error = (told) => log.error(told.msg, factsOf(told));
      logger.child = () => logger;
      Object.defineProperty(globalThis, "PONDER_COMMON", { value: common, writable: true, configurable: true });
    },
  });
}

/** As they are called here. */
const FACTS: Readonly<Record<string, string>> = {
  number: "block",
  block_range: "blocks",
  event_count: "events",
  duration: "ms",
  hostname: "node",
  method: "method",
  event: "event",
  retry_count: "tries",
};

function factsOf(told: Told): Facts {
  const facts: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(told)) {
    const ours = FACTS[name];
    if (ours === undefined || (typeof value !== "string" && typeof value !== "number")) continue;
    facts[ours] = typeof value === "number" ? Math.round(value) : value;
  }
  const { error } = told;
  if (!(error instanceof Error)) return facts;
  // On the ledger are no names; but in a node's address may be a password.
  const [message = ""] = error.message.split("\n");
  return { ...facts, ...faultOf(error), message: message.replaceAll(/\/\/\S*@/g, "//").slice(0, 200) };
}
