import { id, ZeroHash } from "ethers";
import type { ContractTransactionResponse } from "ethers";
import { chainOf, joined, openProgram, terms } from "../support/acts.ts";
import { batchIdOf } from "../../client/list.ts";
import { goToSpring } from "../support/clock.ts";
import { goToDay, networkHelpers, passDays, today } from "../support/world.ts";
import * as crowd from "./crowd.ts";
import { CAPPED, gasOf, OTHERS_SIGNATURE, WALLET } from "./gas.ts";

type Act = Promise<ContractTransactionResponse>;

/** How many items of the worst kind each batch function is given. */
export type Counts = Readonly<Record<"Enterprises.register" | "Orders.place" | "Orders.redeem", number>>;

/**
 * Plays one story of a hundred firms in which each function that takes a list meets the worst that it can, under the limit
 * of a transaction, and notes what that cost. The worst is: an edition that asks its predecessor, nine districts that
 * issue jointly, new controllers, the first issue of the year, vouchers that were frozen, subjects that were objected to,
 * amounts without a zero byte, ten invoices a claim, and wallets that answer with all the memory that their gas buys.
 */
export async function playTheWorst(counts: Counts): Promise<ReadonlyMap<string, number>> {
  const most = {
    register: counts["Enterprises.register"],
    place: counts["Orders.place"],
    redeem: counts["Orders.redeem"],
  };
  const costs = new Map<string, number>();
  const note = async (what: string, act: Act) => costs.set(what, await gasOf(act));

  const s = await crowd.founded();
  const { w, joint } = s;
  const [bureau, approver, finance] = [w.wujin.bureau, w.wujin.approver, w.wujin.finance];
  const register = async (from: number, to: number) =>
    w.enterprises.connect(bureau).register(crowd.registrations(s, to - from, from), CAPPED);
  await note("Enterprises.register", register(0, most.register));
  if (most.register < 100) await register(most.register, 100);
  await crowd.admitHundred(s);

  await goToSpring();
  const eight = { joint: joint.map((district) => district.id), classes: (1n << 256n) - 1n };
  const proposal = await terms(w.wujin, eight);
  await note(
    "Programs.propose",
    w.programs.connect(bureau).propose(proposal, "https://policy.example/".repeat(9), CAPPED),
  );
  const { program, items, chain, batch } = await crowd.approvedList(s);
  await note("Vouchers.issue", w.vouchers.connect(bureau).issue(batch, items, chain[100]!, CAPPED));
  await crowd.freezeHundred(s, program);

  const operator = w.orders.connect(w.operator);
  const object = async (order: string) => w.orders.connect(bureau).object(order, 1, ZeroHash, CAPPED);
  const placements = await crowd.placements(s, program, OTHERS_SIGNATURE);
  const orders: string[] = [];
  for (const { order } of placements) orders.push(await w.orders.orderIdOf(order));
  await crowd.settleWallets(WALLET.agrees);
  let before = await networkHelpers.takeSnapshot();
  await note("an ordinary Orders.place", operator.place(placements, CAPPED));
  await before.restore();
  await crowd.settleWallets(WALLET.agreesAtLength);
  await note("Orders.place", operator.place(placements.slice(0, most.place), CAPPED));
  await crowd.settleWallets(WALLET.agrees);
  for (let i = most.place; i < 100; i += 50) await operator.place(placements.slice(i, i + 50));

  before = await networkHelpers.takeSnapshot();
  const ordinary = await crowd.redemptions(orders, OTHERS_SIGNATURE, 1);
  await note("an ordinary Orders.redeem", operator.redeem(ordinary, CAPPED));
  await before.restore();
  const ten = await crowd.redemptions(orders, OTHERS_SIGNATURE);
  await crowd.settleWallets(WALLET.agreesAtLength);
  const [accepted, decided] = [ten.at(-1)!, ten.at(-2)!];
  await note("Orders.claim", operator.claim(accepted.claim, OTHERS_SIGNATURE, CAPPED));
  const { claim, acceptanceDeadline, noticeEnd } = accepted;
  await note("Orders.accept", operator.accept(claim, acceptanceDeadline, OTHERS_SIGNATURE, noticeEnd, CAPPED));
  await object(orders.at(-1)!); // while its notice runs
  await operator.claim(decided.claim, OTHERS_SIGNATURE);
  await crowd.settleWallets(WALLET.agrees);
  await passDays(16);
  await note("Orders.decide", w.orders.connect(bureau).decide(decided.claim, true, ZeroHash, CAPPED));
  const decision = [decided.claim, true, ZeroHash, (await today()) + 5] as const;
  const fresh = await crowd.redemptions(orders, OTHERS_SIGNATURE);
  await note("Orders.confirmDecide", w.orders.connect(approver).confirmDecide(...decision, CAPPED));
  await crowd.settleWallets(WALLET.agreesAtLength);
  await note("Orders.redeem", operator.redeem(fresh.slice(0, most.redeem), CAPPED));
  await crowd.settleWallets(WALLET.agrees);
  await w.orders.connect(bureau).reject(orders[0]!, false, ZeroHash);
  const rejected = fresh[0]!.claim.invoices.map(({ nullifier }) => nullifier);
  const rejection = [orders[0]!, ZeroHash, rejected] as const;
  await note("Orders.confirmRejectForForm", w.orders.connect(approver).confirmRejectForForm(...rejection, CAPPED));
  const rest = await crowd.redemptions(orders, OTHERS_SIGNATURE, 1);
  const again = { ...rest[0]!, claim: { ...rest[0]!.claim, round: 1 } };
  await operator.redeem([again, ...rest.slice(most.redeem, 98)]);

  for (const order of orders.slice(0, 99)) await object(order);
  await passDays(30);
  await note("Payments.open", w.payments.connect(bureau).open(w.wujin.id, orders, CAPPED));
  const settlements = orders.map((order) => ({ order, paid: true, receipt: id(order) }));
  await note("Payments.settle", w.payments.connect(finance).settle(1, settlements, CAPPED));
  return costs;
}

/** A hundred vouchers of a hundred programs, all due: what each of them gives back goes to another budget. */
export async function expireAHundredPrograms(): Promise<number> {
  const s = await crowd.founded();
  const { w } = s;
  await w.enterprises.connect(w.wujin.bureau).register(crowd.registrations(s, 1));
  const item = { enterprise: crowd.firmId(s, 0), face: 1_000n };
  const ids = crowd.HUNDRED.map((i) => crowd.voucherId(BigInt(i + 1), 0));
  const noticeEnd = (await today()) + 5;
  const batches: string[] = [];
  for (const i of crowd.HUNDRED) {
    const program = await openProgram(w, w.wujin, { joint: joined() }, 1_000n);
    const head = chainOf([item])[0]!;
    await w.vouchers.connect(w.wujin.bureau).announce(program, head, 1, item.face, noticeEnd, ZeroHash);
    batches.push(batchIdOf(program, head));
    await w.vouchers.connect(w.wujin.approver).approveBatch(batches[i]!, w.wujin.id);
  }
  await goToDay(noticeEnd + 1);
  for (const batch of batches) await w.vouchers.connect(w.wujin.bureau).issue(batch, [item], ZeroHash, CAPPED);
  await passDays(200);
  return gasOf(w.vouchers.connect(w.stranger).expire(ids, CAPPED));
}
