/** `order claim`: records the provider's claim alone, where the enterprise has not accepted it; its grace period begins. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { claimHashOf, type Claim } from "../../../client/messages.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { openNullifierKeys, type NullifierKeys } from "../../nullifiers/marks.ts";
import { gather, nothingFound } from "../gather.ts";
import { handIn, sort, unfitRows, type HandIn } from "../handIn.ts";
import { halfOf } from "../halves.ts";
import { checkInvoices } from "../invoiceMarks.ts";
import { knownOrder } from "../orderState.ts";
import { orderState } from "../../../client/orderState.ts";
import { walletsOf } from "../redeem/candidates.ts";
import { pairsOf, type Pair } from "../redeem/pairs.ts";
import type { Words } from "../rows.ts";
import { recordedClaims } from "./recorded.ts";

export interface ClaimInput {
  readonly files: readonly string[];
  readonly nullifierPasswordFile: string | undefined;
}

const WORDS: Words = {
  done: { en: "claimed; the enterprise's grace period runs", zh: "已登记申请，企业答复期开始" },
  before: { en: "claimed before", zh: "此前已登记申请" },
  tried: { en: "could be claimed", zh: "可以登记申请" },
};

/** @throws TongduiError `NothingFound`; as acting, gather, openNullifierKeys, handIn. */
export async function claimOrders(input: ClaimInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { signatures, unfit } = await gather(input.files, open.domain, ["claim", "acceptance"]);
    const pairs = pairsOf(open.domain, signatures).filter(({ claims }) => claims.length > 0);
    if (pairs.length + unfit.length === 0) throw nothingFound(input.files, ["claim"]);
    const keys = await openNullifierKeys(open.profile.nullifierKeys, context.io, input.nullifierPasswordFile);
    const sorted = unfitRows(unfit);
    for (const pair of pairs) {
      sorted.push(await sort(pair.files, pair.claim.order, async () => claiming(open, pair, keys)));
    }
    return handIn(open, { title: { en: "Record claims", zh: "登记核销申请" }, words: WORDS }, sorted);
  });
}

async function claiming(open: Acting, pair: Pair, keys: NullifierKeys): Promise<HandIn | undefined> {
  const { ledger, nodes } = open;
  const { claim, files } = pair;
  const { order } = claim;
  const state = await knownOrder(ledger, order);
  const item = { order, state, files, isDone: async () => isRecorded(open, claim) };
  if (await item.isDone()) return undefined;
  if (pair.acceptances.length > 0) throw accepted(order);
  const wallets = await walletsOf(open, state);
  const { signature } = await halfOf(pair.claims, wallets.provider, wallets.both, nodes);
  await checkInvoices(ledger, keys, { claim, provider: state.provider }, pair.invoices);
  return { ...item, draft: async () => ledger.orders.claim.populateTransaction(claim, signature) };
}

/** Whether this very claim was recorded, whatever became of it since. */
async function isRecorded(open: Acting, claim: Claim): Promise<boolean> {
  const { stage, round } = await orderState(open.ledger, claim.order);
  if (stage === "Placed" && round === claim.round) return false;
  const hash = claimHashOf(claim);
  return (await recordedClaims(open, claim.order)).some((one) => claimHashOf(one) === hash);
}

function accepted(order: string): TongduiError {
  return new TongduiError(
    "ClaimAccepted",
    {
      en: `The enterprise has accepted the claim of the order ${shortHex(order)}: its acceptance is among these files.`,
      zh: `企业已确认订单 ${shortHex(order)} 的核销申请，确认文件就在本次文件中。`,
    },
    { hint: { en: "Redeem it at once: tongdui redeem.", zh: "请直接用 tongdui redeem 核销。" } },
  );
}
