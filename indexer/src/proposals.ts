/** What one officer proposes and a second one confirms: contracts/base/TwoOfficers.sol, in six contracts. */
import { ponder, type Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { timeIn, type Hex } from "./told.ts";

const PARTS = ["Enterprises", "Providers", "Programs", "Vouchers", "Orders", "Payments"] as const;

type Told<Args> = {
  readonly event: { readonly args: { readonly matter: Hex } & Args; readonly block: { readonly timestamp: bigint } };
  readonly context: Context;
};

for (const part of PARTS) {
  ponder.on(`${part}:MatterProposed`, async ({ event, context }: Told<{ by: Hex; what: Hex }>) => {
    const { matter, by, what } = event.args;
    const proposal = { what, proposedBy: by, proposedAt: timeIn(event), state: "Proposed", confirmedBy: null };
    await context.db
      .insert(tables.proposal)
      .values({ part, matter, ...proposal })
      .onConflictDoUpdate(proposal);
  });
  ponder.on(`${part}:MatterConfirmed`, async ({ event, context }: Told<{ by: Hex }>) => {
    const { matter, by } = event.args;
    await context.db.update(tables.proposal, { part, matter }).set({ state: "Confirmed", confirmedBy: by });
  });
  ponder.on(`${part}:MatterWithdrawn`, async ({ event, context }: Told<unknown>) => {
    await context.db.update(tables.proposal, { part, matter: event.args.matter }).set({ state: "Withdrawn" });
  });
}
