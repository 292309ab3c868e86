/**
 * The messages that enterprises and providers sign (EIP-712), exactly as contracts/orders/Messages.sol hashes them. A party needs
 * no node and no gas: an officer or the Operator submits what it signed.
 */
import { TypedDataEncoder, type Signer, type TypedDataField } from "ethers";
import type { Day } from "./days.ts";

/** What binds a signature to one deployment: its chain, its Orders contract and its edition's salt. */
export type LedgerDomain = {
  readonly name: "Tongdui";
  readonly version: "1";
  readonly chainId: bigint;
  readonly verifyingContract: string;
  readonly salt: string;
};

/** A service contract that draws on a voucher; enterprise and provider both sign it. Amounts in fen. */
export type Order = {
  readonly voucher: bigint;
  readonly provider: bigint;
  /** Drawn on the voucher, at most. */
  readonly amount: bigint;
  readonly contractValue: bigint;
  readonly contractDay: Day;
  readonly serviceClass: number;
  readonly deliverBy: Day;
  readonly contractCommitment: string;
  /** Opaque, a match say; zero where there is none. */
  readonly referenceTo: string;
  /** The last Unix second at which the order can be placed. */
  readonly deadline: bigint;
};

export type Invoice = { readonly nullifier: string; readonly amount: bigint };

/** What the provider asks for; the provider signs it. */
export type Claim = {
  readonly order: string;
  /** Of the order: a claim that was refused or rejected cannot be used again. */
  readonly round: number;
  /** 1 to 10, as {@link inOrder} puts them. */
  readonly invoices: Invoice[];
  /** Commitment of the proof of delivery. */
  readonly evidence: string;
  readonly deadline: bigint;
};

/** The enterprise accepts this very claim. */
export type Acceptance = { readonly claim: Claim; readonly deadline: bigint };

/** The enterprise refuses the claim of a round. */
export type Refusal = {
  readonly order: string;
  readonly round: number;
  readonly reason: string;
  readonly deadline: bigint;
};

/** Both parties give an order up. */
export type Cancellation = { readonly order: string; readonly deadline: bigint };

/** A signer takes a message back before it is used. */
export type Withdrawal = {
  /** The digest of the message. */
  readonly message: string;
};

const fields = (...declarations: string[]): TypedDataField[] =>
  declarations.map((declaration) => {
    const [type = "", name = ""] = declaration.split(" ");
    return { type, name };
  });

const INVOICE = fields("bytes32 nullifier", "uint48 amount");
const CLAIM = fields("bytes32 order", "uint8 round", "Invoice[] invoices", "bytes32 evidence", "uint64 deadline");

/** The EIP-712 types of each message, with those that it refers to; for wallets that sign typed data. */
export const MESSAGE_TYPES = {
  Order: {
    Order: fields(
      "uint48 voucher",
      "uint48 provider",
      "uint48 amount",
      "uint48 contractValue",
      "uint16 contractDay",
      "uint8 serviceClass",
      "uint16 deliverBy",
      "bytes32 contractCommitment",
      "bytes32 referenceTo",
      "uint64 deadline",
    ),
  },
  Claim: { Claim: CLAIM, Invoice: INVOICE },
  Acceptance: { Acceptance: fields("Claim claim", "uint64 deadline"), Claim: CLAIM, Invoice: INVOICE },
  Refusal: { Refusal: fields("bytes32 order", "uint8 round", "bytes32 reason", "uint64 deadline") },
  Cancellation: { Cancellation: fields("bytes32 order", "uint64 deadline") },
  Withdrawal: { Withdrawal: fields("bytes32 message") },
} satisfies Record<string, Record<string, TypedDataField[]>>;

/** @param orders address of the Orders contract. @param salt of the edition. */
export function ledgerDomain(chainId: bigint | number, orders: string, salt: string): LedgerDomain {
  return { name: "Tongdui", version: "1", chainId: BigInt(chainId), verifyingContract: orders, salt };
}

/** What `Orders.domainSeparator()` gives. */
export function domainSeparatorOf(domain: LedgerDomain): string {
  return TypedDataEncoder.hashDomain(domain);
}

/** The id of an order: the digest that both parties sign. */
export function orderIdOf(domain: LedgerDomain, order: Order): string {
  return digestOrder(domain, order);
}

/** The struct hash of a claim, as `Orders.claimOf` keeps it while the claim waits for the enterprise. */
export function claimHashOf(claim: Claim): string {
  return TypedDataEncoder.hashStruct("Claim", MESSAGE_TYPES.Claim, claim);
}

/** Invoices by rising nullifier, as the ledger demands. */
export function inOrder(invoices: readonly Invoice[]): Invoice[] {
  return invoices
    .map((invoice) => ({ ...invoice, nullifier: invoice.nullifier.toLowerCase() }))
    .sort((a, b) => (a.nullifier < b.nullifier ? -1 : 1));
}

type Digest<Message> = (domain: LedgerDomain, message: Message) => string;
type Sign<Message> = (signer: Signer, domain: LedgerDomain, message: Message) => Promise<string>;

export const digestOrder: Digest<Order> = digest("Order");
export const digestClaim: Digest<Claim> = digest("Claim");
export const digestAcceptance: Digest<Acceptance> = digest("Acceptance");
export const digestRefusal: Digest<Refusal> = digest("Refusal");
export const digestCancellation: Digest<Cancellation> = digest("Cancellation");
export const digestWithdrawal: Digest<Withdrawal> = digest("Withdrawal");

export const signOrder: Sign<Order> = sign("Order");
export const signClaim: Sign<Claim> = sign("Claim");
export const signAcceptance: Sign<Acceptance> = sign("Acceptance");
export const signRefusal: Sign<Refusal> = sign("Refusal");
export const signCancellation: Sign<Cancellation> = sign("Cancellation");
export const signWithdrawal: Sign<Withdrawal> = sign("Withdrawal");

function digest<Message extends object>(name: keyof typeof MESSAGE_TYPES): Digest<Message> {
  return (domain, message) => TypedDataEncoder.hash(domain, MESSAGE_TYPES[name], message);
}

function sign<Message extends object>(name: keyof typeof MESSAGE_TYPES): Sign<Message> {
  return (signer, domain, message) => signer.signTypedData(domain, MESSAGE_TYPES[name], message);
}
