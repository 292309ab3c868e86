import { expect } from "chai";
import { ACTIONS, follow, type Change, type Story } from "../../../client/replay/voucherChange.ts";
import { encodeVoucher, type Voucher } from "../../../client/voucherWord.ts";

const VOUCHER = (1n << 32n) | 1n;
const TERMS = { home: 2n, useByDays: 180n, extensionDays: 90n };
const [BATCH, ORDER, REASON] = ["0xba", "0x0d", "0x0e"];

const NEW: Voucher = {
  enterprise: (2n << 32n) | 7n,
  face: 5_000n,
  locked: 0n,
  redeemed: 0n,
  issuedOn: 100,
  useBy: 280,
  status: "Active",
  extended: false,
  frozenOnce: false,
  sequence: 1,
};

/** The action, its amount and subject, the day, and what it makes of the voucher. */
type Step = readonly [Change["action"], bigint, string, number, Partial<Voucher>];

const LIFE: readonly Step[] = [
  ["Issued", 5_000n, BATCH, 100, {}],
  ["Locked", 3_000n, ORDER, 101, { locked: 3_000n }],
  ["Redeemed", 2_000n, ORDER, 102, { locked: 0n, redeemed: 2_000n }],
  ["Reopened", 2_000n, ORDER, 103, { locked: 2_000n, redeemed: 0n }],
  ["Redeemed", 1_500n, ORDER, 104, { locked: 0n, redeemed: 1_500n }],
  ["Paid", 1_500n, ORDER, 110, {}],
  ["Recovered", 500n, ORDER, 120, {}],
  ["Frozen", 10n, REASON, 130, { frozenOnce: true, useBy: 290 }],
  ["Unfrozen", 4n, REASON, 136, { useBy: 286 }],
  ["Extended", 90n, REASON, 140, { extended: true, useBy: 376 }],
  ["Locked", 1_000n, "0x1d", 150, { locked: 1_000n }],
  ["Unlocked", 1_000n, "0x1d", 151, { locked: 0n }],
  ["Locked", 700n, "0x2d", 152, { locked: 700n }],
  ["Redeemed", 700n, "0x2d", 153, { locked: 0n, redeemed: 2_200n }],
  ["Rejected", 700n, "0x2d", 154, { redeemed: 1_500n }],
  ["Locked", 900n, "0x3d", 370, { locked: 900n }],
  ["Expired", 2_600n, "0x00", 377, { status: "Expired" }],
  ["Frozen", 30n, REASON, 378, {}],
  ["Unfrozen", 29n, REASON, 379, {}],
  ["Unlocked", 900n, "0x3d", 400, { locked: 0n }],
];

function changesOf(steps: readonly Step[]): Change[] {
  let voucher = NEW;
  return steps.map(([action, amount, subject, day, over], i) => {
    voucher = { ...voucher, ...over, sequence: i + 1 };
    return { sequence: i + 1, action, amount, subject, word: encodeVoucher(voucher), day };
  });
}

/** Follows some changes, of which the last may have been tampered with. */
function live(changes: readonly Change[]): Story | undefined {
  return changes.reduce<Story | undefined>((story, change) => follow(VOUCHER, story, change, TERMS), undefined);
}

const changes = changesOf(LIFE);

function refused(last: number, over: Partial<Change>): string {
  try {
    live([...changes.slice(0, last), { ...(changes[last] as Change), ...over }]);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return "followed";
}

describe("A change of a voucher", () => {
  it("is followed through a whole life", () => {
    expect(live(changes)?.voucher).to.deep.equal({
      ...NEW,
      redeemed: 1_500n,
      useBy: 376,
      status: "Expired",
      extended: true,
      frozenOnce: true,
      sequence: LIFE.length,
    });
    const [revoked] = changesOf([...LIFE.slice(0, 2), ["Revoked", 2_000n, REASON, 101, { status: "Revoked" }]]).slice(
      2,
    );
    expect(live([...changes.slice(0, 2), revoked!])?.voucher.status).to.equal("Revoked");
  });

  for (const [i, { action, amount }] of changes.entries()) {
    const name = `${i + 1}, ${action},`;

    it(`number ${name} is refused with any other word`, () => {
      for (let bit = 0n; bit < 256n; bit += 1n) {
        // The enterprise's number comes from the word alone.
        const free = action === "Issued" && bit < 32n;
        expect(refused(i, { word: changes[i]!.word ^ (1n << bit) })).to.equal(free ? "followed" : "ChangeImpossible");
      }
    });

    it(`number ${name} is refused with any other action or number`, () => {
      // On an ended voucher, freezing and ending the freeze make the same word.
      const alike = i === 18 ? "Frozen" : action;
      for (const other of ACTIONS.filter((it) => it !== action && it !== alike)) {
        expect(refused(i, { action: other }), other).to.equal("ChangeImpossible");
      }
      expect(refused(i, { sequence: i + 2 })).to.equal("SequenceGap");
      expect(refused(i, { sequence: i })).to.equal("SequenceGap");
    });

    // What of these amounts is not in the word is in the event that goes with the change.
    if (action === "Recovered" || (i > 16 && action !== "Unlocked")) continue;
    it(`number ${name} is refused with another amount`, () => {
      expect(refused(i, { amount: amount + 1n })).to.equal("ChangeImpossible");
      expect(refused(i, { amount: amount - 1n })).to.equal("ChangeImpossible");
    });
  }

  it("is refused when it comes too late, too often or for too much", () => {
    const at = (action: Change["action"]): number => changes.findLastIndex((change) => change.action === action);
    expect(refused(at("Locked"), { day: 377 })).to.equal("ChangeImpossible");
    expect(refused(at("Expired"), { day: 376 })).to.equal("ChangeImpossible");
    expect(refused(at("Recovered"), { amount: 1_501n })).to.equal("ChangeImpossible");
    expect(refused(at("Frozen"), { amount: 31n })).to.equal("ChangeImpossible");
    expect(refused(at("Unfrozen"), { amount: 31n })).to.equal("ChangeImpossible");
    expect(refused(at("Unlocked"), { subject: ORDER })).to.equal("ChangeImpossible");
  });
});
