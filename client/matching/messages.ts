/**
 * The messages by which enterprises and providers find each other (EIP-712), exactly as contracts/matching/MatchMessages.sol hashes
 * them. They are signed for Matching: their domain is that of client/messages.ts with its address.
 */
import { TypedDataEncoder, type Signer, type TypedDataField } from "ethers";
import type { Day } from "../days.ts";
import type { LedgerDomain } from "../messages.ts";

/** What an enterprise looks for; it signs it. */
export type Demand = {
  readonly enterprise: bigint;
  /** Commitment of the text, which its home district's office keeps. */
  readonly content: string;
  readonly serviceClass: number;
  /** Where a provider is sought; 0: anywhere. */
  readonly district: number;
  /** The last day on which it can be matched, at most 366 days ahead. */
  readonly through: Day;
  /** The last Unix second at which it can be posted. */
  readonly deadline: bigint;
};

/** What a provider offers; it signs it. */
export type Offer = {
  readonly provider: bigint;
  /** The one demand that it answers; zero: it is to everybody. */
  readonly demand: string;
  readonly content: string;
  readonly serviceClass: number;
  /** Where an enterprise is sought; 0: anywhere. */
  readonly district: number;
  readonly through: Day;
  readonly deadline: bigint;
};

/** A demand and an offer go together; both parties sign it. */
export type Match = {
  readonly demand: string;
  readonly offer: string;
  /** The last Unix second at which it can be recorded. */
  readonly deadline: bigint;
};

/** Whoever posted it takes a demand or an offer back. */
export type PostWithdrawal = { readonly post: string; readonly deadline: bigint };

const fields = (...declarations: string[]): TypedDataField[] =>
  declarations.map((declaration) => {
    const [type = "", name = ""] = declaration.split(" ");
    return { type, name };
  });

const CONTENT = ["bytes32 content", "uint8 serviceClass", "uint16 district", "uint16 through", "uint64 deadline"];

/** The EIP-712 types of each message; for wallets that sign typed data. */
export const MATCH_MESSAGE_TYPES = {
  Demand: { Demand: fields("uint48 enterprise", ...CONTENT) },
  Offer: { Offer: fields("uint48 provider", "bytes32 demand", ...CONTENT) },
  Match: { Match: fields("bytes32 demand", "bytes32 offer", "uint64 deadline") },
  PostWithdrawal: { PostWithdrawal: fields("bytes32 post", "uint64 deadline") },
} satisfies Record<string, Record<string, TypedDataField[]>>;

export type MatchMessageName = keyof typeof MATCH_MESSAGE_TYPES;

type Digest<Message> = (domain: LedgerDomain, message: Message) => string;
type Sign<Message> = (signer: Signer, domain: LedgerDomain, message: Message) => Promise<string>;

/** The id of a demand: the digest that the enterprise signs. */
export const demandIdOf: Digest<Demand> = digest("Demand");
/** The id of an offer: the digest that the provider signs. */
export const offerIdOf: Digest<Offer> = digest("Offer");
/** The id of a match: the digest that both sign, and what an order's reference names. */
export const matchIdOf: Digest<Match> = digest("Match");
export const digestPostWithdrawal: Digest<PostWithdrawal> = digest("PostWithdrawal");

export const signDemand: Sign<Demand> = sign("Demand");
export const signOffer: Sign<Offer> = sign("Offer");
export const signMatch: Sign<Match> = sign("Match");
export const signPostWithdrawal: Sign<PostWithdrawal> = sign("PostWithdrawal");

function digest<Message extends object>(name: MatchMessageName): Digest<Message> {
  return (domain, message) => TypedDataEncoder.hash(domain, MATCH_MESSAGE_TYPES[name], message);
}

function sign<Message extends object>(name: MatchMessageName): Sign<Message> {
  return (signer, domain, message) => signer.signTypedData(domain, MATCH_MESSAGE_TYPES[name], message);
}
