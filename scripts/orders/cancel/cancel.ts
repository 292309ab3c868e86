/** `order cancel`: hands in what both parties signed to give an order up. */
import { acting, type Acting } from "../../chain/acting.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { gather, nothingFound } from "../gather.ts";
import { handIn, sort, unfitRows, type HandIn } from "../handIn.ts";
import { halfOf } from "../halves.ts";
import { knownOrder } from "../orderState.ts";
import { orderState } from "../../../client/orderState.ts";
import { walletsOf } from "../redeem/candidates.ts";
import type { Words } from "../rows.ts";
import type { Read } from "../signature.ts";

export const CANCELLED: Words = {
  done: { en: "cancelled", zh: "已取消" },
  before: { en: "cancelled before", zh: "此前已取消" },
  tried: { en: "could be cancelled", zh: "可以取消" },
};

/** @throws TongduiError `NothingFound`; as acting, gather, handIn. */
export async function cancelOrders(input: { readonly files: readonly string[] }, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { signatures, unfit } = await gather(input.files, open.domain, ["cancellation"]);
    if (signatures.length + unfit.length === 0) throw nothingFound(input.files, ["cancellation"]);
    const sorted = unfitRows(unfit);
    for (const some of Map.groupBy(signatures, ({ digest }) => digest).values()) {
      const order = some[0]?.message.order ?? "";
      sorted.push(
        await sort(
          some.map(({ file }) => file),
          order,
          async () => cancelling(open, order, some),
        ),
      );
    }
    return handIn(open, { title: { en: "Cancel orders", zh: "取消订单" }, words: CANCELLED }, sorted);
  });
}

async function cancelling(
  open: Acting,
  order: string,
  signatures: readonly Read<"cancellation">[],
): Promise<HandIn | undefined> {
  const { ledger, nodes } = open;
  const state = await knownOrder(ledger, order);
  const files = signatures.map(({ file }) => file);
  const item = { order, state, files, isDone: async () => isCancelled(open, order) };
  if (state.stage === "Cancelled") return undefined;
  const wallets = await walletsOf(open, state);
  const [bought, sold] = [
    await halfOf(signatures, wallets.enterprise, wallets.both, nodes),
    await halfOf(signatures, wallets.provider, wallets.both, nodes),
  ];
  const { deadline } = bought.message;
  return {
    ...item,
    draft: async () => ledger.orders.cancel.populateTransaction(order, deadline, bought.signature, sold.signature),
  };
}

export async function isCancelled({ ledger }: Pick<Acting, "ledger">, order: string): Promise<boolean> {
  return (await orderState(ledger, order)).stage === "Cancelled";
}
