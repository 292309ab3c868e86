/**
 * Matches that parties sign here: at the office of the demand's district, as orders are signed at the voucher's. Whichever party comes
 * first proposes it, the other one finds it waiting, wherever it is at home.
 */
import { matchingDomain } from "../../client/matching/domain.ts";
import { pairOf } from "../../client/matching/standing.ts";
import type { Match } from "../../client/matching/messages.ts";
import type { Office } from "../office.ts";
import { messageIn, type Handed } from "./handed.ts";
import { numberOf } from "./messages.ts";
import { stillHolds, walletsToMatch, type Couple } from "./refusal.ts";
import type { Wallets } from "./fit.ts";

/**
 * `open`: a signature is missing · `signed`: both hold · `used`: the ledger has it · `over`: demand or offer are not open any more ·
 * `refused`: an officer did not record it.
 */
export type MatchState = "open" | "signed" | "used" | "over" | "overdue" | "withdrawn" | "refused";

export interface MatchStanding {
  readonly match: Match;
  readonly state: MatchState;
  /** Undefined where the ledger has one of them not. */
  readonly couple: Couple | undefined;
  /** Those that the ledger would take today, by the side. */
  readonly signatures: Readonly<Partial<Record<keyof Wallets, string>>>;
}

export function matchIn(handed: Handed): Match {
  return messageIn(handed).message as Match;
}

export async function coupleOf(
  { posts }: Pick<Office, "posts">,
  { demand, offer }: Match,
): Promise<Couple | undefined> {
  const found = await posts.findAll([demand, offer]);
  const [sought, offered] = [found.get(demand), found.get(offer)];
  return sought?.kind === "demand" && offered?.kind === "offer" ? { demand: sought, offer: offered } : undefined;
}

/** @param now the ledger's, Unix seconds. */
export async function matchStanding(office: Office, handed: Handed, now: number): Promise<MatchStanding> {
  const match = matchIn(handed);
  const couple = await coupleOf(office, match);
  const none = { match, couple, signatures: {} };
  if (await pairOf(office.at.ledger, handed.id)) return { ...none, state: "used" };
  if (handed.ending === "withdrawn" || handed.ending === "refused") return { ...none, state: handed.ending };
  if (couple && (couple.demand.state !== "Open" || couple.offer.state !== "Open")) return { ...none, state: "over" };
  if (handed.deadline < now) return { ...none, state: "overdue" };
  // They were there when it was handed in: the node has yet to catch up.
  if (!couple) return { ...none, state: "open" };
  const signatures: Partial<Record<keyof Wallets, string>> = {};
  const number = numberOf(matchingDomain(office.at.deployment), { kind: "match", message: match });
  for (const { party, signer, signature } of handed.content.signatures) {
    const side = party === handed.party ? "enterprise" : "provider";
    const wallet = async (): Promise<string> => (await walletsToMatch(office.at, couple))[side];
    if (await stillHolds(office.at, number, signer, wallet)) signatures[side] = signature;
  }
  const isSigned = signatures.enterprise !== undefined && signatures.provider !== undefined;
  return { match, couple, signatures, state: isSigned ? "signed" : "open" };
}
