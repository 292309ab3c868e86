/** What an order waits for: whose turn it is, and until when. */
import { isoOfDay, type Day } from "../../client/days.ts";
import type { OrderState } from "../../client/orderWord.ts";
import type { Text } from "../../client/text/text.ts";

/** An order and what of the rest of the ledger bears on it. */
export interface Standing {
  readonly state: OrderState;
  /** The ledger's own. */
  readonly today: Day;
  /** Days by which freezes of its voucher have moved its days since they were set. */
  readonly moved: number;
  readonly graceDays: number;
  /** Whose objection stands, if one does. */
  readonly objected: Text | undefined;
  /** A freeze of its voucher runs. */
  readonly frozen: boolean;
}

/** The last day before anyone may cancel a placed order. */
export function lastDayOf({ state, moved, graceDays }: Standing): Day {
  return state.deliverBy + moved + graceDays;
}

/** Whether anyone may cancel it. */
export function isOverdue(standing: Standing): boolean {
  return standing.state.stage === "Placed" && standing.today > lastDayOf(standing);
}

/** Undefined for an order that has ended. */
export function waitsFor(standing: Standing): Text | undefined {
  const { state, today, moved, objected, frozen } = standing;
  switch (state.stage) {
    case "Placed":
      return placed(standing);
    case "Claimed": {
      const graceEnd = state.waitEnd + moved;
      if (today <= graceEnd) return until({ en: "the enterprise's answer", zh: "企业答复" }, graceEnd);
      return since({ en: "the home Bureau's decision", zh: "所属区科技局代为决定" }, graceEnd + 1);
    }
    case "Redeemed":
      if (today <= state.waitEnd) return until({ en: "its public notice", zh: "公示期满" }, state.waitEnd);
      if (objected) return { en: `an objection to be ended: ${objected.en}`, zh: `${objected.zh}的异议处理完毕` };
      if (frozen) return { en: "the end of its voucher's freeze", zh: "双创券解冻" };
      return since({ en: "a payment, which the home Bureau opens", zh: "所属区科技局列入拨付批次" }, state.waitEnd + 1);
    case "Paying":
      return { en: `the bank's answer, payment ${state.payment}`, zh: `银行回执（拨付批次 ${state.payment}）` };
    default:
      return undefined;
  }
}

function placed(standing: Standing): Text {
  const last = lastDayOf(standing);
  if (isOverdue(standing)) {
    const day = isoOfDay(last + 1);
    return {
      en: `its claim, overdue: anyone may cancel it since ${day}`,
      zh: `核销申请，已逾期，自 ${day} 起任何人可取消`,
    };
  }
  if (standing.frozen) return { en: "the end of its voucher's freeze", zh: "双创券解冻" };
  return until({ en: "delivery, then the claim", zh: "交付及服务机构核销申请" }, last);
}

function until({ en, zh }: Text, day: Day): Text {
  return { en: `${en}, through ${isoOfDay(day)}`, zh: `${zh}（至 ${isoOfDay(day)}）` };
}

function since({ en, zh }: Text, day: Day): Text {
  return { en: `${en}, since ${isoOfDay(day)}`, zh: `${zh}（自 ${isoOfDay(day)} 起）` };
}
