/** Demands and offers alike, as the pages show them. */
import type { Demand, Offer } from "../app/answers.ts";

/** Each has a text to ask an office for. */
export const A_PAGE = "20";

export interface Post {
  readonly id: string;
  readonly kind: "demand" | "offer";
  readonly district: number;
  readonly serviceClass: number;
  /** District in which a partner is sought; null for any. */
  readonly sought: number | null;
  readonly through: string;
  readonly state: string;
  /** Null where the district does not publish it. */
  readonly enterprise: string | null;
  readonly provider: string | null;
  /** Of an offer: the demand that it answers. */
  readonly answered: string | null;
  /** Of a demand: offers that answer it. */
  readonly answers: number;
}

export function postOfDemand({ demand: id, enterprise, answers, ...rest }: Demand): Post {
  return { ...rest, id, kind: "demand", enterprise, provider: null, answered: null, answers };
}

export function postOfOffer({ offer: id, provider, demand: answered, ...rest }: Offer): Post {
  return { ...rest, id, kind: "offer", enterprise: null, provider, answered, answers: 0 };
}

/** A demand's, offer's or match's number as addresses have it; undefined for what is none. */
export function readNumber(written: string): string | undefined {
  return /^0x[0-9a-f]{64}$/i.test(written) ? written.toLowerCase() : undefined;
}
