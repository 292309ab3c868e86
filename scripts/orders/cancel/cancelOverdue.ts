/** `order cancel-overdue`: anyone cancels orders whose deliver-by and grace have passed without a claim. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { openView } from "../../reports/view.ts";
import { homeOf } from "../../reports/words.ts";
import { handIn } from "../handIn.ts";
import { standingsIn } from "../look/standings.ts";
import { isOverdue } from "../waitsFor.ts";
import { OrderFinder, type WhichOrder } from "../whichOrder.ts";
import { CANCELLED, isCancelled } from "./cancel.ts";

export interface CancelOverdueInput {
  /** Ids, their beginnings, vouchers or files. */
  readonly orders: readonly string[];
  /** All that anyone may cancel, instead. */
  readonly due: boolean;
  /** Of this home district alone. */
  readonly district: number | undefined;
}

/** @throws TongduiError `UsageWrong`; as OrderFinder.find, openView, handIn. */
export async function cancelOverdue(input: CancelOverdueInput, context: Context): Promise<Answer> {
  if (input.due === input.orders.length > 0 || (input.district !== undefined && !input.due)) throw howToName();
  return acting(context, async (open) => {
    const meant = input.due ? await due(open, input.district) : await named(open, input.orders);
    if (meant.length === 0) {
      return {
        data: { rows: [] },
        parts: [{ en: "No order is overdue: nothing is to be done.", zh: "没有逾期订单，无需办理。" }],
      };
    }
    const { orders } = open.ledger;
    const items = meant.map(({ order, state }) => ({
      item: {
        order,
        state,
        files: [],
        isDone: async () => isCancelled(open, order),
        draft: async () => orders.cancelOverdue.populateTransaction(order),
      },
    }));
    return handIn(open, { title: { en: "Cancel overdue orders", zh: "取消逾期订单" }, words: CANCELLED }, items);
  });
}

async function due(open: Acting, district: number | undefined): Promise<WhichOrder[]> {
  const view = await openView(open);
  const standing = standingsIn(view);
  return [...view.state.orders.orders].flatMap(([order, { state }]) => {
    const isAsked = district === undefined || homeOf(view, state.voucher) === BigInt(district);
    return isAsked && isOverdue(standing(order, state)) ? [{ order, state }] : [];
  });
}

/** Each order once, however it was named. */
async function named(open: Acting, typed: readonly string[]): Promise<WhichOrder[]> {
  const finder = new OrderFinder(open);
  const found = new Map<string, WhichOrder>();
  for (const one of typed) {
    const which = await finder.find(one);
    found.set(which.order, which);
  }
  return [...found.values()];
}

function howToName(): TongduiError {
  return new TongduiError("UsageWrong", {
    en: "Name orders, or give --due for all that are overdue (with --district for one district's); not both.",
    zh: "请指定订单，或用 --due 表示全部逾期订单（可加 --district 限定一个区），二者选一。",
  });
}
