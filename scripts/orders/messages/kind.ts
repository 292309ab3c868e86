/** What every kind of message has: how files write it, how people read it, and how it is signed. */
import type { Signer } from "ethers";
import type { z } from "zod";
import type {
  Acceptance,
  Cancellation,
  Claim,
  LedgerDomain,
  Order,
  Refusal,
  Withdrawal,
} from "../../../client/messages.ts";
import type { Text } from "../../../client/text/text.ts";

/** The messages that parties sign, by the words by which files and commands call them. */
export interface Messages {
  readonly order: Order;
  readonly claim: Claim;
  readonly acceptance: Acceptance;
  readonly refusal: Refusal;
  readonly cancellation: Cancellation;
  readonly withdrawal: Withdrawal;
}

export type KindName = keyof Messages;

/** What a message says of one thing: its name, and how it is. */
export type Line = readonly [name: Text, value: string | Text];

/** As a file writes a message. */
export type Readable = { readonly [name: string]: string | readonly Readable[] | Readable };

export interface Kind<Message> {
  /** With its article: `an order`. */
  readonly title: Text;
  /** From what a file says. */
  readonly schema: z.ZodType<Message>;
  readonly readable: (message: Message) => Readable;
  /** In words, one line a thing: what a person decides. */
  readonly lines: (message: Message) => readonly Line[];
  /** The hashes in it, cut short. */
  readonly marks: (message: Message) => readonly Line[];
  /** The order that it is about; undefined where it does not say. */
  readonly orderOf: (message: Message, digest: string) => string | undefined;
  /** The last second at which the ledger takes it; undefined where it has no end. */
  readonly deadlineOf: (message: Message) => bigint | undefined;
  readonly digest: (domain: LedgerDomain, message: Message) => string;
  readonly sign: (signer: Signer, domain: LedgerDomain, message: Message) => Promise<string>;
}
