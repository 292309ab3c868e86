/** How many validators may fail before the chain stops. */
import { quorumOf } from "../../verifier/signatures.ts";

export interface Tolerance {
  readonly validators: number;
  /** So many must seal a block: two thirds, rounded up. */
  readonly needed: number;
  /** So many may be down, and blocks are still made. */
  readonly mayFail: number;
  /** So many may lie, and nobody is deceived: less than a third. */
  readonly mayLie: number;
}

/** @param validators from 1. */
export function toleranceOf(validators: number): Tolerance {
  const needed = quorumOf(validators);
  return { validators, needed, mayFail: validators - needed, mayLie: Math.floor((validators - 1) / 3) };
}

/** How many of the validators must vote before one more comes, or one goes: more than half. */
export function votesNeeded(validators: number): number {
  return Math.floor(validators / 2) + 1;
}
