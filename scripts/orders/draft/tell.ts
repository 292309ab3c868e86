/** What a draft tells those who sign: who the parties are, and what bears on the order besides. */
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import path from "node:path";
import { z } from "zod";
import type { Order } from "../../../client/messages.ts";
import type { Reading } from "../../chain/reading.ts";
import type { Directory } from "../../registers/directory.ts";
import { standingOf } from "../../registers/register.ts";
import { programOf } from "../../../client/ids.ts";
import { documentsOf } from "../../documents/office.ts";
import { contractFacts, type ContractFacts } from "../signature.ts";
import type { PartyTold, Told } from "../told.ts";
import type { ClaimInHand } from "./claimsInHand.ts";

/** What goes beside a claim, its invoices left out. */
export interface ClaimBeside {
  readonly contract?: ContractFacts;
  readonly told: Told & { readonly parties: Parties };
}

type Parties = NonNullable<Told["parties"]>;

/** The parties as the ledger and this office have them now. For an enterprise that was merged, the one that it was merged into signs. */
export async function partiesNow(
  open: Reading,
  directory: Directory,
  { enterprise, provider }: { readonly enterprise: bigint; readonly provider: bigint },
): Promise<Parties> {
  const { ledger } = open;
  let signing = enterprise;
  for (let next = signing; next !== 0n; next = await ledger.enterprises.mergedInto(next)) signing = next;
  const [today, buyer, seller] = await Promise.all([
    open.today(),
    standingOf(ledger, "enterprise", signing),
    standingOf(ledger, "provider", provider),
  ]);
  return {
    on: isoOfDay(today),
    enterprise: told(formatEnterprise(signing), directory.byId("enterprise", signing)?.name, buyer.wallet),
    provider: told(formatProvider(provider), directory.byId("provider", provider)?.name, seller.wallet),
  };
}

/** Whether a draft still names the wallets that sign now. */
export function areTheirs(before: Told["parties"], now: Parties): boolean {
  return before?.enterprise.wallet === now.enterprise.wallet && before.provider.wallet === now.provider.wallet;
}

function told(id: string, name: string | undefined, wallet: string): PartyTold {
  return { id, ...(name === undefined ? {} : { name }), wallet };
}

/**
 * What a claim's draft tells besides the invoices: the contract where this office keeps it, and the order's terms.
 *
 * @param order its terms as they were placed.
 */
export async function claimBeside(
  open: Reading,
  directory: Directory,
  claim: ClaimInHand,
  order: Order | undefined,
): Promise<ClaimBeside> {
  const { state, reason, evidence } = claim;
  const { voucher, provider } = state;
  const { programs, vouchers } = open.ledger;
  const enterprise = await vouchers.enterpriseOf(voucher);
  const [parties, { share }] = await Promise.all([
    partiesNow(open, directory, { enterprise, provider }),
    programs.termsOf(programOf(voucher)),
  ]);
  const contract = claim.contract ?? (order && (await contractKept(open, order.contractCommitment)));
  const className = claim.told?.className;
  const proof = [...(reason === undefined ? [] : [reason]), ...evidence.map(({ file }) => path.basename(file))];
  return {
    ...(contract ? { contract } : {}),
    told: {
      parties,
      ...(className === undefined ? {} : { className }),
      share: Number(share),
      ...(order ? { order } : {}),
      proof: proof.join("; "),
    },
  };
}

const kept = z.object({ kind: z.literal("contract"), ...contractFacts.shape });

async function contractKept(open: Reading, commitment: string): Promise<ContractFacts | undefined> {
  const found = await (await documentsOf(open)).find(commitment);
  const read = found && "document" in found ? kept.safeParse(found.document).data : undefined;
  return read && { number: read.number, enterprise: read.enterprise, provider: read.provider };
}
