/** `tongdui audit`. */
import { addressesOf } from "../../client/replay/replay.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { replayProgress } from "../replay/progress.ts";
import { answerOf } from "./answer.ts";
import { auditLedger } from "./auditLedger.ts";
import { layoutsFor } from "./build.ts";

/** Audits the ledger of the profile through its nodes. */
export async function audit(_input: unknown, context: Context): Promise<Answer> {
  return reading(context, async ({ nodes, ledger, deployment }) => {
    const layouts = await layoutsFor(deployment);
    const fromBlock = deployment.contracts.edition.block;
    const height = await nodes.getBlockNumber();
    const progress = replayProgress(context, height - fromBlock + 1);
    try {
      const audited = await auditLedger({ rpc: nodes, addresses: await addressesOf(ledger) }, layouts, {
        fromBlock,
        passed: progress.passed,
      });
      return answerOf(audited);
    } finally {
      progress.end();
    }
  });
}
