/** Orders as the ledger has them now. */
import { isError } from "ethers";
import type { Ledger } from "./ledger.ts";
import { decodeOrder, type OrderState } from "./orderWord.ts";

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
