import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { digestOrder, domainSeparatorOf, type LedgerDomain, type Order } from "../../client/messages.ts";
import { admitProvider, orderOf, placementOf } from "../support/acts.ts";
import { domainOf } from "../support/messages.ts";
import { expectTold } from "../support/events.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import {
  figures,
  following,
  inHand,
  orderState,
  placement,
  stage,
  voucherState,
  type InHand,
} from "../support/stages.ts";
import { notASubmitter, othersThanSubmitters, submitters } from "../support/submitters.ts";
import { goToDay, networkHelpers, today } from "../support/world.ts";

const NULLIFIER = id("nullifier of the contract");
const ready = async () => networkHelpers.loadFixture(inHand);
const place = async ({ w }: InHand, ...items: Awaited<ReturnType<typeof placement>>[]) =>
  w.orders.connect(w.operator).place(items);

describe("Orders.place", () => {
  it("begins with no order and no used contract", async () => {
    const { w } = await ready();
    await expectRefused(w.orders.wordOf(id("order")), w.orders, "OrderUnknown", [id("order")]);
    await expectRefused(w.orders.lastDayOf(id("order")), w.orders, "OrderUnknown", [id("order")]);
    expect(await w.orders.contractUsed(NULLIFIER)).to.equal(false);
    expect(await w.orders.orderOfContract(NULLIFIER)).to.equal(ZeroHash);
    expect(await w.orders.MOST_ITEMS()).to.equal(100n);
  });

  it("knows an order by the digest that its parties sign", async () => {
    const s = await ready();
    const domain = (await domainOf(s.w)) as LedgerDomain;
    const order = await orderOf(s.voucher, s.provider.id, { referenceTo: id("a match") });
    expect(await s.w.orders.domainSeparator()).to.equal(domainSeparatorOf(domain));
    expect(await s.w.orders.orderIdOf(order)).to.equal(digestOrder(domain, order as unknown as Order));
  });

  it("takes orders from the Operator and from the Approvers of the home and the provider's district", async () => {
    const s = await ready();
    const item = await placement(s);
    for (const by of submitters(s.w)) await s.w.orders.connect(by).place.staticCall([item]);
  });

  it("takes orders from nobody else", async () => {
    const s = await ready();
    const item = await placement(s);
    for (const by of othersThanSubmitters(s.w)) {
      const act = s.w.orders.connect(by).place([item]);
      await expectItemRefused(act, s.w.orders, 0, s.w.orders, "NotASubmitter", notASubmitter(s.w, by));
    }
  });

  it("takes no single item from outside", async () => {
    const s = await ready();
    const item = await placement(s);
    for (const by of [...submitters(s.w), s.w.safe, s.w.stranger]) {
      await expectRefused(
        s.w.orders.connect(by).placeItem(item, { account: s.w.operator, operator: true }),
        s.w.orders,
        "OnlyItself",
        [by],
      );
    }
  });

  it("tells the order with its terms, and the lock on the voucher", async () => {
    const s = await ready();
    const item = await placement(s, { referenceTo: id("a match") }, NULLIFIER);
    const order = await s.w.orders.orderIdOf(item.order);
    const change = await following(s);
    await expectTold(s.w.orders.connect(s.w.yangpu.approver).place([item]), async () => [
      await change("Locked", 3_000_000n, order),
      [s.w.orders, "OrderPlaced", [order, s.voucher, item.order, NULLIFIER, s.w.yangpu.approver]],
    ]);
  });

  it("leaves the order placed, its amount locked and its contract used", async () => {
    const s = await ready();
    const before = await figures(s);
    const item = await placement(s, {}, NULLIFIER);
    await place(s, item);
    const order = await s.w.orders.orderIdOf(item.order);
    expect(await orderState(s.w, order)).to.deep.equal({
      voucher: s.voucher,
      provider: s.provider.id,
      amount: 3_000_000n,
      deliverBy: item.order.deliverBy,
      waitEnd: 0,
      frozenDays: 0,
      round: 0,
      invoices: 0,
      stage: "Placed",
      reopened: false,
      payment: 0,
    });
    expect(await figures(s)).to.deep.equal({ ...before, locked: 3_000_000n });
    expect(await s.w.orders.orderOfContract(NULLIFIER)).to.equal(order);
    expect(await s.w.orders.contractUsed(NULLIFIER)).to.equal(true);
    expect(await s.w.orders.lastDayOf(order)).to.equal(item.order.deliverBy + 15);
  });

  it("writes the days of earlier freezes down, so that they move no deadline of the order", async () => {
    const s = await ready();
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 7, ZeroHash);
    await goToDay((await today()) + 8);
    const item = await placement(s);
    await place(s, item);
    const order = await s.w.orders.orderIdOf(item.order);
    expect((await orderState(s.w, order)).frozenDays).to.equal(7);
    expect(await s.w.orders.lastDayOf(order)).to.equal(item.order.deliverBy + 15);
  });
});

describe("Orders.place, in batches", () => {
  it("demands one to a hundred orders", async () => {
    const s = await ready();
    const item = await placement(s);
    await expectRefused(place(s), s.w.orders, "BatchEmpty");
    const many = Array.from({ length: 101 }, () => item);
    await expectRefused(place(s, ...many), s.w.orders, "BatchTooLong", [101, 100]);
  });

  it("places a hundred orders at once", async () => {
    const s = await ready();
    const orders = Array.from({ length: 100 }, () => placement(s, { amount: 50_000n }));
    await place(s, ...(await Promise.all(orders)));
    expect((await figures(s)).locked).to.equal(5_000_000n);
  });

  it("draws a voucher down to nothing, and names the order for which it is not enough", async () => {
    const s = await ready();
    const amounts = [3_000_000n, 2_000_000n, 1n];
    const items = await Promise.all(amounts.map(async (amount) => placement(s, { amount })));
    const act = place(s, ...items);
    await expectItemRefused(act, s.w.orders, 2, s.w.vouchers, "RemainingExceeded", [s.voucher, 0, 1]);
    expect((await figures(s)).locked).to.equal(0n);
    await place(s, ...items.slice(0, 2));
    expect((await figures(s)).locked).to.equal(5_000_000n);
  });

  it("leaves what an order placed alone leaves", async () => {
    const s = await ready();
    const items = [await placement(s, { amount: 1n }), await placement(s, { amount: 2n })];
    const states = async () => ({
      voucher: await voucherState(s.w, s.voucher),
      orders: await Promise.all(items.map(async ({ order }) => orderState(s.w, await s.w.orders.orderIdOf(order)))),
    });
    const snapshot = await networkHelpers.takeSnapshot();
    await place(s, ...items);
    const together = await states();
    await snapshot.restore();
    for (const item of items) await place(s, item);
    expect(await states()).to.deep.equal(together);
  });

  it("serves a contract to one order, in one batch too", async () => {
    const s = await ready();
    const items = [await placement(s, {}, NULLIFIER), await placement(s, { amount: 1n }, NULLIFIER)] as const;
    await expectItemRefused(place(s, ...items), s.w.orders, 1, s.w.orders, "ContractUsed", [NULLIFIER]);
    await place(s, items[0]);
    await expectItemRefused(place(s, items[1]), s.w.orders, 0, s.w.orders, "ContractUsed", [NULLIFIER]);
  });

  it("places an order once, under whatever contract", async () => {
    const s = await ready();
    const item = await placement(s);
    await place(s, item);
    const order = await s.w.orders.orderIdOf(item.order);
    const again = place(s, { ...item, contractNullifier: NULLIFIER });
    await expectItemRefused(again, s.w.orders, 0, s.w.orders, "PlacedBefore", [order]);
    expect(stage((await orderState(s.w, order)).stage)).to.equal(1);
  });

  it("spends with a provider of the home district too", async () => {
    const s = await ready();
    const provider = await admitProvider(s.w, s.w.wujin);
    const order = await orderOf(s.voucher, provider.id);
    const item = await placementOf(s.w, order, s.enterprise, provider);
    const stranger = s.w.orders.connect(s.w.yangpu.approver).place([item]);
    const refusal = [s.w.yangpu.approver.address, s.w.wujin.id, s.w.wujin.id];
    await expectItemRefused(stranger, s.w.orders, 0, s.w.orders, "NotASubmitter", refusal);
    await place(s, item);
  });
});
