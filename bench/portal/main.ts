/** The portal's bench, `npm run bench:portal`: how fast the index takes the ledger, and how fast people are answered. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runBench } from "../run.ts";
import { AIMS } from "./figures.ts";

/** Turn about, so that both share whatever else the machine does. */
const SIZES = {
  short: { changes: 1_000, order: ["bare", "ours"], pages: { alone: 30, each: 4 } },
  whole: { changes: 100_000, order: ["ours", "bare", "bare", "ours"], pages: { alone: 200, each: 40 } },
} as const;

await runBench({
  name: "portal",
  description:
    "Measures the index beside one that only stores the same events, what a voucher's page takes with one reader and with fifty, and what a browser loads first.",
  shortly: "1,000 changes instead of 100,000",
  aims: AIMS,
  measure: async (isShort, tell) => {
    const { measureAll } = await import("./measure.ts");
    const folder = await mkdtemp(path.join(tmpdir(), "bench-portal-"));
    try {
      return await measureAll(isShort ? SIZES.short : SIZES.whole, folder, tell);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
});
