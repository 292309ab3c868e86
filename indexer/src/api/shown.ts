/** What may be asked for, where a filter alone would tell what a district does not publish. */
import { districtOf } from "../../../client/ids.ts";
import type { Face } from "./face.ts";
import { Refusal } from "./route.ts";

/**
 * Holds a list that is narrowed down to an enterprise to what its district publishes.
 *
 * @param what the list would tell, as `whose a voucher is`. @throws Refusal 400 where that is not published.
 */
export function demandShown(enterprise: bigint | undefined, face: Face, what: string): void {
  if (enterprise === undefined || face.of(Number(districtOf(enterprise))).enterprises) return;
  throw new Refusal(400, `District ${districtOf(enterprise)} does not publish ${what}.`);
}
