/** What every route of an office has at hand. */
import type { Queryable, Database } from "./database/database.ts";
import type { Suspensions } from "./applications/suspensions.ts";
import type { OfficeLedger } from "./ledger.ts";
import type { Posts } from "./matching/posts.ts";
import type { NullifierKeys } from "./nullifiers/keys.ts";
import type { Parties } from "./people/parties.ts";
import type { Sellers } from "./requests/sellers.ts";
import type { Vault } from "./vault/vault.ts";

export interface Office {
  /** 0 is the consortium. */
  readonly district: number;
  readonly database: Database;
  readonly vault: Vault;
  readonly at: OfficeLedger;
  readonly parties: Parties;
  readonly posts: Posts;
  readonly suspensions: Suspensions;
  readonly sellers: Sellers;
  readonly nullifierKeys: NullifierKeys;
  /** The index, with the key of its full face; undefined where the office was started without one. */
  readonly index: { readonly url: string; readonly key: string } | undefined;
  /** The file of the trust root that proofs are made under, which may come later; undefined where no proofs are made. */
  readonly trustRoot: string | undefined;
  /** Whether it was started with a mail server, by which parties are reminded of their deadlines. */
  readonly canRemind: boolean;
  /** Of the portal: what people sign in at, and where changes may come from. */
  readonly portalOrigin: string;
  /** Whether the portal in front is believed where a request comes from. */
  readonly trustedProxy: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type { Queryable };
