import type { Item } from "../../../client/list.ts";
import type { Administration } from "./offices.ts";
import type { District } from "./districts.ts";
import type { Enterprise } from "./enterprises.ts";
import type { Group } from "./groups.ts";
import type { List } from "./lists.ts";
import type { Pair, Post } from "./matching.ts";
import type { Matter } from "./matters.ts";
import type { Objection } from "./objections.ts";
import type { Order } from "./orders.ts";
import type { Payment } from "./payments.ts";
import type { Program } from "./programs.ts";
import type { Provider } from "./providers.ts";
import type { Rotation } from "./wallets.ts";
import type { Voucher } from "./vouchers.ts";

/**
 * Everything that the rules know of: plain data, so that it can be copied. Hashes and addresses are in lower-case hex, amounts
 * are fen, days are Shanghai days, times are Unix seconds.
 */
export interface Town {
  /** The time of the act at hand. */
  now: number;
  readonly offices: Administration;
  readonly districts: Map<number, District>;
  /** A later edition has taken over. */
  closed: boolean;
  readonly enterprises: Map<bigint, Enterprise>;
  /** By nullifier. */
  readonly groups: Map<string, Group>;
  readonly providers: Map<bigint, Provider>;
  readonly programs: Map<number, Program>;
  readonly lists: Map<string, List>;
  /** What the Bureaus have in their files: the items of each list, by the list's id. */
  readonly files: Map<string, readonly Item[]>;
  readonly vouchers: Map<bigint, Voucher>;
  readonly orders: Map<string, Order>;
  /** The order that a contract's nullifier served last, and the one that an invoice's serves. */
  readonly contracts: Map<string, string>;
  readonly invoices: Map<string, string>;
  readonly payments: Map<number, Payment>;
  readonly demands: Map<string, Post>;
  readonly offers: Map<string, Post>;
  readonly matches: Map<string, Pair>;
  /** The match that an order was recorded under. */
  readonly recorded: Map<string, string>;
  /** `part signer message`, of messages that were taken back. */
  readonly withdrawn: Set<string>;
  /** By part and hash, part and party, part and subject. */
  readonly matters: Map<string, Matter>;
  readonly rotations: Map<string, Rotation>;
  readonly objections: Map<string, readonly (Objection | undefined)[]>;
  /** Names that were made up so far, of which hashes and wallets are made. */
  readonly made: Set<string>;
}

export const ZERO = `0x${"00".repeat(32)}`;
export const NOBODY = `0x${"00".repeat(20)}`;
export const SECONDS_A_DAY = 86_400;
