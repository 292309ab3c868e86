import type { Claim as ClaimMessage } from "../../../client/messages.ts";
import { digestWithdrawal, type LedgerDomain } from "../../../client/messages.ts";
import type { Act } from "./act.ts";

/** Which of its keys a party signed which message with; what becomes bytes only when it is brought before the ledger. */
export interface Signature {
  readonly signer: string;
  readonly digest: string;
}

/** The contracts that take messages, each its own. */
export type Taker = "orders" | "matching";

/** What binds all signatures to this ledger; it is known when the world has been made. */
let domains: Readonly<Record<Taker, LedgerDomain>> | undefined;

export function bindMessages(to: Readonly<Record<Taker, LedgerDomain>>): void {
  domains = to;
}

export function digestOf<Message>(
  digest: (domain: LedgerDomain, message: Message) => string,
  message: Message,
  taker: Taker = "orders",
): string {
  if (domains === undefined) throw new Error("No ledger to sign for.");
  return digest(domains[taker], message);
}

/** A claim as the rules keep it. */
export type Claim = ClaimMessage;

const right = ({ signer, digest }: Signature, wallet: string, message: string): boolean =>
  signer === wallet && digest === message;

/** A message that its signer signed, that is in time and was not taken back. */
export function demandSigned(
  a: Act,
  wallet: string,
  message: string,
  deadline: bigint,
  signature: Signature,
  taker: Taker = "orders",
): void {
  a.demand(BigInt(a.now) <= deadline, "DeadlinePassed", deadline);
  a.demand(!a.town.withdrawn.has(`${taker} ${wallet} ${message}`), "MessageIsWithdrawn", wallet, message);
  a.demand(right(signature, wallet, message), "SignatureWrong", wallet, message);
}

/** WHO: the signer; or anyone with the signer's signed withdrawal. */
export const withdrawMessage =
  (taker: Taker) =>
  (a: Act, signer: string, message: string, signature: Signature): void => {
    if (a.by !== signer) {
      const digest = digestOf(digestWithdrawal, { message }, taker);
      a.demand(right(signature, signer, digest), "SignatureWrong", signer, digest);
    }
    const key = `${taker} ${signer} ${message}`;
    a.demand(!a.town.withdrawn.has(key), "MessageIsWithdrawn", signer, message);
    a.granted();
    a.town.withdrawn.add(key);
    a.tell(taker, "MessageWithdrawn", { signer, message });
  };
