/** The figures of the portal's bench, and what each is to reach. */
import { atLeast, atMost, beside, type Aims } from "../aims.ts";

export interface Figures {
  /** Changes of vouchers indexed in a second, in parts of the bare index's. */
  readonly indexRatio: number;
  readonly indexPerSecond: number;
  /** The peer: an index that only stores the same events. */
  readonly barePerSecond: number;
  /** Median of what a voucher's page asks, by itself. */
  readonly voucherPageMs: number;
  /** The same with fifty readers at once: the median, and what one of a hundred takes longer than. */
  readonly readersMedianMs: number;
  readonly readersP99Ms: number;
  readonly p99Ratio: number;
  /** Scripts before the first page stands. */
  readonly firstLoadGzipKiB: number;
}

export const AIMS: Aims<keyof Figures> = {
  indexRatio: atLeast(0.8),
  indexPerSecond: beside,
  barePerSecond: beside,
  voucherPageMs: atMost(100),
  readersMedianMs: beside,
  readersP99Ms: beside,
  p99Ratio: atMost(5),
  firstLoadGzipKiB: atMost(250),
};
