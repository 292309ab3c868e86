/** What parties sign at the desk, whichever contract takes it: orders and what comes of them, demands, offers and matches. */
import type { TypedDataField } from "ethers";
import { MATCH_MESSAGE_TYPES, type MatchMessageName } from "../matching/messages.ts";
import { MESSAGE_TYPES, type LedgerDomain } from "../messages.ts";
import { matchMessageOf } from "./matchMessages.ts";
import { messageOf, type MessageName, type Said, type TypedData } from "./messages.ts";

export type SignedName = MessageName | MatchMessageName;

export const TYPES_SIGNED: Readonly<Record<SignedName, Record<string, TypedDataField[]>>> = {
  ...MESSAGE_TYPES,
  ...MATCH_MESSAGE_TYPES,
};

/** What the signatures are bound to, by the contract that takes them. */
export interface SignedDomains {
  readonly orders: LedgerDomain;
  readonly matching: LedgerDomain;
}

/**
 * Says what a message means, and for which contract it is.
 *
 * @throws TongduiError `MessageUnknown` for whatever is not exactly one of either.
 */
export function signedMessageOf(
  typed: TypedData,
  { orders, matching }: SignedDomains,
): { readonly said: Said<SignedName>; readonly domain: LedgerDomain } {
  return Object.hasOwn(MATCH_MESSAGE_TYPES, typed.primaryType)
    ? { said: matchMessageOf(typed, matching), domain: matching }
    : { said: messageOf(typed, orders), domain: orders };
}
