/**
 * What a change makes of a voucher's word: contracts/Vouchers.sol and its Issuing and Lifetime, from the other side. Whoever holds a
 * voucher's events from the first on can follow it with this alone, without a node.
 */
import type { Day } from "../days.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { formatVoucher } from "../ids.ts";
import { decodeVoucher, encodeVoucher, type Voucher } from "../voucherWord.ts";

/** In the order of the contract's numbers. */
export const ACTIONS = [
  "Issued",
  "Locked",
  "Unlocked",
  "Redeemed",
  "Reopened",
  "Rejected",
  "Paid",
  "Recovered",
  "Frozen",
  "Unfrozen",
  "Extended",
  "Revoked",
  "Expired",
] as const;

export type Action = (typeof ACTIONS)[number];

/** One VoucherChanged, and the day of its block. */
export type Change = {
  readonly sequence: number;
  readonly action: Action;
  /** Fen, or days where the action says so. */
  readonly amount: bigint;
  /** Order, batch or reason, as the action says. */
  readonly subject: string;
  /** The voucher's word after the change. */
  readonly word: bigint;
  readonly day: Day;
};

/** What one order holds of a voucher, in fen. */
export type Draw = { locked: bigint; redeemed: bigint; paid: bigint; recovered: bigint };

/** A voucher so far. */
export type Story = {
  readonly voucher: Voucher;
  /** By the order. */
  readonly draws: Map<string, Draw>;
  /** The last freeze while it can still be ended early. */
  readonly freeze: { readonly days: bigint; readonly movedUseBy: boolean } | undefined;
};

/** The terms of the voucher's program that its changes obey, where they are known. */
export type TermsOfChange = { readonly home: bigint; readonly useByDays: bigint; readonly extensionDays: bigint };

/** What of a voucher stands in its program's `outstanding`: remaining and locked while it lives, locked after. */
export function outstandingOf({ status, face, locked, redeemed }: Voucher): bigint {
  return status === "Active" ? face - redeemed : locked;
}

/**
 * Follows one change.
 *
 * @param before undefined before the first change; its draws are changed in place.
 * @throws TongduiError `NumberGap` if the change is not the next one, `ChangeImpossible` if its word is not exactly what its action
 * and amount make of the word before.
 */
export function follow(id: bigint, before: Story | undefined, change: Change, terms?: TermsOfChange): Story {
  const expected = (before?.voucher.sequence ?? 0) + 1;
  if (change.sequence !== expected) throw sequenceGap(id, expected, change.sequence);
  const after = before ? changed(id, before, change, terms) : issued(id, change, terms);
  const voucher = { ...after.voucher, sequence: expected };
  if (!isWordOf(voucher, change.word)) throw impossible(id, change);
  return { ...after, voucher };
}

/** Takes a change's word as it is, after one that could not be followed. */
export function adopt(before: Story | undefined, change: Change): Story {
  return { draws: new Map(), freeze: undefined, ...before, voucher: decodeVoucher(change.word) };
}

function issued(id: bigint, change: Change, terms?: TermsOfChange): Story {
  // The word alone says whose the voucher is; a wrong status or stray bits in it do not survive the comparison.
  const enterprise = change.word & 0xffff_ffff_ffffn;
  const useBy = Number((change.word >> 208n) & 0xffffn);
  const fits =
    terms === undefined || (enterprise >> 32n === terms.home && useBy === change.day + Number(terms.useByDays));
  if (change.action !== "Issued" || change.amount === 0n || !fits) throw impossible(id, change);
  const voucher: Voucher = {
    enterprise,
    face: change.amount,
    locked: 0n,
    redeemed: 0n,
    issuedOn: change.day,
    useBy,
    status: "Active",
    extended: false,
    frozenOnce: false,
    sequence: 1,
  };
  return { voucher, draws: new Map(), freeze: undefined };
}

function changed(id: bigint, story: Story, change: Change, terms?: TermsOfChange): Story {
  const { voucher, draws, freeze } = story;
  const { action, amount, subject, day } = change;
  const { face, locked, redeemed, useBy } = voucher;
  const rest = face - locked - redeemed;
  const usable = voucher.status === "Active" && day <= useBy;
  const draw = draws.get(subject);
  const demand = (possible: boolean): void => {
    if (!possible) throw impossible(id, change);
  };
  const drawn = (): Draw => {
    if (draw === undefined) throw impossible(id, change);
    return draw;
  };
  const turned = (over: Partial<Voucher>): Story => ({ ...story, voucher: { ...voucher, ...over } });

  switch (action) {
    case "Locked":
      demand(draw === undefined && usable && amount !== 0n && amount <= rest);
      draws.set(subject, { locked: amount, redeemed: 0n, paid: 0n, recovered: 0n });
      return turned({ locked: locked + amount });
    case "Unlocked":
      demand(amount !== 0n && amount === drawn().locked);
      drawn().locked = 0n;
      return turned({ locked: locked - amount });
    case "Redeemed": {
      const whole = drawn().locked;
      demand(amount !== 0n && amount <= whole);
      Object.assign(drawn(), { locked: 0n, redeemed: amount });
      return turned({ locked: locked - whole, redeemed: redeemed + amount });
    }
    case "Reopened":
    case "Rejected": {
      demand(amount !== 0n && amount === drawn().redeemed && drawn().paid === 0n);
      const again = action === "Reopened" ? amount : 0n;
      Object.assign(drawn(), { locked: again, redeemed: 0n });
      return turned({ locked: locked + again, redeemed: redeemed - amount });
    }
    case "Paid":
      demand(amount !== 0n && amount === drawn().redeemed && drawn().paid === 0n);
      drawn().paid = amount;
      return story;
    case "Recovered":
      demand(amount !== 0n && drawn().recovered + amount <= drawn().paid);
      drawn().recovered += amount;
      return story;
    case "Frozen": {
      demand(amount >= 1n && amount <= 30n);
      const movedUseBy = day <= useBy;
      const frozen = turned({ frozenOnce: true, ...(movedUseBy && { useBy: useBy + Number(amount) }) });
      // Whether an earlier one still runs, the words do not tell; its record does.
      return { ...frozen, freeze: { days: (freeze?.days ?? 0n) + amount, movedUseBy } };
    }
    case "Unfrozen": {
      if (freeze === undefined || amount > freeze.days) throw impossible(id, change);
      return { ...turned(freeze.movedUseBy ? { useBy: useBy - Number(amount) } : {}), freeze: undefined };
    }
    case "Extended":
      demand(usable && !voucher.extended && amount !== 0n && (terms === undefined || amount === terms.extensionDays));
      return turned({ extended: true, useBy: useBy + Number(amount) });
    case "Revoked":
      demand(voucher.status === "Active" && amount === rest);
      return turned({ status: "Revoked" });
    case "Expired":
      demand(voucher.status === "Active" && day > useBy && amount === rest && BigInt(subject) === 0n);
      return turned({ status: "Expired" });
    case "Issued":
      throw impossible(id, change);
  }
}

/** A figure that does not fit its field is nobody's word. */
function isWordOf(voucher: Voucher, word: bigint): boolean {
  try {
    return encodeVoucher(voucher) === word;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function sequenceGap(id: bigint, expected: number, found: number): TongduiError {
  return new TongduiError("SequenceGap", {
    en: `The next change of voucher ${formatVoucher(id)} is number ${expected}, and the event has number ${found}.`,
    zh: `券 ${formatVoucher(id)} 的下一次变更应为第 ${expected} 号，而事件的序号是 ${found}。`,
  });
}

function impossible(id: bigint, { sequence, action, amount }: Change): TongduiError {
  return new TongduiError("ChangeImpossible", {
    en: `Change ${sequence} of voucher ${formatVoucher(id)} (${action}, ${amount}) does not make the word that the event gives.`,
    zh: `券 ${formatVoucher(id)} 的第 ${sequence} 号变更（${action}，${amount}）得不出事件所载的状态。`,
  });
}
