import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroHash } from "ethers";
import { expectTold } from "../support/events.ts";
import { expectDuty, expectRefused, type Signer, type Transaction } from "../support/expect.ts";
import {
  appoint,
  budgetState,
  following,
  paid,
  receipt,
  redeemed,
  setSequence,
  stage,
  voucherState,
  type Redeemed,
} from "../support/stages.ts";
import { needsTwoOfficers, type Matter } from "../support/twoOfficers.ts";
import { DUTY, goToDay, networkHelpers, type World } from "../support/world.ts";

const REASON = id("the delivery was a sham");
const RECEIPT = receipt("paid back");
type Paid = Pick<Redeemed, "w" | "order">;

const clawBack = async ({ w, order }: Paid, amount: bigint, by = w.wujin.bureau) =>
  w.payments.connect(by).clawBack(order, amount, REASON);
const confirmClawBack = async ({ w, order }: Paid, amount: bigint, by = w.wujin.approver) =>
  w.payments.connect(by).confirmClawBack(order, amount, REASON);
const recover = async ({ w, order }: Paid, amount: bigint, by = w.wujin.finance) =>
  w.payments.connect(by).recover(order, amount, RECEIPT);
const writeOff = async ({ w, order }: Paid, amount: bigint, by = w.wujin.finance) =>
  w.payments.connect(by).writeOff(order, amount, REASON);
const confirmWriteOff = async ({ w, order }: Paid, amount: bigint, by = w.wujin.approver) =>
  w.payments.connect(by).confirmWriteOff(order, amount, REASON);

/** ¥20,000 of the ¥30,000 that were paid are to come back. */
async function clawedBack() {
  const s = await paid();
  await clawBack(s, 2_000_000n);
  await confirmClawBack(s, 2_000_000n);
  return s;
}
/** A write-off of ¥5,000 is proposed beside a further claw-back of ¥1,000. */
async function proposed() {
  const s = await clawedBack();
  await writeOff(s, 500_000n);
  await clawBack(s, 100_000n);
  return s;
}
const ready = async () => networkHelpers.loadFixture(paid);
const ordered = async () => networkHelpers.loadFixture(clawedBack);
const bothProposed = async () => networkHelpers.loadFixture(proposed);

/** Ordered, recovered and written off so far. */
async function expectRecord({ w, order }: Paid, ...amounts: bigint[]): Promise<void> {
  expect([...(await w.payments.clawBackOf(order))]).to.deep.equal(amounts);
}

const TYPES = ["string", "bytes32", "uint48", "uint48", "bytes32"];
const matterOf = (kind: string, order: string, sofar: bigint, amount: bigint) =>
  keccak256(AbiCoder.defaultAbiCoder().encode(TYPES, [kind, order, sofar, amount, REASON]));

interface Act {
  readonly name: string;
  readonly fixture: typeof paid;
  readonly act: (s: Paid, amount: bigint, by?: Signer) => Transaction;
  readonly duty: "bureau" | "approver" | "finance";
  readonly may: (w: World) => Signer[];
  readonly amount: bigint;
  /** The error for a fen too much, and the most that is possible. */
  readonly exceeds: readonly [error: "ClawBackExceedsPaid" | "ClawBackExceeded", most: bigint];
}
const bureau = { duty: "bureau", may: ({ wujin }: World) => [wujin.bureau, wujin.bureau2] } as const;
const approver = { duty: "approver", may: ({ wujin }: World) => [wujin.approver, wujin.approver2] } as const;
const finance = { duty: "finance", may: ({ wujin }: World) => [wujin.finance] } as const;
const ofPaid = ["ClawBackExceedsPaid", 1_000_000n] as const;
const ofOrdered = ["ClawBackExceeded", 2_000_000n] as const;

const ACTS: Act[] = [
  { name: "clawBack", fixture: clawedBack, act: clawBack, ...bureau, amount: 1n, exceeds: ofPaid },
  { name: "confirmClawBack", fixture: proposed, act: confirmClawBack, ...approver, amount: 100_000n, exceeds: ofPaid },
  { name: "recover", fixture: clawedBack, act: recover, ...finance, amount: 1n, exceeds: ofOrdered },
  { name: "writeOff", fixture: clawedBack, act: writeOff, ...finance, amount: 1n, exceeds: ofOrdered },
  {
    name: "confirmWriteOff",
    fixture: proposed,
    act: confirmWriteOff,
    ...approver,
    amount: 500_000n,
    exceeds: ofOrdered,
  },
];
for (const { name, fixture, act, duty, may, amount, exceeds } of ACTS) {
  describe(`Payments.${name}, its bounds`, () => {
    it(`is for the home ${duty} alone`, async () => {
      const s = await networkHelpers.loadFixture(fixture);
      const { w } = s;
      await expectDuty(w, w.wujin.id, DUTY[duty], may(w), w.payments, async (by) => act(s, amount, by));
    });

    it("is about something", async () => {
      const s = await networkHelpers.loadFixture(fixture);
      await expectRefused(act(s, 0n), s.w.payments, "AmountMissing");
    });

    it("is about a paid order", async () => {
      const s = await networkHelpers.loadFixture(redeemed);
      await expectRefused(act(s, 1n), s.w.orders, "OrderIn", [s.order, stage("Redeemed")]);
      await expectRefused(act({ ...s, order: ZeroHash }, 1n), s.w.orders, "OrderUnknown", [ZeroHash]);
    });

    it("is bounded to the fen", async () => {
      const s = await networkHelpers.loadFixture(fixture);
      const [error, most] = exceeds;
      await expectRefused(act(s, most + 1n), s.w.payments, error, [s.order, most, most + 1n]);
    });
  });
}

const KINDS = [
  ["clawBack", paid, clawBack, confirmClawBack, "bureau"],
  ["writeOff", clawedBack, writeOff, confirmWriteOff, "finance"],
] as const;
for (const [kind, fixture, propose, confirm, duty] of KINDS) {
  describe(`Payments.${kind}, and its confirmation`, () => {
    const matter = async (): Promise<Matter> => {
      const s = await fixture();
      const { wujin } = s.w;
      await appoint(s.w, wujin, DUTY[duty], wujin.bureau2);
      return {
        contract: s.w.payments,
        what: { types: TYPES, values: [kind, s.order, 0, 400_000, REASON] },
        propose: async (by) => propose(s, 400_000n, by),
        confirm: async (by) => confirm(s, 400_000n, by),
        proposer: wujin[duty],
        confirmer: wujin.approver,
        otherProposer: wujin.bureau2,
        giveBothDuties: async () => appoint(s.w, wujin, DUTY.approver, wujin[duty]),
      };
    };
    needsTwoOfficers(matter);
  });
}

describe("Payments.clawBack", () => {
  it("begins with nothing to come back", async () => {
    const s = await ready();
    await expectRecord(s, 0n, 0n, 0n);
    await expectRefused(recover(s, 1n), s.w.payments, "ClawBackExceeded", [s.order, 0, 1]);
  });

  it("orders nothing until it is confirmed", async () => {
    const s = await ready();
    await clawBack(s, 3_000_000n);
    await expectRecord(s, 0n, 0n, 0n);
  });
});

describe("Payments.confirmClawBack", () => {
  it("tells the amount and the reason", async () => {
    const s = await bothProposed();
    await expectTold(confirmClawBack(s, 100_000n), [
      [s.w.payments, "MatterConfirmed", [matterOf("clawBack", s.order, 2_000_000n, 100_000n), s.w.wujin.approver]],
      [s.w.payments, "ClawBackOrdered", [s.order, 100_000, REASON, s.w.wujin.approver]],
    ]);
  });

  it("leaves it added to what was ordered, up to all that was paid", async () => {
    const s = await bothProposed();
    await confirmClawBack(s, 100_000n);
    await expectRecord(s, 2_100_000n, 0n, 0n);
    await clawBack(s, 900_000n);
    await confirmClawBack(s, 900_000n);
    await expectRecord(s, 3_000_000n, 0n, 0n);
    await expectRefused(clawBack(s, 1n), s.w.payments, "ClawBackExceedsPaid", [s.order, 0, 1]);
  });

  it("confirms a proposal that was made on the figure of now", async () => {
    const s = await ready();
    for (const amount of [1_000_000n, 2_000_000n]) await clawBack(s, amount);
    await confirmClawBack(s, 1_000_000n);
    const matter = matterOf("clawBack", s.order, 1_000_000n, 2_000_000n);
    await expectRefused(confirmClawBack(s, 2_000_000n), s.w.payments, "NotProposed", [matter]);
  });
});

describe("Payments.recover", () => {
  it("tells the amount and the bank's receipt, and numbers it in the voucher's history", async () => {
    const s = await ordered();
    const change = await following(s);
    await expectTold(recover(s, 700_000n), async () => [
      await change("Recovered", 700_000n, s.order),
      [s.w.payments, "ClawBackRecovered", [s.order, 700_000, RECEIPT, s.w.wujin.finance]],
    ]);
  });

  it("leaves it in the record and in the budget, piece by piece to the whole", async () => {
    const s = await ordered();
    await recover(s, 700_000n);
    await expectRecord(s, 2_000_000n, 700_000n, 0n);
    await recover(s, 1_300_000n);
    await expectRecord(s, 2_000_000n, 2_000_000n, 0n);
    expect(await budgetState(s.w, s.program)).to.include({
      redeemed: 3_000_000n,
      paid: 3_000_000n,
      recovered: 2_000_000n,
    });
    await expectRefused(recover(s, 1n), s.w.payments, "ClawBackExceeded", [s.order, 0, 1]);
  });

  it("demands the bank's receipt", async () => {
    const s = await ordered();
    const without = s.w.payments.connect(s.w.wujin.finance).recover(s.order, 1, ZeroHash);
    await expectRefused(without, s.w.payments, "ReceiptMissing", [s.order]);
  });

  it("goes on while the voucher is frozen", async () => {
    const s = await ordered();
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 5, ZeroHash);
    await recover(s, 1n);
  });

  it("leaves the voucher room to expire, in however small parts it is recorded", async () => {
    const s = await ordered();
    const { w, voucher } = s;
    await setSequence(s, 19_999);
    await recover(s, 1n);
    await expectRefused(recover(s, 1n), w.vouchers, "SequenceExhausted", [voucher]);
    await goToDay((await voucherState(w, voucher)).useBy + 1);
    await w.vouchers.connect(w.stranger).expire([voucher]);
    expect((await voucherState(w, voucher)).status).to.equal("Expired");
  });
});

describe("Payments.confirmWriteOff", () => {
  it("tells the amount and the reason", async () => {
    const s = await bothProposed();
    await expectTold(confirmWriteOff(s, 500_000n), [
      [s.w.payments, "MatterConfirmed", [matterOf("writeOff", s.order, 0n, 500_000n), s.w.wujin.approver]],
      [s.w.payments, "ClawBackWrittenOff", [s.order, 500_000, REASON, s.w.wujin.approver]],
    ]);
  });

  it("leaves it written off, and only the rest to recover", async () => {
    const s = await bothProposed();
    await confirmWriteOff(s, 500_000n);
    await expectRecord(s, 2_000_000n, 0n, 500_000n);
    expect((await budgetState(s.w, s.program)).recovered).to.equal(0n);
    await expectRefused(recover(s, 1_500_001n), s.w.payments, "ClawBackExceeded", [s.order, 1_500_000, 1_500_001]);
    await recover(s, 1_500_000n);
  });

  it("is added to what was written off before", async () => {
    const s = await bothProposed();
    await confirmWriteOff(s, 500_000n);
    await writeOff(s, 300_000n);
    await confirmWriteOff(s, 300_000n);
    await expectRecord(s, 2_000_000n, 0n, 800_000n);
  });

  it("writes off nothing that came back meanwhile", async () => {
    const s = await bothProposed();
    await recover(s, 1_500_001n);
    await expectRefused(confirmWriteOff(s, 500_000n), s.w.payments, "ClawBackExceeded", [s.order, 499_999, 500_000]);
  });

  it("does not let what was written off be clawed back again", async () => {
    const s = await bothProposed();
    await confirmWriteOff(s, 500_000n);
    await expectRefused(clawBack(s, 1_000_001n), s.w.payments, "ClawBackExceedsPaid", [s.order, 1_000_000, 1_000_001]);
  });
});
