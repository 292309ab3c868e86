/**
 * What a proof proves, fact by fact, and what it does not: values for programs, each with a sentence for people in English and Chinese
 * (sentences/). Money is fen, days are Shanghai days, times are seconds since 1970-01-01T00:00Z.
 */
import type { Hex } from "./bytes.ts";
import type { OrderStage } from "./ledger/orderWord.ts";
import type { ClawBack, PaymentState } from "./ledger/payment.ts";
import type { Budget, ProgramStatus, Terms } from "./ledger/program.ts";
import type { ProviderState } from "./ledger/provider.ts";
import type { Action } from "./ledger/voucherChanged.ts";
import type { Text } from "./refusal.ts";
import { FACT_SENTENCES } from "./sentences/facts.ts";
import { LIMIT_SENTENCES, WARNING_SENTENCES } from "./sentences/limits.ts";
import type { PartName } from "./trustRoot.ts";

/** A district as the trust root names it, or by its number alone where it does not. */
export type District = { readonly id: number } & Text;

/** Those of a list that share a range of validators. */
type SealedBlocks = {
  readonly blocks: number;
  /** The range of blocks for which the trust root names these validators; `through` is null where it is open. */
  readonly from: number;
  readonly through: number | null;
  /** How many sealed the block that the fewest sealed. */
  readonly fewest: number;
  readonly validators: number;
  /** Of those who sealed. */
  readonly districts: readonly District[];
};

/** Each kind of fact and its values. */
export type FactKinds = {
  development: object;
  sealed: SealedBlocks;
  ledger: {
    readonly chainId: number;
    readonly edition: Hex;
    readonly editionCode: Hex;
    /** The contracts that the proof relies on, each with the hash of its code. */
    readonly contracts: readonly { readonly part: PartName; readonly address: Hex; readonly code: Hex }[];
    /** Whether the code of edition and vouchers is proved in the blocks before the newest one, too, where there are any. */
    readonly olderBlocks: "none" | "proved" | "notProved";
  };
  moment: { readonly block: number; readonly hash: Hex; readonly time: number };

  voucher: {
    readonly voucher: bigint;
    readonly program: bigint;
    readonly enterprise: bigint;
    readonly home: District;
    readonly face: bigint;
    readonly issuedOn: number;
  };
  figures: {
    readonly ended: boolean;
    /** Remaining, or returned to the budget once it has ended. */
    readonly rest: bigint;
    readonly locked: bigint;
    readonly redeemed: bigint;
    /** Of what is redeemed. */
    readonly paid: bigint;
    /** Of what was paid. */
    readonly recovered: bigint;
  };
  standing: {
    readonly status: "active" | "revoked" | "expired";
    readonly useBy: number;
    /** Whether the last day of use had passed at the moment of the proof. */
    readonly passed: boolean;
    /** The days of its one extension; 0 for none. */
    readonly extension: bigint;
  };
  freezes: {
    readonly count: number;
    readonly daysInAll: number;
    /** When the running freeze ends; undefined where none ran at the moment of the proof. */
    readonly until: number | undefined;
  };
  history: { readonly changes: number };
  change: {
    readonly number: number;
    readonly action: Action;
    /** Fen, or days of a freeze or extension. */
    readonly amount: bigint;
    /** List, order or commitment of the reason. */
    readonly subject: Hex;
    readonly block: number;
    readonly time: number;
    /** Its place in the block, from 0. */
    readonly transaction: number;
  };
  order: {
    readonly order: Hex;
    readonly provider: bigint;
    readonly district: District;
    readonly home: District;
    readonly crossDistrict: boolean;
    readonly amount: bigint;
    readonly stage: OrderStage;
    readonly deliverBy: number;
    /** The last day of the public notice, where it is redeemed. */
    readonly noticeEnd: number | undefined;
    /** 0 for none. */
    readonly payment: bigint;
  };
  payment: Omit<PaymentState, "home"> & { readonly payment: bigint; readonly home: District };
  clawBack: ClawBack & { readonly order: Hex; readonly outstanding: bigint };

  provider: Pick<ProviderState, "status" | "noticeEnd"> & { readonly provider: bigint; readonly district: District };
  certificate: Pick<ProviderState, "validFrom" | "validThrough" | "classes"> & {
    /** Whether the moment of the proof is within its validity. */
    readonly within: boolean;
  };
  signing: Pick<ProviderState, "wallet" | "stopped" | "profile">;

  program: {
    readonly program: bigint;
    readonly home: District;
    readonly joint: readonly District[];
    readonly status: ProgramStatus;
  };
  terms: Omit<Terms, "home" | "joint">;
  budget: Budget & { readonly available: bigint };
};

/** Each kind of thing that a reader might take for proved and is not. */
export type LimitKinds = {
  seals: object;
  trustRoot: { readonly hash: Hex };
  rootSignatures: { readonly number: number };
  retiredKeys: { readonly from: number; readonly through: number };
  looseBlocks: { readonly sealed: boolean };
  later: { readonly block: number; readonly time: number };
  past: object;
  documents: object;
  bank: object;
  ordersInPayment: object;
};

/** What to mind before the file is passed on. */
export type WarningKinds = { disclosure: object };

type Said<Kinds> = { [Kind in keyof Kinds]: { readonly kind: Kind } & Kinds[Kind] & Text }[keyof Kinds];
export type Fact = Said<FactKinds>;
export type NotProved = Said<LimitKinds>;
export type Warning = Said<WarningKinds>;

/** What one proof comes to. */
export type Findings = {
  readonly facts: readonly Fact[];
  readonly notProved: readonly NotProved[];
  readonly warnings: readonly Warning[];
};

export function fact<Kind extends keyof FactKinds>(kind: Kind, values: FactKinds[Kind]): Fact {
  return { kind, ...values, ...FACT_SENTENCES[kind](values) } as Fact;
}

export function notProved<Kind extends keyof LimitKinds>(kind: Kind, values: LimitKinds[Kind]): NotProved {
  return { kind, ...values, ...LIMIT_SENTENCES[kind](values) } as NotProved;
}

export function warning<Kind extends keyof WarningKinds>(kind: Kind, values: WarningKinds[Kind]): Warning {
  return { kind, ...values, ...WARNING_SENTENCES[kind](values) };
}
