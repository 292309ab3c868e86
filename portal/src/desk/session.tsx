/** Who is signed in, at which office, with which wallet, about which ledger. */
import { createContext, useContext } from "react";
import useSWR, { type SWRConfiguration, type SWRResponse } from "swr";
import useSWRInfinite from "swr/infinite";
import type { ActAddresses } from "../../../client/acts/acts.ts";
import type { Page } from "../app/answers.ts";
import { ALL_PAGES, pageAfter, pagesOf, type Pages } from "../app/api.ts";
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

/** A list that the session's office gives page by page, the index's among them. @param path as `/index/orders?provider=P1-1`. */
export function useOfficePages<Item>(path: string): Pages<Item, OfficeRefused> {
  const { district, me } = useSession();
  const key = (number: number, before: Page<Item> | null) => {
    const at = pageAfter(path, number, before);
    return at === null ? null : (["office", district, me.account, at] as const);
  };
  const fetched = useSWRInfinite<Page<Item>, OfficeRefused>(
    key,
    async ([, , , at]: readonly [string, number, string, string]) => askOffice<Page<Item>>(district, at),
    { ...ALL_PAGES, onErrorRetry: soonAgain },
  );
  return pagesOf(fetched);
}
