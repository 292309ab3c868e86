import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroHash } from "ethers";
import { claimHashOf, type Claim } from "../../client/messages.ts";
import { claimOf } from "../support/acts.ts";
import { expectTold } from "../support/events.ts";
import { expectDuty, expectRefused } from "../support/expect.ts";
import { ENTERPRISE, endEnterprise, endProvider, PROVIDER } from "../support/obstacles.ts";
import {
  appoint,
  claimed,
  figures,
  following,
  orderState,
  placed,
  redeemed,
  redemption,
  refusal,
  stage,
  type Claimed,
} from "../support/stages.ts";
import { needsTwoOfficers, type Matter } from "../support/twoOfficers.ts";
import { DUTY, goToDay, networkHelpers, today } from "../support/world.ts";

const REASON = id("the enterprise is silent");

async function silent() {
  const s = await claimed();
  await goToDay((await orderState(s.w, s.order)).waitEnd + 1);
  return s;
}
async function decided(accepted: boolean) {
  const s = await silent();
  await decide(s, accepted);
  return s;
}
const decidedYes = async () => decided(true);
const decidedNo = async () => decided(false);
const ready = async () => networkHelpers.loadFixture(silent);

const TYPES = ["string", "bytes32", "bytes32", "bool", "bytes32"];
const valuesOf = ({ order, claim }: Claimed, accepted: boolean) => [
  "decide",
  order,
  claimHashOf(claim as unknown as Claim),
  accepted,
  REASON,
];
const bytesOf = (s: Claimed, accepted: boolean) => AbiCoder.defaultAbiCoder().encode(TYPES, valuesOf(s, accepted));

const decide = async ({ w, claim }: Claimed, accepted = true, by = w.wujin.bureau) =>
  w.orders.connect(by).decide(claim, accepted, REASON);
const confirm = async ({ w, claim }: Claimed, accepted = true, by = w.wujin.approver, noticeDays = 5) =>
  w.orders.connect(by).confirmDecide(claim, accepted, REASON, (await today()) + noticeDays);

describe("Orders.decide, and its confirmation", () => {
  const refusing = async (): Promise<Matter> => {
    const s = await silent();
    return {
      contract: s.w.orders,
      what: { types: TYPES, values: valuesOf(s, false) },
      propose: async (by) => decide(s, false, by),
      confirm: async (by) => confirm(s, false, by),
      proposer: s.w.wujin.bureau,
      confirmer: s.w.wujin.approver,
      otherProposer: s.w.wujin.bureau2,
      giveBothDuties: async () => appoint(s.w, s.w.wujin, DUTY.approver, s.w.wujin.bureau),
    };
  };
  needsTwoOfficers(refusing);
});

describe("Orders.decide", () => {
  it("is the home Bureau's alone", async () => {
    const s = await ready();
    const { w } = s;
    const may = [w.wujin.bureau, w.wujin.bureau2];
    await expectDuty(w, w.wujin.id, DUTY.bureau, may, w.orders, async (by) => decide(s, true, by));
  });

  it("leaves the order as it was until it is confirmed", async () => {
    const s = await ready();
    const order = await orderState(s.w, s.order);
    await decide(s);
    expect(await orderState(s.w, s.order)).to.deep.equal(order);
  });

  const ACTS = { decide, confirmDecide: confirm };
  for (const [name, act] of Object.entries(ACTS)) {
    it(`waits out the grace before ${name}`, async () => {
      const s = await networkHelpers.loadFixture(claimed);
      const { waitEnd } = await orderState(s.w, s.order);
      await goToDay(waitEnd);
      await expectRefused(act(s), s.w.orders, "GraceRunning", [s.order, waitEnd]);
    });

    it(`concerns the waiting claim alone in ${name}`, async () => {
      const s = await ready();
      const other = { ...s, claim: await claimOf(s.order) };
      await expectRefused(act(other), s.w.orders, "NotTheClaim", [s.order]);
    });

    it(`needs a claim that waits for ${name}`, async () => {
      const open = await networkHelpers.loadFixture(placed);
      const act1 = act({ ...open, claim: await claimOf(open.order) });
      await expectRefused(act1, open.w.orders, "OrderIn", [open.order, stage("Placed")]);
      const done = await networkHelpers.loadFixture(redeemed);
      await expectRefused(act(done), done.w.orders, "OrderIn", [done.order, stage("Redeemed")]);
    });
  }
});

describe("Orders.confirmDecide", () => {
  const yes = async () => networkHelpers.loadFixture(decidedYes);
  const no = async () => networkHelpers.loadFixture(decidedNo);

  it("is the home Approver's alone", async () => {
    const s = await yes();
    const { w } = s;
    const may = [w.wujin.approver, w.wujin.approver2];
    await expectDuty(w, w.wujin.id, DUTY.approver, may, w.orders, async (by) => confirm(s, true, by));
  });

  it("tells that the claim is accepted in the enterprise's stead", async () => {
    const s = await yes();
    const change = await following(s);
    await expectTold(confirm(s), async () => [
      [s.w.orders, "MatterConfirmed", [keccak256(bytesOf(s, true)), s.w.wujin.approver]],
      await change("Redeemed", 3_000_000n, s.order),
      [s.w.orders, "OrderRedeemed", [s.order, 3_000_000, (await today()) + 5, s.claim, true, s.w.wujin.approver]],
    ]);
  });

  it("leaves an accepted claim redeemed", async () => {
    const s = await yes();
    await confirm(s);
    expect(await orderState(s.w, s.order)).to.include({ stage: "Redeemed", waitEnd: (await today()) + 5, round: 0 });
    expect(await figures(s)).to.include({ locked: 0n, redeemed: 3_000_000n });
    expect(await s.w.orders.claimOf(s.order)).to.equal(ZeroHash);
  });

  it("tells that the claim is refused in the enterprise's stead", async () => {
    const s = await no();
    await expectTold(confirm(s, false), [
      [s.w.orders, "MatterConfirmed", [keccak256(bytesOf(s, false)), s.w.wujin.approver]],
      [s.w.orders, "ClaimRefused", [s.order, 0, REASON, true, s.w.wujin.approver]],
    ]);
  });

  it("leaves a refused claim's order open for the next round", async () => {
    const s = await no();
    const before = await figures(s);
    await confirm(s, false);
    expect(await orderState(s.w, s.order)).to.include({ stage: "Placed", waitEnd: 0, round: 1 });
    expect(await figures(s)).to.deep.equal(before);
    expect(await s.w.orders.claimOf(s.order)).to.equal(ZeroHash);
  });

  it("confirms what was proposed and nothing else", async () => {
    const s = await yes();
    const matter = keccak256(bytesOf(s, false));
    await expectRefused(confirm(s, false), s.w.orders, "NotProposed", [matter]);
  });

  it("comes too late when the enterprise has spoken", async () => {
    const s = await yes();
    const { w, order } = s;
    await w.orders.connect(w.operator).refuse(...(await refusal(s)));
    await expectRefused(confirm(s), w.orders, "OrderIn", [order, stage("Placed")]);
  });

  for (const days of [4, 31]) {
    it(`accepts under no notice of ${days} days`, async () => {
      const s = await yes();
      const day = await today();
      const act = confirm(s, true, s.w.wujin.approver, days);
      await expectRefused(act, s.w.orders, "NoticeOutsideTerms", [day + days, day + 5, day + 30]);
    });
  }

  it("accepts nothing while the voucher is frozen, but refuses", async () => {
    const s = await yes();
    // The first day of the freeze counts as it begins, and would be another day of grace.
    await goToDay((await today()) + 1);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 5, ZeroHash);
    const until = (await networkHelpers.time.latest()) + 5 * 86_400;
    await expectRefused(confirm(s), s.w.vouchers, "VoucherFrozen", [s.voucher, until]);
    await decide(s, false);
    await confirm(s, false);
  });

  it("is not sooner because a freeze was ordered before the claim and ended after it", async () => {
    const s = await networkHelpers.loadFixture(placed);
    const { w, voucher, order } = s;
    await w.vouchers.connect(w.auditor).freeze(voucher, 30, ZeroHash);
    const item = await redemption(s);
    await w.orders.connect(w.operator).claim(item.claim, item.providerSignature);
    await w.vouchers.connect(w.auditor).unfreeze(voucher, ZeroHash);
    const graceEnd = (await orderState(w, order)).waitEnd;
    const decide = w.orders.connect(w.wujin.bureau).decide(item.claim, true, REASON);
    await expectRefused(decide, w.orders, "GraceRunning", [order, graceEnd]);
    expect(graceEnd).to.equal((await today()) + 15);
  });

  it("decides for a blacklisted enterprise and a blacklisted provider all the same", async () => {
    const s = await yes();
    await endEnterprise(s, ENTERPRISE.blacklisted);
    await endProvider(s, PROVIDER.blacklisted);
    await confirm(s);
  });
});
