/** Exit codes of the command; `tongdui --help` and docs/operators-guide.md list them. */
export const EXIT = {
  /** Everything that was asked for is done, or was done before. */
  done: 0,
  /** Something that a person can mend, said in one sentence: a file, a right, a refusal by the ledger. */
  mendable: 1,
  /** The command was not called as its help says. */
  usage: 2,
  /** The rest is done; some items were set aside and are reported. */
  partly: 3,
  /** No node answers, or the chain makes no blocks. The same command goes on from there. */
  network: 4,
  /** A check found a difference: this is for people to look at. */
  difference: 5,
  /** A fault of the program. */
  fault: 70,
  /** Stopped by the person who started it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
