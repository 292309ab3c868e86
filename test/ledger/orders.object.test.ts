import { expect } from "chai";
import { id } from "ethers";
import { admitProvider, placementOf, orderOf } from "../support/acts.ts";
import { expectTold } from "../support/events.ts";
import { expectDuty, expectItemRefused, expectRefused } from "../support/expect.ts";
import { paying, placed, redeemed, redemption, type Redeemed } from "../support/stages.ts";
import { DUTY, goToDay, networkHelpers, passDays, today, type World } from "../support/world.ts";

const REASON = id("the invoice is not of the provider");
const SEAT = { auditor: 0, home: 1, provider: 2 } as const;
type Seat = keyof typeof SEAT;
const SEATS = Object.keys(SEAT) as Seat[];
const holderOf = ({ auditor, wujin, yangpu }: World, seat: Seat) =>
  ({ auditor, home: wujin.bureau, provider: yangpu.bureau })[seat];

type Subject = Pick<Redeemed, "w" | "order">;
const ready = async () => networkHelpers.loadFixture(redeemed);
const object = async ({ w, order }: Subject, seat: Seat, by = holderOf(w, seat)) =>
  w.orders.connect(by).object(order, SEAT[seat], REASON);
const open = async ({ w, order }: Subject) => w.payments.connect(w.wujin.bureau).open(w.wujin.id, [order]);
const resolve = async ({ w, order }: Subject, seat: Seat) => {
  await w.orders.connect(w.wujin.bureau).resolve(order, SEAT[seat], REASON);
  await w.orders.connect(w.wujin.approver).confirmResolve(order, SEAT[seat], REASON);
};

async function expectObjected(s: Subject, seat: Seat): Promise<void> {
  await expectItemRefused(open(s), s.w.payments, 0, s.w.orders, "ObjectionOpen", [s.order, SEAT[seat]]);
}

describe("Orders.object", () => {
  const DUTIES = [
    ["auditor", 0, DUTY.auditor, (w: World) => [w.auditor]],
    ["home", 2, DUTY.bureau, (w: World) => [w.wujin.bureau, w.wujin.bureau2]],
    ["provider", 1, DUTY.bureau, (w: World) => [w.yangpu.bureau, w.yangpu.bureau2]],
  ] as const;
  for (const [seat, district, duty, may] of DUTIES) {
    it(`keeps the seat of the ${seat} for its holder`, async () => {
      const s = await ready();
      await expectDuty(s.w, district, duty, may(s.w), s.w.orders, async (by) => object(s, seat, by));
    });

    it(`tells the objection of the ${seat}, and takes one`, async () => {
      const s = await ready();
      const by = holderOf(s.w, seat);
      await expectTold(object(s, seat), [[s.w.orders, "Objected", [s.order, SEAT[seat], by, REASON]]]);
      expect(await s.w.orders.objectionStands(s.order, SEAT[seat])).to.equal(true);
      await expectRefused(object(s, seat), s.w.orders, "ObjectedBefore", [s.order, SEAT[seat]]);
    });

    it(`lets an objection of the ${seat} stand in the way of the payment`, async () => {
      const s = await ready();
      await object(s, seat);
      await goToDay(s.noticeEnd + 1);
      await expectObjected(s, seat);
    });
  }

  it("hears all three seats beside each other", async () => {
    const s = await ready();
    for (const seat of SEATS) await object(s, seat);
    await goToDay(s.noticeEnd + 1);
    await expectObjected(s, "auditor");
    await s.w.orders.connect(s.w.auditor).endAuditorsObjection(s.order, REASON);
    await expectObjected(s, "home");
    await resolve(s, "home");
    await expectObjected(s, "provider");
    await resolve(s, "provider");
    await open(s);
  });

  it("hears objections through the last day of the notice", async () => {
    const s = await ready();
    await goToDay(s.noticeEnd);
    await object(s, "home");
    await goToDay(s.noticeEnd + 1);
    await expectRefused(object(s, "auditor"), s.w.orders, "NoticeOver", [s.order, s.noticeEnd]);
  });

  for (const fixture of [placed, paying]) {
    it(`hears nobody on an order that is ${fixture.name}`, async () => {
      const s = await networkHelpers.loadFixture<Subject>(fixture);
      await expectRefused(object(s, "auditor"), s.w.orders, "NoHearing", [s.order]);
    });
  }

  it("has no third seat where the provider is of the home district", async () => {
    const s = await networkHelpers.loadFixture(placed);
    const provider = await admitProvider(s.w, s.w.wujin);
    const terms = await orderOf(s.voucher, provider.id, { amount: 1n });
    await s.w.orders.connect(s.w.operator).place([await placementOf(s.w, terms, s.enterprise, provider)]);
    const order = await s.w.orders.orderIdOf(terms);
    await s.w.orders.connect(s.w.operator).redeem([await redemption({ ...s, provider, order })]);
    const act = object({ ...s, order }, "provider", s.w.wujin.bureau);
    await expectRefused(act, s.w.orders, "SeatIsHome", [order]);
  });
});

describe("The end of an objection to an order", () => {
  it("is the end of the resolve period, for a district's", async () => {
    const s = await ready();
    await object(s, "provider");
    const objectedOn = await today();
    await goToDay(objectedOn + 20);
    await expectObjected(s, "provider");
    await goToDay(objectedOn + 21);
    expect(await s.w.orders.objectionStands(s.order, SEAT.provider)).to.equal(false);
    await open(s);
  });

  it("is no passing of time, for the Auditor's", async () => {
    const s = await ready();
    await object(s, "auditor");
    await passDays(365);
    await expectObjected(s, "auditor");
  });

  for (const who of ["auditor", "safe"] as const) {
    it(`is a word of the ${who}, for the Auditor's`, async () => {
      const s = await ready();
      await object(s, "auditor");
      await expectTold(s.w.orders.connect(s.w[who]).endAuditorsObjection(s.order, REASON), [
        [s.w.orders, "ObjectionEnded", [s.order, SEAT.auditor, s.w[who], REASON]],
      ]);
      await goToDay(s.noticeEnd + 1);
      await open(s);
    });
  }
});
