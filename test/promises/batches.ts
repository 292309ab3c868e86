import { id, ZeroHash } from "ethers";
import {
  announce,
  claimOf,
  issueVouchers,
  keyOf,
  orderOf,
  placementOf,
  redemptionOf,
  registerEnterprise,
  type Item,
} from "../support/acts.ts";
import type { Signer } from "../support/expect.ts";
import { inHand, voucherState, type InHand } from "../support/stages.ts";
import { goToDay, type World } from "../support/world.ts";

/** Something that is done for one item or for many at once. */
export interface Batch {
  readonly w: World;
  readonly contract: "enterprises" | "vouchers" | "orders" | "payments";
  readonly count: number;
  /** Does the items from one place to before another, in one transaction. */
  readonly bring: (from: number, to: number) => Promise<unknown>;
  /** Tries some good items and then one that the ledger refuses, without doing it. */
  readonly tryWithBad?: (good: number) => Promise<unknown>;
}

const tested = { amount: 400_000n };

/** Orders on the voucher, as their parties sign them, not yet brought. */
async function placements(s: InHand, count: number) {
  const list = [];
  for (let i = 0; i < count; i += 1) {
    const order = await orderOf(s.voucher, s.provider.id, tested);
    list.push(await placementOf(s.w, order, s.enterprise, s.provider));
  }
  return list;
}

async function placedOrders(s: InHand, count: number) {
  const list = await placements(s, count);
  await s.w.orders.connect(s.w.operator).place(list);
  return Promise.all(list.map(({ order }) => s.w.orders.orderIdOf(order)));
}

/** Claims of different sizes, with what both parties sign. */
async function redemptions(s: InHand, count: number) {
  const list = [];
  for (const [i, order] of (await placedOrders(s, count)).entries()) {
    const claim = await claimOf(order, {
      invoices: [{ nullifier: id(`invoice ${i}`), amount: 300_000n * BigInt(i + 1) }],
    });
    list.push(await redemptionOf(s.w, claim, s.enterprise, s.provider));
  }
  return list;
}

async function reviewedOrders(s: InHand, count: number) {
  const list = await redemptions(s, count);
  await s.w.orders.connect(s.w.operator).redeem(list);
  await goToDay(list[0]!.noticeEnd + 1);
  return list.map(({ claim }) => claim.order);
}

export async function registering(): Promise<Batch> {
  const { w } = await inHand();
  const items = [1, 2, 3].map((n) => ({
    home: w.wujin.id,
    wallet: keyOf(`firm ${n}`).address,
    party: id(`firm ${n}`),
    group: id(`controller ${n % 2}`),
    profile: id(`profile ${n}`),
  }));
  const bureau = w.enterprises.connect(w.wujin.bureau);
  return {
    w,
    contract: "enterprises",
    count: items.length,
    bring: (from, to) => bureau.register(items.slice(from, to)),
    tryWithBad: (good) => bureau.register.staticCall([...items.slice(0, good), { ...items[2]!, party: ZeroHash }]),
  };
}

export async function issuing(): Promise<Batch> {
  const { w, program, enterprise } = await inHand();
  const stranger = await registerEnterprise(w, w.nanhu, "of another district");
  const items: Item[] = [enterprise, stranger, enterprise].map((firm, i) => ({
    enterprise: firm.id,
    face: 100n + BigInt(i),
  }));
  const { batch, chain, noticeEnd } = await announce(w, w.wujin, program, items);
  await w.vouchers.connect(w.wujin.approver).approveBatch(batch, w.wujin.id);
  await goToDay(noticeEnd + 1);
  const bureau = w.vouchers.connect(w.wujin.bureau);
  const bring = (from: number, to: number) => bureau.issue(batch, items.slice(from, to), chain[to]!);
  return { w, contract: "vouchers", count: items.length, bring };
}

export async function placing(): Promise<Batch> {
  const s = await inHand();
  const items = await placements(s, 4);
  const bad = { ...items[3]!, contractNullifier: ZeroHash };
  const operator = s.w.orders.connect(s.w.operator);
  return {
    w: s.w,
    contract: "orders",
    count: 3,
    bring: (from, to) => operator.place(items.slice(from, to)),
    tryWithBad: (good) => operator.place.staticCall([...items.slice(0, good), bad]),
  };
}

export async function redeeming(): Promise<Batch> {
  const s = await inHand();
  const items = await redemptions(s, 4);
  const bad = { ...items[3]!, enterpriseSignature: items[0]!.enterpriseSignature };
  const operator = s.w.orders.connect(s.w.operator);
  return {
    w: s.w,
    contract: "orders",
    count: 3,
    bring: (from, to) => operator.redeem(items.slice(from, to)),
    tryWithBad: (good) => operator.redeem.staticCall([...items.slice(0, good), bad]),
  };
}

export async function opening(): Promise<Batch> {
  const s = await inHand();
  const items = await reviewedOrders(s, 3);
  const [bad] = await placedOrders(s, 1);
  const { w } = s;
  const bureau = w.payments.connect(w.wujin.bureau);
  return {
    w,
    contract: "payments",
    count: items.length,
    bring: (from, to) => bureau.open(w.wujin.id, items.slice(from, to)),
    tryWithBad: (good) => bureau.open.staticCall(w.wujin.id, [...items.slice(0, good), bad!]),
  };
}

export async function settling(): Promise<Batch> {
  const s = await inHand();
  const { w } = s;
  const orders = await reviewedOrders(s, 4);
  await w.payments.connect(w.wujin.bureau).open(w.wujin.id, orders.slice(0, 3));
  const items = orders.map((order, i) => ({ order, paid: i !== 1, receipt: id(`receipt ${i}`) }));
  const finance = w.payments.connect(w.wujin.finance);
  return {
    w,
    contract: "payments",
    count: 3,
    bring: (from, to) => finance.settle(1, items.slice(from, to)),
    tryWithBad: (good) => finance.settle.staticCall(1, [...items.slice(0, good), items[3]!]),
  };
}

export async function expiring(): Promise<Batch> {
  const s = await inHand();
  const { w, voucher, program, enterprise } = s;
  await placedOrders(s, 1);
  const { useBy } = await voucherState(w, voucher);
  const [twin] = await issueVouchers(w, w.wujin, program, [{ enterprise: enterprise.id, face: 77n }]);
  await w.vouchers.connect(w.wujin.bureau).extend(twin!, id("reason"));
  const [due] = await issueVouchers(w, w.wujin, program, [{ enterprise: enterprise.id, face: 88n }]);
  await goToDay(useBy + 20);
  const items = [voucher, twin!, due!];
  const anyone: Signer = w.stranger;
  const bring = (from: number, to: number) => w.vouchers.connect(anyone).expire(items.slice(from, to));
  return { w, contract: "vouchers", count: items.length, bring };
}
