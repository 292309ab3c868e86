/**
 * A voucher's life, played through from its changes alone.
 *
 * RULES, as contracts/Vouchers.sol with vouchers/Issuing.sol and vouchers/Lifetime.sol has them:
 * - The first change issues the voucher, on the day of its block, and nothing else does.
 * - Each change must be possible where it stands: what is locked remains, what is given up or redeemed is locked, what is taken back,
 *   paid or recovered is redeemed or paid, by the same order and for the amounts that the ledger knows.
 * - Orders lock through the use-by day; locking, redeeming and paying rest while a freeze runs; expiring waits for use-by to pass.
 * - A freeze of 1 to 30 days moves use-by, while that has not passed, or else the claims' end; ending it early takes the whole days that
 *   are left back.
 * - After each change the voucher must be exactly what the change makes of it.
 * ASSUMPTION: the blocks' times are those that the ledger saw.
 */
import type { Hex } from "../bytes.ts";
import { refuse } from "../refusal.ts";
import { dayOf } from "./days.ts";
import { NO_FREEZE, type Freeze } from "./freeze.ts";
import { differenceOf } from "./difference.ts";
import type { Action, Change } from "./voucherChanged.ts";
import { restOf, type VoucherState } from "./voucherWord.ts";
import { WHY } from "./why.ts";

/** What an order drew on the voucher, in fen. */
export type Draw = {
  readonly order: Hex;
  /** What the order's own word must say: locked, and after redeeming what was redeemed. */
  readonly amount: bigint;
  readonly locked: bigint;
  readonly redeemed: bigint;
  readonly paid: bigint;
  readonly recovered: bigint;
  /** The last thing that happened to it. */
  readonly last: Action;
  /** How often it was rejected for form. */
  readonly reopenings: number;
};

/** A voucher and everything that hangs on it, after some changes. */
export type Life = {
  readonly voucher: VoucherState;
  /** By the order, in the order of their locks. */
  readonly draws: Map<Hex, Draw>;
  readonly freeze: Freeze;
};

type Why = keyof typeof WHY;

const SECONDS_A_DAY = 86_400;
const LONGEST_FREEZE = 30n;
const NOTHING = `0x${"00".repeat(32)}`;

/**
 * @param changes from the first on, numbered without a gap.
 * @returns undefined for no changes.
 * @throws Refusal `ChangeMissing`, `ChangeImpossible`, `ChangeElsewhere`.
 */
export function play(changes: readonly Change[]): Life | undefined {
  return changes.reduce<Life | undefined>((life, change, i) => {
    if (change.number !== i + 1) refuse("ChangeMissing", i + 1, change.number);
    const { voucher, ...after } = life === undefined ? issue(change) : follow(life, change);
    const expected = { ...voucher, sequence: change.number };
    const difference = differenceOf(expected, change.after);
    if (difference !== undefined) refuse("ChangeElsewhere", change.number, difference);
    return { ...after, voucher: expected };
  }, undefined);
}

function issue(change: Change): Life {
  const { action, amount, subject, after, time } = change;
  demand(change, action === "issued", "notIssued");
  demand(change, amount > 0n && subject !== NOTHING, "nothing");
  // Whose it is and its last day come from the list and the terms: the event alone tells them.
  const voucher: VoucherState = {
    enterprise: after.enterprise,
    face: amount,
    locked: 0n,
    redeemed: 0n,
    issuedOn: dayOf(time),
    useBy: after.useBy,
    status: "active",
    extended: false,
    frozenOnce: false,
    sequence: 1,
  };
  return { voucher, draws: new Map(), freeze: NO_FREEZE };
}

function follow(life: Life, change: Change): Life {
  switch (change.action) {
    case "issued":
      return refuse("ChangeImpossible", change.number, WHY.issuedBefore);
    case "locked":
      return lock(life, change);
    case "unlocked":
    case "redeemed":
    case "reopened":
    case "rejected":
    case "paid":
    case "recovered":
      return moveDraw(life, change);
    case "frozen":
      return freeze(life, change);
    case "unfrozen":
      return unfreeze(life, change);
    case "extended":
      return extend(life, change);
    case "revoked":
    case "expired":
      return end(life, change);
  }
}

function lock(life: Life, change: Change): Life {
  const { voucher, draws } = life;
  const { amount, subject: order, time } = change;
  demand(change, voucher.status === "active", "ended");
  demand(change, dayOf(time) <= voucher.useBy, "tooLate");
  demandNotFrozen(life, change);
  demand(change, !draws.has(order) && order !== NOTHING, "placedBefore");
  demand(change, amount > 0n && amount <= restOf(voucher), "amount");
  const draw = {
    order,
    amount,
    locked: amount,
    redeemed: 0n,
    paid: 0n,
    recovered: 0n,
    last: "locked",
    reopenings: 0,
  } as const;
  return withDraw(life, draw);
}

/** What happens to an order that has locked. */
function moveDraw(life: Life, change: Change): Life {
  const { action, amount, subject } = change;
  const draw = life.draws.get(subject) ?? refuse("ChangeImpossible", change.number, WHY.neverPlaced);
  const { locked, redeemed, paid, recovered, reopenings } = draw;
  const moved = (over: Partial<Draw>): Life => withDraw(life, { ...draw, ...over, last: action });
  demand(change, amount > 0n, "nothing");
  if (action === "redeemed" || action === "paid") demandNotFrozen(life, change);

  switch (action) {
    case "unlocked":
      demand(change, amount === locked, "amount");
      return moved({ locked: 0n });
    case "redeemed":
      demand(change, amount <= locked, "amount");
      return moved({ amount, locked: 0n, redeemed: amount });
    case "reopened":
      demand(change, amount === redeemed && paid === 0n, "amount");
      return moved({ locked: amount, redeemed: 0n, reopenings: reopenings + 1 });
    case "rejected":
      demand(change, amount === redeemed && paid === 0n, "amount");
      return moved({ redeemed: 0n });
    case "paid":
      demand(change, amount === redeemed && paid === 0n, "amount");
      return moved({ paid: amount });
    default:
      demand(change, recovered + amount <= paid, "amount");
      return moved({ recovered: recovered + amount });
  }
}

/** The voucher's own figures move with its orders'. */
function withDraw(life: Life, draw: Draw): Life {
  const before = life.draws.get(draw.order);
  const { locked, redeemed } = life.voucher;
  // In place: a life that is refused is given to nobody, and a copy for each change would cost the square of their number.
  life.draws.set(draw.order, draw);
  return {
    ...life,
    voucher: {
      ...life.voucher,
      locked: locked + draw.locked - (before?.locked ?? 0n),
      redeemed: redeemed + draw.redeemed - (before?.redeemed ?? 0n),
    },
  };
}

function freeze(life: Life, change: Change): Life {
  const { voucher, freeze: last } = life;
  demand(change, change.amount >= 1n && change.amount <= LONGEST_FREEZE, "freezeDays");
  const days = Number(change.amount);
  const since = Math.max(change.time, last.until);
  const beforeUseBy = dayOf(change.time) <= voucher.useBy;
  return {
    ...life,
    voucher: { ...voucher, frozenOnce: true, useBy: voucher.useBy + (beforeUseBy ? days : 0) },
    freeze: {
      since,
      until: since + days * SECONDS_A_DAY,
      count: last.count + 1,
      daysInAll: last.daysInAll + days,
      daysOfClaim: last.daysOfClaim + (beforeUseBy ? 0 : days),
      beforeUseBy,
    },
  };
}

function unfreeze(life: Life, change: Change): Life {
  const { voucher, freeze: running } = life;
  const { amount, time } = change;
  demand(change, running.until > time, "notFrozen");
  const unused = Math.floor((running.until - time) / SECONDS_A_DAY);
  demand(change, amount === BigInt(unused), "freezeDays");
  return {
    ...life,
    voucher: { ...voucher, useBy: voucher.useBy - (running.beforeUseBy ? unused : 0) },
    freeze: {
      ...running,
      until: time,
      daysInAll: running.daysInAll - unused,
      daysOfClaim: running.daysOfClaim - (running.beforeUseBy ? 0 : unused),
    },
  };
}

function extend(life: Life, change: Change): Life {
  const { voucher } = life;
  demand(change, voucher.status === "active", "ended");
  demand(change, dayOf(change.time) <= voucher.useBy, "tooLate");
  demand(change, !voucher.extended, "extendedBefore");
  demand(change, change.amount > 0n, "nothing");
  return { ...life, voucher: { ...voucher, extended: true, useBy: voucher.useBy + Number(change.amount) } };
}

function end(life: Life, change: Change): Life {
  const { voucher } = life;
  const status = change.action === "revoked" ? "revoked" : "expired";
  demand(change, voucher.status === "active", "ended");
  demand(change, change.amount === restOf(voucher), "amount");
  if (status === "expired") {
    demand(change, dayOf(change.time) > voucher.useBy, "tooEarly");
    demand(change, change.subject === NOTHING, "reason");
  }
  return { ...life, voucher: { ...voucher, status } };
}

function demandNotFrozen(life: Life, change: Change): void {
  demand(change, life.freeze.until <= change.time, "frozen");
}

function demand(change: Change, holds: boolean, why: Why): void {
  if (!holds) refuse("ChangeImpossible", change.number, WHY[why]);
}
