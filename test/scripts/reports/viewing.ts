import { addressesOf } from "../../../client/replay/replay.ts";
import { viewOf, type LedgerView } from "../../../scripts/reports/view.ts";
import { node } from "../../promises/story/replaying.ts";
import { SETTINGS, type World } from "../../support/world.ts";

/** The view of a world's ledger as it is now, with names that a directory might hold. */
export async function viewNow(w: World, names: ReadonlyMap<bigint, string> = new Map()): Promise<LedgerView> {
  return viewOf(
    { rpc: node, addresses: await addressesOf(w) },
    {
      fromBlock: 0,
      admissionResolveDays: SETTINGS.admissionResolveDays,
      partyName: (_, id) => names.get(id),
    },
  );
}
