/** `order accept`: hands in the enterprise's acceptance of a claim that was recorded alone, which redeems the order. */
import type { Day } from "../../../client/days.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { openNullifierKeys, type NullifierKeys } from "../../nullifiers/marks.ts";
import { noticeEndOf, type NoticeGiven } from "../../policy/noticeEnd.ts";
import { gather, nothingFound } from "../gather.ts";
import { handIn, sort, unfitRows, type HandIn } from "../handIn.ts";
import { halfOf } from "../halves.ts";
import { checkInvoices } from "../invoiceMarks.ts";
import { knownOrder } from "../orderState.ts";
import { walletsOf } from "../redeem/candidates.ts";
import { pairsOf, type Pair } from "../redeem/pairs.ts";
import { areRedeemed } from "../redeem/redeemOrders.ts";
import type { Words } from "../rows.ts";
import { orderNotClaimed } from "./recorded.ts";

export interface AcceptInput extends NoticeGiven {
  readonly files: readonly string[];
  readonly nullifierPasswordFile: string | undefined;
}

const WORDS: Words = {
  done: { en: "accepted and redeemed", zh: "已确认并核销" },
  before: { en: "accepted before", zh: "此前已确认" },
  tried: { en: "could be accepted", zh: "可以确认" },
};

/** @throws TongduiError `NothingFound`; as acting, gather, noticeEndOf, openNullifierKeys, handIn. */
export async function acceptClaims(input: AcceptInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { signatures, unfit } = await gather(input.files, open.domain, ["claim", "acceptance"]);
    const pairs = pairsOf(open.domain, signatures).filter(({ acceptances }) => acceptances.length > 0);
    if (pairs.length + unfit.length === 0) throw nothingFound(input.files, ["acceptance"]);
    const noticeEnd = await noticeEndOf(open, input);
    const keys = await openNullifierKeys(open.profile.nullifierKeys, context.io, input.nullifierPasswordFile);
    const sorted = unfitRows(unfit);
    for (const pair of pairs) {
      sorted.push(await sort(pair.files, pair.claim.order, async () => accepting(open, pair, { keys, noticeEnd })));
    }
    return handIn(open, { title: { en: "Accept claims", zh: "提交企业确认" }, words: WORDS }, sorted);
  });
}

async function accepting(
  open: Acting,
  { claim, acceptances, invoices, files }: Pair,
  { keys, noticeEnd }: { readonly keys: NullifierKeys; readonly noticeEnd: Day },
): Promise<HandIn | undefined> {
  const { ledger, nodes } = open;
  const { order } = claim;
  const state = await knownOrder(ledger, order);
  const item = { order, state, files, isDone: async () => (await areRedeemed(open, [claim]))[0] === true };
  if (await item.isDone()) return undefined;
  if (state.stage !== "Claimed") throw orderNotClaimed(order, state);
  const wallets = await walletsOf(open, state);
  const { message, signature } = await halfOf(acceptances, wallets.enterprise, wallets.both, nodes);
  await checkInvoices(ledger, keys, { claim, provider: state.provider }, invoices);
  const draft = async () => ledger.orders.accept.populateTransaction(claim, message.deadline, signature, noticeEnd);
  return { ...item, draft };
}
