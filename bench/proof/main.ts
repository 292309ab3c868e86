/** The proof's bench, `npm run bench:proof`: how large a voucher's proof is, and what checking it costs beside its seals alone. */
import { runBench } from "../run.ts";
import { AIMS } from "./figures.ts";

const RUNS = { short: 30, whole: 200 } as const;

await runBench({
  name: "proof",
  description:
    "Measures the proof of a voucher's whole life: its size, checking it beside merely recovering the signers of its seals, and what a page loads to check it.",
  shortly: `${RUNS.short} runs instead of ${RUNS.whole}`,
  aims: AIMS,
  measure: async (isShort, tell) => {
    const { live } = await import("./life.ts");
    const { measure } = await import("./measure.ts");
    tell("a voucher's life");
    const life = await live();
    tell(`checking the proof of voucher ${life.voucher}: ${life.told}`);
    return measure(life, isShort ? RUNS.short : RUNS.whole);
  },
});
