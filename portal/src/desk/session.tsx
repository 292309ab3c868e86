/** Who is signed in, at which office, with which wallet, about which ledger. */
import { createContext, useContext } from "react";
import useSWR, { type SWRResponse } from "swr";
import type { ActAddresses } from "../../../client/acts/acts.ts";
import { ledgerDomain, type LedgerDomain } from "../../../client/messages.ts";
import { askOffice, type LedgerAt, type Me, type OfficeRefused } from "./office.ts";
import type { Wallet } from "./wallet.ts";

export interface Session {
  readonly wallet: Wallet;
  readonly me: Me;
  /** The office's; 0 is the consortium's. */
  readonly district: number;
  readonly ledger: LedgerAt;
  readonly addresses: ActAddresses;
  readonly domain: LedgerDomain;
  readonly signOut: () => void;
  /** Somebody else is signed in, or nobody any more. */
  readonly lost: () => void;
}

export function sessionOf(parts: Pick<Session, "wallet" | "me" | "district" | "ledger" | "signOut" | "lost">): Session {
  const { chainId, contracts, salt } = parts.ledger;
  return {
    ...parts,
    addresses: contracts,
    domain: ledgerDomain(chainId, contracts["orders"] ?? "", salt),
  };
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("The session is asked for by somebody who is not signed in.");
  return session;
}

/** An answer of the session's office, asked anew now and then. */
export function useOffice<T>(path: string | null, every = 0): SWRResponse<T, OfficeRefused> {
  const { district, me } = useSession();
  const key = path === null ? null : (["office", district, me.account, path] as const);
  return useSWR<T, OfficeRefused>(key, async () => askOffice<T>(district, path ?? ""), {
    refreshInterval: every,
    revalidateOnFocus: true,
    shouldRetryOnError: false,
  });
}
