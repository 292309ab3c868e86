/** The services' bench, `npm run bench:services`: how fast the operator's services answer people. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runBench } from "../run.ts";
import { AIMS } from "./figures.ts";

const SIZES = {
  short: {
    calculator: { programs: 20, questions: 100 },
    suggestions: { providers: 500, demands: 5_000, offers: 1_000, questions: 50 },
  },
  whole: {
    calculator: { programs: 400, questions: 1_000 },
    suggestions: { providers: 10_000, demands: 100_000, offers: 20_000, questions: 300 },
  },
} as const;

await runBench({
  name: "services",
  description:
    "Measures how long a policy consultation takes among many programs, at the index and by itself, and how long the index takes to suggest partners for a demand.",
  shortly: "20 programs instead of 400, 500 providers instead of 10,000",
  aims: AIMS,
  measure: async (isShort, tell) => {
    const { measureCalculator } = await import("./calculator.ts");
    const { measureSuggestions } = await import("./suggestions.ts");
    const size = isShort ? SIZES.short : SIZES.whole;
    const folder = await mkdtemp(path.join(tmpdir(), "bench-services-"));
    try {
      return {
        ...(await measureCalculator(size.calculator, folder, tell)),
        ...(await measureSuggestions(size.suggestions, folder, tell)),
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
});
