/** The ledger's states in words, by the names that the index gives them, with the tone in which they are shown. */
import {
  ENTERPRISE_STATUS,
  LIST_STAGE,
  ORDER_STAGE,
  POST_STATE,
  PROGRAM_STATUS,
  PROVIDER_STATUS,
  SEAT,
  VOUCHER_ACTION,
  VOUCHER_STATUS,
} from "../../../client/text/states.ts";
import type { Text } from "../../../client/text/text.ts";

export type Tone = "good" | "wait" | "bad" | "plain";

export interface State {
  readonly text: Text;
  readonly tone: Tone;
}

/** @param names with their tones, in the order of the contract's numbers, as the words are. */
function states(words: readonly Text[], names: readonly (readonly [name: string, tone: Tone])[]) {
  const pairs = names.map(([name, tone], number): [string, State] => [
    name,
    { text: words[number] ?? { en: name, zh: name }, tone },
  ]);
  const byName = new Map(pairs);
  /** A name that this edition does not know is shown as it is. */
  return (name: string): State => byName.get(name) ?? { text: { en: name, zh: name }, tone: "plain" };
}

export const providerState = states(PROVIDER_STATUS, [
  ["None", "plain"],
  ["Proposed", "wait"],
  ["Countersigned", "wait"],
  ["Declined", "bad"],
  ["Admitted", "good"],
  ["Suspended", "bad"],
  ["Removed", "bad"],
  ["Blacklisted", "bad"],
]);

export const enterpriseState = states(ENTERPRISE_STATUS, [
  ["None", "plain"],
  ["Active", "good"],
  ["Frozen", "bad"],
  ["Merged", "plain"],
  ["Closed", "plain"],
  ["Blacklisted", "bad"],
]);

export const programState = states(PROGRAM_STATUS, [
  ["None", "plain"],
  ["Proposed", "wait"],
  ["Open", "good"],
  ["Stopped", "bad"],
]);

export const voucherState = states(VOUCHER_STATUS, [
  ["None", "plain"],
  ["Active", "good"],
  ["Revoked", "bad"],
  ["Expired", "plain"],
]);

const FROZEN: State = { text: { en: "frozen", zh: "冻结" }, tone: "bad" };

/** As voucherState; one that is frozen says so as long as it could be used otherwise. */
export function stateOfVoucher({ status, frozen }: { readonly status: string; readonly frozen: boolean }): State {
  return frozen && status === "Active" ? FROZEN : voucherState(status);
}

export const listState = states(LIST_STAGE, [
  ["None", "plain"],
  ["Announced", "wait"],
  ["Withdrawn", "bad"],
  ["Done", "good"],
]);

export const orderState = states(ORDER_STAGE, [
  ["None", "plain"],
  ["Placed", "wait"],
  ["Claimed", "wait"],
  ["Redeemed", "wait"],
  ["Paying", "wait"],
  ["Paid", "good"],
  ["Cancelled", "plain"],
  ["Rejected", "bad"],
]);

export const postState = states(POST_STATE, [
  ["None", "plain"],
  ["Open", "good"],
  ["Withdrawn", "plain"],
  ["Matched", "good"],
  ["Expired", "plain"],
]);

export const changeState = states(VOUCHER_ACTION, [
  ["Issued", "good"],
  ["Locked", "plain"],
  ["Unlocked", "plain"],
  ["Redeemed", "good"],
  ["Reopened", "wait"],
  ["Rejected", "bad"],
  ["Paid", "good"],
  ["Recovered", "wait"],
  ["Frozen", "bad"],
  ["Unfrozen", "plain"],
  ["Extended", "plain"],
  ["Revoked", "bad"],
  ["Expired", "plain"],
]);

export const seatState = states(SEAT, [
  ["Auditor", "plain"],
  ["Home", "plain"],
  ["Provider", "plain"],
]);
