import { expect } from "chai";
import { decodeOrder, encodeOrder, type OrderState } from "../../client/orderWord.ts";
import { entrySlot, PLACES } from "../../verifier/ledger/layout.ts";
import type { RefusalCode } from "../../verifier/refusal.ts";
import { id } from "ethers";
import { load } from "../support/load.ts";
import {
  claimed,
  halfPaid,
  inHand,
  paid,
  paying,
  placed,
  redeemed,
  type InHand,
  cancellation,
} from "../support/stages.ts";
import { caseOf, prove, withSlot, type Case, type Slot } from "./support/chainEvidence.ts";
import { refused } from "./support/refused.ts";

const orderSlot = (order: string): Slot => ["orders", entrySlot(PLACES.orders.orders, BigInt(order))];
const clawBackSlot = (order: string): Slot => ["payments", entrySlot(PLACES.payments.clawBacks, BigInt(order))];
const paymentSlot = (payment: bigint, at = 0n): Slot => ["payments", entrySlot(PLACES.payments.payments, payment) + at];

/** The case, with an order that the ledger holds otherwise. */
function withOrder(it: Case, order: string, over: Partial<OrderState>): Case {
  return withSlot(it, orderSlot(order), (word) => encodeOrder({ ...decodeOrder(word), ...over }));
}

async function cancelled() {
  const s = await placed();
  await s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s)));
  return s;
}

async function rejected() {
  const s = await redeemed();
  await s.w.orders.connect(s.w.wujin.bureau).reject(s.order, true, id("sham"));
  await s.w.orders.connect(s.w.wujin.approver).confirmRejectForCause(s.order, id("sham"));
  return s;
}

/** The order came back from the bank unpaid. */
async function returned() {
  const s = await paying();
  const item = { order: s.order, paid: false, receipt: id("returned") };
  await s.w.payments.connect(s.w.wujin.finance).settle(s.payment, [item]);
  return s;
}

/** ¥20,000 of ¥30,000 are to come back, ¥5,000 did. */
async function clawedBack() {
  const s = await paid();
  await s.w.payments.connect(s.w.wujin.bureau).clawBack(s.order, 2_000_000n, id("sham"));
  await s.w.payments.connect(s.w.wujin.approver).confirmClawBack(s.order, 2_000_000n, id("sham"));
  await s.w.payments.connect(s.w.wujin.finance).recover(s.order, 500_000n, id("receipt"));
  return s;
}

const STAGES = { placed, claimed, redeemed, paying, paid, cancelled, rejected } as const;
/** Words in which an order of the stage could stand at all. */
const LIKE: Record<keyof typeof STAGES, Partial<OrderState>> = {
  placed: { stage: "Placed", waitEnd: 0, invoices: 0, payment: 0 },
  claimed: { stage: "Claimed", waitEnd: 30_000, invoices: 0, payment: 0 },
  redeemed: { stage: "Redeemed", waitEnd: 30_000, invoices: 1, payment: 0 },
  paying: { stage: "Paying", waitEnd: 30_000, invoices: 1, payment: 1 },
  paid: { stage: "Paid", waitEnd: 30_000, invoices: 1, payment: 1 },
  cancelled: { stage: "Cancelled", waitEnd: 0, invoices: 0, payment: 0 },
  rejected: { stage: "Rejected", waitEnd: 30_000, invoices: 1, payment: 0 },
};
/** The voucher's history is the same in both. */
const ALIKE = [
  ["placed", "claimed"],
  ["redeemed", "paying"],
];

describe("An order in a proof", () => {
  for (const [name, stage] of Object.entries(STAGES)) {
    it(`that is ${name} is said to be so, and refused in a stage that its history does not have`, async () => {
      const s = await load(stage);
      const it_ = await caseOf(s.w, s.voucher);
      const { facts } = await prove(it_);
      expect(facts.find(({ kind }) => kind === "order")).to.include({
        order: s.order,
        stage: name,
        crossDistrict: true,
      });
      for (const [other, over] of Object.entries(LIKE)) {
        if (other === name || ALIKE.some((pair) => pair.includes(name) && pair.includes(other))) continue;
        const refusal = await refused("OrderElsewhere", () => prove(withOrder(it_, s.order, over)));
        expect(refusal.en).to.include("the stage differs");
      }
    });
  }

  it("is refused with another voucher or amount, or if it says otherwise whether it was sent back", async () => {
    const s = await load(placed);
    const it_ = await caseOf(s.w, s.voucher);
    const others: Partial<OrderState>[] = [{ voucher: s.voucher + 1n }, { amount: 1n }, { reopened: true }];
    for (const over of others) await refused("OrderElsewhere", () => prove(withOrder(it_, s.order, over)));
  });

  it("is refused with a word that no order has", async () => {
    const s = await load(paid);
    const it_ = await caseOf(s.w, s.voucher);
    const words: ((word: bigint) => bigint)[] = [
      () => 0n,
      (word) => word | (1n << 213n),
      (word) => word | (15n << 208n),
      (word) => word & ~(0xffn << 200n),
      (word) => word | (0xffn << 200n),
      (word) => word & ~(0xffffn << 160n),
      (word) => word & ~(0xffff_ffffn << 224n),
      (word) => word & ~(0xffff_ffff_ffffn << 48n),
    ];
    for (const word of words) await refused("WordImpossible", () => prove(withSlot(it_, orderSlot(s.order), word)));
  });
});

/** Refused, one after the other, with other words in a slot. */
async function refusedWith(s: InHand, slot: Slot, code: RefusalCode, ...words: ((word: bigint) => bigint)[]) {
  const it_ = await caseOf(s.w, s.voucher);
  await prove(it_);
  for (const word of words) await refused(code, () => prove(withSlot(it_, slot, word)));
}

const set = (offset: number, value: bigint) => (word: bigint) =>
  (word & ~(0xffff_ffff_ffffn << BigInt(offset))) | (value << BigInt(offset));

describe("A payment in a proof", () => {
  it("is of the voucher's district, and holds what its orders say", async () => {
    const s = await load(halfPaid);
    const slot = paymentSlot(s.payment);
    const home = (word: bigint): bigint => word ^ 3n;
    const closed = (word: bigint): bigint => word & ~(0xffffn << 32n);
    await refusedWith(s, slot, "PaymentElsewhere", home, closed, set(48, 3_999_999n), set(96, 2_999_999n));
    await refusedWith(s, slot, "PaymentElsewhere", set(48, 4_000_001n), set(96, 3_000_001n));
  });

  it("is refused where its figures cannot be", async () => {
    const s = await load(halfPaid);
    const slot = paymentSlot(s.payment);
    const fewer = (word: bigint): bigint => (word & ~(0xffffn << 16n)) | (1n << 16n);
    const tooMany = (word: bigint): bigint => word | (101n << 16n);
    const moreOpen = (word: bigint): bigint => word | (7n << 32n);
    await refusedWith(
      s,
      slot,
      "WordImpossible",
      () => 0n,
      fewer,
      tooMany,
      moreOpen,
      set(96, 4_000_001n),
      (it) => it | (1n << 144n),
    );
    await refusedWith(
      s,
      paymentSlot(s.payment, 1n),
      "WordImpossible",
      () => 0n,
      (it) => it | (1n << 160n),
    );
  });

  it("that came back is told with the order, and cannot have paid it", async () => {
    const s = await load(returned);
    const { facts } = await prove(await caseOf(s.w, s.voucher));
    const order = facts.find(({ kind }) => kind === "order");
    expect(order).to.include({ stage: "redeemed", payment: s.payment });
    expect(order?.en).to.include(`It was in payment ${s.payment} and came back unpaid.`);
    await refusedWith(s, paymentSlot(s.payment), "PaymentElsewhere", set(96, 1n));
  });

  it("is told once for all its orders", async () => {
    const s = await load(halfPaid);
    const { facts } = await prove(await caseOf(s.w, s.voucher));
    const payments = facts.filter(({ kind }) => kind === "payment");
    expect(payments).to.have.length(1);
    expect(payments[0]).to.include({ payment: s.payment, orders: 2, open: 1, total: 4_000_000n, paid: 3_000_000n });
  });
});

describe("A claw-back in a proof", () => {
  it("is told with what came back and what is still owed", async () => {
    const s = await load(clawedBack);
    const { facts } = await prove(await caseOf(s.w, s.voucher));
    const figures = { ordered: 2_000_000n, recovered: 500_000n, writtenOff: 0n, outstanding: 1_500_000n };
    expect(facts.find(({ kind }) => kind === "clawBack")).to.include({ order: s.order, ...figures });
  });

  it("is refused where it differs from the history, or exceeds what was paid", async () => {
    const s = await load(clawedBack);
    const slot = clawBackSlot(s.order);
    await refusedWith(s, slot, "ClawBackElsewhere", set(48, 0n), set(48, 500_001n), set(0, 3_000_001n));
    await refusedWith(s, slot, "WordImpossible", set(0, 499_999n), set(96, 1_500_001n), (it) => it | (1n << 144n));
  });

  it("is refused of an order that was never paid", async () => {
    const s = await load(redeemed);
    await refusedWith(s, clawBackSlot(s.order), "ClawBackElsewhere", () => 1n);
  });
});

describe("A voucher of which nothing was used", () => {
  it("is proved without asking for orders or payments", async () => {
    const s = await load(inHand);
    const { facts, notProved } = await prove(await caseOf(s.w, s.voucher));
    const ledger = facts.find((it) => it.kind === "ledger");
    expect(ledger?.contracts.map(({ part }) => part)).to.deep.equal(["vouchers"]);
    expect(notProved.map(({ kind }) => kind)).to.deep.equal(["seals", "trustRoot", "later", "documents"]);
  });
});
