/** Orders from both signatures to the bank, each of another enterprise with another provider. */
import { id, ZeroHash } from "ethers";
import { contractNullifier, invoiceNullifier } from "../../client/documents/nullifier.ts";
import { sign } from "../../test/support/messages.ts";
import { goToDay, today, type District, type World } from "../../test/support/world.ts";
import { inThirtyDays, KEY, type Firm } from "./people.ts";
import { costOf, type Cost } from "./receipts.ts";

export interface Parties {
  readonly voucher: bigint;
  readonly enterprise: Firm;
  readonly provider: Firm;
}

export interface Placed extends Parties {
  readonly order: string;
}

/** A contract of ¥20,000 of which the voucher bears ¥10,000. */
export async function placementOf(
  w: World,
  { voucher, enterprise, provider }: Parties,
  n: number,
  referenceTo = ZeroHash,
) {
  const day = await today();
  const order = {
    voucher,
    provider: provider.id,
    amount: 1_000_000n,
    contractValue: 2_000_000n,
    contractDay: day,
    serviceClass: 1,
    deliverBy: day + 60,
    contractCommitment: id(`contract ${n}`),
    referenceTo,
    deadline: await inThirtyDays(),
  };
  return {
    order,
    contractNullifier: contractNullifier(KEY, enterprise.creditCode, provider.creditCode, `HT-2030-${n}`),
    enterpriseSignature: await sign(w, enterprise.key, "Order", order),
    providerSignature: await sign(w, provider.key, "Order", order),
  };
}

/**
 * Places one batch.
 *
 * @param first the number of its first contract, so that no two batches have a contract in common
 */
export async function place(w: World, parties: readonly Parties[], first: number): Promise<[Cost, Placed[]]> {
  const items = [];
  const placed: Placed[] = [];
  for (const [n, each] of parties.entries()) {
    const item = await placementOf(w, each, first + n);
    items.push(item);
    placed.push({ ...each, order: await w.orders.orderIdOf(item.order) });
  }
  return [await costOf(w.orders.connect(w.operator).place(items)), placed];
}

/** The whole contract value on one digital invoice, claimed and accepted. */
async function redemptionOf(w: World, { order, enterprise, provider }: Placed, n: number) {
  const number = `2432${n.toString().padStart(16, "0")}`;
  const claim = {
    order,
    round: 0,
    invoices: [{ nullifier: invoiceNullifier(KEY, provider.creditCode, "", number), amount: 2_000_000n }],
    evidence: id(`evidence ${n}`),
    deadline: await inThirtyDays(),
  };
  const acceptanceDeadline = await inThirtyDays();
  return {
    claim,
    providerSignature: await sign(w, provider.key, "Claim", claim),
    acceptanceDeadline,
    enterpriseSignature: await sign(w, enterprise.key, "Acceptance", { claim, deadline: acceptanceDeadline }),
    noticeEnd: (await today()) + 5,
  };
}

/** Redeems one batch, whose invoices are numbered from `first`; the notice of its redemptions passes after it. */
export async function redeem(w: World, placed: readonly Placed[], first: number): Promise<Cost> {
  const items = [];
  for (const [n, each] of placed.entries()) items.push(await redemptionOf(w, each, first + n));
  const noticeEnd = (await today()) + 5;
  const cost = await costOf(w.orders.connect(w.operator).redeem(items));
  await goToDay(noticeEnd + 1);
  return cost;
}

/** Opens one payment and settles all of it as paid in one call; the cost of each. */
export async function pay(w: World, home: District, placed: readonly Placed[]): Promise<[Cost, Cost]> {
  const orders = placed.map(({ order }) => order);
  const opening = await costOf(w.payments.connect(home.bureau).open(home.id, orders));
  const settlements = orders.map((order) => ({ order, paid: true, receipt: id(`receipt ${order}`) }));
  const payment = await w.payments.count();
  return [opening, await costOf(w.payments.connect(home.finance).settle(payment, settlements))];
}
