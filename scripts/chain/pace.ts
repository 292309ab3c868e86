/** How patiently a block is waited for, in milliseconds. */
export interface Pace {
  /** A transaction of which nothing is heard is handed over again after so long: a node may have lost it. */
  readonly again: number;
  /** A chain that makes no block for so long is said to stand still. */
  readonly stalled: number;
  /** After so long the run ends; the next one goes on waiting. */
  readonly patience: number;
}

export const PACE: Pace = { again: 5_000, stalled: 30_000, patience: 600_000 };
