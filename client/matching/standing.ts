/** What the ledger has of demands, offers and matches, where it may have nothing. */
import { isError } from "ethers";
import { POST_STATES, type PostState } from "../replay/matching.ts";
import type { Ledger } from "../ledger.ts";

/** A demand or an offer as it is today. */
export interface Post {
  /** The enterprise of a demand, the provider of an offer. */
  readonly party: bigint;
  readonly serviceClass: number;
  /** Where a partner is sought; 0: anywhere. */
  readonly district: number;
  readonly through: number;
  readonly state: PostState;
}

export interface Pair {
  readonly enterprise: bigint;
  readonly provider: bigint;
  readonly serviceClass: number;
}

type Matching = Pick<Ledger, "matching">;

/** Undefined where the ledger knows none. */
export async function demandOf({ matching }: Matching, id: string): Promise<Post | undefined> {
  return orNone("DemandUnknown", async () => postIn(await matching.demandOf(id)));
}

/** Undefined where the ledger knows none. */
export async function offerOf({ matching }: Matching, id: string): Promise<Post | undefined> {
  return orNone("OfferUnknown", async () => postIn(await matching.offerOf(id)));
}

/** Undefined where the ledger knows none. */
export async function pairOf({ matching }: Matching, id: string): Promise<Pair | undefined> {
  return orNone("MatchUnknown", async () => {
    const { enterprise, provider, serviceClass } = await matching.matchOf(id);
    return { enterprise, provider, serviceClass: Number(serviceClass) };
  });
}

function postIn(found: Awaited<ReturnType<Ledger["matching"]["demandOf"]>>): Post {
  const { party, serviceClass, district, through, state } = found;
  return {
    party,
    serviceClass: Number(serviceClass),
    district: Number(district),
    through: Number(through),
    state: POST_STATES[Number(state)] ?? "None",
  };
}

/** What a contract refuses with an error of this name is not there. */
async function orNone<T>(error: string, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (cause) {
    if (isError(cause, "CALL_EXCEPTION") && cause.revert?.name === error) return undefined;
    throw cause;
  }
}
