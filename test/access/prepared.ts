import { id, toBeHex } from "ethers";
import { Edition__factory } from "../../typechain-types/index.ts";
import {
  admission,
  admitProvider,
  announce,
  claimOf,
  issueVouchers,
  joined,
  keyOf,
  openProgram,
  placeOrder,
  redeemOrder,
  registerEnterprise,
  terms as termsOf,
  type Party,
} from "../support/acts.ts";
import type { Signer } from "../support/expect.ts";
import { matchBetween, matchId, orderUnder, postDemand, postOffer } from "../support/matching.ts";
import { sign } from "../support/messages.ts";
import { paid } from "../support/stages.ts";
import { goToDay, passDays, SALT, SETTINGS, today, type District, type World } from "../support/world.ts";
import { earlyOfficer, unusualOfficers } from "./people.ts";

/** The reason of whatever is proposed already; what is still to be proposed has another. */
export const PROPOSED = id("proposed");
const small = { amount: 100_000n };

/**
 * A ledger in which, for every function, there is something that the right account could use it for at once. One account has begun
 * everything that a second one finishes.
 */
export const prepared = async () => preparedWith([]);

/** The same where these addresses hold every duty and the highest rights too, and have begun nothing. */
export async function preparedWith(almighty: readonly string[]) {
  const s = await paid();
  const { w, program, enterprise, provider } = s;
  const { wujin } = w;
  const officers = await unusualOfficers(w, almighty);
  const one = officers.proposer;
  const place = async (over = {}) => placeOrder(w, s.voucher, enterprise, provider, { ...small, ...over });

  const overdue = await place({ deliverBy: await today() });
  const others = await otherOrder(w, program);
  const [frozenByAuditor, frozenByBureau] = await issueVouchers(w, wujin, program, [
    { enterprise: enterprise.id, face: 100n },
    { enterprise: enterprise.id, face: 100n },
  ]);
  const shortProgram = await openProgram(w, wujin, { useByDays: 1n });
  const [due] = await issueVouchers(w, wujin, shortProgram, [{ enterprise: enterprise.id, face: 100n }]);

  const silent = await place();
  const claim = await claimOf(silent);
  await w.orders.connect(w.operator).claim(claim, await sign(w, provider.key, "Claim", { ...claim }));
  const [reviewed, inPayment] = [await place(), await place()];
  const noticeEnd = await redeemOrder(w, reviewed, enterprise, provider);
  await redeemOrder(w, inPayment, enterprise, provider);
  await goToDay(noticeEnd + 12);

  const list = [{ enterprise: enterprise.id, face: 200n }];
  const issuable = await announce(w, wujin, program, list);
  await w.vouchers.connect(wujin.approver).approveBatch(issuable.batch, wujin.id);
  const jointProgram = await openProgram(w, wujin, { joint: joined(w.nanhu) });
  const parties = await partiesInTrouble(w, wujin, one);
  await goToDay((await today()) + 1);

  const redeemed = await place();
  await redeemOrder(w, redeemed, enterprise, provider);
  const quietOrder = await place();
  await redeemOrder(w, quietOrder, enterprise, provider);
  const placed = await place();
  const lists = await announcedLists(w, one, program, jointProgram, enterprise.id);
  const programs = await proposedPrograms(w, one, program);
  for (const [contract, subject] of [
    [w.vouchers, lists.announced],
    [w.orders, redeemed],
    [w.providers, parties.countersigned],
  ] as const) {
    await contract.connect(wujin.bureau).object(subject, 1, PROPOSED);
    await contract.connect(w.auditor).object(subject, 0, PROPOSED);
    await contract.connect(one).resolve(subject, 1, PROPOSED);
  }
  await w.vouchers.connect(w.auditor).freeze(frozenByAuditor!, 30, PROPOSED);
  await w.vouchers.connect(wujin.bureau).freeze(frozenByBureau!, 30, PROPOSED);
  await w.vouchers.connect(one).freezeAgain(frozenByAuditor!, 10, PROPOSED);
  await w.vouchers.connect(one).revoke(s.voucher, PROPOSED);
  await w.orders.connect(one).decide(claim, true, PROPOSED);
  for (const forCause of [true, false]) await w.orders.connect(one).reject(redeemed, forCause, PROPOSED);
  const payment = await openedPayment(w, one, s.order, inPayment);

  // A member with an execution delay has scheduled something with the manager.
  const scheduled = w.districts.interface.encodeFunctionData("retire", [w.hefei.id]);
  await w.manager.connect(officers.delayed).schedule(w.districts, scheduled, 0);
  const youngEdition = await new Edition__factory(w.deployer).deploy(w.manager, SETTINGS, SALT, w.edition);
  return {
    ...s,
    ...officers,
    early: await earlyOfficer(w),
    ...others,
    ...parties,
    ...lists,
    ...programs,
    frozenByAuditor: frozenByAuditor!,
    frozenByBureau: frozenByBureau!,
    due: due!,
    overdue,
    silent,
    claim,
    reviewed,
    inPayment,
    payment,
    issuable: issuable.batch,
    list,
    redeemed,
    invoices: await invoicesOf(w, redeemed),
    quietOrder,
    placed,
    ...(await posts(s)),
    scheduled,
    youngEdition,
  };
}
export type Prepared = Awaited<ReturnType<typeof prepared>>;

/** Another enterprise of the home district and another provider, with an order of their own. */
async function otherOrder(w: World, program: bigint) {
  const otherEnterprise = await registerEnterprise(w, w.wujin, "the enterprise of another order");
  const otherProvider = await admitProvider(w, w.yangpu, "the provider of another order");
  const [voucher] = await issueVouchers(w, w.wujin, program, [{ enterprise: otherEnterprise.id, face: 1_000_000n }]);
  const otherOrder = await placeOrder(w, voucher!, otherEnterprise, otherProvider, small);
  return { otherEnterprise, otherProvider, otherOrder };
}

/** Parties of a district about which something is proposed, by one account; it takes some days. */
async function partiesInTrouble(w: World, home: District, one: Signer) {
  const firms = w.enterprises.connect(one);
  const register = async (label: string): Promise<Party> => registerEnterprise(w, home, label);
  const frozenFirm = (await register("frozen")).id;
  await firms.freeze(frozenFirm, PROPOSED);
  const [activeFirm, mergingFirm, rotated] = [
    await register("active"),
    await register("merging"),
    await register("old"),
  ];
  const rotating = await register("stopped");
  await firms.proposeRotation(rotating.id, w.stranger);
  await firms.proposeRotation(rotated.id, keyOf("new wallet").address);

  const propose = async (label: string, by: Signer): Promise<bigint> => {
    await w.providers.connect(by).propose(await admission(home, label));
    return (BigInt(home.id) << 32n) | (await w.providers.countOf(home.id));
  };
  const bureau = w.providers.connect(home.bureau);
  const [suspended, rotatingProvider, admissible] = [
    await propose("suspended", w.operator),
    await propose("rotating", w.operator),
    await propose("admissible", w.operator),
  ];
  const noticeEnd = (await today()) + 5;
  for (const provider of [suspended, rotatingProvider, admissible]) await bureau.countersign(provider, noticeEnd);
  await goToDay(noticeEnd + 1);
  for (const provider of [suspended, rotatingProvider]) await w.providers.connect(w.stranger).admit(provider);
  await bureau.suspend(suspended, PROPOSED);
  await w.providers.connect(one).proposeRotation(rotatingProvider, w.stranger);
  await passDays(SETTINGS.rotationDays + 1);
  await w.enterprises.connect(home.approver).confirmRotation(rotated.id, keyOf("new wallet").address);

  const [countersigned, quiet] = [await propose("countersigned", w.operator), await propose("quiet", w.operator)];
  for (const provider of [countersigned, quiet]) await bureau.countersign(provider, (await today()) + 10);
  const proposed = await propose("proposed", one);

  await firms.unfreeze(frozenFirm, PROPOSED);
  await firms.end(activeFirm.id, 4, PROPOSED);
  await firms.regroup(activeFirm.id, PROPOSED);
  await firms.merge(mergingFirm.id, activeFirm.id);
  const register_ = w.providers.connect(one);
  await register_.reinstate(suspended, PROPOSED);
  await register_.end(suspended, 6, PROPOSED);
  await register_.renew(rotatingProvider, 60_000, 0b10n);
  return {
    frozenFirm,
    activeFirm: activeFirm.id,
    mergingFirm: mergingFirm.id,
    rotatingFirm: rotating.id,
    oldWallet: rotated.key,
    stoppedWallet: rotating.key,
    suspended,
    rotatingProvider,
    admissible,
    countersigned: toBeHex(countersigned, 32),
    quietProvider: toBeHex(quiet, 32),
    proposed,
  };
}

/** Lists in their notice: objected to, of a joint program, and quiet; one account has announced all of them. */
async function announcedLists(w: World, one: Signer, program: bigint, jointProgram: bigint, enterprise: bigint) {
  const home = { ...w.wujin, bureau: one };
  const announceOne = async (of: bigint, face: bigint): Promise<string> =>
    (await announce(w, home, of, [{ enterprise, face }])).batch;
  return {
    announced: await announceOne(program, 300n),
    jointly: await announceOne(jointProgram, 400n),
    quietBatch: await announceOne(program, 500n),
  };
}

/** Programs that are to be opened and started again, and a budget that is to be raised. */
async function proposedPrograms(w: World, one: Signer, program: bigint) {
  const stopped = await openProgram(w, w.wujin);
  const starting = await openProgram(w, w.wujin);
  const programs = w.programs.connect(one);
  for (const each of [stopped, starting]) await programs.stop(each);
  await programs.restart(starting);
  await programs.raise(program, 100_000_000n, 150_000_000n);
  await programs.propose(await termsOf(w.wujin), "https://policy.example/2");
  return { stopped, starting, proposedProgram: await w.programs.count() };
}

/** A demand and an offer that are open, and an order under a match of two others. */
async function posts(s: Awaited<ReturnType<typeof paid>>) {
  const { w, enterprise, provider } = s;
  const demand = await postDemand(w, enterprise);
  const made = await matchBetween(w, s, await postDemand(w, enterprise), await postOffer(w, provider));
  await w.matching.connect(w.operator).matchUp(...made);
  const match = await matchId(w, made[0]);
  const matchedTerms = await orderUnder(s, match, { amount: 100_000n });
  return { demand, offer: await postOffer(w, provider), match, matchedTerms };
}

/** A payment that one account has opened, and a claw-back of which part is to be written off. */
async function openedPayment(w: World, one: Signer, paidOrder: string, order: string): Promise<bigint> {
  const payments = w.payments.connect(one);
  await payments.open(w.wujin.id, [order]);
  await payments.clawBack(paidOrder, 100n, PROPOSED);
  await w.payments.connect(w.wujin.approver).confirmClawBack(paidOrder, 100n, PROPOSED);
  await payments.clawBack(paidOrder, 50n, PROPOSED);
  await payments.writeOff(paidOrder, 40n, PROPOSED);
  return w.payments.count();
}

/** The nullifiers of the invoices on which an order was redeemed. */
async function invoicesOf(w: World, order: string): Promise<string[]> {
  const [told] = await w.orders.queryFilter(w.orders.filters.OrderRedeemed(order));
  return told!.args.claim.invoices.map(({ nullifier }) => nullifier);
}
