import { expect } from "chai";
import { id } from "ethers";
import { decodeVoucher, remainingOf, returnedOf, type Voucher } from "../../client/voucherWord.ts";
import { claimOf, payOrders, placeOrder, redeemOrder, TERMS } from "../support/acts.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { eventsOf, expectOnly, expectRefused, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { budgetState, inHand, revokeVoucher, setSequence, voucherState, type InHand } from "../support/stages.ts";
import { ethers, goToDay, today } from "../support/world.ts";

const ORDER = id("order");
const REASON = id("reason");
const UNKNOWN = 99n;
const FACE = 5_000_000n;
const UNDERFLOW = 0x11;

/** A voucher, with the voices of Orders and Payments, which no person has. */
const spoken = async () => {
  const s = await inHand();
  const orders = await ethers.getImpersonatedSigner(await s.w.orders.getAddress());
  const payments = await ethers.getImpersonatedSigner(await s.w.payments.getAddress());
  return { ...s, orders, payments };
};
type Spoken = Awaited<ReturnType<typeof spoken>>;

/** Locked 2,000; redeemed 1,000; the word's sequence is 4. */
const drawn = async () => {
  const s = await spoken();
  const vouchers = s.w.vouchers.connect(s.orders);
  await vouchers.lock(s.voucher, 1_500, ORDER);
  await vouchers.lock(s.voucher, 2_000, ORDER);
  await vouchers.redeem(s.voucher, 1_000, 1_500, ORDER);
  return s;
};

type Name = "lock" | "unlock" | "redeem" | "reopen" | "reject" | "record";
interface Act {
  name: Name;
  part: "orders" | "payments";
  /** Its number in the public history. */
  action: bigint;
  act: (s: Spoken, by: Signer, amount?: bigint) => ReturnType<Spoken["w"]["vouchers"]["lock"]>;
  amount: bigint;
  /** What it leaves locked and redeemed, and outstanding of the budget, from 2,000 and 1,000. */
  locked: bigint;
  redeemed: bigint;
  outstanding: bigint;
  /** Whether a running freeze stops it. */
  frozen: boolean;
  /** What it gives back to the budget, where the voucher has ended. */
  back: bigint;
}

const ON = { locked: 2_000n, redeemed: 1_000n, outstanding: FACE - 1_000n };
const NOTHING = { back: 0n, frozen: false };
const ACTS: Act[] = [
  {
    ...{ name: "lock", part: "orders", action: 1n, amount: 500n, ...ON, locked: 2_500n, back: 0n, frozen: true },
    act: ({ w, voucher }, by, amount = 500n) => w.vouchers.connect(by).lock(voucher, amount, ORDER),
  },
  {
    ...{ name: "unlock", part: "orders", action: 2n, amount: 500n, ...ON, locked: 1_500n, back: 500n, frozen: false },
    act: ({ w, voucher }, by, amount = 500n) => w.vouchers.connect(by).unlock(voucher, amount, ORDER),
  },
  {
    ...{ name: "redeem", part: "orders", action: 3n, amount: 400n, locked: 1_500n, redeemed: 1_400n },
    ...{ outstanding: FACE - 1_400n, back: 100n, frozen: true },
    act: ({ w, voucher }, by, amount = 400n) => w.vouchers.connect(by).redeem(voucher, amount, amount + 100n, ORDER),
  },
  {
    ...{ name: "reopen", part: "orders", action: 4n, amount: 300n, locked: 2_300n, redeemed: 700n, ...NOTHING },
    outstanding: FACE - 700n,
    act: ({ w, voucher }, by, amount = 300n) => w.vouchers.connect(by).reopen(voucher, amount, ORDER),
  },
  {
    ...{ name: "reject", part: "orders", action: 5n, amount: 300n, ...ON, redeemed: 700n, back: 300n, frozen: false },
    outstanding: FACE - 700n,
    act: ({ w, voucher }, by, amount = 300n) => w.vouchers.connect(by).reject(voucher, amount, ORDER),
  },
  {
    ...{ name: "record", part: "payments", action: 6n, amount: 300n, ...ON, back: 0n, frozen: true },
    act: ({ w, voucher }, by, amount = 300n) => w.vouchers.connect(by).record(voucher, false, amount, ORDER),
  },
];

for (const { name, part, action, act, amount, locked, redeemed, outstanding, frozen, back } of ACTS) {
  describe(`Vouchers.${name}`, () => {
    it(`is for ${part} alone`, async () => {
      const s = await load(drawn);
      const owner = await s.w[part].getAddress();
      const other = part === "orders" ? s.payments : s.orders;
      await expectOnly(
        s.w,
        [],
        (by) => act(s, by),
        s.w.vouchers,
        "OnlyPart",
        (by) => [by.address, owner],
      );
      await expectRefused(act(s, other), s.w.vouchers, "OnlyPart", [other.address, owner]);
    });

    it("numbers one change, tells it with the word after it, and moves the budget along", async () => {
      const s = await load(drawn);
      const before = await voucherState(s.w, s.voucher);
      const events = await eventsOf(act(s, s[part]), s.w.vouchers);
      const word = await s.w.vouchers.wordOf(s.voucher);
      expect(events).to.deep.equal([["VoucherChanged", [s.voucher, 5n, action, amount, ORDER, word]]]);
      expect(decodeVoucher(word)).to.deep.equal({ ...before, locked, redeemed, sequence: 5 });
      expect((await budgetState(s.w, s.program)).outstanding).to.equal(outstanding);
    });

    it(`${frozen ? "is stopped" : "goes on"} while the voucher is frozen`, async () => {
      const s = await load(drawn);
      await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 10, REASON);
      const { until } = await s.w.vouchers.freezeOf(s.voucher);
      if (frozen) await expectRefused(act(s, s[part]), s.w.vouchers, "VoucherFrozen", [s.voucher, until]);
      else await act(s, s[part]);
    });

    it("is refused for a voucher that does not exist", async () => {
      const s = await load(drawn);
      await expectRefused(act({ ...s, voucher: UNKNOWN }, s[part]), s.w.vouchers, "VoucherUnknown", [UNKNOWN]);
    });

    if (name !== "lock") {
      it(`gives ${back} fen back to the budget where the voucher has ended`, async () => {
        const s = await load(drawn);
        await revokeVoucher(s);
        await act(s, s[part]);
        const after = await voucherState(s.w, s.voucher);
        expect([after.locked, after.redeemed, after.status]).to.deep.equal([locked, redeemed, "Revoked"]);
        expect((await budgetState(s.w, s.program)).outstanding).to.equal(after.locked);
      });
    }

    if (name !== "lock" && name !== "record") {
      it("takes no more than there is", async () => {
        const s = await load(drawn);
        await expect(act(s, s[part], 2_001n)).to.be.revertedWithPanic(UNDERFLOW);
      });
    }
  });
}

describe("A lock that is given up after its voucher has ended", () => {
  it("goes back to the budget to the last fen", async () => {
    const s = await load(drawn);
    await revokeVoucher(s);
    const { outstanding } = await budgetState(s.w, s.program);
    await s.w.vouchers.connect(s.orders).unlock(s.voucher, 1n, ORDER);
    expect((await budgetState(s.w, s.program)).outstanding).to.equal(outstanding - 1n);
  });
});

describe("A recovery", () => {
  it("is numbered also while the voucher is frozen", async () => {
    const s = await load(drawn);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 10, REASON);
    const [changed] = await eventsOf(s.w.vouchers.connect(s.payments).record(s.voucher, true, 7, ORDER), s.w.vouchers);
    expect(changed![1].slice(1, 5)).to.deep.equal([6n, 7n, 7n, ORDER]);
  });
});

describe("An order draws on a voucher", () => {
  const lock = ({ w, voucher, orders }: Spoken, amount: bigint) =>
    w.vouchers.connect(orders).lock(voucher, amount, ORDER);

  it("down to the last fen that remains, and not beyond", async () => {
    const s = await load(drawn);
    const remaining = FACE - 3_000n;
    const refused = [s.voucher, remaining, remaining + 1n];
    await expectRefused(lock(s, remaining + 1n), s.w.vouchers, "RemainingExceeded", refused);
    await lock(s, remaining);
    expect(remainingOf(await voucherState(s.w, s.voucher))).to.equal(0n);
  });

  it("through the last second of its use-by, and not in the next", async () => {
    const s = await load(spoken);
    const { useBy } = await voucherState(s.w, s.voucher);
    await atTheEndOf(useBy);
    await lock(s, 1n);
    await atTheStartOf(useBy + 1);
    await expectRefused(lock(s, 1n), s.w.vouchers, "UseByPassed", [s.voucher, useBy]);
  });

  it("while it lives", async () => {
    const s = await load(spoken);
    await revokeVoucher(s);
    await expectRefused(lock(s, 1n), s.w.vouchers, "VoucherIn", [s.voucher, 2]);
  });

  it("up to its 20,000th change, and parties act on it up to the 65,000th; officers go on after that", async () => {
    const s = await load(spoken);
    await setSequence(s, 19_999);
    await lock(s, 1n);
    await expectRefused(lock(s, 1n), s.w.vouchers, "SequenceExhausted", [s.voucher]);
    await setSequence(s, 64_999);
    await s.w.vouchers.demandPartyRoom(s.voucher);
    await setSequence(s, 65_000);
    await expectRefused(s.w.vouchers.demandPartyRoom(s.voucher), s.w.vouchers, "SequenceExhausted", [s.voucher]);
    await revokeVoucher(s);
    expect((await voucherState(s.w, s.voucher)).sequence).to.equal(65_001);
  });
});

describe("The word of a voucher", () => {
  it("reads back as what happened, from issue to payment and end", async () => {
    const s: InHand = await load(inHand);
    const { w, voucher, enterprise, provider } = s;
    const issuedOn = await today();
    let now: Voucher = {
      ...{ enterprise: enterprise.id, face: FACE, locked: 0n, redeemed: 0n, status: "Active" },
      ...{ issuedOn, useBy: issuedOn + Number(TERMS.useByDays), extended: false, frozenOnce: false, sequence: 1 },
    };
    const reads = async (change: Partial<Voucher>) => {
      now = { ...now, ...change };
      expect(await voucherState(w, voucher)).to.deep.equal(now);
      expect(remainingOf(now) + returnedOf(now) + now.locked + now.redeemed).to.equal(FACE);
    };
    await reads({});
    const order = await placeOrder(w, voucher, enterprise, provider);
    await reads({ locked: 3_000_000n, sequence: 2 });
    const { invoices } = await claimOf(order, { invoices: [{ nullifier: id("invoice"), amount: 4_000_001n }] });
    const noticeEnd = await redeemOrder(w, order, enterprise, provider, { invoices });
    await reads({ locked: 0n, redeemed: 2_000_000n, sequence: 3 });
    await goToDay(noticeEnd + 1);
    await payOrders(w, w.wujin, [order]);
    await reads({ sequence: 4 });
    await w.vouchers.connect(w.auditor).freeze(voucher, 3, REASON);
    await reads({ useBy: now.useBy + 3, frozenOnce: true, sequence: 5 });
    await w.vouchers.connect(w.wujin.bureau).extend(voucher, REASON);
    await reads({ useBy: now.useBy + 90, extended: true, sequence: 6 });
    await revokeVoucher(s);
    await reads({ status: "Revoked", sequence: 7 });
    expect(returnedOf(now)).to.equal(3_000_000n);
  });

  it("is refused, as is its owner's name, where there is no voucher", async () => {
    const { w } = await load(inHand);
    for (const ask of ["wordOf", "enterpriseOf", "claimBy"] as const) {
      await expectRefused(w.vouchers[ask](UNKNOWN), w.vouchers, "VoucherUnknown", [UNKNOWN]);
    }
  });
});
