import type { Day } from "../../../client/days.ts";
import { yearOf } from "../../../client/days.ts";
import { encodeVoucher } from "../../../client/voucherWord.ts";
import type { Act } from "./act.ts";
import { propose, seconded } from "./matters.ts";
import { CONSORTIUM, demandDuty, demandSafe, holds } from "./offices.ts";
import { knownProgram } from "./programs.ts";
import { SECONDS_A_DAY, ZERO, type Town } from "./town.ts";
import { homeOf } from "./wallets.ts";

export const VOUCHER_STATUSES = ["None", "Active", "Revoked", "Expired"] as const;

/** All freezes of a voucher: when the last one runs, and how many days they have added. */
export interface Freezes {
  since: number;
  until: number;
  count: number;
  daysInAll: number;
  /** Those of them that were added to the time for claims alone. */
  daysOfClaim: number;
  /** The last one was ordered before use-by had passed. */
  beforeUseBy: boolean;
  /** Whose it is to end: the Auditor's, or the home Bureau's. */
  byAuditor: boolean;
}

/** Every fen of the face is in one of four pots. */
export interface Voucher {
  readonly enterprise: bigint;
  readonly program: number;
  readonly face: bigint;
  remaining: bigint;
  locked: bigint;
  redeemed: bigint;
  returned: bigint;
  readonly issuedOn: Day;
  useBy: Day;
  status: (typeof VOUCHER_STATUSES)[number];
  extended: boolean;
  sequence: number;
  freezes?: Freezes;
  /** The group that it was counted to when it was issued, and what that group was given back. */
  readonly countedTo: string;
  givenBack: bigint;
}

type Pot = "remaining" | "locked" | "redeemed" | "returned";

/** What happened to a voucher, by the ledger's numbers. */
export const ACTION = {
  locked: 1,
  unlocked: 2,
  redeemed: 3,
  reopened: 4,
  rejected: 5,
  paid: 6,
  recovered: 7,
  frozen: 8,
  unfrozen: 9,
  extended: 10,
  revoked: 11,
  expired: 12,
} as const;

const LONGEST_FREEZE = 30;

export const knownVoucher = (a: Act, id: bigint): Voucher => a.known(a.town.vouchers.get(id), "VoucherUnknown", id);
const numberOf = (status: Voucher["status"]): number => VOUCHER_STATUSES.indexOf(status);

export function demandLiving(a: Act, id: bigint): Voucher {
  const voucher = knownVoucher(a, id);
  a.demand(voucher.status === "Active", "VoucherIn", id, numberOf(voucher.status));
  return voucher;
}

export const isFrozen = ({ freezes }: Voucher, now: number): boolean => freezes !== undefined && freezes.until > now;

export function demandNotFrozen(a: Act, id: bigint): void {
  const voucher = knownVoucher(a, id);
  a.demand(!isFrozen(voucher, a.now), "VoucherFrozen", id, voucher.freezes?.until);
}

const wholeDaysLeft = ({ until }: Freezes, now: number): number => Math.floor(Math.max(0, until - now) / SECONDS_A_DAY);

/** The days of freezes that a voucher has behind it; a day of a running one counts as it begins. */
export const frozenDays = ({ freezes }: Voucher, now: number): number =>
  freezes ? freezes.daysInAll - wholeDaysLeft(freezes, now) : 0;

/** The last day on which a claim is taken. */
export function claimBy({ programs }: Town, { program, useBy, freezes }: Voucher): Day {
  return useBy + programs.get(program)!.terms.claimByDays + (freezes?.daysOfClaim ?? 0);
}

export function wordOf({ enterprise, face, locked, redeemed, issuedOn, useBy, ...rest }: Voucher): bigint {
  const { status, extended, sequence, freezes } = rest;
  const frozenOnce = freezes !== undefined;
  return encodeVoucher({ enterprise, face, locked, redeemed, issuedOn, useBy, status, extended, frozenOnce, sequence });
}

/** Numbers a change of a voucher, and tells it with all that the voucher is after it. */
export function changed(a: Act, id: bigint, action: number, amount: bigint | number, subject: string): void {
  const voucher = a.town.vouchers.get(id)!;
  voucher.sequence += 1;
  const { sequence } = voucher;
  a.tell("vouchers", "VoucherChanged", { voucher: id, sequence, action, amount, subject, state: wordOf(voucher) });
}

/** Moves fen from pot to pot, and the program's figures with them. */
export function move(town: Town, voucher: Voucher, from: Pot, to: Pot, fen: bigint): void {
  voucher[from] -= fen;
  voucher[to] += fen;
  const { budget } = town.programs.get(voucher.program)!;
  const figures = {
    remaining: "outstanding",
    locked: "outstanding",
    redeemed: "redeemed",
    returned: undefined,
  } as const;
  const [out, into] = [figures[from], figures[to]];
  if (out) budget[out] -= fen;
  if (into) budget[into] += fen;
}

/** Where an amount goes that an order gives up. */
export const freePot = ({ status }: Voucher): Pot => (status === "Active" ? "remaining" : "returned");

export function newVoucher(a: Act, program: number, enterprise: bigint, face: bigint, useByDays: number): bigint {
  const earlier = [...a.town.vouchers.values()].filter((voucher) => voucher.program === program).length;
  const id = (BigInt(program) << 32n) | BigInt(earlier + 1);
  a.town.vouchers.set(id, {
    enterprise,
    program,
    face,
    remaining: face,
    locked: 0n,
    redeemed: 0n,
    returned: 0n,
    issuedOn: a.today,
    useBy: a.today + useByDays,
    status: "Active",
    extended: false,
    sequence: 0,
    countedTo: a.town.enterprises.get(enterprise)!.group,
    givenBack: 0n,
  });
  return id;
}

/** WHO: the Auditor, or the home Bureau. @returns whether it is the Auditor's freeze. */
function demandFreezer(a: Act, id: bigint, length: number): boolean {
  const { enterprise } = knownVoucher(a, id);
  const byAuditor = holds(a.town, a.by, CONSORTIUM, "auditor");
  if (!byAuditor) demandDuty(a, homeOf(enterprise), "bureau");
  a.demand(length >= 1 && length <= LONGEST_FREEZE, "FreezeDaysUnfit", length, LONGEST_FREEZE);
  return byAuditor;
}

/** A further freeze begins where a running one ends; the days go to use-by, or after it to the time for claims. */
function order(a: Act, id: bigint, length: number, reason: string, byAuditor: boolean): void {
  const voucher = a.town.vouchers.get(id)!;
  const { freezes } = voucher;
  const running = isFrozen(voucher, a.now) ? freezes : undefined;
  const since = running?.until ?? a.now;
  const beforeUseBy = a.today <= voucher.useBy;
  voucher.freezes = {
    since,
    until: since + length * SECONDS_A_DAY,
    count: (freezes?.count ?? 0) + 1,
    daysInAll: (freezes?.daysInAll ?? 0) + length,
    daysOfClaim: (freezes?.daysOfClaim ?? 0) + (beforeUseBy ? 0 : length),
    beforeUseBy,
    byAuditor: byAuditor || running?.byAuditor === true,
  };
  if (beforeUseBy) voucher.useBy += length;
  changed(a, id, ACTION.frozen, length, reason);
  a.tell("vouchers", "FreezeOrdered", { voucher: id, length, byAuditor, by: a.by });
}

export const freezing = {
  freeze(a: Act, id: bigint, length: number, reason: string): void {
    const byAuditor = demandFreezer(a, id, length);
    a.demand(knownVoucher(a, id).freezes === undefined, "FrozenBefore", id);
    a.granted();
    order(a, id, length, reason, byAuditor);
  },

  freezeAgain(a: Act, id: bigint, length: number, reason: string): void {
    const byAuditor = demandFreezer(a, id, length);
    a.demand(knownVoucher(a, id).freezes !== undefined, "NeverFrozen", id);
    propose(a, "vouchers", "freezeAgain", [id, length, reason, byAuditor]);
  },

  confirmFreezeAgain(a: Act, id: bigint, length: number, reason: string, byAuditor: boolean): void {
    demandDuty(a, homeOf(knownVoucher(a, id).enterprise), "approver");
    const close = seconded(a, "vouchers", "freezeAgain", [id, length, reason, byAuditor]);
    a.granted();
    close();
    order(a, id, length, reason, byAuditor);
  },

  unfreeze(a: Act, id: bigint, reason: string): void {
    const voucher = knownVoucher(a, id);
    const freezes = a.known(isFrozen(voucher, a.now) ? voucher.freezes : undefined, "VoucherNotFrozen", id);
    const { byAuditor } = freezes;
    const its = byAuditor
      ? holds(a.town, a.by, CONSORTIUM, "auditor")
      : holds(a.town, a.by, homeOf(voucher.enterprise), "bureau");
    if (!its) demandSafe(a);
    a.granted();
    const unused = wholeDaysLeft(freezes, a.now);
    freezes.until = a.now;
    freezes.daysInAll -= unused;
    if (freezes.beforeUseBy) voucher.useBy -= unused;
    else freezes.daysOfClaim -= unused;
    changed(a, id, ACTION.unfrozen, unused, reason);
    a.tell("vouchers", "FreezeEnded", { voucher: id, unused, by: a.by });
  },
};

export const ending = {
  extend(a: Act, id: bigint, reason: string): void {
    const voucher = demandLiving(a, id);
    const { extensionDays } = knownProgram(a, voucher.program).terms;
    demandDuty(a, homeOf(voucher.enterprise), "bureau");
    a.demand(!voucher.extended, "ExtendedBefore", id);
    a.demand(a.today <= voucher.useBy, "UseByPassed", id, voucher.useBy);
    a.demand(extensionDays !== 0, "NoExtension", id);
    a.granted();
    voucher.extended = true;
    voucher.useBy += extensionDays;
    changed(a, id, ACTION.extended, extensionDays, reason);
    a.tell("vouchers", "VoucherExtended", { voucher: id, length: extensionDays, by: a.by });
  },

  revoke(a: Act, id: bigint, reason: string): void {
    demandDuty(a, homeOf(demandLiving(a, id).enterprise), "bureau");
    propose(a, "vouchers", "revoke", [id, reason]);
  },

  /** What it gives back makes room in the group's year, if that is the year of issue and the group is still the same. */
  confirmRevoke(a: Act, id: bigint, reason: string): void {
    const voucher = demandLiving(a, id);
    demandDuty(a, homeOf(voucher.enterprise), "approver");
    const close = seconded(a, "vouchers", "revoke", [id, reason]);
    a.granted();
    close();
    const returned = voucher.remaining;
    voucher.status = "Revoked";
    move(a.town, voucher, "remaining", "returned", returned);
    changed(a, id, ACTION.revoked, returned, reason);
    const owner = a.town.enterprises.get(voucher.enterprise)!;
    if (yearOf(voucher.issuedOn) !== a.year || owner.regroupedIn === a.year) return;
    a.town.groups.get(owner.group)!.issued -= returned;
    voucher.givenBack = returned;
  },

  expire(a: Act, ids: readonly bigint[]): void {
    a.demand(ids.length > 0, "BatchEmpty");
    a.demand(ids.length <= 100, "BatchTooLong", ids.length, 100);
    a.granted();
    for (const id of ids) {
      const voucher = a.town.vouchers.get(id);
      if (voucher?.status !== "Active" || a.today <= voucher.useBy) continue;
      const returned = voucher.remaining;
      voucher.status = "Expired";
      move(a.town, voucher, "remaining", "returned", returned);
      changed(a, id, ACTION.expired, returned, ZERO);
    }
  },
};
