/** Orders as the ledger has them now. */
import { isError } from "ethers";
import type { Ledger } from "../../client/ledger.ts";
import { decodeOrder, type OrderStage, type OrderState } from "../../client/orderWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shortHex } from "../../client/text/ids.ts";

/** Nobody has placed it. */
const NONE = decodeOrder(0n);

/** An order's state; its stage is `None` where the ledger does not know it. */
export async function orderState({ orders }: Pick<Ledger, "orders">, order: string): Promise<OrderState> {
  try {
    return decodeOrder(await orders.wordOf(order));
  } catch (error) {
    if (isError(error, "CALL_EXCEPTION") && error.revert?.name === "OrderUnknown") return NONE;
    throw error;
  }
}

/** The states of some orders, in their order. */
export async function orderStates(ledger: Pick<Ledger, "orders">, orders: readonly string[]): Promise<OrderState[]> {
  return Promise.all(orders.map(async (order) => orderState(ledger, order)));
}

/** @throws TongduiError `OrderUnknown`. */
export async function knownOrder(ledger: Pick<Ledger, "orders">, order: string): Promise<OrderState> {
  const state = await orderState(ledger, order);
  if (state.stage !== "None") return state;
  throw new TongduiError("OrderUnknown", {
    en: `There is no order ${shortHex(order)} on the ledger. Check its number.`,
    zh: `账本上没有订单 ${shortHex(order)}，请核对编号。`,
  });
}

/** What has been redeemed and not been opened again. */
const REDEEMED: readonly OrderStage[] = ["Redeemed", "Paying", "Paid", "Rejected"];

export function isRedeemed({ stage }: Pick<OrderState, "stage">): boolean {
  return REDEEMED.includes(stage);
}
