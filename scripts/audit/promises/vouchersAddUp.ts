/** Promise 2: for every voucher, face = remaining + locked + redeemed + returned, always. */
import type { LedgerEvent } from "../../../client/replay/events.ts";
import type { LedgerState } from "../../../client/replay/replay.ts";
import { remainingOf, returnedOf, type Voucher } from "../../../client/voucherWord.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Held, Report } from "../finding.ts";
import { POTS, type Account, type Accounts, type Pot } from "./accounts.ts";
import { atEvent, voucherText, yuan } from "./words.ts";

const POT: Readonly<Record<Pot, Text>> = {
  remaining: { en: "remaining", zh: "剩余" },
  locked: { en: "locked", zh: "锁定" },
  redeemed: { en: "redeemed", zh: "已核销" },
  returned: { en: "returned", zh: "已退回" },
};

/**
 * Every change is followed as it is told: no pot is ever drawn on for more than it holds. In the end the pots are those of the
 * voucher's word, and what is locked and redeemed is what its orders hold.
 */
export function vouchersAddUp(accounts: Accounts, report: Report): Held<LedgerEvent, LedgerState> {
  const told = new Set<bigint>();
  const break_ = (voucher: bigint, where: Text, what: Text): void => {
    if (!told.has(voucher)) report({ promise: 2, where, what });
    told.add(voucher);
  };

  return {
    hear(event) {
      if (event.name !== "VoucherChanged") return;
      const { voucher } = event.args;
      const pot = accounts.take(event);
      if (pot === undefined) return;
      break_(voucher, atEvent(voucherText(voucher), event), {
        en: `More is taken than was ${POT[pot].en}.`,
        zh: `支出超过${POT[pot].zh}的金额。`,
      });
    },

    end(state) {
      const held = heldByOrders(state);
      for (const [voucher, { story }] of state.vouchers.vouchers) {
        const account = accounts.vouchers.get(voucher);
        const what = account && wrongIn(story.voucher, account, held.get(voucher) ?? NOTHING);
        if (what) break_(voucher, voucherText(voucher), what);
      }
    },
  };
}

interface HeldByOrders {
  locked: number;
  redeemed: number;
}

const NOTHING: HeldByOrders = { locked: 0, redeemed: 0 };

function heldByOrders({ orders }: LedgerState): Map<bigint, HeldByOrders> {
  const held = new Map<bigint, HeldByOrders>();
  for (const { state } of orders.orders.values()) {
    const { voucher, stage, amount } = state;
    const of = held.get(voucher) ?? { ...NOTHING };
    if (stage === "Placed" || stage === "Claimed") of.locked += Number(amount);
    if (stage === "Redeemed" || stage === "Paying" || stage === "Paid") of.redeemed += Number(amount);
    held.set(voucher, of);
  }
  return held;
}

function wrongIn(voucher: Voucher, account: Account, orders: HeldByOrders): Text | undefined {
  const word: Record<Pot, bigint> = {
    remaining: remainingOf(voucher),
    locked: voucher.locked,
    redeemed: voucher.redeemed,
    returned: returnedOf(voucher),
  };
  const sum = POTS.reduce((total, pot) => total + account[pot], 0);
  if (sum !== Number(voucher.face)) {
    return {
      en: `Its changes add up to ${yuan(sum)}, and its face is ${yuan(voucher.face)}.`,
      zh: `其各次变更合计 ${yuan(sum)}，而面额为 ${yuan(voucher.face)}。`,
    };
  }
  const other = POTS.find((pot) => Number(word[pot]) !== account[pot]);
  if (other) {
    const { en, zh } = POT[other];
    return {
      en: `Its changes make ${yuan(account[other])} ${en}, and its word says ${yuan(word[other])}.`,
      zh: `按其各次变更，${zh}为 ${yuan(account[other])}，而账上为 ${yuan(word[other])}。`,
    };
  }
  const pot = (["locked", "redeemed"] as const).find((name) => Number(word[name]) !== orders[name]);
  if (pot === undefined) return undefined;
  const { en, zh } = POT[pot];
  return {
    en: `Its orders hold ${yuan(orders[pot])} ${en}, and its word says ${yuan(word[pot])}.`,
    zh: `其订单${zh}合计 ${yuan(orders[pot])}，而账上为 ${yuan(word[pot])}。`,
  };
}
