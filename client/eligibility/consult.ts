/**
 * Which programs give an enterprise a voucher for what it wants to order, how much, and until when; where not, why not. What is promised
 * here, the ledger's `issue` and `place` take; what is refused, they refuse: contracts/Programs.sol, Enterprises.sol,
 * vouchers/Issuing.sol and orders/Placing.sol. Pure: no chain, no clock.
 */
import type { Day } from "../days.ts";
import { shareOf } from "../money.ts";
import { ENTERPRISE_STATUSES } from "../replay/enterprises.ts";
import { PROGRAM_STATUSES } from "../replay/programs.ts";
import { PROVIDER_STATUSES } from "../replay/providers.ts";
import type { Text } from "../text/text.ts";
import { VOUCHER_STATUSES } from "../voucherWord.ts";
import type { AskerFacts, HeldVoucher, ProgramFacts, ProviderFacts, Wish } from "./facts.ts";
import { reason, type Reason } from "./reasons.ts";

/** What sets the amount: of several that are equally low, the first one here. */
export const LIMITS = ["share", "greatestFace", "yearlyCap", "budget", "remaining"] as const;
export type Limit = (typeof LIMITS)[number];

/** What there is to get. Amounts in fen. */
export interface Offer {
  /** What the voucher pays of the contract: what was asked for, or as much as there is. */
  readonly amount: bigint;
  /** What the enterprise pays itself. */
  readonly own: bigint;
  /** What `amount` cannot be raised above, and why. */
  readonly most: bigint;
  readonly limit: Limit;
  /** The last day on which the order can be placed. */
  readonly useBy: Day;
  /** The last day on which the provider can claim. */
  readonly claimBy: Day;
}

export interface Consultation {
  readonly program: number;
  readonly district: number;
  /** All reasons against it; none where it fits. */
  readonly reasons: readonly Reason[];
  /** Undefined where something stands against it. */
  readonly offer: Offer | undefined;
  /** The last day of issue. */
  readonly issuedThrough: Day;
  /** Districts whose approval an issue also needs. */
  readonly joint: readonly number[];
  /** Whether the amount was held against what is left of the budget. */
  readonly isBudgetKnown: boolean;
}

/** New vouchers: the programs that fit first, the greatest amount first; then the others, by their numbers. */
export function consult(programs: readonly ProgramFacts[], asker: AskerFacts, wish: Wish): Consultation[] {
  return programs
    .map((program) => consultOne(program, asker, wish))
    .sort((a, b) => byAmount(a.offer?.amount ?? 0n, b.offer?.amount ?? 0n) || a.program - b.program);
}

function byAmount(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}

/** A new voucher of one program, issued and used on the same day. */
export function consultOne(program: ProgramFacts, asker: AskerFacts, wish: Wish): Consultation {
  const room = floor(program.yearlyCap - asker.issuedThisYear);
  const most = least([
    ["share", shareOf(wish.contractValue, program.share)],
    ["greatestFace", program.greatestFace],
    ["yearlyCap", room],
    ...(program.available === undefined ? [] : [["budget", floor(program.available)] as const]),
  ]);
  const amount = wish.amount ?? most.amount;
  const reasons = [
    ...againstProgram(program, wish),
    ...againstIssue(program, asker, wish),
    ...againstOrder(program, asker, wish),
    ...againstAmount(program, asker, room, amount, wish),
  ];
  const useBy = wish.day + program.useByDays;
  return {
    program: program.program,
    district: program.district,
    reasons,
    offer: reasons.length > 0 ? undefined : offerOf(wish, amount, most, useBy, program),
    issuedThrough: program.lastIssueDay,
    joint: program.joint,
    isBudgetKnown: program.available !== undefined,
  };
}

/** An order on a voucher that the enterprise holds. @param program under which it was issued. */
export function consultHeld(
  voucher: HeldVoucher,
  program: ProgramFacts,
  asker: AskerFacts,
  wish: Wish,
): Pick<Consultation, "reasons" | "offer"> & { readonly voucher: bigint } {
  const share = shareOf(wish.contractValue, program.share);
  const most = least([
    ["share", share],
    ["remaining", voucher.remaining],
  ]);
  const amount = wish.amount ?? most.amount;
  const reasons = [...againstProgram(program, wish), ...againstOrder(program, asker, wish)];
  if (voucher.status !== "Active")
    reasons.push(reason("VoucherIn", { status: VOUCHER_STATUSES.indexOf(voucher.status) }));
  if (voucher.isFrozen) reasons.push(reason("VoucherFrozen"));
  if (wish.day > voucher.useBy) reasons.push(reason("UseByPassed", { useBy: voucher.useBy }));
  reasons.push(...againstShare(share, amount, wish));
  const asked = wish.amount ?? share;
  if (amount > voucher.remaining || voucher.remaining === 0n)
    reasons.push(reason("RemainingExceeded", { remaining: voucher.remaining, amount: asked }));
  const offer = reasons.length > 0 ? undefined : offerOf(wish, amount, most, voucher.useBy, program);
  return { voucher: voucher.voucher, reasons, offer };
}

interface Most {
  readonly limit: Limit;
  readonly amount: bigint;
}

function offerOf(wish: Wish, amount: bigint, most: Most, useBy: Day, { claimByDays }: ProgramFacts): Offer {
  const own = wish.contractValue - amount;
  return { amount, own, most: most.amount, limit: most.limit, useBy, claimBy: useBy + claimByDays };
}

function least(limits: readonly (readonly [Limit, bigint])[]): Most {
  const [limit, amount] = limits.reduce((low, next) => (next[1] < low[1] ? next : low));
  return { limit, amount };
}

function floor(amount: bigint): bigint {
  return amount < 0n ? 0n : amount;
}

function nameOrNumber({ district, districtName }: Pick<ProgramFacts, "district" | "districtName">): Text | number {
  return districtName ?? district;
}

/** What issue and order both need. */
function againstProgram(program: ProgramFacts, wish: Wish): Reason[] {
  const reasons: Reason[] = [];
  if (wish.isEditionClosed === true) reasons.push(reason("EditionIsClosed"));
  if (program.status !== "Open")
    reasons.push(reason("ProgramIn", { status: PROGRAM_STATUSES.indexOf(program.status) }));
  if (!program.isDistrictActive) reasons.push(reason("DistrictNotActive", { district: nameOrNumber(program) }));
  return reasons;
}

function againstIssue(program: ProgramFacts, { district, standing }: AskerFacts, { day }: Wish): Reason[] {
  const reasons: Reason[] = [];
  if (day > program.lastIssueDay) reasons.push(reason("IssueClosed", { lastIssueDay: program.lastIssueDay }));
  if (district !== program.district) reasons.push(reason("OtherDistrict", { home: nameOrNumber(program) }));
  if (standing && standing.status !== "Active")
    reasons.push(reason("NotActive", { status: ENTERPRISE_STATUSES.indexOf(standing.status) }));
  return reasons;
}

function againstOrder(program: ProgramFacts, asker: AskerFacts, wish: Wish): Reason[] {
  const { serviceClass, contractValue, provider } = wish;
  const { standing } = asker;
  const reasons: Reason[] = [];
  if (!program.classes.includes(serviceClass)) reasons.push(reason("ClassNotCovered", { serviceClass }));
  if (contractValue < program.leastContract)
    reasons.push(reason("ContractTooSmall", { value: contractValue, least: program.leastContract }));
  if (standing && standing.status !== "Active")
    reasons.push(reason("EnterpriseIn", { status: ENTERPRISE_STATUSES.indexOf(standing.status) }));
  if (standing?.stopped === true) reasons.push(reason("WalletStopped", { party: standing.enterprise }));
  if (provider) reasons.push(...againstProvider(provider, wish));
  if (provider && standing && provider.group === standing.group) reasons.push(reason("OneGroup"));
  if (provider?.wallet !== undefined && standing && provider.wallet.toLowerCase() === standing.wallet.toLowerCase())
    reasons.push(reason("OneWallet"));
  return reasons;
}

function againstProvider(provider: ProviderFacts, { day, serviceClass }: Wish): Reason[] {
  const { provider: id, validFrom, validThrough } = provider;
  const reasons: Reason[] = [];
  if (provider.status !== "Admitted")
    reasons.push(reason("ProviderIn", { provider: id, status: PROVIDER_STATUSES.indexOf(provider.status) }));
  if (day < validFrom || day > validThrough)
    reasons.push(reason("CertificateNotValid", { provider: id, validFrom, validThrough }));
  if (!provider.classes.includes(serviceClass))
    reasons.push(reason("ClassNotAdmitted", { provider: id, serviceClass }));
  if (!provider.isDistrictActive) reasons.push(reason("DistrictNotActive", { district: nameOrNumber(provider) }));
  if (provider.stopped) reasons.push(reason("WalletStopped", { party: id }));
  return reasons;
}

/** Each limit that the amount is above; where nothing was asked for, those that leave nothing. */
function againstAmount(
  program: ProgramFacts,
  { issuedThisYear: issued }: AskerFacts,
  room: bigint,
  amount: bigint,
  wish: Wish,
): Reason[] {
  const { greatestFace, yearlyCap: cap, available } = program;
  const share = shareOf(wish.contractValue, program.share);
  const asked = wish.amount ?? (share < greatestFace ? share : greatestFace);
  const isAbove = (most: bigint): boolean => amount > most || most === 0n;
  const reasons = againstShare(share, amount, wish);
  if (amount > greatestFace) reasons.push(reason("FaceOutOfTerms", { greatestFace, asked }));
  if (isAbove(room)) reasons.push(reason("YearlyCap", { cap, issued, room }));
  if (available !== undefined && isAbove(floor(available)))
    reasons.push(reason("BudgetExceeded", { available: floor(available), asked }));
  return reasons;
}

function againstShare(share: bigint, amount: bigint, wish: Wish): Reason[] {
  if (wish.amount === 0n || (wish.amount === undefined && share === 0n)) return [reason("AmountMissing")];
  return amount > share ? [reason("ShareExceeded", { amount, most: share })] : [];
}
