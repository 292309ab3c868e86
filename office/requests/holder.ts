/** Who is told which enterprise a voucher is of: a provider could else ask for an order on any voucher, and read it there. */
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { settingsNow } from "../publication/settings.ts";
import { seesEveryRequest, type KeptRequest } from "./requests.ts";

/** What stands in the enterprise's place. */
export const SOMEBODY = "enterprise";

/** Officers, the holder itself, everybody where it is published, and parties of a message that the enterprise has signed. */
export async function knowsHolder(
  { database }: Pick<Office, "database">,
  { enterprise, signatures }: Pick<KeptRequest, "enterprise" | "signatures">,
  person: Person,
): Promise<boolean> {
  if (seesEveryRequest(person) || person.parties.some(({ written }) => written === enterprise)) return true;
  if (signatures.some(({ party }) => party === enterprise)) return true;
  return (await settingsNow(database)).settings.enterprises !== "none";
}
