/** Whether a demand and an offer go together, as contracts/Matching.sol asks it (`_demandFit`); and who signs for their parties. */
import { districtOf } from "../../client/ids.ts";
import type { OfficeLedger } from "../ledger.ts";
import { reverted } from "../requests/ledgerRefusal.ts";

/** Of a demand or an offer; one that is not on the ledger yet as well. */
export interface Fitting {
  readonly id: string;
  readonly party: bigint;
  readonly serviceClass: number;
  /** Where a partner is sought; 0: anywhere. */
  readonly district: number;
}

export interface Wallets {
  readonly enterprise: string;
  readonly provider: string;
}

/** Reverts as the ledger does, at the first thing that does not fit. */
export async function walletsFitting(
  { ledger }: Pick<OfficeLedger, "ledger">,
  demand: Fitting,
  offer: Fitting,
): Promise<Wallets> {
  const { matching, enterprises, providers, districts } = ledger;
  const { serviceClass } = demand;
  if (offer.serviceClass !== serviceClass) {
    throw reverted(matching.interface, "ClassesDiffer", [serviceClass, offer.serviceClass]);
  }
  const [home, seat] = [districtOf(demand.party), districtOf(offer.party)];
  for (const [{ id, district }, found] of [
    [demand, seat],
    [offer, home],
  ] as const) {
    if (district !== 0 && BigInt(district) !== found) {
      throw reverted(matching.interface, "OutsideDistrict", [id, district, found]);
    }
  }
  const { wallet: enterprise, group: buyers } = await enterprises.signerOf(demand.party, true);
  const { wallet: provider, group: sellers } = await providers.signerForOrder(offer.party, serviceClass);
  await districts.demandOpen(home);
  if (buyers === sellers) throw reverted(matching.interface, "OneGroup", [buyers]);
  if (enterprise === provider) throw reverted(matching.interface, "OneWallet", [enterprise]);
  return { enterprise, provider };
}
