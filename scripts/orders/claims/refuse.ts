/** `order refuse`: hands in the enterprise's refusal of a claim; the order is open for another. */
import { acting, type Acting } from "../../chain/acting.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { gather, nothingFound } from "../gather.ts";
import { handIn, sort, unfitRows, type HandIn } from "../handIn.ts";
import { halfOf } from "../halves.ts";
import { knownOrder } from "../orderState.ts";
import { walletsOf } from "../redeem/candidates.ts";
import type { Words } from "../rows.ts";
import type { Read } from "../signature.ts";
import { orderNotClaimed, refusedRounds } from "./recorded.ts";

const WORDS: Words = {
  done: { en: "refused; the provider can claim anew", zh: "已拒绝，服务机构可重新申请" },
  before: { en: "refused before", zh: "此前已拒绝" },
  tried: { en: "could be refused", zh: "可以拒绝" },
};

/** @throws TongduiError `NothingFound`; as acting, gather, handIn. */
export async function refuseClaims(input: { readonly files: readonly string[] }, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { signatures, unfit } = await gather(input.files, open.domain, ["refusal"]);
    if (signatures.length + unfit.length === 0) throw nothingFound(input.files, ["refusal"]);
    const sorted = unfitRows(unfit);
    for (const some of Map.groupBy(signatures, ({ message }) => `${message.order} ${message.round}`).values()) {
      const files = some.map(({ file }) => file);
      const order = some[0]?.message.order ?? "";
      sorted.push(await sort(files, order, async () => refusing(open, order, some)));
    }
    return handIn(open, { title: { en: "Refuse claims", zh: "提交企业拒绝" }, words: WORDS }, sorted);
  });
}

async function refusing(
  open: Acting,
  order: string,
  signatures: readonly Read<"refusal">[],
): Promise<HandIn | undefined> {
  const { ledger, nodes } = open;
  const state = await knownOrder(ledger, order);
  const files = signatures.map(({ file }) => file);
  const asked = signatures[0]?.message.round;
  const isDone = async (): Promise<boolean> => (await refusedRounds(open, order)).some((round) => round === asked);
  const item = { order, state, files, isDone };
  if (await isDone()) return undefined;
  if (state.stage !== "Claimed") throw orderNotClaimed(order, state);
  const wallets = await walletsOf(open, state);
  const { message, signature } = await halfOf(signatures, wallets.enterprise, wallets.both, nodes);
  const { reason, deadline } = message;
  return { ...item, draft: async () => ledger.orders.refuse.populateTransaction(order, reason, deadline, signature) };
}
