import { expect } from "chai";
import { id } from "ethers";
import { claimOf, placementOf, orderOf, redemptionOf } from "../support/acts.ts";
import { atSecond, atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { expectDuty, expectEvents, expectItemRefused, expectRefused, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  appoint,
  inHand,
  paying,
  placed,
  receipt,
  revokeVoucher,
  setSequence,
  voucherState,
  type InHand,
} from "../support/stages.ts";
import { needsTwoOfficers } from "../support/twoOfficers.ts";
import { DUTY, networkHelpers, passDays } from "../support/world.ts";

const REASON = id("reason");
const UNKNOWN = 99n;
const DAY = 86_400;
const [FROZEN, UNFROZEN] = [8, 9];

const freeze = async ({ w, voucher }: InHand, length = 10, by: Signer = w.wujin.bureau) =>
  w.vouchers.connect(by).freeze(voucher, length, REASON);
const again = async ({ w, voucher }: InHand, length = 10, by: Signer = w.wujin.bureau) =>
  w.vouchers.connect(by).freezeAgain(voucher, length, REASON);
const confirmAgain = async ({ w, voucher }: InHand, by: Signer = w.wujin.approver, byAuditor = false) =>
  w.vouchers.connect(by).confirmFreezeAgain(voucher, 10, REASON, byAuditor);
const unfreeze = async ({ w, voucher }: InHand, by: Signer) => w.vouchers.connect(by).unfreeze(voucher, REASON);
const now = async () => networkHelpers.time.latest();

/** Frozen for ten days by the Bureau. */
const frozen = async () => {
  const s = await inHand();
  const { useBy } = await voucherState(s.w, s.voucher);
  const claimBy = Number(await s.w.vouchers.claimBy(s.voucher));
  await freeze(s);
  return { ...s, useBy, claimBy, until: (await now()) + 10 * DAY };
};
const frozenOnce = async () => {
  const s = await frozen();
  await passDays(11);
  return s;
};

describe("Vouchers.freeze", () => {
  it("finds a voucher that was never frozen", async () => {
    const { w, voucher } = await load(inHand);
    expect(await w.vouchers.freezeOf(voucher)).to.deep.equal([0n, 0n, 0n, 0n, 0n, false, false]);
    expect([await w.vouchers.frozen(voucher), await w.vouchers.frozenDays(voucher)]).to.deep.equal([false, 0n]);
  });

  it("is for the Auditor and the home Bureau", async () => {
    const s = await load(inHand);
    const { bureau, bureau2, id: home } = s.w.wujin;
    await expectDuty(s.w, home, DUTY.bureau, [s.w.auditor, bureau, bureau2], s.w.vouchers, (by) => freeze(s, 10, by));
  });

  for (const byAuditor of [true, false]) {
    it(`happens at once at the word of the ${byAuditor ? "Auditor" : "home Bureau"}, who is told with the days`, async () => {
      const s = await load(inHand);
      const by = byAuditor ? s.w.auditor : s.w.wujin.bureau;
      const act = freeze(s, 10, by);
      await act;
      const word = await s.w.vouchers.wordOf(s.voucher);
      await expectEvents(act, s.w.vouchers, [
        ["VoucherChanged", [s.voucher, 2, FROZEN, 10, REASON, word]],
        ["FreezeOrdered", [s.voucher, 10, byAuditor, by]],
      ]);
    });
  }

  it("leaves its record, and the days added to use-by and claim-by", async () => {
    const { w, voucher, useBy, claimBy, until } = await load(frozen);
    const [since, end] = [BigInt(until - 10 * DAY), BigInt(until)];
    expect(await w.vouchers.freezeOf(voucher)).to.deep.equal([since, end, 1n, 10n, 0n, true, false]);
    const state = await voucherState(w, voucher);
    expect([state.useBy, state.frozenOnce, state.sequence]).to.deep.equal([useBy + 10, true, 2]);
    expect(await w.vouchers.claimBy(voucher)).to.equal(claimBy + 10);
  });

  it("counts its days as they begin, and what it was ended before is not counted", async () => {
    const s = await load(frozen);
    for (const [second, days] of [
      [1, 1],
      [DAY, 1],
      [DAY + 1, 2],
    ] as const) {
      await networkHelpers.time.increaseTo(s.until - 10 * DAY + second);
      expect(await s.w.vouchers.frozenDays(s.voucher)).to.equal(days);
    }
    await unfreeze(s, s.w.wujin.bureau);
    expect(await s.w.vouchers.frozenDays(s.voucher)).to.equal(2n);
    await passDays(20);
    expect(await s.w.vouchers.frozenDays(s.voucher)).to.equal(2n);
  });

  it("adds to use-by on its last day, and to the claim period alone from the next second", async () => {
    for (const [late, atMoment] of [
      [0, atTheEndOf],
      [10, atTheStartOf],
    ] as const) {
      const s = await inHand();
      const { useBy } = await voucherState(s.w, s.voucher);
      const claimBy = Number(await s.w.vouchers.claimBy(s.voucher));
      await atMoment(late === 0 ? useBy : useBy + 1);
      await freeze(s);
      expect((await voucherState(s.w, s.voucher)).useBy).to.equal(useBy + 10 - late);
      const { daysOfClaim, beforeUseBy } = await s.w.vouchers.freezeOf(s.voucher);
      expect([daysOfClaim, beforeUseBy]).to.deep.equal([BigInt(late), late === 0]);
      expect(await s.w.vouchers.claimBy(s.voucher)).to.equal(claimBy + 10);
      await again(s);
      await confirmAgain(s);
      expect(await s.w.vouchers.claimBy(s.voucher)).to.equal(claimBy + 20);
    }
  });

  it("moves the claim-by day of a voucher that has ended as well", async () => {
    const s = await load(inHand);
    const claimBy = await s.w.vouchers.claimBy(s.voucher);
    await revokeVoucher(s);
    await freeze(s);
    expect(await s.w.vouchers.claimBy(s.voucher)).to.equal(claimBy + 10n);
  });

  it("is refused for a voucher that does not exist, also to the Auditor", async () => {
    const s = await load(inHand);
    for (const by of [s.w.auditor, s.w.wujin.bureau]) {
      await expectRefused(freeze({ ...s, voucher: UNKNOWN }, 10, by), s.w.vouchers, "VoucherUnknown", [UNKNOWN]);
    }
  });

  for (const length of [1, 30]) {
    it(`takes ${length} days`, async () => {
      const s = await load(inHand);
      await freeze(s, length);
      expect((await s.w.vouchers.freezeOf(s.voucher)).daysInAll).to.equal(length);
    });
  }

  for (const length of [0, 31]) {
    it(`refuses ${length} days, to freeze and to freeze again`, async () => {
      const s = await load(inHand);
      for (const act of [freeze, again]) {
        await expectRefused(act(s, length), s.w.vouchers, "FreezeDaysUnfit", [length, 30]);
      }
    });
  }

  it("is at once only the first time, whether that freeze runs or has ended", async () => {
    const s = await load(frozen);
    await atSecond(s.until - 1);
    await expectRefused(freeze(s, 10, s.w.auditor), s.w.vouchers, "FrozenBefore", [s.voucher]);
    await atSecond(s.until);
    await expectRefused(freeze(s, 10, s.w.auditor), s.w.vouchers, "FrozenBefore", [s.voucher]);
  });

  it("stops placing, redeeming and being paid", async () => {
    const s = await load(placed);
    const p = await placementOf(s.w, await orderOf(s.voucher, s.provider.id), s.enterprise, s.provider);
    const r = await redemptionOf(s.w, await claimOf(s.order), s.enterprise, s.provider);
    await freeze(s);
    const refused = ["VoucherFrozen", [s.voucher, (await now()) + 10 * DAY]] as const;
    const { orders, operator, vouchers } = s.w;
    await expectItemRefused(orders.connect(operator).place([p]), orders, 0, vouchers, ...refused);
    await expectItemRefused(orders.connect(operator).redeem([r]), orders, 0, vouchers, ...refused);
    await expectRefused(vouchers.demandNotFrozen(s.voucher), vouchers, ...refused);
    const t = await paying();
    await freeze(t);
    const act = t.w.payments
      .connect(t.w.wujin.finance)
      .settle(t.payment, [{ order: t.order, paid: true, receipt: receipt("paid") }]);
    const until = (await now()) + 10 * DAY;
    await expectItemRefused(act, t.w.payments, 0, t.w.vouchers, "VoucherFrozen", [t.voucher, until]);
  });
});

describe("Vouchers.freezeAgain", () => {
  it("is for the Auditor and the home Bureau", async () => {
    const s = await load(frozenOnce);
    const { bureau, bureau2, id: home } = s.w.wujin;
    await expectDuty(s.w, home, DUTY.bureau, [s.w.auditor, bureau, bureau2], s.w.vouchers, (by) => again(s, 10, by));
  });

  it("only asks: the voucher is free until the home Approver grants it", async () => {
    const s = await load(frozenOnce);
    await again(s);
    expect(await s.w.vouchers.frozen(s.voucher)).to.equal(false);
  });

  it("is refused for a voucher that was never frozen, or does not exist, to everybody", async () => {
    const s = await load(inHand);
    await expectRefused(again(s), s.w.vouchers, "NeverFrozen", [s.voucher]);
    for (const by of [s.w.wujin.bureau, s.w.auditor]) {
      await expectRefused(again({ ...s, voucher: UNKNOWN }, 10, by), s.w.vouchers, "VoucherUnknown", [UNKNOWN]);
    }
  });
});

describe("Vouchers.confirmFreezeAgain", () => {
  needsTwoOfficers(async () => {
    const s = await frozenOnce();
    const { wujin: d, vouchers } = s.w;
    return {
      contract: vouchers,
      what: {
        types: ["string", "uint48", "uint16", "bytes32", "bool"],
        values: ["freezeAgain", s.voucher, 10, REASON, false],
      },
      propose: (by) => again(s, 10, by),
      confirm: (by) => confirmAgain(s, by),
      proposer: d.bureau,
      otherProposer: d.bureau2,
      confirmer: d.approver,
      giveBothDuties: () => appoint(s.w, d, DUTY.approver, d.bureau),
    };
  });

  it("stops where orders stop, so that freezing and ending it again cannot use the voucher's numbers up", async () => {
    const s = await load(frozenOnce);
    await setSequence(s, 20_000);
    await again(s);
    await expectRefused(confirmAgain(s), s.w.vouchers, "SequenceExhausted", [s.voucher]);
    await setSequence(s, 19_999);
    await confirmAgain(s);
  });

  it("is the home Approver's alone, and for a voucher that exists", async () => {
    const s = await load(frozenOnce);
    await again(s);
    const { approver, approver2, id: home } = s.w.wujin;
    await expectDuty(s.w, home, DUTY.approver, [approver, approver2], s.w.vouchers, (by) => confirmAgain(s, by));
    await expectRefused(confirmAgain({ ...s, voucher: UNKNOWN }), s.w.vouchers, "VoucherUnknown", [UNKNOWN]);
  });

  it("freezes as who asked, and adds the days to those of the first freeze", async () => {
    const s = await load(frozenOnce);
    await again(s, 10, s.w.auditor);
    await confirmAgain(s, s.w.wujin.approver, true);
    const { count, daysInAll, byAuditor } = await s.w.vouchers.freezeOf(s.voucher);
    expect([count, daysInAll, byAuditor]).to.deep.equal([2n, 20n, true]);
    expect((await voucherState(s.w, s.voucher)).useBy).to.equal(s.useBy + 20);
  });

  it("begins where a running freeze ends, and ending it early takes off the unused days of both", async () => {
    const s = await load(frozen);
    await again(s);
    await confirmAgain(s);
    const record = await s.w.vouchers.freezeOf(s.voucher);
    expect([record.since, record.until]).to.deep.equal([BigInt(s.until), BigInt(s.until + 10 * DAY)]);
    await atSecond(s.until - 1);
    expect(await s.w.vouchers.frozen(s.voucher)).to.equal(true);
    await atSecond(s.until + DAY);
    await s.w.vouchers.connect(s.w.wujin.bureau).unfreeze(s.voucher, REASON);
    const { daysInAll, until } = await s.w.vouchers.freezeOf(s.voucher);
    expect([daysInAll, await s.w.vouchers.frozen(s.voucher)]).to.deep.equal([11n, false]);
    expect(until).to.equal(BigInt(s.until + DAY));
  });
});

describe("Vouchers.unfreeze", () => {
  it("of the Auditor's freeze stays the Auditor's, though the district prolongs it", async () => {
    const s = await load(inHand);
    await freeze(s, 30, s.w.auditor);
    await again(s, 10);
    await confirmAgain(s);
    await expectRefused(unfreeze(s, s.w.wujin.bureau), s.w.vouchers, "DutyMissing", [s.w.wujin.bureau.address, 0, 0]);
    await unfreeze(s, s.w.auditor);
  });

  it("gives back the days of a prolonged freeze whose voucher was revoked meanwhile", async () => {
    const s = await load(inHand);
    const claimBy = await s.w.vouchers.claimBy(s.voucher);
    await freeze(s, 30);
    await revokeVoucher(s);
    await again(s);
    await confirmAgain(s);
    await unfreeze(s, s.w.wujin.bureau);
    expect(await s.w.vouchers.claimBy(s.voucher)).to.be.closeTo(claimBy, 1n);
  });

  for (const who of ["Auditor", "Bureau"] as const) {
    it(`is for the ${who} who asked for the freeze, and for the Safe`, async () => {
      const s = await load(inHand);
      const { bureau, bureau2 } = s.w.wujin;
      const allowed = who === "Auditor" ? [s.w.auditor] : [bureau, bureau2];
      await freeze(s, 10, allowed[0]);
      await expectDuty(s.w, 0, DUTY.administrator, [...allowed, s.w.safe], s.w.vouchers, (by) => unfreeze(s, by));
      await unfreeze(s, s.w.safe);
      expect(await s.w.vouchers.frozen(s.voucher)).to.equal(false);
    });
  }

  const UNUSED: [what: string, secondsBeforeItsEnd: number, unused: number][] = [
    ["one second after it was ordered", 10 * DAY - 1, 9],
    ["exactly one day before its end", DAY, 1],
    ["less than a day before its end", DAY - 1, 0],
    ["in its last second", 1, 0],
  ];
  for (const [what, before, unused] of UNUSED) {
    it(`takes ${unused} unused days off the deadlines when it is ended ${what}`, async () => {
      const s = await load(frozen);
      await atSecond(s.until - before);
      const act = unfreeze(s, s.w.wujin.bureau2);
      await act;
      const word = await s.w.vouchers.wordOf(s.voucher);
      await expectEvents(act, s.w.vouchers, [
        ["VoucherChanged", [s.voucher, 3, UNFROZEN, unused, REASON, word]],
        ["FreezeEnded", [s.voucher, unused, s.w.wujin.bureau2]],
      ]);
      const { until, daysInAll } = await s.w.vouchers.freezeOf(s.voucher);
      expect([until, daysInAll]).to.deep.equal([BigInt(s.until - before), BigInt(10 - unused)]);
      expect((await voucherState(s.w, s.voucher)).useBy).to.equal(s.useBy + 10 - unused);
      expect(await s.w.vouchers.claimBy(s.voucher)).to.equal(s.claimBy + 10 - unused);
    });
  }

  it("takes them off the claim period, where the freeze came after use-by", async () => {
    const s = await load(inHand);
    const { useBy } = await voucherState(s.w, s.voucher);
    await atTheStartOf(useBy + 1);
    await freeze(s);
    await unfreeze(s, s.w.wujin.bureau);
    expect((await voucherState(s.w, s.voucher)).useBy).to.equal(useBy);
    expect((await s.w.vouchers.freezeOf(s.voucher)).daysOfClaim).to.equal(1n);
  });

  it("is refused for a voucher that is unknown, was never frozen, or whose freeze has ended by itself", async () => {
    const s = await load(frozen);
    const by = s.w.safe;
    await expectRefused(unfreeze({ ...s, voucher: UNKNOWN }, by), s.w.vouchers, "VoucherUnknown", [UNKNOWN]);
    await atSecond(s.until);
    await expectRefused(unfreeze(s, by), s.w.vouchers, "VoucherNotFrozen", [s.voucher]);
    const t = await load(inHand);
    await expectRefused(unfreeze(t, by), t.w.vouchers, "VoucherNotFrozen", [t.voucher]);
  });
});
