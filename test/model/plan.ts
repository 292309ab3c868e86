import type { Plan } from "./check.ts";
import { WEIGHTS } from "./weights.ts";

/** The runs of every change: always the same. */
const SEED = 20_301_125;
const RUNS = 28;
const LENGTH = 250;

/** In ms. */
const MINUTE = 60_000;
const PATIENCE = MINUTE;
const PATIENCE_AT_NIGHT = 15 * MINUTE;

/** What is played: the runs of every change, or those that the environment asks for. */
export interface Programme extends Plan {
  readonly patience: number;
  /** Somebody asked for it, and reads what it says. */
  readonly asked: boolean;
  /** Long enough for every act to be done. */
  readonly whole: boolean;
  /** Further seeds are played until so many ms have passed; 0: one seed. */
  readonly lasts: number;
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** TONGDUI_MODEL_RUNS, TONGDUI_MODEL_SEED and TONGDUI_MODEL_MINUTES, as CONTRIBUTING.md explains them. */
export function programme(environment: NodeJS.ProcessEnv): Programme {
  const runs = numberOf(environment["TONGDUI_MODEL_RUNS"]);
  const seed = numberOf(environment["TONGDUI_MODEL_SEED"]);
  const minutes = numberOf(environment["TONGDUI_MODEL_MINUTES"]);
  const asked = [runs, seed, minutes].some((number) => number !== undefined);
  return {
    asked,
    seed: seed ?? (minutes === undefined ? SEED : Date.now() % 2 ** 31),
    runs: runs ?? RUNS,
    whole: runs === undefined || runs >= RUNS,
    length: LENGTH,
    weights: WEIGHTS,
    lasts: (minutes ?? 0) * MINUTE,
    patience: minutes === undefined ? PATIENCE : PATIENCE_AT_NIGHT,
  };
}
