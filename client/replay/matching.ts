/** Demands, offers and matches, rebuilt: contracts/Matching.sol. */
import type { EventOf } from "./events.ts";
import { repeated, told, untold } from "./faults.ts";
import { mapped, numberOf } from "./stored.ts";
import type { Variables } from "./storageMap.ts";

/** In the order of the contract's numbers; a post that is past its last day is stored as open. */
export const POST_STATES = ["None", "Open", "Withdrawn", "Matched", "Expired"] as const;
export type PostState = (typeof POST_STATES)[number];

type StoredState = Extract<PostState, "Open" | "Withdrawn" | "Matched">;

/** A demand or an offer; `party` is the enterprise of the one, the provider of the other. */
export type PostRecord = {
  readonly party: bigint;
  readonly serviceClass: number;
  /** Where a partner is sought; 0: anywhere. */
  readonly district: number;
  /** The last day. */
  readonly through: number;
  state: StoredState;
};

export type PairRecord = { readonly enterprise: bigint; readonly provider: bigint; readonly serviceClass: number };

export type MatchingState = {
  readonly demands: Map<string, PostRecord>;
  readonly offers: Map<string, PostRecord>;
  /** By the offer, of those that answer one demand. */
  readonly demandAnswered: Map<string, string>;
  readonly matches: Map<string, PairRecord>;
  /** By the order. */
  readonly matchOfOrder: Map<string, string>;
  /** Messages that a signer took back, by the signer. */
  readonly withdrawn: Map<string, Map<string, boolean>>;
};

export function begin(): MatchingState {
  return {
    demands: new Map(),
    offers: new Map(),
    demandAnswered: new Map(),
    matches: new Map(),
    matchOfOrder: new Map(),
    withdrawn: new Map(),
  };
}

export function apply(state: MatchingState, event: EventOf<"matching">): void {
  switch (event.name) {
    case "DemandPosted": {
      const { demand, enterprise, terms } = event.args;
      if (state.demands.has(demand)) throw repeated("demand", demand);
      state.demands.set(demand, posted(enterprise, terms));
      break;
    }
    case "OfferPosted": {
      const { offer, provider, terms } = event.args;
      if (state.offers.has(offer)) throw repeated("offer", offer);
      state.offers.set(offer, posted(provider, terms));
      if (BigInt(terms.demand) !== 0n) state.demandAnswered.set(offer, terms.demand);
      break;
    }
    case "PostWithdrawn": {
      const { post } = event.args;
      close(state.demands.get(post) ?? told(state.offers, post, "offer"), post, "Withdrawn");
      break;
    }
    case "MatchMade":
      match(state, event.args);
      break;
    case "OrderRecorded": {
      const { matchId, order } = event.args;
      told(state.matches, matchId, "match");
      if (state.matchOfOrder.has(order)) throw repeated("order", order);
      state.matchOfOrder.set(order, matchId);
      break;
    }
    case "MessageWithdrawn": {
      const { signer, message } = event.args;
      const messages = state.withdrawn.get(signer) ?? new Map<string, boolean>();
      state.withdrawn.set(signer, messages.set(message, true));
      break;
    }
  }
}

export function storageOf({ demands, offers, ...others }: MatchingState): Variables {
  const stored = (post: PostRecord) => ({ ...post, state: numberOf(POST_STATES, post.state) });
  return { ...others, demands: mapped(demands, stored), offers: mapped(offers, stored) };
}

type Terms = Extract<EventOf<"matching">, { name: "DemandPosted" }>["args"]["terms"];
type Made = Extract<EventOf<"matching">, { name: "MatchMade" }>["args"];

function posted(
  party: bigint,
  { serviceClass, district, through }: Pick<Terms, "serviceClass" | "district" | "through">,
): PostRecord {
  return {
    party,
    serviceClass: Number(serviceClass),
    district: Number(district),
    through: Number(through),
    state: "Open",
  };
}

/** An offer to everybody stays open. */
function match(state: MatchingState, { matchId, demand, offer }: Made): void {
  const sought = told(state.demands, demand, "demand");
  const offered = told(state.offers, offer, "offer");
  const { party: enterprise, serviceClass } = sought;
  state.matches.set(matchId, { enterprise, provider: offered.party, serviceClass });
  close(sought, demand, "Matched");
  if (state.demandAnswered.has(offer)) close(offered, offer, "Matched");
}

/** @throws TongduiError `EventMissing` for a post that is not open. */
function close(post: PostRecord, id: string, state: StoredState): void {
  const { state: before } = post;
  post.state = state;
  if (before !== "Open") throw untold("post open", id);
}
