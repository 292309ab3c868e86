/** What is told of orders as the ledger has them now. */
import type { Ledger } from "../../client/ledger.ts";
import { orderState } from "../../client/orderState.ts";
import { ORDER_STAGES, type OrderStage, type OrderState } from "../../client/orderWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shortHex } from "../../client/text/ids.ts";
import { ORDER_STAGE } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";

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

/** What a stage is called. */
export function stageText(stage: OrderStage): Text {
  return ORDER_STAGE[ORDER_STAGES.indexOf(stage)] ?? { en: stage, zh: stage };
}

/** Said where a claim is to be made and none is taken. */
export function orderNotOpen(order: string, { stage }: Pick<OrderState, "stage">): TongduiError {
  const is = stageText(stage);
  return new TongduiError("OrderNotOpen", {
    en: `The order ${shortHex(order)} is ${is.en}: it takes no claim now.`,
    zh: `订单 ${shortHex(order)} ${is.zh}，目前不能提出核销申请。`,
  });
}
