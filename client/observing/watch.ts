/** What is told of a run while it goes on, for its log and its figures: to whom it may concern, if anybody. */
import type { Facts } from "./log.ts";

export type Happening =
  /** There are so many items; each comes to one of the ends that follow. */
  | "to do"
  /** So many were done by this run; were done before it; are refused by the ledger and set aside; are passed over by it. */
  | "done"
  | "done before"
  | "set aside"
  | "passed over"
  /** A transaction was handed to a node; was handed over again; is in a block; came to nothing. */
  | "sent"
  | "sent again"
  | "in a block"
  | "failed"
  /** A node did not answer, or is behind, and another one is asked; none answered for some time. */
  | "node away"
  | "node behind"
  | "waited for nodes"
  | "chain stands still"
  /** The desk was asked for something on this computer; signed something; is at fault. */
  | "request"
  | "signed"
  | "fault";

export type Watch = (what: Happening, facts?: Facts) => void;
