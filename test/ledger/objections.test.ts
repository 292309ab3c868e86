import { expect } from "chai";
import { id, toBeHex, ZeroHash } from "ethers";
import type { Objections } from "../../typechain-types/index.ts";
import { admission } from "../support/acts.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { expectDuty, expectEvents, expectItemRefused, expectRefused, type Signer } from "../support/expect.ts";
import { announced, approve, issueItems, withdraw } from "../support/lists.ts";
import { load } from "../support/load.ts";
import { appoint, redeemed } from "../support/stages.ts";
import { needsTwoOfficers } from "../support/twoOfficers.ts";
import { DUTY, goToDay, today, world, type District, type World } from "../support/world.ts";

const REASON = id("reason");
const SEATS = { auditor: 0, home: 1, provider: 2 } as const;
type Seat = keyof typeof SEATS;
const [OPEN, ENDED] = [1n, 2n];

/** Something in public notice, and what it cannot do while an objection stands. */
interface Heard {
  w: World;
  contract: Objections;
  subject: string;
  home: District;
  /** The provider's district, where it is another than home. */
  other: District | null;
  noticeEnd: number;
  resolveDays: number;
  proceed: () => Promise<unknown>;
  /** The end of what could be objected to. */
  close: () => Promise<unknown>;
  /** The error of a subject that does not exist, and what stands in the way of one that does. */
  unknown: readonly [subject: string, error: string, args: unknown[]];
  expectStopped: (seat: Seat) => Promise<void>;
}

const batch = async (): Promise<Heard> => {
  const s = await announced();
  await approve(s, s.d);
  const contract = s.w.vouchers;
  const proceed = () => issueItems(s, 0, 1);
  return {
    ...{ w: s.w, contract, subject: s.batch, home: s.d, other: null, noticeEnd: s.noticeEnd, resolveDays: 20, proceed },
    close: () => withdraw(s),
    unknown: [ZeroHash, "BatchUnknown", [ZeroHash]],
    expectStopped: (seat) => expectRefused(proceed(), contract, "ObjectionOpen", [s.batch, SEATS[seat]]),
  };
};

const admitted = async (): Promise<Heard> => {
  const w = await world();
  const home = w.yangpu;
  const provider = (BigInt(home.id) << 32n) | 1n;
  const subject = toBeHex(provider, 32);
  const contract = w.providers;
  await contract.connect(w.operator).propose(await admission(home, "sit"));
  const noticeEnd = (await today()) + 5;
  await contract.connect(home.bureau).countersign(provider, noticeEnd);
  const proceed = () => contract.connect(w.stranger).admit(provider);
  return {
    ...{ w, contract, subject, home, other: null, noticeEnd, resolveDays: 15, proceed },
    close: () => contract.connect(home.bureau).decline(provider, REASON),
    unknown: [toBeHex(9, 32), "ProviderUnknown", [9]],
    expectStopped: (seat) => expectRefused(proceed(), contract, "ObjectionOpen", [subject, SEATS[seat]]),
  };
};

const order = async (): Promise<Heard> => {
  const s = await redeemed();
  const { wujin: home, yangpu: other, orders: contract, payments } = s.w;
  const proceed = () => payments.connect(home.bureau).open(home.id, [s.order]);
  return {
    ...{ w: s.w, contract, subject: s.order, home, other, noticeEnd: s.noticeEnd, resolveDays: 20, proceed },
    close: async () => {
      await contract.connect(home.bureau).reject(s.order, true, REASON);
      await contract.connect(home.approver).confirmRejectForCause(s.order, REASON);
    },
    unknown: [ZeroHash, "OrderUnknown", [ZeroHash]],
    expectStopped: (seat) =>
      expectItemRefused(proceed(), payments, 0, contract, "ObjectionOpen", [s.order, SEATS[seat]]),
  };
};

const object = ({ contract, subject }: Heard, seat: Seat, by: Signer) =>
  contract.connect(by).object(subject, SEATS[seat], REASON);
const resolve = ({ contract, subject }: Heard, seat: Seat, by: Signer) =>
  contract.connect(by).resolve(subject, SEATS[seat], REASON);
const confirm = ({ contract, subject }: Heard, seat: Seat, by: Signer) =>
  contract.connect(by).confirmResolve(subject, SEATS[seat], REASON);
const end = ({ contract, subject }: Heard, by: Signer) => contract.connect(by).endAuditorsObjection(subject, REASON);

/** Who speaks for a seat. */
const speakerOf = ({ w, home, other }: Heard, seat: Seat): Signer =>
  seat === "auditor" ? w.auditor : seat === "home" ? home.bureau : (other ?? home).bureau;
const stands = ({ contract, subject }: Heard, seat: Seat) => contract.objectionStands(subject, SEATS[seat]);

const KINDS: [what: string, notice: () => Promise<Heard>, districts: Exclude<Seat, "auditor">[]][] = [
  ["an announced list", batch, ["home"]],
  ["a proposed admission", admitted, ["home"]],
  ["a redeemed order", order, ["home", "provider"]],
];

for (const [what, notice, districts] of KINDS) {
  const seats: Seat[] = ["auditor", ...districts];

  describe(`Objecting to ${what}`, () => {
    it("begins with no objection", async () => {
      const s = await load(notice);
      expect(await s.contract.objections(s.subject)).to.equal(0n);
      for (const seat of seats) expect(await stands(s, seat)).to.equal(false);
    });

    it("is for the Auditor, and for the Bureau of a seat's district", async () => {
      const s = await load(notice);
      const act = (seat: Seat) => (by: Signer) => object(s, seat, by);
      await expectDuty(s.w, 0, DUTY.auditor, [s.w.auditor], s.contract, act("auditor"));
      for (const seat of districts) {
        const { id: district, bureau, bureau2 } = seat === "home" ? s.home : s.other!;
        await expectDuty(s.w, district, DUTY.bureau, [bureau, bureau2], s.contract, act(seat));
      }
    });

    for (const [i, seat] of seats.entries()) {
      it(`is told and kept with its day, and stops what comes next: ${seat}`, async () => {
        const s = await load(notice);
        const by = speakerOf(s, seat);
        await expectEvents(object(s, seat, by), s.contract, [["Objected", [s.subject, SEATS[seat], by, REASON]]]);
        const entry = (OPEN << 16n) | BigInt(await today());
        expect(await s.contract.objections(s.subject)).to.equal(entry << BigInt(24 * SEATS[seat]));
        for (const [j, each] of seats.entries()) expect(await stands(s, each)).to.equal(i === j);
        await goToDay(s.noticeEnd + 1);
        await s.expectStopped(seat);
      });
    }

    it("is kept beside those of the other seats, whoever speaks first", async () => {
      const s = await load(notice);
      let kept = 0n;
      for (const seat of seats.toReversed()) {
        await object(s, seat, speakerOf(s, seat));
        kept |= ((OPEN << 16n) | BigInt(await today())) << BigInt(24 * SEATS[seat]);
        expect(await s.contract.objections(s.subject)).to.equal(kept);
        await goToDay((await today()) + 1);
      }
    });

    it("is possible once a seat, also when the first objection has ended", async () => {
      const s = await load(notice);
      for (const seat of seats) await object(s, seat, speakerOf(s, seat));
      await end(s, s.w.auditor);
      for (const seat of seats) {
        const refused = [s.subject, SEATS[seat]];
        await expectRefused(object(s, seat, speakerOf(s, seat)), s.contract, "ObjectedBefore", refused);
      }
    });

    it("is possible through the last second of the notice, and not after", async () => {
      const s = await load(notice);
      await atTheEndOf(s.noticeEnd);
      await object(s, "home", s.home.bureau);
      await expectRefused(object(s, "auditor", s.w.auditor), s.contract, "NoticeOver", [s.subject, s.noticeEnd]);
    });

    it("is refused for what does not exist or is no longer in question", async () => {
      const s = await load(notice);
      const [subject, error, args] = s.unknown;
      await expectRefused(object({ ...s, subject }, "auditor", s.w.auditor), s.contract, error, args);
      await s.close();
      await expectRefused(object(s, "auditor", s.w.auditor), s.contract, "NoHearing", [s.subject]);
    });

    if (!districts.includes("provider")) {
      it("knows no provider's seat, since no second district is concerned", async () => {
        const s = await load(notice);
        await expectRefused(object(s, "provider", s.home.bureau), s.contract, "SeatIsHome", [s.subject]);
      });
    }
  });

  for (const seat of districts) {
    const objected = async () => {
      const s = await notice();
      await object(s, seat, speakerOf(s, seat));
      return { ...s, day: await today() };
    };

    describe(`Resolving a district's objection to ${what}: ${seat}`, () => {
      needsTwoOfficers(async () => {
        const s = await objected();
        return {
          contract: s.contract,
          what: {
            types: ["string", "bytes32", "uint8", "bytes32"],
            values: ["resolve", s.subject, SEATS[seat], REASON],
          },
          propose: (by) => resolve(s, seat, by),
          confirm: (by) => confirm(s, seat, by),
          proposer: s.home.bureau,
          otherProposer: s.home.bureau2,
          confirmer: s.home.approver,
          giveBothDuties: () => appoint(s.w, s.home, DUTY.approver, s.home.bureau),
        };
      });

      it("is proposed by the home Bureau and confirmed by the home Approver, nobody else", async () => {
        const s = await load(objected);
        const { id: home, bureau, bureau2, approver, approver2 } = s.home;
        await expectDuty(s.w, home, DUTY.bureau, [bureau, bureau2], s.contract, (by) => resolve(s, seat, by));
        await resolve(s, seat, bureau);
        await expectDuty(s.w, home, DUTY.approver, [approver, approver2], s.contract, (by) => confirm(s, seat, by));
      });

      it("is told, ends the objection alone, and lets the subject go on", async () => {
        const s = await load(objected);
        await resolve(s, seat, s.home.bureau);
        const act = confirm(s, seat, s.home.approver);
        const told = [s.subject, SEATS[seat], s.home.approver, REASON];
        await expect(act)
          .to.emit(s.contract, "ObjectionEnded")
          .withArgs(...told);
        const entry = (ENDED << 16n) | BigInt(s.day);
        expect(await s.contract.objections(s.subject)).to.equal(entry << BigInt(24 * SEATS[seat]));
        await goToDay(s.noticeEnd + 1);
        await s.proceed();
      });

      it("is refused without an open objection, and for the Auditor's", async () => {
        const s = await load(notice);
        const { bureau, approver } = s.home;
        await expectRefused(resolve(s, "auditor", bureau), s.contract, "NotADistrictsObjection", [SEATS.auditor]);
        await expectRefused(resolve(s, seat, bureau), s.contract, "NoOpenObjection", [s.subject, SEATS[seat]]);
        await object(s, seat, speakerOf(s, seat));
        await resolve(s, seat, bureau);
        await confirm(s, seat, approver);
        await expectRefused(resolve(s, seat, bureau), s.contract, "NoOpenObjection", [s.subject, SEATS[seat]]);
      });

      it("is not needed once the resolve period has passed, whose last day counts in full", async () => {
        const s = await load(objected);
        const last = s.day + s.resolveDays;
        await atTheEndOf(last);
        await s.expectStopped(seat);
        await atTheStartOf(last + 1);
        await s.proceed();
      });
    });
  }

  describe(`Ending the Auditor's objection to ${what}`, () => {
    const objected = async () => {
      const s = await notice();
      await object(s, "auditor", s.w.auditor);
      return { ...s, day: await today() };
    };

    it("is for the Auditor, who withdraws it, and the Safe, which overrules it", async () => {
      const s = await load(objected);
      await expectDuty(s.w, 0, DUTY.administrator, [s.w.auditor, s.w.safe], s.contract, (by) => end(s, by));
    });

    for (const who of ["auditor", "safe"] as const) {
      it(`is told and lets the subject go on: ${who}`, async () => {
        const s = await load(objected);
        const told = [s.subject, SEATS.auditor, s.w[who], REASON];
        await expectEvents(end(s, s.w[who]), s.contract, [["ObjectionEnded", told]]);
        expect(await stands(s, "auditor")).to.equal(false);
        await goToDay(s.noticeEnd + 1);
        await s.proceed();
      });
    }

    it("leaves those of the districts as they are", async () => {
      const s = await load(notice);
      // An odd day, whose lowest bit is next to the Auditor's entry.
      if ((await today()) % 2 === 0) await goToDay((await today()) + 1);
      for (const seat of seats) await object(s, seat, speakerOf(s, seat));
      const before = await s.contract.objections(s.subject);
      await end(s, s.w.auditor);
      expect((await s.contract.objections(s.subject)) ^ before).to.equal((OPEN ^ ENDED) << 16n);
    });

    it("is needed also after the resolve period: the Auditor's objection does not lapse", async () => {
      const s = await load(objected);
      await goToDay(s.day + s.resolveDays + 1);
      await s.expectStopped("auditor");
    });

    it("is refused where none is open", async () => {
      const s = await load(notice);
      const refused = [s.subject, SEATS.auditor];
      await expectRefused(end(s, s.w.auditor), s.contract, "NoOpenObjection", refused);
      await object(s, "home", s.home.bureau);
      await expectRefused(end(s, s.w.safe), s.contract, "NoOpenObjection", refused);
    });
  });
}

describe("A district's objection", () => {
  // Days of 2079 take all sixteen bits.
  const farOff = async () => {
    await goToDay(40_000);
    const s = await admitted();
    await object(s, "home", s.home.bureau);
    return s;
  };

  it("stands through its resolve period half a century on, too", async () => {
    const s = await load(farOff);
    await goToDay(s.noticeEnd + 1);
    await s.expectStopped("home");
  });
});
