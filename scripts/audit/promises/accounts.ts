/**
 * The vouchers' accounts, kept by what was told to have moved and by nothing else. The replay follows the vouchers' words instead,
 * so that one can be held against the other.
 */
import type { EventOf } from "../../../client/replay/events.ts";
import { ACTIONS } from "../../../client/replay/voucherChange.ts";

/** Fen, of which no voucher has so much that a number could not hold it exactly. */
export interface Account {
  face: number;
  remaining: number;
  locked: number;
  redeemed: number;
  returned: number;
  paid: number;
  recovered: number;
  ended: boolean;
}

export const POTS = ["remaining", "locked", "redeemed", "returned"] as const;

export type Pot = (typeof POTS)[number];

export type Changed = Extract<EventOf<"vouchers">, { name: "VoucherChanged" }>;

export class Accounts {
  readonly vouchers = new Map<bigint, Account>();
  /** What an order last locked, of which it redeems a part and gives the rest up. */
  readonly #locks = new Map<string, number>();

  /** Takes a change. @returns the pot that holds less than was taken from it, if one does. */
  take({ args }: Changed): Pot | undefined {
    const { voucher, subject } = args;
    const action = ACTIONS[Number(args.action)];
    const fen = Number(args.amount);
    const account = this.#of(voucher);
    const free = account.ended ? "returned" : "remaining";
    let overdrawn: Pot | undefined;
    const move = (from: Pot, to: Pot, amount: number): void => {
      account[from] -= amount;
      account[to] += amount;
      if (account[from] < 0) overdrawn ??= from;
    };

    switch (action) {
      case "Issued":
        account.face += fen;
        account.remaining += fen;
        break;
      case "Locked":
        this.#locks.set(subject, fen);
        move("remaining", "locked", fen);
        break;
      case "Unlocked":
        move("locked", free, fen);
        break;
      case "Redeemed":
        move("locked", "redeemed", fen);
        move("locked", free, (this.#locks.get(subject) ?? 0) - fen);
        break;
      case "Reopened":
        this.#locks.set(subject, fen);
        move("redeemed", "locked", fen);
        break;
      case "Rejected":
        move("redeemed", free, fen);
        break;
      case "Paid":
        account.paid += fen;
        break;
      case "Recovered":
        account.recovered += fen;
        break;
      case "Revoked":
      case "Expired":
        move("remaining", "returned", fen);
        account.ended = true;
        break;
      case "Frozen":
      case "Unfrozen":
      case "Extended":
      case undefined:
        break;
    }
    return overdrawn;
  }

  #of(voucher: bigint): Account {
    const known = this.vouchers.get(voucher);
    if (known) return known;
    const account = {
      face: 0,
      remaining: 0,
      locked: 0,
      redeemed: 0,
      returned: 0,
      paid: 0,
      recovered: 0,
      ended: false,
    };
    this.vouchers.set(voucher, account);
    return account;
  }
}
