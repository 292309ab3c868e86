/** What an order's contract mark is made of. */
import { creditCodeOf } from "../publication/profiles.ts";
import type { Office } from "../office.ts";
import type { KeptRequest } from "../requests/requests.ts";

interface Contract {
  readonly enterprise?: string;
  readonly provider?: string;
  readonly number?: string;
}

/**
 * What somebody with a duty said of an order's contract; empty where only a party did, which would choose its own mark. Credit codes are
 * those of the parties' profiles, where the office has them.
 */
export async function contractIn(
  office: Pick<Office, "database" | "vault">,
  { content, enterprise: holder, provider: seller = "" }: KeptRequest,
): Promise<Contract> {
  if (content.byDuty !== true) return {};
  const beside = content.beside as { readonly contract?: Readonly<Record<string, unknown>> } | null;
  const { contract } = beside ?? {};
  const enterprise = (await creditCodeOf(office, holder)) ?? contract?.["enterprise"];
  const provider = (await creditCodeOf(office, seller)) ?? contract?.["provider"];
  const number = contract?.["number"];
  if (typeof enterprise !== "string" || typeof provider !== "string" || typeof number !== "string") return {};
  return { enterprise, provider, number };
}
