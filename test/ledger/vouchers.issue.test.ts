import { expect } from "chai";
import { getAddress, id, ZeroAddress, ZeroHash } from "ethers";
import { yearOf } from "../../client/days.ts";
import { encodeVoucher } from "../../client/voucherWord.ts";
import { chainOf, openProgram, TERMS } from "../support/acts.ts";
import { batchIdOf } from "../../client/list.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { expectDuty, expectEvents, expectRefused, type Told } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  announced,
  announcedJointly,
  announceList,
  ANNOUNCED,
  approve,
  DONE,
  issuable,
  issueItems,
  listed,
  TAIL,
  totalOf,
  withdraw,
  WITHDRAWN,
  type Listed,
  type Said,
} from "../support/lists.ts";
import { budgetState } from "../support/stages.ts";
import { DUTY, goToDay, today } from "../support/world.ts";

const holderOf = (enterprise: bigint): string =>
  getAddress(`${id("tongdui.enterprise").slice(0, 30)}${enterprise.toString(16).padStart(12, "0")}`);

/** What the issue of one item tells, in its order. */
async function toldOf({ program, items, batch }: Listed, item: number, serial: number): Promise<Told[]> {
  const { enterprise, face } = items[item]!;
  const voucher = (program << 32n) | BigInt(serial);
  const issuedOn = await today();
  const word = encodeVoucher({
    enterprise,
    face,
    locked: 0n,
    redeemed: 0n,
    issuedOn,
    useBy: issuedOn + Number(TERMS.useByDays),
    status: "Active",
    extended: false,
    frozenOnce: false,
    sequence: 1,
  });
  return [
    ["Transfer", [ZeroAddress, holderOf(enterprise), voucher]],
    ["Locked", [voucher]],
    ["VoucherChanged", [voucher, 1, 0, face, batch, word]],
  ];
}

/** A list announced otherwise than it is, approved and on the day after its notice. */
const misannounced = (said: Said) =>
  async function fixture() {
    const s = await listed();
    const noticeEnd = (await today()) + 5;
    await announceList(s, { noticeEnd, ...said });
    await approve(s, s.d);
    await goToDay(noticeEnd + 1);
    return s;
  };

describe("Vouchers.issue", () => {
  it("begins with no voucher and with the head of the list expected", async () => {
    const { w, program, batch, chain } = await load(issuable);
    expect(await w.vouchers.serialOf(program)).to.equal(0n);
    expect((await w.vouchers.batchOf(batch)).next).to.equal(chain[0]);
  });

  it("is the home Bureau's alone", async () => {
    const s = await load(issuable);
    const { bureau, bureau2 } = s.d;
    await expectDuty(s.w, s.d.id, DUTY.bureau, [bureau, bureau2], s.w.vouchers, (by) => issueItems(s, 0, 3, by));
  });

  it("tells each voucher's mint, lock and first change, and then how far the list is done", async () => {
    const s = await load(issuable);
    await expectEvents(issueItems(s, 0, 2), s.w.vouchers, [
      ...(await toldOf(s, 0, 1)),
      ...(await toldOf(s, 1, 2)),
      ["ChunkIssued", [s.batch, 2, 300_000n, s.chain[2], s.d.bureau]],
    ]);
    await expectEvents(issueItems(s, 2, 3, s.d.bureau2), s.w.vouchers, [
      ...(await toldOf(s, 2, 3)),
      ["ChunkIssued", [s.batch, 3, 600_000n, TAIL, s.d.bureau2]],
    ]);
  });

  it("leaves the place to go on from, and after the last chunk a list that is done", async () => {
    const s = await load(issuable);
    const left = async () => {
      const { done, drawn, lastAct, stage, next } = await s.w.vouchers.batchOf(s.batch);
      return [done, drawn, lastAct, stage, next];
    };
    await issueItems(s, 0, 1);
    const day = BigInt(await today());
    expect(await left()).to.deep.equal([1n, 100_000n, day, ANNOUNCED, s.chain[1]]);
    await issueItems(s, 1, 3);
    expect(await left()).to.deep.equal([3n, 600_000n, day, DONE, TAIL]);
    await expectRefused(issueItems(s, 1, 3), s.w.vouchers, "BatchIn", [s.batch, DONE]);
  });

  it("leaves the budget outstanding, the groups' year counted and the serials given", async () => {
    const s = await load(issuable);
    await issueItems(s);
    expect((await budgetState(s.w, s.program)).outstanding).to.equal(600_000n);
    expect(await s.w.vouchers.serialOf(s.program)).to.equal(3n);
    const year = yearOf(await today());
    for (const [i, label] of ["xiyuan", "boda", "tianhe"].entries()) {
      const issued = await s.w.enterprises.issuedIn(id(`group ${label}`), year);
      expect(issued).to.equal(s.items[i]!.face);
    }
  });

  it("is refused for a batch that is unknown or withdrawn", async () => {
    const s = await load(issuable);
    await expectRefused(issueItems({ ...s, batch: ZeroHash }), s.w.vouchers, "BatchUnknown", [ZeroHash]);
    await withdraw(s);
    await expectRefused(issueItems(s), s.w.vouchers, "BatchIn", [s.batch, WITHDRAWN]);
  });

  it("is refused through the last second of the notice, and possible from the next", async () => {
    const s = await load(announced);
    await approve(s, s.d);
    await atTheEndOf(s.noticeEnd);
    await expectRefused(issueItems(s), s.w.vouchers, "NoticeRunning", [s.noticeEnd]);
    await atTheStartOf(s.noticeEnd + 1);
    await issueItems(s);
  });

  it("waits for the home Approver and one of each joint district", async () => {
    const s = await load(announcedJointly);
    await goToDay(s.noticeEnd + 1);
    for (const [given, district] of [s.w.nanhu, s.d, s.w.yangpu].entries()) {
      await expectRefused(issueItems(s), s.w.vouchers, "ApprovalsMissing", [s.batch, given, 3]);
      await approve(s, district);
    }
    await issueItems(s);
  });

  it("is possible thirty days after the last chunk, and not a second longer", async () => {
    const s = await load(issuable);
    await goToDay(s.noticeEnd + 11);
    await issueItems(s, 0, 1);
    await atTheEndOf(s.noticeEnd + 41);
    await issueItems(s, 1, 2);
    await atTheStartOf(s.noticeEnd + 72);
    await expectRefused(issueItems(s, 2), s.w.vouchers, "BatchLapsed", [s.batch, s.noticeEnd + 71]);
  });

  it("is possible through the last second of the last day of issue", async () => {
    const alone = await load(listed);
    const last = (await today()) + 6;
    const program = await openProgram(alone.w, alone.d, { lastIssueDay: last });
    const s = { ...alone, program, batch: batchIdOf(program, alone.chain[0]!) };
    await announceList(s, { noticeEnd: last - 1 });
    await approve(s, s.d);
    await atTheEndOf(last);
    await issueItems(s, 0, 1);
    await expectRefused(issueItems(s, 1), s.w.programs, "IssueClosed", [program, last]);
  });

  it("takes one to a hundred items", async () => {
    const s = await load(issuable);
    const many = Array.from({ length: 101 }, () => s.items[0]!);
    await expectRefused(issueItems(s, 0, 0), s.w.vouchers, "BatchEmpty");
    const act = s.w.vouchers.connect(s.d.bureau).issue(s.batch, many, TAIL);
    await expectRefused(act, s.w.vouchers, "BatchTooLong", [101, 100]);
  });

  it("stops a chunk for which the budget does not suffice, and leaves those before", async () => {
    const s = await load(issuable);
    await s.w.programs.connect(s.d.finance).lower(s.program, 599_999);
    await issueItems(s, 0, 2);
    await expectRefused(issueItems(s, 2), s.w.programs, "BudgetExceeded", [s.program, 299_999, 300_000]);
    expect((await s.w.vouchers.batchOf(s.batch)).done).to.equal(2n);
    expect((await budgetState(s.w, s.program)).outstanding).to.equal(300_000n);
  });
});

describe("What is issued is what was announced", () => {
  const forged = (s: Listed, change: (items: Listed["items"]) => Listed["items"], from = 0, next = TAIL) => {
    const items = change(s.items.slice(from));
    const act = s.w.vouchers.connect(s.d.bureau).issue(s.batch, items, next);
    return { act, given: chainOf(items, next)[0] };
  };
  type Forgery = [what: string, change: (items: Listed["items"]) => Listed["items"], from?: number, next?: string];
  const FORGERIES: Forgery[] = [
    ["another face", ([first, ...rest]) => [{ ...first!, face: first!.face + 1n }, ...rest]],
    ["another enterprise", ([first, ...rest]) => [{ ...first!, enterprise: rest[0]!.enterprise }, ...rest]],
    ["another order", (items) => items.toReversed()],
    ["an item left out", ([first, , third]) => [first!, third!]],
    ["an item more", (items) => [...items, items[0]!]],
    ["a chunk that is not the next", (items) => items, 1],
    ["another chain after the chunk", (items) => items, 0, id("tail")],
  ];
  for (const [what, change, from, next] of FORGERIES) {
    it(`refuses ${what}`, async () => {
      const s = await load(issuable);
      const { act, given } = forged(s, change, from, next);
      await expectRefused(act, s.w.vouchers, "NotWhatWasAnnounced", [s.batch, s.chain[0], given]);
    });
  }

  it("refuses a chunk that was issued before", async () => {
    const s = await load(issuable);
    await issueItems(s, 0, 1);
    const refused = [s.batch, s.chain[1], s.chain[0]];
    await expectRefused(issueItems(s, 0, 1), s.w.vouchers, "NotWhatWasAnnounced", refused);
  });

  const fixtures = {
    totalTooSmall: misannounced({ total: 599_999n }),
    totalFarTooSmall: misannounced({ total: 99_999n }),
    totalTooGreat: misannounced({ total: 600_001n }),
    countTooSmall: misannounced({ count: 2 }),
    countTooGreat: misannounced({ count: 4 }),
  };

  it("refuses the chunk that goes past the announced total", async () => {
    const s = await load(fixtures.totalTooSmall);
    await issueItems(s, 0, 2);
    await expectRefused(issueItems(s, 2), s.w.vouchers, "TotalDiffers", [s.batch, 599_999, 600_000]);
  });

  it("refuses a chunk that goes past the announced total though more items were announced", async () => {
    const s = await load(fixtures.totalFarTooSmall);
    await expectRefused(issueItems(s, 0, 1), s.w.vouchers, "TotalDiffers", [s.batch, 99_999, 100_000]);
  });

  it("refuses a last chunk that stays below the announced total", async () => {
    const s = await load(fixtures.totalTooGreat);
    await issueItems(s, 0, 2);
    await expectRefused(issueItems(s, 2), s.w.vouchers, "TotalDiffers", [s.batch, 600_001, 600_000]);
  });

  it("refuses the chunk that goes past the announced count", async () => {
    const s = await load(fixtures.countTooSmall);
    await issueItems(s, 0, 1);
    await expectRefused(issueItems(s, 1), s.w.vouchers, "CountDiffers", [s.batch, 2, 3]);
  });

  it("never calls a list done that is shorter than was announced; it can be withdrawn", async () => {
    const s = await load(fixtures.countTooGreat);
    await issueItems(s);
    expect((await s.w.vouchers.batchOf(s.batch)).stage).to.equal(ANNOUNCED);
    await withdraw(s);
  });

  it("counts what was announced, whatever was passed over", async () => {
    const s = await load(issuable);
    await s.w.enterprises.connect(s.d.bureau).freeze(s.firms[1]!.id, id("reason"));
    await issueItems(s);
    const { done, drawn, stage } = await s.w.vouchers.batchOf(s.batch);
    expect([done, drawn, stage]).to.deep.equal([3n, totalOf(s.items), DONE]);
    expect((await budgetState(s.w, s.program)).outstanding).to.equal(400_000n);
  });
});
