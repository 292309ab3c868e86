/** Who is signed in, at which office, with which wallet, about which ledger. */
import { createContext, useContext } from "react";
import useSWR, { type SWRConfiguration, type SWRResponse } from "swr";
import type { ActAddresses } from "../../../client/acts/acts.ts";
import { ledgerDomain, type LedgerDomain } from "../../../client/messages.ts";
import { askOffice, isAway, OfficeRefused, type LedgerAt, type Me } from "./office.ts";
import { heldTo, type Wallet } from "./wallet.ts";

export interface Session {
  /** Held to the ledger. */
  readonly wallet: Wallet;
  readonly me: Me;
  /** The office's; 0 is the consortium's. */
  readonly district: number;
  readonly ledger: LedgerAt;
  readonly addresses: ActAddresses;
  readonly domain: LedgerDomain;
  /** What signatures about demands and offers are bound to. */
  readonly matching: LedgerDomain;
  readonly signOut: () => void;
  /** Somebody else is signed in, or nobody any more. */
  readonly lost: () => void;
}

export function sessionOf(parts: Pick<Session, "wallet" | "me" | "district" | "ledger" | "signOut" | "lost">): Session {
  const { chainId, contracts, salt } = parts.ledger;
  return {
    ...parts,
    wallet: heldTo(parts.wallet, chainId),
    addresses: contracts,
    domain: ledgerDomain(chainId, contracts["orders"] ?? "", salt),
    matching: ledgerDomain(chainId, contracts["matching"] ?? "", salt),
  };
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("The session is asked for by somebody who is not signed in.");
  return session;
}

const RETRY_MS = 5_000;

/** As long as an office is away, it is asked again. */
export const soonAgain: NonNullable<SWRConfiguration["onErrorRetry"]> = (
  error,
  _key,
  _config,
  revalidate,
  { retryCount },
) => {
  if (error instanceof OfficeRefused && !isAway(error)) return;
  setTimeout(() => void revalidate({ retryCount }), RETRY_MS);
};

/** An answer of the session's office, asked anew now and then. */
export function useOffice<T>(path: string | null, every = 0): SWRResponse<T, OfficeRefused> {
  const { district, me } = useSession();
  const key = path === null ? null : (["office", district, me.account, path] as const);
  return useSWR<T, OfficeRefused>(key, async () => askOffice<T>(district, path ?? ""), {
    refreshInterval: every,
    revalidateOnFocus: true,
    onErrorRetry: soonAgain,
  });
}
