import { expect } from "chai";
import { id } from "ethers";
import { chainOf, joined, openProgram, payOrders, placeOrder, redeemOrder, type Item } from "../support/acts.ts";
import { batchIdOf } from "../../client/list.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import {
  announceList,
  approve,
  issuable,
  issueItems,
  listed,
  TAIL,
  totalOf,
  withdraw,
  type Listed,
} from "../support/lists.ts";
import { load } from "../support/load.ts";
import { budgetState, orderState, paid, paying, redeemed, reviewed, stage, type Redeemed } from "../support/stages.ts";
import { goToDay, passDays, today, type World } from "../support/world.ts";

const reason = id("reason");
const SEAT = { auditor: 0, home: 1, provider: 2 } as const;

const open = async ({ w }: { w: World }, ...orders: string[]) =>
  w.payments.connect(w.wujin.bureau).open(w.wujin.id, orders);
const settle = async ({ w }: { w: World }, payment: bigint, ...items: { order: string; paid: boolean }[]) =>
  w.payments.connect(w.wujin.finance).settle(
    payment,
    items.map((item) => ({ ...item, receipt: reason })),
  );

describe("Promise 8: nothing is paid twice, before its notice ends, or while objected; nothing is issued other than what was approved", () => {
  describe("nothing is paid twice", () => {
    it("an order that is paid is neither opened, settled nor rejected again", async () => {
      const s = await load(paid);
      const { orders, payments } = s.w;
      const other = await secondOrder(s);
      await open(s, other);
      const item = { order: s.order, paid: true };
      await expectItemRefused(open(s, s.order), payments, 0, orders, "OrderIn", [s.order, stage("Paid")]);
      for (const payment of [s.payment, 2n]) {
        await expectItemRefused(settle(s, payment, item), payments, 0, orders, "OrderIn", [s.order, stage("Paid")]);
      }
      for (const forCause of [true, false]) {
        const act = orders.connect(s.w.wujin.bureau).reject(s.order, forCause, reason);
        await expectRefused(act, orders, "OrderIn", [s.order, stage("Paid")]);
      }
      expect((await budgetState(s.w, s.program)).paid).to.equal(3_000_000n);
    });

    it("an order is in one open payment, once", async () => {
      const s = await load(reviewed);
      const { orders, payments } = s.w;
      const inPayment = [s.order, stage("Paying")];
      await expectItemRefused(open(s, s.order, s.order), payments, 1, orders, "OrderIn", inPayment);
      await open(s, s.order);
      await expectItemRefused(open(s, s.order), payments, 0, orders, "OrderIn", inPayment);
    });

    it("an order is settled once in a list, and under its own payment alone", async () => {
      const s = await load(paying);
      const { orders, payments } = s.w;
      const other = await secondOrder(s);
      await open(s, other);
      const item = { order: s.order, paid: true };
      await expectItemRefused(settle(s, 2n, item), payments, 0, orders, "InOtherPayment", [s.order, s.payment]);
      const twice = settle(s, s.payment, item, item);
      await expectItemRefused(twice, payments, 1, orders, "OrderIn", [s.order, stage("Paid")]);
    });

    it("what the bank returned again and again is paid once in the end", async () => {
      const s = await load(paying);
      for (const payment of [1n, 2n, 3n]) {
        await settle(s, payment, { order: s.order, paid: false });
        await open(s, s.order);
      }
      await settle(s, 4n, { order: s.order, paid: true });
      for (const payment of [1n, 2n, 3n, 4n]) {
        const act = settle(s, payment, { order: s.order, paid: true });
        await expectItemRefused(act, s.w.payments, 0, s.w.orders, "OrderIn", [s.order, stage("Paid")]);
      }
      expect((await budgetState(s.w, s.program)).paid).to.equal(3_000_000n);
    });
  });

  it("nothing is paid before its notice ends: not in its last second, but in the next", async () => {
    const s = await load(redeemed);
    const { orders, payments } = s.w;
    await expectItemRefused(open(s, s.order), payments, 0, orders, "ReviewRunning", [s.order, s.noticeEnd]);
    await atTheEndOf(s.noticeEnd);
    await expectItemRefused(open(s, s.order), payments, 0, orders, "ReviewRunning", [s.order, s.noticeEnd]);
    await atTheStartOf(s.noticeEnd + 1);
    await open(s, s.order);
  });

  describe("nothing is paid while objected", () => {
    const expectStands = async (s: Redeemed, seat: number): Promise<void> => {
      const act = open(s, s.order);
      await expectItemRefused(act, s.w.payments, 0, s.w.orders, "ObjectionOpen", [s.order, seat]);
    };

    for (const seat of ["home", "provider"] as const) {
      it(`by the ${seat} district, until two home officers have settled it`, async () => {
        const s = await load(redeemed);
        const { w, order } = s;
        const district = seat === "home" ? w.wujin : w.yangpu;
        await w.orders.connect(district.bureau).object(order, SEAT[seat], reason);
        await goToDay(s.noticeEnd + 1);
        await expectStands(s, SEAT[seat]);
        await w.orders.connect(w.wujin.bureau).resolve(order, SEAT[seat], reason);
        await expectStands(s, SEAT[seat]);
        await w.orders.connect(w.wujin.approver).confirmResolve(order, SEAT[seat], reason);
        await payOrders(w, w.wujin, [order]);
      });

      it(`by the ${seat} district, through the last second of the resolve period`, async () => {
        const s = await load(redeemed);
        const { w, order } = s;
        const district = seat === "home" ? w.wujin : w.yangpu;
        await w.orders.connect(district.bureau).object(order, SEAT[seat], reason);
        const lastDay = (await today()) + 20;
        await atTheEndOf(lastDay);
        await expectStands(s, SEAT[seat]);
        await atTheStartOf(lastDay + 1);
        await open(s, order);
      });
    }

    it("by the Auditor, for years, until the Auditor or the Safe has ended it", async () => {
      const s = await load(redeemed);
      const { w, order } = s;
      await w.orders.connect(w.auditor).object(order, SEAT.auditor, reason);
      await passDays(1_000);
      await expectStands(s, SEAT.auditor);
      await w.orders.connect(w.safe).endAuditorsObjection(order, reason);
      await payOrders(w, w.wujin, [order]);
    });

    it("by one seat when another's objection is settled", async () => {
      const s = await load(redeemed);
      const { w, order } = s;
      await w.orders.connect(w.auditor).object(order, SEAT.auditor, reason);
      await w.orders.connect(w.yangpu.bureau).object(order, SEAT.provider, reason);
      await w.orders.connect(w.auditor).endAuditorsObjection(order, reason);
      await goToDay(s.noticeEnd + 1);
      await expectStands(s, SEAT.provider);
    });
  });

  describe("nothing is issued other than what was approved", () => {
    type Alter = (items: Item[], s: Listed) => Item[];
    /** Every way to hand in another list than the one that was announced. */
    const ALTERED: Record<string, Alter> = {
      "a face raised by a fen": (items) => [{ ...items[0]!, face: items[0]!.face + 1n }, ...items.slice(1)],
      "a face lowered": (items) => [...items.slice(0, 2), { ...items[2]!, face: 1n }],
      "faces exchanged": ([a, b, c]) => [{ ...a!, face: b!.face }, { ...b!, face: a!.face }, c!],
      "another enterprise": ([a, ...rest], { firms }) => [{ ...a!, enterprise: firms[1]!.id }, ...rest],
      "another order": ([a, b, c]) => [b!, a!, c!],
      "the first left out": (items) => items.slice(1),
      "the last left out": (items) => items.slice(0, 2),
      "one in the middle left out": ([a, , c]) => [a!, c!],
      "one doubled": (items) => [items[0]!, ...items],
      "one added at the end": (items) => [...items, items[0]!],
      "one of nothing added": (items, { firms }) => [...items, { enterprise: firms[0]!.id, face: 0n }],
    };
    const bring = async ({ w, d, batch }: Listed, items: Item[], next: string) =>
      w.vouchers.connect(d.bureau).issue(batch, items, next);

    for (const [what, alter] of Object.entries(ALTERED)) {
      it(`not with ${what}, whatever is said to come next`, async () => {
        const s = await load(issuable);
        const items = alter(s.items, s);
        for (const next of new Set([TAIL, ...s.chain, id("next")])) {
          const genuine = chainOf(items, next)[0] === s.chain[0];
          if (genuine) continue;
          const given = chainOf(items, next)[0];
          await expectRefused(bring(s, items, next), s.w.vouchers, "NotWhatWasAnnounced", [s.batch, s.chain[0], given]);
        }
        expect(await s.w.vouchers.serialOf(s.program)).to.equal(0n);
      });
    }

    it("not in another order of chunks, not with one skipped, not with one twice; but however it is cut", async () => {
      const s = await load(issuable);
      const refused = async (from: number, to: number, expected: number) => {
        const act = issueItems(s, from, to);
        await expectRefused(act, s.w.vouchers, "NotWhatWasAnnounced", [s.batch, s.chain[expected], s.chain[from]]);
      };
      await refused(1, 3, 0);
      await issueItems(s, 0, 1);
      await refused(0, 1, 1);
      await refused(2, 3, 1);
      await issueItems(s, 1, 3);
      await expectRefused(issueItems(s, 0, 3), s.w.vouchers, "BatchIn", [s.batch, 3]);
      expect(await s.w.vouchers.serialOf(s.program)).to.equal(3n);
    });

    for (const [what, said, error] of [
      ["fewer items than the list has", { count: 2 }, "CountDiffers"],
      ["a smaller total", { total: 599_999n }, "TotalDiffers"],
      ["a greater total", { total: 600_001n }, "TotalDiffers"],
    ] as const) {
      it(`not a list that was announced with ${what}`, async () => {
        const s = await load(listed);
        await announceList(s, said);
        await approve(s, s.d);
        await passDays(6);
        const { count, total } = { count: s.items.length, total: totalOf(s.items), ...said };
        const announced = error === "CountDiffers" ? [count, 3] : [total, totalOf(s.items)];
        await expectRefused(issueItems(s), s.w.vouchers, error, [s.batch, ...announced]);
      });
    }

    it("not what was announced and is not approved, by every district whose approval it needs", async () => {
      const s = await load(listed);
      const { w, d } = s;
      const program = await openProgram(w, d, { joint: joined(w.yangpu, w.nanhu) });
      const joint = { ...s, program, batch: batchIdOf(program, s.chain[0]!) };
      await announceList(joint);
      for (const [given, district] of [d, w.yangpu, w.nanhu].entries()) {
        await passDays(given === 0 ? 6 : 1);
        await expectRefused(issueItems(joint), w.vouchers, "ApprovalsMissing", [joint.batch, given, 3]);
        await approve(joint, district);
      }
      await issueItems(joint);
    });

    it("not under another program, nor under a batch that was approved with other items", async () => {
      const s = await load(issuable);
      const other = s.items.slice(0, 2);
      const chain = chainOf(other);
      await announceList({ ...s, chain, items: other });
      const unapproved = { ...s, batch: batchIdOf(s.program, chain[0]!), items: other, chain };
      await passDays(6);
      await expectRefused(issueItems(unapproved), s.w.vouchers, "ApprovalsMissing", [unapproved.batch, 0, 1]);
      const foreign = batchIdOf(s.program + 1n, s.chain[0]!);
      await expectRefused(issueItems({ ...s, batch: foreign }), s.w.vouchers, "BatchUnknown", [foreign]);
    });

    it("not before its notice ends, while objected, or once it is withdrawn; and not announced again", async () => {
      const s = await load(listed);
      const noticeEnd = (await today()) + 5;
      await announceList(s);
      await approve(s, s.d);
      const { vouchers, auditor } = s.w;
      await vouchers.connect(auditor).object(s.batch, SEAT.auditor, reason);
      await atTheEndOf(noticeEnd);
      await expectRefused(issueItems(s), vouchers, "NoticeRunning", [noticeEnd]);
      await atTheStartOf(noticeEnd + 1);
      await expectRefused(issueItems(s), vouchers, "ObjectionOpen", [s.batch, SEAT.auditor]);
      await vouchers.connect(auditor).endAuditorsObjection(s.batch, reason);
      await issueItems(s, 0, 1);
      await withdraw(s);
      await expectRefused(issueItems(s, 1, 3), vouchers, "BatchIn", [s.batch, 2]);
      await expectRefused(announceList(s), vouchers, "AnnouncedBefore", [s.batch]);
    });
  });
});

/** Another order of the same voucher, redeemed and reviewed. */
async function secondOrder({ w, voucher, enterprise, provider }: Redeemed): Promise<string> {
  const order = await placeOrder(w, voucher, enterprise, provider, { amount: 1_000_000n });
  const noticeEnd = await redeemOrder(w, order, enterprise, provider);
  await goToDay(noticeEnd + 1);
  expect((await orderState(w, order)).stage).to.equal("Redeemed");
  return order;
}
