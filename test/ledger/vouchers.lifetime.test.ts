import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { dayOfIso, yearOf } from "../../client/days.ts";
import { issueVouchers, openProgram, placeOrder, registerEnterprise } from "../support/acts.ts";
import { atTheEndOf, atTheStartOf, goToSpring } from "../support/clock.ts";
import { eventsOf, everyone, expectDuty, expectEvents, expectRefused, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { appoint, budgetState, inHand, placed, revokeVoucher, voucherState, type InHand } from "../support/stages.ts";
import { needsTwoOfficers } from "../support/twoOfficers.ts";
import { DUTY, goToDay, today, world } from "../support/world.ts";

const REASON = id("reason");
const UNKNOWN = 99n;
const FACE = 5_000_000n;
const [REVOKED, EXPIRED] = [2, 3];
const ACTION = { extended: 10, revoked: 11, expired: 12 } as const;

const extend = async ({ w, voucher }: InHand, by: Signer = w.wujin.bureau) =>
  w.vouchers.connect(by).extend(voucher, REASON);
const revoke = async ({ w, voucher }: InHand, by: Signer = w.wujin.bureau) =>
  w.vouchers.connect(by).revoke(voucher, REASON);
const confirmRevoke = async ({ w, voucher }: InHand, by: Signer = w.wujin.approver) =>
  w.vouchers.connect(by).confirmRevoke(voucher, REASON);
const expire = async ({ w, voucher }: InHand, by: Signer = w.stranger) => w.vouchers.connect(by).expire([voucher]);

const revocable = async () => {
  const s = await inHand();
  await revoke(s);
  return s;
};

describe("Vouchers.extend", () => {
  it("finds a voucher that was not extended", async () => {
    const { w, voucher } = await load(inHand);
    expect((await voucherState(w, voucher)).extended).to.equal(false);
  });

  it("is the home Bureau's alone", async () => {
    const s = await load(inHand);
    const { bureau, bureau2, id: home } = s.w.wujin;
    await expectDuty(s.w, home, DUTY.bureau, [bureau, bureau2], s.w.vouchers, (by) => extend(s, by));
  });

  it("tells the days of the program, and leaves use-by and claim-by that much later", async () => {
    const s = await load(inHand);
    const { useBy } = await voucherState(s.w, s.voucher);
    const act = extend(s);
    await act;
    const word = await s.w.vouchers.wordOf(s.voucher);
    await expectEvents(act, s.w.vouchers, [
      ["VoucherChanged", [s.voucher, 2, ACTION.extended, 90, REASON, word]],
      ["VoucherExtended", [s.voucher, 90, s.w.wujin.bureau]],
    ]);
    const state = await voucherState(s.w, s.voucher);
    expect([state.useBy, state.extended, state.sequence]).to.deep.equal([useBy + 90, true, 2]);
    expect(await s.w.vouchers.claimBy(s.voucher)).to.equal(useBy + 90 + 90);
  });

  it("is given once", async () => {
    const s = await load(inHand);
    await extend(s);
    await expectRefused(extend(s), s.w.vouchers, "ExtendedBefore", [s.voucher]);
  });

  it("is given through the last second of use-by, and not after", async () => {
    const s = await load(inHand);
    const { useBy } = await voucherState(s.w, s.voucher);
    await atTheEndOf(useBy);
    await extend(s);
    const t = await inHand();
    const last = (await voucherState(t.w, t.voucher)).useBy;
    await atTheStartOf(last + 1);
    await expectRefused(extend(t), t.w.vouchers, "UseByPassed", [t.voucher, last]);
  });

  it("is refused where the program knows none", async () => {
    const s = await load(inHand);
    const program = await openProgram(s.w, s.w.wujin, { extensionDays: 0 });
    const [voucher] = await issueVouchers(s.w, s.w.wujin, program, [{ enterprise: s.enterprise.id, face: 1n }]);
    await expectRefused(extend({ ...s, voucher: voucher! }), s.w.vouchers, "NoExtension", [voucher]);
  });

  it("is refused for a voucher that does not exist or has ended", async () => {
    const s = await load(inHand);
    await expectRefused(extend({ ...s, voucher: UNKNOWN }), s.w.vouchers, "VoucherUnknown", [UNKNOWN]);
    await revokeVoucher(s);
    await expectRefused(extend(s), s.w.vouchers, "VoucherIn", [s.voucher, REVOKED]);
  });
});

describe("Vouchers.revoke", () => {
  it("is the home Bureau's alone, and leaves the voucher as it was", async () => {
    const s = await load(inHand);
    const { bureau, bureau2, id: home } = s.w.wujin;
    const word = await s.w.vouchers.wordOf(s.voucher);
    await expectDuty(s.w, home, DUTY.bureau, [bureau, bureau2], s.w.vouchers, (by) => revoke(s, by));
    await revoke(s);
    expect(await s.w.vouchers.wordOf(s.voucher)).to.equal(word);
  });
});

describe("Vouchers.confirmRevoke", () => {
  needsTwoOfficers(async () => {
    const s = await inHand();
    const { wujin: d, vouchers } = s.w;
    return {
      contract: vouchers,
      what: { types: ["string", "uint48", "bytes32"], values: ["revoke", s.voucher, REASON] },
      propose: (by) => revoke(s, by),
      confirm: (by) => confirmRevoke(s, by),
      proposer: d.bureau,
      otherProposer: d.bureau2,
      confirmer: d.approver,
      giveBothDuties: () => appoint(s.w, d, DUTY.approver, d.bureau),
    };
  });

  it("is the home Approver's alone", async () => {
    const s = await load(revocable);
    const { approver, approver2, id: home } = s.w.wujin;
    await expectDuty(s.w, home, DUTY.approver, [approver, approver2], s.w.vouchers, (by) => confirmRevoke(s, by));
  });

  it("tells what is returned, and leaves a revoked voucher, the budget free and the group's year given back", async () => {
    const s = await load(revocable);
    const act = confirmRevoke(s);
    const changed = (await eventsOf(act, s.w.vouchers)).at(-1);
    const word = await s.w.vouchers.wordOf(s.voucher);
    expect(changed).to.deep.equal(["VoucherChanged", [s.voucher, 2n, BigInt(ACTION.revoked), FACE, REASON, word]]);
    expect((await voucherState(s.w, s.voucher)).status).to.equal("Revoked");
    expect((await budgetState(s.w, s.program)).outstanding).to.equal(0n);
    expect(await s.w.enterprises.issuedIn(id("group xiyuan"), yearOf(await today()))).to.equal(0n);
  });

  it("returns what is not placed, and leaves the lock to its order", async () => {
    const s = await load(placed);
    await revokeVoucher(s);
    expect((await voucherState(s.w, s.voucher)).locked).to.equal(3_000_000n);
    expect((await budgetState(s.w, s.program)).outstanding).to.equal(3_000_000n);
    expect(await s.w.enterprises.issuedIn(id("group xiyuan"), yearOf(await today()))).to.equal(3_000_000n);
  });

  it("is refused, and to propose as well, for a voucher that does not exist or has ended", async () => {
    const s = await load(revocable);
    for (const act of [revoke, confirmRevoke]) {
      await expectRefused(act({ ...s, voucher: UNKNOWN }), s.w.vouchers, "VoucherUnknown", [UNKNOWN]);
    }
    await atTheStartOf((await voucherState(s.w, s.voucher)).useBy + 1);
    await expire(s);
    for (const act of [revoke, confirmRevoke]) {
      await expectRefused(act(s), s.w.vouchers, "VoucherIn", [s.voucher, EXPIRED]);
    }
  });

  it("gives the yearly room back in the year of issue, through its last second in Shanghai, and not later", async () => {
    for (const inYear of [true, false]) {
      const year = await goToSpring();
      const s = await inHand();
      const newYear = dayOfIso(`${year + 1}-01-01`);
      await extend(s);
      await goToDay(newYear - 2);
      await revoke(s);
      await (inYear ? atTheEndOf(newYear - 1) : atTheStartOf(newYear));
      await confirmRevoke(s);
      const counted = await s.w.enterprises.issuedIn(id("group xiyuan"), year);
      expect(counted).to.equal(inYear ? 0n : FACE);
      expect(await s.w.enterprises.issuedIn(id("group xiyuan"), year + 1)).to.equal(0n);
    }
  });

  it("takes nothing off what the group was issued in a later year", async () => {
    const year = await goToSpring();
    const s = await inHand();
    await goToDay(dayOfIso(`${year + 1}-01-10`));
    const program = await openProgram(s.w, s.w.wujin);
    await issueVouchers(s.w, s.w.wujin, program, [{ enterprise: s.enterprise.id, face: FACE }]);
    await revokeVoucher(s);
    expect(await s.w.enterprises.issuedIn(id("group xiyuan"), year + 1)).to.equal(FACE);
  });

  it("gives no room back where the enterprise came under another group in that year", async () => {
    const s = await load(revocable);
    const { bureau, approver } = s.w.wujin;
    await s.w.enterprises.connect(bureau).regroup(s.enterprise.id, id("group new"));
    await s.w.enterprises.connect(approver).confirmRegroup(s.enterprise.id, id("group new"));
    await confirmRevoke(s);
    expect(await s.w.enterprises.issuedIn(id("group xiyuan"), yearOf(await today()))).to.equal(FACE);
  });
});

describe("Vouchers.expire", () => {
  /** Four vouchers: one that is due, one extended, one revoked, and one with an order. */
  const mixed = async () => {
    const w = await world();
    const enterprise = await registerEnterprise(w, w.wujin, "xiyuan");
    const program = await openProgram(w, w.wujin);
    const items = [1n, 2n, 4n, 8n].map((face) => ({ enterprise: enterprise.id, face }));
    const [due, extended, revoked, last] = await issueVouchers(w, w.wujin, program, items);
    const { useBy } = await voucherState(w, due!);
    await w.vouchers.connect(w.wujin.bureau).extend(extended!, REASON);
    await revokeVoucher({ w, voucher: revoked! });
    return { w, program, due: due!, extended: extended!, revoked: revoked!, last: last!, useBy };
  };

  it("passes over a voucher through the last second of its use-by, and ends it in the next", async () => {
    const s = await load(inHand);
    const { useBy } = await voucherState(s.w, s.voucher);
    await atTheEndOf(useBy);
    await expectEvents(expire(s), s.w.vouchers, []);
    expect((await voucherState(s.w, s.voucher)).status).to.equal("Active");
    const act = expire(s);
    await act;
    const word = await s.w.vouchers.wordOf(s.voucher);
    const told = [s.voucher, 2, ACTION.expired, FACE, ZeroHash, word];
    await expectEvents(act, s.w.vouchers, [["VoucherChanged", told]]);
    expect((await voucherState(s.w, s.voucher)).status).to.equal("Expired");
    expect((await budgetState(s.w, s.program)).outstanding).to.equal(0n);
  });

  it("is for anyone", async () => {
    const s = await load(inHand);
    for (const by of everyone(s.w)) await expire(s, by);
  });

  it("passes over what is not due, has ended or does not exist, and what is named twice", async () => {
    const { w, program, due, extended, revoked, last, useBy } = await load(mixed);
    await goToDay(useBy + 1);
    const events = await eventsOf(w.vouchers.expire([revoked, due, UNKNOWN, extended, due, last]), w.vouchers);
    expect(events.map(([, args]) => args[0])).to.deep.equal([due, last]);
    expect((await budgetState(w, program)).outstanding).to.equal(2n);
    expect((await voucherState(w, revoked)).status).to.equal("Revoked");
  });

  it("gives the budget back but not the group's year", async () => {
    const s = await load(inHand);
    const year = yearOf(await today());
    await goToDay((await voucherState(s.w, s.voucher)).useBy + 1);
    await expire(s);
    expect(await s.w.enterprises.issuedIn(id("group xiyuan"), year)).to.equal(FACE);
  });

  it("returns what is not placed, and leaves the lock to its order", async () => {
    const s = await load(inHand);
    await placeOrder(s.w, s.voucher, s.enterprise, s.provider);
    await goToDay((await voucherState(s.w, s.voucher)).useBy + 1);
    await expire(s);
    expect((await voucherState(s.w, s.voucher)).locked).to.equal(3_000_000n);
    expect((await budgetState(s.w, s.program)).outstanding).to.equal(3_000_000n);
  });

  it("takes one to a hundred vouchers", async () => {
    const { w, due } = await load(mixed);
    await expectRefused(w.vouchers.expire([]), w.vouchers, "BatchEmpty");
    const many = Array.from({ length: 101 }, () => due);
    await expectRefused(w.vouchers.expire(many), w.vouchers, "BatchTooLong", [101, 100]);
    await w.vouchers.expire(many.slice(1));
  });

  it("is not stopped by a program that is stopped, a retired district or a closed edition", async () => {
    const s = await load(inHand);
    await s.w.programs.connect(s.w.wujin.finance).stop(s.program);
    await s.w.districts.connect(s.w.safe).retire(s.w.wujin.id);
    await s.w.districts.connect(s.w.safe).close();
    await goToDay((await voucherState(s.w, s.voucher)).useBy + 1);
    await expire(s);
    expect((await voucherState(s.w, s.voucher)).status).to.equal("Expired");
  });
});
