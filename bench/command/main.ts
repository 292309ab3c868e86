/** The command's bench, `npm run bench:command`: what the command costs beside the bare work, as ratios in one run. */
import { runBench } from "../run.ts";
import { AIMS } from "./figures.ts";

const SIZES = {
  short: { few: 1_000, many: 3_000, changes: 10_000 },
  whole: { few: 10_000, many: 100_000, changes: 100_000 },
} as const;

await runBench({
  name: "command",
  description:
    "Measures tongdui beside its named peers: issuing beside a bare loop of the same transactions, the audit beside merely fetching the logs.",
  shortly: "1,000 and 3,000 rows instead of 10,000 and 100,000, 10,000 changes instead of 100,000",
  aims: AIMS,
  measure: async (isShort, tell) => {
    const { measureAudit } = await import("./audit.ts");
    const { measureHelp } = await import("./help.ts");
    const { measureIssuing } = await import("./issue.ts");
    const size = isShort ? SIZES.short : SIZES.whole;
    tell("help");
    const helpCpuMs = await measureHelp();
    const few = await measureIssuing({ rows: size.few, say: tell });
    const many = await measureIssuing({ rows: size.many, withBareLoop: false, say: tell });
    const { auditRatio } = await measureAudit({ changes: size.changes, tell });
    return {
      gasRateRatio10k: few.gasRateRatio ?? NaN,
      peakMiB100k: many.peakMiB,
      rowTimeRatio100k: many.rowMilliseconds / few.rowMilliseconds,
      auditRatio100k: auditRatio,
      helpCpuMs,
    };
  },
});
