/**
 * What the index answers (its openapi.json says more). Amounts are fen as digits, days are dates in Shanghai; null where a district does
 * not publish it, or where fewer than five vouchers stand behind a sum.
 */
import type { Duty } from "../../../client/ids.ts";
import type { Publication } from "../../../client/publication.ts";

export type Fen = string | null;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface Head {
  readonly block: number;
  /** Unix seconds. */
  readonly time: number;
  readonly day: string;
  readonly chainId: number;
  readonly genesis: string;
  readonly edition: string;
  /** Another one whenever a text comes or goes that demands, offers and providers are found by. */
  readonly texts: string;
  /** Unix seconds since when the index reaches no node of the chain; null while it reaches one. */
  readonly awaySince: number | null;
}

export interface District {
  readonly district: number;
  readonly name: string;
  readonly status: string;
  readonly addedOn: string;
  /** What the index was told last that it publishes. */
  readonly published?: Publication;
}

/** Of a program or a district. */
export interface Figures {
  readonly approved: Fen;
  readonly issued: Fen;
  readonly outstanding: Fen;
  readonly locked: Fen;
  readonly redeemed: Fen;
  readonly paid: Fen;
  readonly recovered: Fen;
  readonly returned: Fen;
  readonly suppressed?: boolean;
}

export interface DistrictTotal extends Figures {
  readonly district: number;
  readonly vouchers: number | null;
}

export interface MonthTotal {
  readonly district: number;
  /** As 2019-12. */
  readonly month: string;
  readonly vouchers: number | null;
  readonly issued: Fen;
  readonly redeemed: Fen;
  readonly paid: Fen;
  readonly recovered: Fen;
  readonly returned: Fen;
  readonly suppressed?: boolean;
}

export interface Crossing {
  readonly district: number;
  readonly providerDistrict: number;
  readonly redeemed: Fen;
  readonly paid: Fen;
  readonly suppressed?: boolean;
}

/** How far vouchers come: of a district, or of one of its classes, years or months of issue. */
export interface FunnelLine {
  readonly district: number;
  readonly serviceClass: number | null;
  /** As 2019 or 2019-12. */
  readonly period: string | null;
  readonly approved: Fen;
  readonly vouchers: number;
  readonly used: number | null;
  readonly unused: number;
  readonly lockedOrders: number;
  readonly redeemedOrders: number;
  readonly paidOrders: number;
  readonly issued: Fen;
  readonly locked: Fen;
  readonly redeemed: Fen;
  readonly paid: Fen;
  readonly expired: Fen;
  readonly suppressed: boolean;
}

export interface Milestone {
  /** Null of all districts together. */
  readonly district: number | null;
  readonly figure: string;
  readonly size: string;
  readonly voucher: string | null;
  readonly on: string;
}

export interface BudgetDay extends Figures {
  readonly day: string;
}

export interface Program extends Figures {
  readonly program: number;
  readonly district: number;
  readonly status: string;
  readonly available: Fen;
  readonly vouchers: number | null;
  readonly share: number;
  readonly yearlyCap: string;
  readonly greatestFace: string;
  readonly leastContract: string;
  readonly useByDays: number;
  readonly claimByDays: number;
  readonly extensionDays: number;
  readonly noticeFloor: number;
  readonly noticeCeiling: number;
  readonly graceDays: number;
  readonly resolveDays: number;
  readonly lastIssueDay: string;
  readonly joint: readonly number[];
  readonly classes: readonly number[];
  readonly policy: string;
  readonly policyUri: string;
  readonly proposedOn: string;
}

/** What a program gives for a contract, or why not. */
export interface Eligibility {
  readonly program: number;
  readonly district: number;
  readonly fits: boolean;
  /** Null where it does not fit, as the four below. */
  readonly amount: Fen;
  readonly own: Fen;
  /** What sets the amount. */
  readonly limit: "share" | "greatestFace" | "yearlyCap" | "budget" | "remaining" | null;
  readonly useBy: string | null;
  readonly claimBy: string | null;
  readonly issuedThrough: string;
  readonly joint: readonly number[];
  readonly budgetKnown: boolean;
  readonly reasons: readonly { readonly code: string; readonly en: string; readonly zh: string }[];
}

export interface Provider {
  readonly provider: string;
  readonly district: number;
  readonly status: string;
  readonly classes: readonly number[];
  readonly validFrom: string;
  readonly validThrough: string;
  readonly noticeEnd: string | null;
  readonly profile: string;
}

/** Of a demand or an offer. */
interface Posted {
  readonly district: number;
  readonly serviceClass: number;
  /** District in which a partner is sought; null for any. */
  readonly sought: number | null;
  readonly through: string;
  readonly state: string;
  readonly postedOn: string;
}

export interface Demand extends Posted {
  readonly demand: string;
  /** Null where the district does not publish it. */
  readonly enterprise: string | null;
  readonly answers: number;
}

export interface Offer extends Posted {
  readonly offer: string;
  readonly provider: string;
  /** The one that it answers; null where it is to everybody. */
  readonly demand: string | null;
  readonly matches: number;
}

export interface DemandAnswer extends Demand {
  readonly match: string | null;
  readonly offers: readonly Offer[];
}

/** Whose texts can be found by their words. */
export interface TextsOf {
  readonly district: number;
  readonly texts: number;
  readonly state: "Current" | "LastKnown" | "Missing";
  readonly awaySince: number | null;
}

/** A provider that fits a demand, and why. */
export interface Suggestion {
  readonly provider: string;
  readonly district: number;
  readonly reasons: readonly string[];
  readonly offer: string | null;
  readonly offers: number;
  /** Of the demand's words those that it says too. */
  readonly words: readonly string[];
  readonly paidOrders: number;
  readonly activeOn: string | null;
}

export interface MatchAnswer {
  readonly match: string;
  readonly demand: string;
  readonly offer: string;
  readonly provider: string;
  readonly serviceClass: number;
  readonly orders: number;
  readonly madeOn: string;
  /** Null where the district publishes no amounts. */
  readonly recorded: readonly { readonly order: string; readonly recordedOn: string }[] | null;
}

export interface OrderAnswer {
  readonly order: string;
  readonly voucher: string;
  readonly stage: string;
}

export interface Objection {
  readonly seat: string;
  readonly by: string;
  readonly reason: string;
  readonly on: string;
  readonly endedOn: string | null;
  readonly endedBy: string | null;
}

export interface PublicNotice {
  /** list, admission or order. */
  readonly about: string;
  /** Numbers, where it is about one. */
  readonly list: string | null;
  readonly order: string | null;
  readonly district: number;
  readonly otherDistrict: number;
  readonly program: number | null;
  readonly voucher: string | null;
  readonly provider: string | null;
  readonly count: number | null;
  readonly amount: Fen;
  readonly since: string;
  readonly noticeEnd: string;
  readonly openObjections: number;
  readonly objections: readonly Objection[];
}

export interface Change {
  readonly sequence: number;
  readonly action: string;
  /** Fen; days of Frozen, Unfrozen and Extended. */
  readonly amount: string | null;
  readonly subject: string | null;
  readonly by: string;
  /** The duty under which it acted, where the index can tell. */
  readonly duty?: { readonly district: number; readonly duty: Duty } | null;
  readonly proposedBy: string | null;
  readonly day: string;
  readonly time: number;
  readonly block: number;
  readonly transaction: string;
}

/** A change among those of all vouchers. */
export interface LatestChange extends Change {
  readonly voucher: string;
  readonly district: number;
}

export interface VoucherOrder {
  readonly order: string;
  readonly provider: string;
  readonly stage: string;
  readonly amount: Fen;
  readonly contractValue: Fen;
  readonly contractDay: string;
  readonly serviceClass: number;
  readonly deliverBy: string;
  readonly noticeEnd: string | null;
  readonly placedOn: string;
  readonly redeemedOn: string | null;
  readonly paidOn: string | null;
  readonly payment: number | null;
  readonly clawedBack: Fen;
  readonly recovered: Fen;
}

export interface VoucherPayment {
  readonly payment: number;
  readonly order: string;
  readonly amount: Fen;
  readonly paid: boolean | null;
  readonly receipt: string | null;
  readonly settledOn: string | null;
}

export interface Voucher {
  readonly voucher: string;
  readonly program: number;
  readonly district: number;
  /** null where the district publishes not even a pseudonym. */
  readonly enterprise: string | null;
  readonly status: string;
  readonly face: Fen;
  readonly remaining: Fen;
  readonly locked: Fen;
  readonly redeemed: Fen;
  readonly returned: Fen;
  readonly paid: Fen;
  readonly recovered: Fen;
  readonly issuedOn: string;
  readonly useBy: string;
  readonly extended: boolean;
  readonly frozen: boolean;
  /** Unix seconds while it is frozen. */
  readonly frozenUntil: number | null;
  readonly sequence: number;
}

export interface VoucherPageAnswer extends Voucher {
  readonly list: string;
  readonly changes: readonly Change[];
  readonly orders: readonly VoucherOrder[];
  readonly payments: readonly VoucherPayment[];
}
