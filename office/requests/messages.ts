/**
 * What parties are asked to sign, as it is handed over: ids as people write them, amounts in fen as text, days and moments as numbers. The
 * office makes the EIP-712 message of it (client/messages.ts) and its digest, and never takes a digest from anybody.
 */
import { TypedDataEncoder, ZeroHash } from "ethers";
import { z } from "zod";
import { LAST_DAY } from "../../client/days.ts";
import { parseProvider, parseVoucher } from "../../client/ids.ts";
import {
  digestAcceptance,
  digestCancellation,
  digestClaim,
  digestOrder,
  digestRefusal,
  inOrder,
  MESSAGE_TYPES,
  type Acceptance,
  type Cancellation,
  type Claim,
  type LedgerDomain,
  type Order,
  type Refusal,
} from "../../client/messages.ts";

const MOST_FEN = 2n ** 48n - 1n;
/** The ledger's days have 16 bits. */
const LAST_LEDGER_DAY = Math.min(LAST_DAY, 65_535);

const fen = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/)
  .transform(BigInt)
  .refine((amount) => amount <= MOST_FEN);
export const hash = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .transform((text) => text.toLowerCase());
export const day = z.int().min(0).max(LAST_LEDGER_DAY);
export const small = z.int().min(0).max(255);
/** Unix seconds. */
export const moment = z.int().min(1).max(253_402_271_999).transform(BigInt);

export const idOf = (parse: (text: string) => bigint) =>
  z
    .string()
    .max(30)
    .transform((text, context) => {
      try {
        return parse(text);
      } catch {
        context.addIssue("must be an id");
        return z.NEVER;
      }
    });

const order = z.strictObject({
  voucher: idOf(parseVoucher),
  provider: idOf(parseProvider),
  amount: fen,
  contractValue: fen,
  contractDay: day,
  serviceClass: small,
  deliverBy: day,
  contractCommitment: hash,
  referenceTo: hash.default(ZeroHash),
  deadline: moment,
});

const claim = z
  .strictObject({
    order: hash,
    round: small,
    invoices: z
      .array(z.strictObject({ nullifier: hash, amount: fen }))
      .min(1)
      .max(10)
      .refine((invoices) => new Set(invoices.map(({ nullifier }) => nullifier)).size === invoices.length),
    evidence: hash,
    deadline: moment,
  })
  .transform((read) => ({ ...read, invoices: inOrder(read.invoices) }));

const acceptance = z.strictObject({ claim, deadline: moment });
const refusal = z.strictObject({ order: hash, round: small, reason: hash, deadline: moment });
const cancellation = z.strictObject({ order: hash, deadline: moment });

export const messageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("order"), message: order }),
  z.strictObject({ kind: z.literal("claim"), message: claim }),
  z.strictObject({ kind: z.literal("acceptance"), message: acceptance }),
  z.strictObject({ kind: z.literal("refusal"), message: refusal }),
  z.strictObject({ kind: z.literal("cancellation"), message: cancellation }),
]);

export type Message =
  | { readonly kind: "order"; readonly message: Order }
  | { readonly kind: "claim"; readonly message: Claim }
  | { readonly kind: "acceptance"; readonly message: Acceptance }
  | { readonly kind: "refusal"; readonly message: Refusal }
  | { readonly kind: "cancellation"; readonly message: Cancellation };

/** What the parties sign: 32 bytes. */
export function digestOf(domain: LedgerDomain, { kind, message }: Message): string {
  switch (kind) {
    case "order":
      return digestOrder(domain, message);
    case "claim":
      return digestClaim(domain, message);
    case "acceptance":
      return digestAcceptance(domain, message);
    case "refusal":
      return digestRefusal(domain, message);
    case "cancellation":
      return digestCancellation(domain, message);
  }
}

const TYPES = {
  order: "Order",
  claim: "Claim",
  acceptance: "Acceptance",
  refusal: "Refusal",
  cancellation: "Cancellation",
} as const;

/** For `eth_signTypedData_v4`; numbers as text, as wallets take them. */
export function typedDataOf(domain: LedgerDomain, { kind, message }: Message): unknown {
  return TypedDataEncoder.getPayload(domain, MESSAGE_TYPES[TYPES[kind]], message) as unknown;
}

/** Whose signatures it takes. */
export function signersOf(kind: Message["kind"]): readonly ("enterprise" | "provider")[] {
  switch (kind) {
    case "order":
    case "cancellation":
      return ["enterprise", "provider"];
    case "claim":
      return ["provider"];
    case "acceptance":
    case "refusal":
      return ["enterprise"];
  }
}

/** The order that a message is about; undefined for one that is to become an order. */
export function orderOf({ kind, message }: Message): string | undefined {
  if (kind === "order") return undefined;
  return kind === "acceptance" ? message.claim.order : message.order;
}
