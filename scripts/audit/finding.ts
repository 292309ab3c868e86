/** What an audit finds wrong: which promise it breaks, where, and what. */
import type { Text } from "../../client/text/text.ts";

/** The promises that a ledger can be held to by its events and its storage alone. */
export const PROMISES = [1, 2, 3, 4, 5, 6] as const;

export type PromiseNumber = (typeof PROMISES)[number];

export interface Finding {
  readonly promise: PromiseNumber;
  readonly where: Text;
  readonly what: Text;
}

export type Report = (finding: Finding) => void;

/** A promise that listens to a replay. */
export interface Held<Event, State> {
  readonly hear: (event: Event, state: State) => void;
  /** After the last event. */
  readonly end: (state: State) => void;
}
