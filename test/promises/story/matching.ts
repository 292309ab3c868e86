import { id } from "ethers";
import type { Party } from "../../support/acts.ts";
import { matchBetween, matchId, orderUnder, postDemand, postOffer, signMatching } from "../../support/matching.ts";
import { soon } from "../../support/messages.ts";
import type { Trade } from "./orders.ts";

/** An answer matched, an offer to everybody matched and withdrawn, a demand withdrawn, one left over; an order under its match. */
export async function matching({ w, provider }: Trade, voucher: bigint, enterprise: Party): Promise<void> {
  const bring = async (demand: string, offer: string): Promise<string> => {
    const made = await matchBetween(w, { enterprise, provider }, demand, offer);
    await w.matching.connect(w.operator).matchUp(...made);
    return matchId(w, made[0]);
  };
  const withdraw = async ({ key }: Party, post: string) => {
    const message = { post, deadline: await soon() };
    await w.matching.withdrawPost(post, message.deadline, await signMatching(w, key, "PostWithdrawal", message));
  };

  const demand = await postDemand(w, enterprise);
  const match = await bring(demand, await postOffer(w, provider, { demand }, w.yangpu.bureau));
  const toAll = await postOffer(w, provider, { district: w.wujin.id });
  await bring(await postDemand(w, enterprise, { district: w.yangpu.id, serviceClass: 1 }), toAll);
  await withdraw(provider, toAll);
  await withdraw(enterprise, await postDemand(w, enterprise));
  await postDemand(w, enterprise, { serviceClass: 2 }, w.wujin.bureau);

  const terms = await orderUnder({ w, enterprise, provider, voucher }, match, { amount: 250_000n });
  await w.matching.connect(w.stranger).recordOrder(match, terms);
  const message = id("a match that one of them thinks better of");
  const signature = await signMatching(w, enterprise.key, "Withdrawal", { message });
  await w.matching.connect(w.stranger).withdrawMessage(enterprise.key.address, message, signature);
}
