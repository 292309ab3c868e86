/** What a command's work is given: everything of the world outside that it may touch. */
import type { Watch } from "../../client/observing/watch.ts";
import type { Lang, Text } from "../../client/text/text.ts";

/** How far a long piece of work has come. */
export interface Progress {
  /** So many more are done. */
  readonly add: (count: number) => void;
  readonly end: () => void;
}

/** A person at a terminal, or the files that stand for one. Everything but the answer itself goes to the second output. */
export interface Io {
  /** The answer. */
  readonly write: (line: string) => void;
  /** What is said meanwhile: it is not part of the answer. */
  readonly note: (text: Text) => void;
  /** @throws TongduiError `NobodyToAsk` where no person is there to answer. */
  readonly askSecret: (question: Text) => Promise<string>;
  /** Yes or no. @throws TongduiError `NobodyToAsk`. */
  readonly confirm: (question: Text) => Promise<boolean>;
  readonly progress: (what: Text, total: number) => Progress;
}

export interface Context {
  readonly io: Io;
  readonly lang: Lang;
  /** The command that was called, without what was typed behind it: `voucher issue`. */
  readonly command: string;
  /** Show what would be done, and do nothing. */
  readonly dryRun: boolean;
  /** Do not ask before sending. */
  readonly yes: boolean;
  /** The profile's file. Paths in it are relative to its folder. */
  readonly profile: string;
  /** Milliseconds since 1970, this machine's; for names of files only. Days come from the chain. */
  readonly now: () => number;
  /** Aborted when the person asks to stop: what is in flight is settled, and nothing new begins. */
  readonly signal: AbortSignal;
  /** Is told what happens, for the log and the figures of this run. */
  readonly watch: Watch;
}
