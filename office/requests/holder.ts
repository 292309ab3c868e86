/**
 * What somebody is told of a voucher that a request is about: a provider could else ask for an order on any voucher, and read there whose
 * it is, how that enterprise stands, and what is left.
 */
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { settingsNow } from "../publication/settings.ts";
import type { Known } from "./ledgerRefusal.ts";
import { seesEveryRequest, type KeptRequest } from "./requests.ts";

/** What stands in the enterprise's place. */
export const SOMEBODY = "enterprise";

/** Everything is told to officers, the holder itself and parties of a message that the enterprise has signed; else what is published. */
export async function knownOf(
  { database }: Pick<Office, "database">,
  { enterprise, signatures }: Pick<KeptRequest, "enterprise" | "signatures">,
  person: Person,
): Promise<Known> {
  const isHolder = person.parties.some(({ written }) => written === enterprise);
  const hasSigned = signatures.some(({ party }) => party === enterprise);
  if (seesEveryRequest(person) || isHolder || hasSigned) return { holder: true, amounts: true };
  const { settings } = await settingsNow(database);
  return { holder: settings.enterprises !== "none", amounts: settings.amounts };
}
