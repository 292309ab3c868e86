import { expect } from "chai";
import { id as hash, toBeHex } from "ethers";
import { expectOnly } from "../support/access.ts";
import { bringProvider, proposedProvider } from "../support/admissions.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { expectEvents, expectRefused, type Signer } from "../support/expect.ts";
import { confirmedBy, proposedBy } from "../support/standing.ts";
import { needsTwoOfficers } from "../support/twoOfficers.ts";
import { DUTY, goToDay, networkHelpers, roleOf, SETTINGS } from "../support/world.ts";

const SEAT = { auditor: 0, home: 1, provider: 2 };
const OPEN = 1n;
const ENDED = 2n;
const REASON = hash("reason");
const WORDS = ["bytes32", "uint8", "bytes32"];

/** A provider in its notice, and who objects to it. */
async function inNotice() {
  const s = await proposedProvider();
  const noticeEnd = s.firstDay + SETTINGS.admissionNoticeFloor;
  await s.bureau.countersign(s.id, noticeEnd);
  const subject = toBeHex(s.id, 32);
  const by = (who: Signer) => s.w.providers.connect(who);
  const object = async (seat: number, who = seat === SEAT.auditor ? s.w.auditor : s.w.wujin.bureau) =>
    by(who).object(subject, seat, REASON);
  /** The word that an objection of the first day leaves on each seat. */
  const word = (auditor: bigint, home: bigint): bigint => {
    const [first, second] = [auditor, home].map((standing) => standing && (standing << 16n) | BigInt(s.firstDay));
    return first! | (second! << 24n);
  };
  return { ...s, subject, by, object, noticeEnd, word, admit: async () => by(s.w.stranger).admit(s.id) };
}

async function underTwoObjections() {
  const s = await inNotice();
  await s.object(SEAT.auditor);
  await s.object(SEAT.home);
  return s;
}

const notice = async () => networkHelpers.loadFixture(inNotice);
const objected = async () => networkHelpers.loadFixture(underTwoObjections);

describe("Providers.object", () => {
  it("begins with no objection, and none that stands", async () => {
    const { w, subject } = await notice();
    expect(await w.providers.objections(subject)).to.equal(0n);
    for (const seat of Object.values(SEAT)) expect(await w.providers.objectionStands(subject, seat)).to.equal(false);
  });

  it("is the Auditor's on the consortium's seat, and the home Bureau's on its district's", async () => {
    const { w, subject, by } = await notice();
    const act = (seat: number) => async (who: Signer) => by(who).object(subject, seat, REASON);
    await expectOnly(w, w.wujin, ["auditor"], [0, DUTY.auditor], act(SEAT.auditor));
    await expectOnly(w, w.wujin, ["bureau", "bureau2"], [w.wujin.id, DUTY.bureau], act(SEAT.home));
  });

  it("says whose objection it is, and on what ground", async () => {
    const { w, contract, subject, object } = await notice();
    await expectEvents(object(SEAT.auditor), contract, [["Objected", [subject, SEAT.auditor, w.auditor, REASON]]]);
    await expectEvents(object(SEAT.home), contract, [["Objected", [subject, SEAT.home, w.wujin.bureau, REASON]]]);
  });

  it("is kept by its seat with its day, and stands in the way of the admission", async () => {
    const { w, contract, subject, object, admit, word, noticeEnd } = await notice();
    await object(SEAT.home);
    expect(await w.providers.objections(subject)).to.equal(word(0n, OPEN));
    await object(SEAT.auditor);
    expect(await w.providers.objections(subject)).to.equal(word(OPEN, OPEN));
    await goToDay(noticeEnd + 1);
    for (const seat of [SEAT.auditor, SEAT.home]) {
      expect(await w.providers.objectionStands(subject, seat)).to.equal(true);
    }
    await expectRefused(admit(), contract, "ObjectionOpen", [subject, SEAT.auditor]);
  });

  it("is made once by each seat, though it was ended", async () => {
    const { w, contract, subject, by, object } = await objected();
    await by(w.auditor).endAuditorsObjection(subject, REASON);
    for (const seat of [SEAT.auditor, SEAT.home]) {
      await expectRefused(object(seat), contract, "ObjectedBefore", [subject, seat]);
    }
  });

  it("has no third seat, because the provider's district is the home district", async () => {
    const { contract, subject, object } = await notice();
    await expectRefused(object(SEAT.provider), contract, "SeatIsHome", [subject]);
  });

  it("is taken in the last second of the notice, and not after it", async () => {
    const { contract, subject, object, noticeEnd } = await notice();
    await atTheEndOf(noticeEnd);
    await object(SEAT.home);
    await atTheStartOf(noticeEnd + 1);
    await expectRefused(object(SEAT.auditor), contract, "NoticeOver", [subject, noticeEnd]);
  });

  for (const status of ["proposed", "declined", "admitted", "removed"]) {
    it(`is refused of a provider that is ${status}`, async () => {
      const s = await networkHelpers.loadFixture(proposedProvider);
      await bringProvider(s, status);
      const subject = toBeHex(s.id, 32);
      const act = s.w.providers.connect(s.w.auditor).object(subject, SEAT.auditor, REASON);
      await expectRefused(act, s.contract, "NoHearing", [subject]);
    });
  }

  it("is refused of a provider that does not exist, and of what is no provider's id", async () => {
    const { w, contract, id, by } = await notice();
    const act = async (subject: bigint) => by(w.auditor).object(toBeHex(subject, 32), SEAT.auditor, REASON);
    await expectRefused(act(id + 1n), contract, "ProviderUnknown", [id + 1n]);
    const foreign = id + (1n << 48n);
    await expectRefused(act(foreign), contract, "NoHearing", [toBeHex(foreign, 32)]);
  });
});

describe("A district's objection to an admission", () => {
  it("stands in the way through the last day of the resolve period, and lapses with it", async () => {
    const { contract, subject, object, admit, noticeEnd } = await notice();
    await atTheEndOf(noticeEnd);
    await object(SEAT.home);
    const lastDay = noticeEnd + SETTINGS.admissionResolveDays;
    await atTheEndOf(lastDay);
    await expectRefused(admit(), contract, "ObjectionOpen", [subject, SEAT.home]);
    await atTheStartOf(lastDay + 1);
    await admit();
  });

  it("leaves the Auditor's standing when it lapses", async () => {
    const { w, contract, subject, admit, firstDay } = await objected();
    await goToDay(firstDay + 365);
    expect(await w.providers.objectionStands(subject, SEAT.home)).to.equal(false);
    expect(await w.providers.objectionStands(subject, SEAT.auditor)).to.equal(true);
    await expectRefused(admit(), contract, "ObjectionOpen", [subject, SEAT.auditor]);
  });
});

describe("Providers.resolve", () => {
  it("is the home Bureau's alone", async () => {
    const { w, subject, by } = await objected();
    await expectOnly(w, w.wujin, ["bureau", "bureau2"], [w.wujin.id, DUTY.bureau], async (who) =>
      by(who).resolve(subject, SEAT.home, REASON),
    );
  });

  it("proposes and changes nothing yet", async () => {
    const { w, contract, subject, by, word } = await objected();
    const act = by(w.wujin.bureau).resolve(subject, SEAT.home, REASON);
    const values = ["resolve", subject, SEAT.home, REASON];
    await expectEvents(act, contract, [proposedBy(w.wujin.bureau, WORDS, values)]);
    expect(await w.providers.objections(subject)).to.equal(word(OPEN, OPEN));
  });

  it("refuses the Auditor's objection, and one that was not made", async () => {
    const { w, contract, subject, by } = await notice();
    const resolve = async (seat: number) => by(w.wujin.bureau).resolve(subject, seat, REASON);
    await expectRefused(resolve(SEAT.auditor), contract, "NotADistrictsObjection", [SEAT.auditor]);
    for (const seat of [SEAT.home, SEAT.provider]) {
      await expectRefused(resolve(seat), contract, "NoOpenObjection", [subject, seat]);
    }
  });
});

describe("Providers.confirmResolve", () => {
  it("is the home Approver's alone", async () => {
    const { w, subject, by } = await objected();
    await by(w.wujin.bureau).resolve(subject, SEAT.home, REASON);
    await expectOnly(w, w.wujin, ["approver", "approver2"], [w.wujin.id, DUTY.approver], async (who) =>
      by(who).confirmResolve(subject, SEAT.home, REASON),
    );
  });

  it("says that the objection is ended, and leaves the Auditor's as it is", async () => {
    const { w, contract, subject, by, word } = await objected();
    await by(w.wujin.bureau).resolve(subject, SEAT.home, REASON);
    const act = by(w.wujin.approver).confirmResolve(subject, SEAT.home, REASON);
    await expectEvents(act, contract, [
      confirmedBy(w.wujin.approver, WORDS, ["resolve", subject, SEAT.home, REASON]),
      ["ObjectionEnded", [subject, SEAT.home, w.wujin.approver, REASON]],
    ]);
    expect(await w.providers.objections(subject)).to.equal(word(OPEN, ENDED));
    expect(await w.providers.objectionStands(subject, SEAT.home)).to.equal(false);
  });

  needsTwoOfficers(async function resolving() {
    const s = await underTwoObjections();
    const { bureau, bureau2, approver, administrator } = s.w.wujin;
    return {
      contract: s.w.providers,
      what: { types: ["string", ...WORDS], values: ["resolve", s.subject, SEAT.home, REASON] },
      propose: (who) => s.by(who).resolve(s.subject, SEAT.home, REASON),
      confirm: (who) => s.by(who).confirmResolve(s.subject, SEAT.home, REASON),
      proposer: bureau,
      otherProposer: bureau2,
      confirmer: approver,
      giveBothDuties: () =>
        s.w.manager.connect(administrator).grantRole(roleOf(s.w.wujin.id, DUTY.approver), bureau, 0),
    };
  });
});

describe("Providers.endAuditorsObjection", () => {
  it("is for the Auditor and the Safe alone", async () => {
    const { w, subject, by } = await objected();
    await expectOnly(w, w.wujin, ["auditor", "safe"], [0, DUTY.administrator], async (who) =>
      by(who).endAuditorsObjection(subject, REASON),
    );
  });

  for (const who of ["auditor", "safe"] as const) {
    it(`says that the ${who} ended it, and leaves the district's as it is`, async () => {
      const { w, contract, subject, by, admit, word, noticeEnd } = await objected();
      const act = by(w[who]).endAuditorsObjection(subject, REASON);
      await expectEvents(act, contract, [["ObjectionEnded", [subject, SEAT.auditor, w[who], REASON]]]);
      expect(await w.providers.objections(subject)).to.equal(word(ENDED, OPEN));
      await goToDay(noticeEnd + 1);
      await expectRefused(admit(), contract, "ObjectionOpen", [subject, SEAT.home]);
    });
  }

  it("refuses an objection that was not made, or is ended", async () => {
    const { w, contract, subject, by } = await notice();
    const end = async () => by(w.auditor).endAuditorsObjection(subject, REASON);
    await expectRefused(end(), contract, "NoOpenObjection", [subject, SEAT.auditor]);
    await by(w.auditor).object(subject, SEAT.auditor, REASON);
    await end();
    await expectRefused(end(), contract, "NoOpenObjection", [subject, SEAT.auditor]);
  });
});
