/** Where a demand or an offer stands for its party: what was handed in here, and what the ledger has. */
import { isoOfDay } from "../../client/days.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { handedBy, matchesOf, messageIn, type Handed } from "./handed.ts";
import { matchStanding, type MatchState } from "./matches.ts";
import { numberOf, termsOf, type PostMessage } from "./messages.ts";
import type { Post } from "./posts.ts";
import { signerOfParty, stillHolds, walletToPost } from "./refusal.ts";
import { publicTextOf, type PostTerms } from "./texts.ts";

/**
 * `HandedIn`: waits to be posted · `Lapsed`: the wallet that signed it does not sign for the party now · `Overdue`: it was not posted in
 * time · `TakenBack`: before it was posted · `Refused`: an officer did not post it; or what the ledger says of it.
 */
export type Standing = "HandedIn" | "Lapsed" | "Overdue" | "TakenBack" | "Refused" | Post["state"];

const MOST_TOLD = 200;
/** Each is some questions to the ledger. */
const MOST_MATCHES = 50;

/** The demands and offers of whoever asks, those handed in here first, the newest first. */
export async function postsOf(office: Office, { parties }: Person): Promise<object[]> {
  const { database, posts, at } = office;
  const own = parties.map(({ written }) => written);
  const [handed, onLedger, now] = await Promise.all([
    handedBy(database, office, own, MOST_TOLD),
    posts.of(own),
    at.time(),
  ]);
  // After one that nobody brought in time there may be another.
  const isWaiting = ({ kind, ending, deadline }: Handed): boolean =>
    kind === "withdrawal" && ending === undefined && deadline >= now;
  const withdrawing = new Set(handed.filter(isWaiting).map(({ post }) => post));
  const written = handed.filter(({ kind }) => kind !== "withdrawal");
  const known = new Set(written.map(({ id }) => id));
  const rest = [...onLedger.values()].filter(({ id }) => !known.has(id)).slice(-MOST_TOLD);
  return Promise.all([
    ...written.map(async (one) => {
      const post = messageIn(one) as PostMessage;
      const state = onLedger.get(one.id)?.state ?? (await standingOf(office, one, now));
      return { ...(await told(office, one.id, termsOf(post), state, withdrawing)), ...refusalIn(one, state) };
    }),
    ...rest.toReversed().map(async (post) => told(office, post.id, post, post.state, withdrawing)),
  ]);
}

/** Where something stands that the ledger has not. @param now the ledger's, Unix seconds. */
export async function standingOf(office: Office, handed: Handed, now: number): Promise<Standing> {
  if (handed.ending === "withdrawn") return "TakenBack";
  if (handed.ending === "refused") return "Refused";
  if (handed.deadline < now) return "Overdue";
  return (await signatureHolding(office, handed)) === undefined ? "Lapsed" : "HandedIn";
}

/** The signature with which it can be brought today; undefined where there is none any more. @param about of a withdrawal, the post. */
export async function signatureHolding({ at }: Office, handed: Handed, about?: Post): Promise<string | undefined> {
  const [signed] = handed.content.signatures;
  const message = messageIn(handed);
  if (!signed) return undefined;
  const number = numberOf(matchingDomain(at.deployment), message);
  const wallet = async (): Promise<string> => {
    if (message.kind === "demand" || message.kind === "offer") return walletToPost(at, message);
    return about ? signerOfParty(at, about) : "";
  };
  return (await stillHolds(at, number, signed.signer, wallet)) ? signed.signature : undefined;
}

/** The matches that whoever asks has signed, the newest first. */
export async function ownMatches(office: Office, person: Person): Promise<object[]> {
  const [handed, now] = await Promise.all([matchesOf(office.database, office, person, MOST_MATCHES), office.at.time()]);
  return Promise.all(
    handed.map(async (one) => {
      const { match, state } = await matchStanding(office, one, now);
      return { match: one.id, demand: match.demand, offer: match.offer, state, ...refusalIn(one, state) };
    }),
  );
}

/** Why it was refused, for whoever handed it in; null where it was not, or is on the ledger all the same. */
export function refusalIn({ content: { refused } }: Handed, state: Standing | MatchState): { refused: string | null } {
  return { refused: state === "Refused" || state === "refused" ? (refused ?? null) : null };
}

async function told(
  office: Office,
  id: string,
  terms: PostTerms,
  state: Standing,
  withdrawing: ReadonlySet<string>,
): Promise<object> {
  const { kind, written: party, serviceClass, through } = terms;
  const title = (await publicTextOf(office, terms))?.title ?? null;
  return {
    ...{ post: id, kind, party, title, serviceClass, state },
    through: isoOfDay(through),
    /** It is on the ledger, and its withdrawal waits to be brought there. */
    isWithdrawing: state === "Open" && withdrawing.has(id),
  };
}
