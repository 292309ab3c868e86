/** Where a request stands: whether it can still be used, the ledger says. */
import { parseEnterprise, parseProvider } from "../../client/ids.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { isUsed } from "./ledgerFacts.ts";
import { messageSchema, signersOf, typedDataOf, type Message } from "./messages.ts";
import { knownOf, SOMEBODY } from "./holder.ts";
import type { KeptRequest } from "./requests.ts";

/**
 * `open`: signatures are missing · `signed`: all are there and hold · `used`: the ledger took it, or what comes after it · `overdue` ·
 * `withdrawn`; of a request for proof `open`, `granted`, `declined`, `withdrawn`.
 */
export type RequestState = "open" | "signed" | "used" | "overdue" | "withdrawn" | "granted" | "declined";

/** A request as it is told to somebody; one who is not told the enterprise reads `enterprise: null`, and `enterprise` among the signers. */
export async function told(office: Office, request: KeptRequest, person: Person): Promise<object> {
  const { id, kind, digest, voucher, enterprise, provider, deadline, made, madeBy, content } = request;
  const { holder: isTold } = await knownOf(office, request, person);
  const shown = (party: string): string => (party === enterprise && !isTold ? SOMEBODY : party);
  const common = {
    id,
    kind,
    voucher,
    enterprise: isTold ? enterprise : null,
    provider: provider ?? null,
    made: made.toISOString(),
    madeBy,
    message: content.message,
    beside: content.beside,
  };
  if (kind === "proof") return { ...common, state: request.ending ?? "open" };
  const message = messageOf(request);
  const signatures = await Promise.all(
    request.signatures.map(async ({ party, signer, signature, given }) => ({
      party,
      signer,
      signature,
      given: given.toISOString(),
      holds: await holds(office, party, signer, digest),
    })),
  );
  const needed = partiesOf(request);
  const missing = needed.filter((party) => !signatures.some((one) => one.party === party && one.holds));
  return {
    ...common,
    digest,
    deadline,
    state: await stateOf(office, request, message, missing),
    signers: needed.map(shown),
    missing: missing.map(shown),
    signatures,
    typedData: typedDataOf(office.at.domain, message),
  };
}

/** The parties whose signatures it takes. */
export function partiesOf({ kind, enterprise, provider }: KeptRequest): string[] {
  if (kind === "proof") return [];
  return signersOf(kind).map((register) => (register === "enterprise" ? enterprise : (provider ?? "")));
}

/** The wallet of the moment of a party, in small letters; undefined while it is being replaced. */
export async function walletOf({ parties }: Pick<Office, "parties">, party: string): Promise<string | undefined> {
  return party.startsWith("P")
    ? parties.walletOf({ register: "provider", id: parseProvider(party) })
    : parties.walletOf({ register: "enterprise", id: parseEnterprise(party) });
}

/** Its message, for the EIP-712 digest. */
export function messageOf({ kind, content }: Pick<KeptRequest, "kind" | "content">): Message {
  return messageSchema.parse({ kind, message: content.message });
}

async function stateOf(
  { at }: Office,
  { ended, ending, deadline, digest }: KeptRequest,
  message: Message,
  missing: readonly string[],
): Promise<RequestState> {
  if (ended) return ending === "used" ? "used" : "withdrawn";
  if (await isUsed(at, message, digest)) return "used";
  if ((deadline ?? 0) < (await at.time())) return "overdue";
  return missing.length === 0 ? "signed" : "open";
}

/** Whether the ledger would take a signature today: of the wallet of the moment, and not withdrawn. */
async function holds(office: Office, party: string, signer: string, digest: string): Promise<boolean> {
  if ((await walletOf(office, party)) !== signer.toLowerCase()) return false;
  return !(await office.at.ledger.orders.withdrawn(signer, digest));
}
