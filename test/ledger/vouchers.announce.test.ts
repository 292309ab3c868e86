import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { openProgram, terms, TERMS } from "../support/acts.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { expectDuty, expectEvents, expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  announced,
  announcedJointly,
  announceList,
  ANNOUNCED,
  approve,
  CLOSURES,
  DECISION,
  DONE,
  issuable,
  issueItems,
  listed,
  REASON,
  withdraw,
  WITHDRAWN,
} from "../support/lists.ts";
import { appoint } from "../support/stages.ts";
import { batchIdOf } from "../../client/list.ts";
import { account, DUTY, goToDay, name32, passDays, roleOf, today } from "../support/world.ts";

/** A list under a program that eight districts issue jointly with Wujin, and the Approver of each of the nine. */
async function announcedByNine() {
  const alone = await listed();
  const { w, d, chain } = alone;
  const approvers = new Map([w.yangpu, w.nanhu, w.hefei].map(({ id, approver }) => [id, approver]));
  for (const id of [5, 6, 7, 8, 9]) {
    await w.districts.connect(w.safe).add(name32(`district ${id}`), DECISION);
    approvers.set(id, await account(`approver of ${id}`));
    await w.manager.connect(w.safe).grantRole(roleOf(id, DUTY.approver), approvers.get(id)!, 0);
  }
  const program = await openProgram(w, d, { joint: [...approvers.keys()] });
  const s = { ...alone, program, batch: batchIdOf(program, chain[0]!), noticeEnd: (await today()) + 5 };
  await announceList(s, { noticeEnd: s.noticeEnd });
  return { ...s, approvers: [[d.id, d.approver] as const, ...approvers] };
}

const [FLOOR, CEILING] = [Number(TERMS.noticeFloor), Number(TERMS.noticeCeiling)];

describe("Vouchers.announce", () => {
  it("begins with no batch of that name", async () => {
    const { w, batch } = await load(listed);
    await expectRefused(w.vouchers.batchOf(batch), w.vouchers, "BatchUnknown", [batch]);
  });

  it("is the home Bureau's alone", async () => {
    const s = await load(listed);
    const { bureau, bureau2 } = s.d;
    await expectDuty(s.w, s.d.id, DUTY.bureau, [bureau, bureau2], s.w.vouchers, (by) => announceList(s, {}, by));
  });

  it("tells the program, the list, its count and total, the notice and the decision", async () => {
    const s = await load(listed);
    const noticeEnd = (await today()) + FLOOR;
    const told = [s.batch, s.program, s.chain[0], 3, 600_000n, noticeEnd, DECISION, s.d.bureau];
    await expectEvents(announceList(s), s.w.vouchers, [["BatchAnnounced", told]]);
  });

  it("leaves a batch of which nothing is done or approved, and which expects its first item", async () => {
    const { w, batch, program, d, chain, noticeEnd } = await load(announced);
    const kept = [program, 3n, 0n, 600_000n, 0n, BigInt(noticeEnd), BigInt(noticeEnd), 0n, ANNOUNCED, d.bureau.address];
    expect(await w.vouchers.batchOf(batch)).to.deep.equal([...kept, chain[0]]);
    expect(await w.vouchers.batchIdOf(program, chain[0]!)).to.equal(batch);
  });

  it("is refused for a program that is unknown or only proposed", async () => {
    const s = await load(listed);
    await expectRefused(announceList(s, { program: 9n }), s.w.programs, "ProgramUnknown", [9]);
    await s.w.programs.connect(s.d.bureau).propose(await terms(s.d), "");
    await expectRefused(announceList(s, { program: 2n }), s.w.programs, "ProgramIn", [2, 1]);
  });

  it("is refused without items or without an amount", async () => {
    const s = await load(listed);
    await expectRefused(announceList(s, { count: 0 }), s.w.vouchers, "NothingAnnounced");
    await expectRefused(announceList(s, { total: 0n }), s.w.vouchers, "NothingAnnounced");
  });

  for (const days of [FLOOR, CEILING]) {
    it(`takes a notice of ${days} days`, async () => {
      const s = await load(listed);
      await announceList(s, { noticeEnd: (await today()) + days });
    });
  }

  for (const days of [FLOOR - 1, CEILING + 1]) {
    it(`refuses a notice of ${days} days`, async () => {
      const s = await load(listed);
      const day = await today();
      const act = announceList(s, { noticeEnd: day + days });
      await expectRefused(act, s.w.vouchers, "NoticeOutsideTerms", [day + days, day + FLOOR, day + CEILING]);
    });
  }

  it("counts the notice from the Shanghai day: the same end is too early one second after midnight", async () => {
    const s = await load(listed);
    const day = await today();
    await atTheEndOf(day);
    await announceList(s, { noticeEnd: day + FLOOR, chain: id("another list") });
    await atTheStartOf(day + 1);
    const refused = [day + FLOOR, day + 1 + FLOOR, day + 1 + CEILING];
    await expectRefused(announceList(s, { noticeEnd: day + FLOOR }), s.w.vouchers, "NoticeOutsideTerms", refused);
  });

  it("is possible through the last second of the last day of issue", async () => {
    const s = await load(listed);
    const last = Number((await s.w.programs.termsOf(s.program)).lastIssueDay);
    await goToDay(last);
    await atTheEndOf(last);
    await announceList(s, { noticeEnd: last + FLOOR });
    await expectRefused(announceList(s, { chain: id("later") }), s.w.programs, "IssueClosed", [s.program, last]);
  });

  it("is refused for a list announced before, whether it runs, is withdrawn or is done", async () => {
    const s = await load(issuable);
    const again = () => announceList(s, { total: 1n }, s.d.bureau2);
    await expectRefused(again(), s.w.vouchers, "AnnouncedBefore", [s.batch]);
    await issueItems(s);
    await expectRefused(again(), s.w.vouchers, "AnnouncedBefore", [s.batch]);
    const t = await announced();
    await withdraw(t);
    await expectRefused(announceList(t), t.w.vouchers, "AnnouncedBefore", [t.batch]);
  });

  it("takes the same list under another program", async () => {
    const s = await load(announced);
    await announceList(s, { program: await openProgram(s.w, s.d) });
  });
});

describe("Vouchers.approveBatch", () => {
  it("finds no approval at first", async () => {
    const { w, d, batch } = await load(announced);
    expect(await w.vouchers.approverOf(batch, d.id)).to.equal(ZeroAddress);
  });

  it("is for an Approver of the district in whose name it is given, home or joint", async () => {
    const s = await load(announcedJointly);
    for (const district of [s.d, s.w.yangpu]) {
      const allowed = [district.approver, district.approver2];
      await expectDuty(s.w, district.id, DUTY.approver, allowed, s.w.vouchers, (by) => approve(s, district, by));
    }
  });

  it("tells the district and the officer, once for each district", async () => {
    const s = await load(announcedJointly);
    for (const district of [s.w.nanhu, s.d, s.w.yangpu]) {
      const told = [s.batch, district.id, district.approver];
      await expectEvents(approve(s, district), s.w.vouchers, [["BatchApproved", told]]);
    }
  });

  it("leaves the officer's name and one approval more, and the thirty days counted from the notice's end", async () => {
    const s = await load(announcedJointly);
    await approve(s, s.w.yangpu);
    expect(await s.w.vouchers.approverOf(s.batch, s.w.yangpu.id)).to.equal(s.w.yangpu.approver.address);
    const { approvals, lastAct } = await s.w.vouchers.batchOf(s.batch);
    expect([approvals, lastAct]).to.deep.equal([1n, BigInt(s.noticeEnd)]);
  });

  it("is refused for an unknown batch, and for one that is withdrawn or done", async () => {
    const s = await load(announced);
    await expectRefused(approve({ ...s, batch: ZeroHash }, s.d), s.w.vouchers, "BatchUnknown", [ZeroHash]);
    await withdraw(s);
    await expectRefused(approve(s, s.d), s.w.vouchers, "BatchIn", [s.batch, WITHDRAWN]);
    const t = await issuable();
    await issueItems(t);
    await expectRefused(approve(t, t.d, t.d.approver2), t.w.vouchers, "BatchIn", [t.batch, DONE]);
  });

  it("is refused to a district that the program does not concern", async () => {
    const s = await load(announcedJointly);
    await expectRefused(approve(s, s.w.hefei), s.w.vouchers, "NotConcerned", [s.batch, s.w.hefei.id]);
  });

  it("is refused to the consortium, even to an Approver of its own", async () => {
    const s = await load(announcedJointly);
    const { w, batch } = s;
    await w.manager.connect(w.safe).grantRole(roleOf(0, DUTY.approver), w.stranger, 0);
    const act = w.vouchers.connect(w.stranger).approveBatch(batch, 0);
    await expectRefused(act, w.vouchers, "NotConcerned", [batch, 0]);
  });

  it("is of all nine districts, where eight issue jointly with the home one", async () => {
    const s = await load(announcedByNine);
    const { w, batch } = s;
    for (const [district, approver] of s.approvers) {
      await expectRefused(issueItems(s), w.vouchers, "NoticeRunning", [s.noticeEnd]);
      await w.vouchers.connect(approver).approveBatch(batch, district);
    }
    await goToDay(s.noticeEnd + 1);
    await issueItems(s);
    expect((await w.vouchers.batchOf(batch)).stage).to.equal(DONE);
  });

  it("is refused to an officer who approved for the eighth joint district", async () => {
    const s = await load(announcedByNine);
    const [eighth, approver] = s.approvers.at(-1)!;
    await s.w.vouchers.connect(approver).approveBatch(s.batch, eighth);
    await appoint(s.w, s.d, DUTY.approver, approver);
    await expectRefused(approve(s, s.d, approver), s.w.vouchers, "SameOfficer", [approver]);
  });

  it("is refused twice to a district, whichever its Approver", async () => {
    const s = await load(announced);
    await approve(s, s.d);
    for (const by of [s.d.approver, s.d.approver2]) {
      await expectRefused(approve(s, s.d, by), s.w.vouchers, "ApprovedBefore", [s.batch, s.d.id]);
    }
  });

  it("is refused to the officer who announced the list", async () => {
    const s = await load(announced);
    await appoint(s.w, s.d, DUTY.approver, s.d.bureau);
    await expectRefused(approve(s, s.d, s.d.bureau), s.w.vouchers, "SameOfficer", [s.d.bureau]);
  });

  it("is refused to an officer who approved for another district, home or joint", async () => {
    const s = await load(announcedJointly);
    const both = s.w.wujin.approver;
    for (const district of [s.w.yangpu, s.w.nanhu]) await appoint(s.w, district, DUTY.approver, both);
    await approve(s, s.w.nanhu, both);
    for (const district of [s.d, s.w.yangpu]) {
      await expectRefused(approve(s, district, both), s.w.vouchers, "SameOfficer", [both]);
    }
    await approve(s, s.d, s.d.approver2);
    await appoint(s.w, s.w.yangpu, DUTY.approver, s.d.approver2);
    await expectRefused(approve(s, s.w.yangpu, s.d.approver2), s.w.vouchers, "SameOfficer", [s.d.approver2]);
  });

  it("lapses thirty days after the notice's end, which count in full", async () => {
    const s = await load(announcedJointly);
    const lastDay = s.noticeEnd + 30;
    await atTheEndOf(lastDay);
    await approve(s, s.w.yangpu);
    const t = await announcedJointly();
    await atTheStartOf(t.noticeEnd + 31);
    await expectRefused(approve(t, t.d), t.w.vouchers, "BatchLapsed", [t.batch, t.noticeEnd + 30]);
  });

  it("lapses thirty days after the last approval, where that came after the notice", async () => {
    const s = await load(announcedJointly);
    await goToDay(s.noticeEnd + 20);
    await approve(s, s.w.yangpu);
    await atTheEndOf(s.noticeEnd + 50);
    await approve(s, s.d);
    await atTheStartOf(s.noticeEnd + 81);
    await expectRefused(approve(s, s.w.nanhu), s.w.vouchers, "BatchLapsed", [s.batch, s.noticeEnd + 80]);
  });
});

describe("Vouchers.withdrawBatch", () => {
  it("is the home Bureau's alone, the announcer's or not", async () => {
    const s = await load(announced);
    const { bureau, bureau2 } = s.d;
    await expectDuty(s.w, s.d.id, DUTY.bureau, [bureau, bureau2], s.w.vouchers, (by) => withdraw(s, by));
    await withdraw(s, bureau2);
  });

  it("tells the reason and leaves a batch that is withdrawn, approvals and all", async () => {
    const s = await load(issuable);
    await expectEvents(withdraw(s), s.w.vouchers, [["BatchWithdrawn", [s.batch, REASON, s.d.bureau]]]);
    const { stage, approvals, done } = await s.w.vouchers.batchOf(s.batch);
    expect([stage, approvals, done]).to.deep.equal([WITHDRAWN, 1n, 0n]);
    await expectRefused(issueItems(s), s.w.vouchers, "BatchIn", [s.batch, WITHDRAWN]);
  });

  it("takes back what is not issued yet, and leaves what is", async () => {
    const s = await load(issuable);
    await issueItems(s, 0, 1);
    await withdraw(s);
    expect(await s.w.vouchers.serialOf(s.program)).to.equal(1n);
    await expectRefused(issueItems(s, 1), s.w.vouchers, "BatchIn", [s.batch, WITHDRAWN]);
  });

  it("is possible where nothing new may begin, and after the list has lapsed", async () => {
    for (const { close } of CLOSURES) {
      const s = await load(announced);
      await close(s);
      await passDays(60);
      await withdraw(s);
    }
  });

  it("is refused for an unknown batch, and for one that is withdrawn or done", async () => {
    const s = await load(issuable);
    await expectRefused(withdraw({ ...s, batch: ZeroHash }), s.w.vouchers, "BatchUnknown", [ZeroHash]);
    await issueItems(s);
    await expectRefused(withdraw(s), s.w.vouchers, "BatchIn", [s.batch, DONE]);
    const t = await announced();
    await withdraw(t);
    await expectRefused(withdraw(t), t.w.vouchers, "BatchIn", [t.batch, WITHDRAWN]);
  });
});

describe("Where nothing new may begin", () => {
  for (const { what, close, contract, error, args } of CLOSURES) {
    it(`nothing is announced, approved or issued: ${what}`, async () => {
      const s = await load(issuable);
      await close(s);
      const acts = [
        () => announceList(s, { chain: id("another") }),
        () => approve(s, s.d, s.d.approver2),
        () => issueItems(s),
      ];
      for (const act of acts) await expectRefused(act(), contract(s.w), error, args(s));
    });
  }
});
