/** The figures of the command's bench, and what each is to reach. */
import { atLeast, atMost, type Aims } from "../aims.ts";

export interface Figures {
  /** Gas a second of planning, announcing, approving and issuing 10,000 rows, in parts of a bare loop's. */
  readonly gasRateRatio10k: number;
  /** Memory above an idle run's at the peak of 100,000 rows. */
  readonly peakMiB100k: number;
  /** Time a row of 100,000, in that of 10,000. */
  readonly rowTimeRatio100k: number;
  /** Time of auditing 100,000 changes, in that of merely fetching the logs. */
  readonly auditRatio100k: number;
  /** Processor time of `tongdui --help`. */
  readonly helpCpuMs: number;
}

export const AIMS: Aims<keyof Figures> = {
  gasRateRatio10k: atLeast(0.8),
  peakMiB100k: atMost(300),
  rowTimeRatio100k: atMost(1.2),
  auditRatio100k: atMost(3),
  helpCpuMs: atMost(300),
};
