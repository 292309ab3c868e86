/**
 * A ledger on which everything has happened that a report must not miscount. Faces are ¥100,000, locks ¥30,000.
 *
 *     program 1, Wujin    v1  an order is placed, then the voucher expires
 *                         v2  expires unused
 *     program 2, Wujin    v1  paid; ¥20,000 ordered back, ¥5,000 of it recovered, ¥3,000 written off
 *                         v2  a provider of Wujin, ¥25,000 of the lock redeemed; the bank returned it
 *                         v3  an order is placed, then the voucher is revoked
 *                         v4  an order is placed and cancelled
 *                         v5  redeemed, then rejected for cause
 *                         v6  redeemed, its notice over, then frozen
 *                         v7  redeemed, then rejected for form: the lock is back
 *                         v8  redeemed, at the bank
 *                         v9  redeemed, in notice; the Auditor and Yangpu object
 *     program 3, Yangpu   v1  paid, a provider of Yangpu
 *                         v2  claimed, a provider of Wujin
 */
import { id } from "ethers";
import { signCancellation, signClaim } from "../../../client/messages.ts";
import { domainOf, placeOrders, redeemOrders, setScene, type Scene } from "../support/scene.ts";
import type { Office } from "../support/office.ts";

export interface Year {
  readonly ending: Scene;
  readonly wujin: Scene;
  readonly yangpu: Scene;
  /** The order of a voucher: `2-1` for the first of program 2. */
  readonly orders: Readonly<Record<string, string>>;
  /** The day on which the last payment was opened. */
  readonly payday: number;
  readonly today: number;
}

export async function liveAYear(office: Office): Promise<Year> {
  const ending = await setScene(office, { vouchers: 2 });
  const [lost = ""] = await placeOrders(office, ending, [0]);
  await office.goToDay((await office.today()) + 170);

  const wujin = await setScene(office, { vouchers: 9 });
  const yangpu = await setScene(office, { vouchers: 2, home: "yangpu", providerIn: "wujin" });
  await office.goToDay((await office.today()) + 1);
  await sent(office.as("operator").vouchers.expire([...ending.vouchers]));

  const there = (scene: Scene, { provider, providerKey }: Scene): Scene => ({ ...scene, provider, providerKey });
  const wujinsOwn = there(wujin, yangpu);
  const [paid = "", kept = "", given = "", caused = "", cold = "", formal = "", banked = "", noticed = ""] =
    await placeOrders(office, wujin, [0, 2, 3, 4, 5, 6, 7, 8]);
  const [returned = ""] = await placeOrders(office, wujinsOwn, [1]);
  const [abroad = ""] = await placeOrders(office, there(yangpu, wujin), [0]);
  const [claimed = ""] = await placeOrders(office, yangpu, [1]);

  await redeemOrders(office, wujin, [0, 4, 5, 6, 7], [paid, caused, cold, formal, banked]);
  await redeemOrders(office, wujinsOwn, [1], [returned], { invoiced: 5_000_000n });
  await redeemOrders(office, there(yangpu, wujin), [0], [abroad]);
  await revoke(office, wujin.vouchers[2] ?? 0n);
  await cancel(office, wujin, 3, given);
  await reject(office, caused, true);
  await reject(office, formal, false);
  await claim(office, yangpu, claimed);

  await office.goToDay((await office.today()) + 6);
  await sent(office.as("auditor").vouchers.freeze(wujin.vouchers[5] ?? 0n, 30, id("doubt")));
  await sent(office.as("wujin bureau").payments.open(2, [paid, returned]));
  await sent(office.as("yangpu bureau").payments.open(1, [abroad]));
  await office.goToDay((await office.today()) + 1);
  await settle(office, "wujin", 1, [
    [paid, true],
    [returned, false],
  ]);
  await settle(office, "yangpu", 2, [[abroad, true]]);
  await clawBack(office, paid);

  await office.goToDay((await office.today()) + 1);
  const payday = await office.today();
  await sent(office.as("wujin bureau").payments.open(2, [banked]));
  await redeemOrders(office, wujin, [8], [noticed]);
  await sent(office.as("auditor").orders.object(noticed, 0, id("odd")));
  await sent(office.as("yangpu bureau").orders.object(noticed, 2, id("odd too")));
  const orders = {
    "1-1": lost,
    "2-1": paid,
    "2-2": returned,
    "2-3": kept,
    "2-4": given,
    "2-5": caused,
    "2-6": cold,
    "2-7": formal,
    "2-8": banked,
    "2-9": noticed,
    "3-1": abroad,
    "3-2": claimed,
  };
  return { ending, wujin, yangpu, orders, payday, today: await office.today() };
}

async function revoke(office: Office, voucher: bigint): Promise<void> {
  await sent(office.as("wujin bureau").vouchers.revoke(voucher, id("moved away")));
  await sent(office.as("wujin approver").vouchers.confirmRevoke(voucher, id("moved away")));
}

async function cancel(office: Office, scene: Scene, place: number, order: string): Promise<void> {
  const cancellation = { order, deadline: BigInt(((await office.today()) + 60) * 86_400) };
  const key = scene.enterprises[place]?.key;
  if (!key) throw new RangeError(`There is no voucher ${place}.`);
  const sign = async (signer: typeof key) => signCancellation(signer, domainOf(office), cancellation);
  const [enterprise, provider] = await Promise.all([sign(key), sign(scene.providerKey)]);
  await sent(office.as("operator").orders.cancel(order, cancellation.deadline, enterprise, provider));
}

async function reject(office: Office, order: string, forCause: boolean): Promise<void> {
  const reason = id("not as agreed");
  await sent(office.as("wujin bureau").orders.reject(order, forCause, reason));
  const { orders } = office.as("wujin approver");
  await sent(
    forCause
      ? orders.confirmRejectForCause(order, reason)
      : orders.confirmRejectForForm(order, reason, [id(`invoice ${order}`)]),
  );
}

async function claim(office: Office, scene: Scene, order: string): Promise<void> {
  const terms = {
    order,
    round: 0,
    invoices: [{ nullifier: id(`invoice ${order}`), amount: 10_000_000n }],
    evidence: id(`evidence ${order}`),
    deadline: BigInt(((await office.today()) + 60) * 86_400),
  };
  const signature = await signClaim(scene.providerKey, domainOf(office), terms);
  await sent(office.as("operator").orders.claim(terms, signature));
}

async function settle(
  office: Office,
  district: string,
  payment: number,
  items: readonly (readonly [order: string, paid: boolean])[],
): Promise<void> {
  const settlements = items.map(([order, paid]) => ({ order, paid, receipt: id(`receipt ${order}`) }));
  await sent(office.as(`${district} finance`).payments.settle(payment, settlements));
}

async function clawBack(office: Office, order: string): Promise<void> {
  const reason = id("half of it was never delivered");
  await sent(office.as("wujin bureau").payments.clawBack(order, 2_000_000n, reason));
  await sent(office.as("wujin approver").payments.confirmClawBack(order, 2_000_000n, reason));
  await sent(office.as("wujin finance").payments.recover(order, 500_000n, id("incoming")));
  await sent(office.as("wujin finance").payments.writeOff(order, 300_000n, id("bankrupt")));
  await sent(office.as("wujin approver").payments.confirmWriteOff(order, 300_000n, id("bankrupt")));
}

async function sent(transaction: Promise<{ wait: () => Promise<unknown> }>): Promise<void> {
  await (await transaction).wait();
}
