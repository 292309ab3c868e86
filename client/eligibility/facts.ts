/**
 * What a policy consultation rests on: the programs' terms and budgets, who asks, with whom, and for what. Whoever has them from the
 * ledger, from an index or from a form gives them in this shape; nothing here asks a node or a clock.
 */
import type { Day } from "../days.ts";
import type { ENTERPRISE_STATUSES } from "../replay/enterprises.ts";
import type { PROGRAM_STATUSES } from "../replay/programs.ts";
import type { PROVIDER_STATUSES } from "../replay/providers.ts";
import type { Text } from "../text/text.ts";
import type { VoucherStatus } from "../voucherWord.ts";

/** A program. Amounts in fen, periods in days. */
export interface ProgramFacts {
  readonly program: number;
  /** Its home district. */
  readonly district: number;
  /** What that is called; its number is said where nobody knows. */
  readonly districtName?: Text;
  readonly status: (typeof PROGRAM_STATUSES)[number];
  /** Whether the home district is an active member. */
  readonly isDistrictActive: boolean;
  /** Basis points of the contract. */
  readonly share: number;
  /** A group and calendar year, over all programs and districts. */
  readonly yearlyCap: bigint;
  readonly greatestFace: bigint;
  readonly leastContract: bigint;
  readonly useByDays: number;
  readonly claimByDays: number;
  readonly extensionDays: number;
  readonly noticeFloor: number;
  readonly lastIssueDay: Day;
  /** Districts whose approval an issue also needs. */
  readonly joint: readonly number[];
  readonly classes: readonly number[];
  /** What can still be issued; undefined where it is not known. */
  readonly available: bigint | undefined;
}

/** The enterprise that asks. */
export interface AskerFacts {
  readonly district: number;
  /** Undefined where it is not known to the ledger, or does not say who it is: then it is taken to be in good standing. */
  readonly standing: Standing | undefined;
  /** Fen issued to all firms of its actual controller in the calendar year of the day in question. */
  readonly issuedThisYear: bigint;
}

export interface Standing {
  readonly enterprise: bigint;
  readonly status: (typeof ENTERPRISE_STATUSES)[number];
  /** Its wallet is being replaced. */
  readonly stopped: boolean;
  readonly group: bigint;
  readonly wallet: string;
}

/** The provider that it wants to order from. */
export interface ProviderFacts {
  readonly provider: bigint;
  readonly district: number;
  readonly districtName?: Text;
  readonly isDistrictActive: boolean;
  readonly status: (typeof PROVIDER_STATUSES)[number];
  readonly stopped: boolean;
  readonly classes: readonly number[];
  readonly validFrom: Day;
  readonly validThrough: Day;
  /** Undefined where it is not known, as `wallet`. */
  readonly group: bigint | undefined;
  readonly wallet: string | undefined;
}

/** What it wants to do. */
export interface Wish {
  /** Both the day of issue and the day of the order. */
  readonly day: Day;
  readonly serviceClass: number;
  /** Fen. */
  readonly contractValue: bigint;
  /** Fen that the voucher is to pay; undefined for as much as there is. */
  readonly amount?: bigint;
  /** Undefined while it is still looking for one. */
  readonly provider?: ProviderFacts;
  /** The edition takes nothing new. */
  readonly isEditionClosed?: boolean;
}

/** A voucher that it holds already. Amounts in fen. */
export interface HeldVoucher {
  readonly voucher: bigint;
  readonly status: VoucherStatus;
  readonly isFrozen: boolean;
  readonly remaining: bigint;
  readonly useBy: Day;
}
