/** The figures of the proof's bench, and what each is to reach. */
import { atMost, beside, type Aims } from "../aims.ts";

export interface Figures {
  /** The packed file of a voucher's whole life. */
  readonly proofGzipKiB: number;
  /** Checking it, from the packed bytes to the verdict. */
  readonly verifyMs: number;
  /** The peer: a bare loop of recoveries over the same seals. */
  readonly recoveryMs: number;
  readonly verifyToRecovery: number;
  /** What a page loads to check proofs. */
  readonly bundleGzipKiB: number;
}

export const AIMS: Aims<keyof Figures> = {
  proofGzipKiB: atMost(48),
  verifyMs: atMost(60),
  recoveryMs: beside,
  verifyToRecovery: atMost(4),
  bundleGzipKiB: atMost(120),
};
