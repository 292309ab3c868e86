import { expect } from "chai";
import { id, toBeHex } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { overdueFor } from "../../../scripts/reports/overdue.ts";
import { nodeTelling, toldBy } from "../audit/tampering.ts";
import { viewOf } from "../../../scripts/reports/view.ts";
import { addressesOf } from "../../../client/replay/replay.ts";
import { admission } from "../../support/acts.ts";
import { announced } from "../../support/lists.ts";
import { load } from "../../support/load.ts";
import { claimed, paid, paying, receipt, redeemed, reviewed } from "../../support/stages.ts";
import { goToDay, passDays, today, type World } from "../../support/world.ts";
import { viewNow } from "./viewing.ts";

const SEAT = { auditor: 0, home: 1, provider: 2 };
const RESOLVE_DAYS = 20;

const overdue = async (w: World, days = 0) => overdueFor(await viewNow(w), days);
const matters = async (w: World, days = 0) =>
  (await overdue(w, days)).map(({ matter }) => (matter as { en: string }).en);

describe("The report of overdue payments", () => {
  it("tells of an order that could have been paid", async () => {
    const s = await load(reviewed);
    await passDays(4);
    expect(await overdue(s.w)).to.deep.equal([
      {
        matter: { en: "payment due", zh: "待拨付" },
        district: "常州武进 Wujin",
        program: "1",
        enterprise: "2-1",
        provider: "P1-1",
        amount: 3_000_000n,
        since: s.noticeEnd + 1,
        days: 4,
        note: undefined,
        subject: s.order,
      },
    ]);
  });

  it("says nothing while the notice runs, and as much as asked for after it", async () => {
    const s = await load(redeemed);
    await goToDay(s.noticeEnd);
    expect(await matters(s.w)).to.deep.equal([]);
    await goToDay(s.noticeEnd + 1);
    expect(await matters(s.w)).to.deep.equal([]);
    await goToDay(s.noticeEnd + 16);
    expect(await matters(s.w, 14)).to.deep.equal(["payment due"]);
    expect(await matters(s.w, 15)).to.deep.equal([]);
  });

  it("leaves out what cannot be paid: objected to, or of a frozen voucher", async () => {
    const s = await load(redeemed);
    await s.w.orders.connect(s.w.auditor).object(s.order, SEAT.auditor, id("reason"));
    await goToDay(s.noticeEnd + 10);
    expect(await matters(s.w)).to.deep.equal(["objection to a redemption"]);
    await s.w.orders.connect(s.w.auditor).endAuditorsObjection(s.order, id("reason"));
    expect(await matters(s.w)).to.deep.equal(["payment due"]);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 10, id("reason"));
    expect(await matters(s.w)).to.deep.equal([]);
  });

  it("waits for the bank from the day on which the payment was opened, and ends when it has answered", async () => {
    const s = await load(paying);
    const opened = await today();
    await passDays(3);
    const [row] = await overdue(s.w);
    expect(row).to.include({ since: opened, days: 3, payment: "1", subject: s.order });
    expect((row?.matter as { en: string }).en).to.equal("bank's answer due");
    const returned = { order: s.order, paid: false, receipt: receipt("returned") };
    await s.w.payments.connect(s.w.wujin.finance).settle(s.payment, [returned]);
    const [again] = await overdue(s.w);
    expect((again?.note as { en: string }).en).to.equal("was returned by the bank");
    const done = await load(paid);
    await passDays(30);
    expect(await matters(done.w)).to.deep.equal([]);
  });

  it("tells of a claim on which the enterprise was silent through the grace period", async () => {
    const s = await load(claimed);
    await passDays(15);
    expect(await matters(s.w)).to.deep.equal([]);
    await passDays(3);
    expect(await matters(s.w)).to.deep.equal(["decision on a claim due"]);
  });

  it("gives the enterprise the days of a freeze again", async () => {
    const s = await load(claimed);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 10, id("reason"));
    await passDays(18);
    expect(await matters(s.w)).to.deep.equal([]);
    await passDays(10);
    expect(await matters(s.w)).to.deep.equal(["decision on a claim due"]);
  });
});

describe("The report of unresolved objections", () => {
  const note = async (w: World): Promise<string> => ((await overdue(w)).at(-1)?.note as { en: string }).en;

  it("says when a district's lapses, and that it has lapsed unresolved", async () => {
    const s = await load(redeemed);
    await s.w.orders.connect(s.w.yangpu.bureau).object(s.order, SEAT.provider, id("reason"));
    await passDays(1);
    expect(await note(s.w)).to.equal("by the provider's district; lapses in 20 days");
    await passDays(RESOLVE_DAYS - 1);
    expect(await matters(s.w)).to.deep.equal(["objection to a redemption"]);
    await passDays(1);
    expect(await note(s.w)).to.equal("by the provider's district; lapsed 1 day ago, unresolved");
    expect(await matters(s.w)).to.deep.equal(["payment due", "objection to a redemption"]);
  });

  it("ends when it is resolved", async () => {
    const s = await load(redeemed);
    const { w } = s;
    await w.orders.connect(w.wujin.bureau).object(s.order, SEAT.home, id("reason"));
    await passDays(1);
    expect(await matters(w)).to.deep.equal(["objection to a redemption"]);
    await w.orders.connect(w.wujin.bureau).resolve(s.order, SEAT.home, id("reason"));
    await w.orders.connect(w.wujin.approver).confirmResolve(s.order, SEAT.home, id("reason"));
    expect(await matters(w)).to.deep.equal([]);
  });

  it("tells of one to a list, with the amount that waits", async () => {
    const s = await load(announced);
    await s.w.vouchers.connect(s.w.auditor).object(s.batch, SEAT.auditor, id("reason"));
    await passDays(2);
    const [row] = await overdue(s.w);
    expect((row?.matter as { en: string }).en).to.equal("objection to a list");
    expect(row).to.include({ amount: 600_000n, subject: s.batch, program: "1", days: 2 });
    expect(await note(s.w)).to.equal("by the Auditor, who ends it");
    await s.w.vouchers.connect(s.d.bureau).withdrawBatch(s.batch, id("reason"));
    expect(await matters(s.w)).to.deep.equal([]);
  });

  it("tells of one to an admission, which lapses by the edition's own days", async () => {
    const { w } = await load(announced);
    await w.providers.connect(w.operator).propose(await admission(w.yangpu, "objected"));
    const provider = (BigInt(w.yangpu.id) << 32n) | (await w.providers.countOf(w.yangpu.id));
    await w.providers.connect(w.yangpu.bureau).countersign(provider, (await today()) + 6);
    await w.providers.connect(w.yangpu.bureau2).object(toBeHex(provider, 32), SEAT.home, id("reason"));
    await passDays(1);
    const [row] = await overdue(w);
    expect((row?.matter as { en: string }).en).to.equal("objection to an admission");
    expect(row).to.include({ provider: "P1-1", district: "上海杨浦 Yangpu" });
    expect(await note(w)).to.equal("by the home district; lapses in 15 days");
  });
});

describe("The view that reports are made from", () => {
  it("is refused where the events contradict each other", async () => {
    const { w } = await load(redeemed);
    const [first] = await toldBy(w, "vouchers", "VoucherChanged");
    const seen = viewOf(
      { rpc: nodeTelling(first!.log, []), addresses: await addressesOf(w) },
      { fromBlock: 0, admissionResolveDays: 15, partyName: () => undefined },
    );
    const error = await seen.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(TongduiError);
    expect(error).to.have.property("code", "LedgerUnsound");
  });
});
