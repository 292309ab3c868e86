/** What this program's own build knows of the contracts: where they keep what. */
import type { Deployment } from "../../client/deployment.ts";
import type { Layouts } from "../../client/replay/compare.ts";
import { loadLayouts } from "../../client/replay/layouts.ts";
import { ARTIFACTS, buildFor } from "../deploy/build.ts";

/**
 * The storage layouts of the build that a ledger was deployed with.
 *
 * @throws TongduiError as {@link buildFor}.
 */
export async function layoutsFor(deployment: Pick<Deployment, "build" | "commit">): Promise<Layouts> {
  await buildFor(deployment);
  return loadLayouts(ARTIFACTS);
}
