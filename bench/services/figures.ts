/** The figures of the services' bench, and what each is to reach. */
import { atMost, beside, type Aims } from "../aims.ts";

export interface Figures {
  /** What 95 of 100 consultations take no longer than, from the question to the index until its whole answer is there. */
  readonly calculatorMs: number;
  /** The same, worked out by itself from facts that are there. */
  readonly calculatorPureMs: number;
  /** Programs among which it looks. */
  readonly calculatorPrograms: number;
  /** What 95 of 100 questions for a demand's partners take no longer than, until the whole answer is there. */
  readonly suggestP95Ms: number;
  /** In the catalogue among which it looks, and beside the demand that is asked for. */
  readonly suggestProviders: number;
  readonly suggestDemands: number;
}

export const AIMS: Aims<keyof Figures> = {
  calculatorMs: atMost(20),
  calculatorPureMs: beside,
  calculatorPrograms: beside,
  suggestP95Ms: atMost(100),
  suggestProviders: beside,
  suggestDemands: beside,
};

/** What 95 of 100 times are no longer than. @throws RangeError where there are none. */
export function p95(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const time = sorted[Math.ceil(sorted.length * 0.95) - 1];
  if (time === undefined) throw new RangeError("Nothing was timed.");
  return time;
}
