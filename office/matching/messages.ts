/**
 * What parties sign of demands and offers, as it is handed over: ids as people write them, days and moments as numbers. The office makes
 * the EIP-712 message of it (client/matching/messages.ts) and its number, and never takes a number from anybody.
 */
import { ZeroHash } from "ethers";
import { z } from "zod";
import { formatEnterprise, formatProvider, parseEnterprise, parseProvider } from "../../client/ids.ts";
import {
  demandIdOf,
  digestPostWithdrawal,
  matchIdOf,
  offerIdOf,
  type Demand,
  type Match,
  type Offer,
  type PostWithdrawal,
} from "../../client/matching/messages.ts";
import type { LedgerDomain } from "../../client/messages.ts";
import type { PostTerms } from "./texts.ts";
import { day, hash, idOf, moment, small } from "../requests/messages.ts";

const common = {
  content: hash,
  serviceClass: small,
  district: z.int().min(0).max(65_535).default(0),
  through: day,
  deadline: moment,
};

export const postSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("demand"),
    message: z.strictObject({ enterprise: idOf(parseEnterprise), ...common }),
  }),
  z.strictObject({
    kind: z.literal("offer"),
    message: z.strictObject({ provider: idOf(parseProvider), demand: hash.default(ZeroHash), ...common }),
  }),
]);

export const withdrawalSchema = z.strictObject({ post: hash, deadline: moment });

export const matchSchema = z.strictObject({ demand: hash, offer: hash, deadline: moment });

export type PostMessage =
  { readonly kind: "demand"; readonly message: Demand } | { readonly kind: "offer"; readonly message: Offer };

export type HandedMessage =
  | PostMessage
  | { readonly kind: "withdrawal"; readonly message: PostWithdrawal }
  | { readonly kind: "match"; readonly message: Match };

/** What is signed: 32 bytes. Of a demand and an offer its number. */
export function numberOf(domain: LedgerDomain, { kind, message }: HandedMessage): string {
  switch (kind) {
    case "demand":
      return demandIdOf(domain, message);
    case "offer":
      return offerIdOf(domain, message);
    case "withdrawal":
      return digestPostWithdrawal(domain, message);
    case "match":
      return matchIdOf(domain, message);
  }
}

/** Whose a demand or an offer is. */
export function partyIn({ kind, message }: PostMessage): { readonly id: bigint; readonly written: string } {
  const id = kind === "demand" ? message.enterprise : message.provider;
  return { id, written: kind === "demand" ? formatEnterprise(id) : formatProvider(id) };
}

/** What its texts have to say, of a message that is to become a post. */
export function termsOf(post: PostMessage): PostTerms {
  const { content, serviceClass, district, through } = post.message;
  return { kind: post.kind, written: partyIn(post).written, content, serviceClass, district, through };
}
