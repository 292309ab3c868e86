import { id, ZeroHash } from "ethers";
import { expect } from "chai";
import { joined, openProgram, terms } from "../support/acts.ts";
import { expectRefused } from "../support/expect.ts";
import { name32, networkHelpers, today, world, type District, type World } from "../support/world.ts";

const URI = "https://policy.example/1";
const load = async () => networkHelpers.loadFixture(world);
const propose = async (w: World, over: Record<string, unknown>) =>
  w.programs.connect(w.wujin.bureau).propose(await terms(w.wujin, over), URI);

/** The ledger with nine districts, and the eight beside Wujin. */
async function nineDistricts() {
  const w = await world();
  const added = ["a", "b", "c", "d", "e"].map(name32);
  for (const name of added) await w.districts.connect(w.safe).add(name, id("profile"));
  const others = [w.yangpu, w.nanhu, w.hefei];
  const names = [...others.map(({ name }) => name32(name)), ...added];
  return { w, joint: [...others.map((district) => district.id), 5, 6, 7, 8, 9], names };
}

/** Fields by their place in the contract's Terms. */
const PLACE = {
  share: 1,
  yearlyCap: 2,
  greatestFace: 3,
  useByDays: 5,
  claimByDays: 6,
  extensionDays: 7,
  noticeFloor: 8,
  noticeCeiling: 9,
  graceDays: 10,
  resolveDays: 11,
  lastIssueDay: 12,
  joint: 13,
  classes: 14,
  policy: 15,
} as const;

describe("What a program says of its terms", () => {
  for (const name of ["claimByDaysOf", "graceDaysOf", "redeemTermsOf", "hearingOf"] as const) {
    it(`is nothing, of a program that there is not (${name})`, async () => {
      const w = await load();
      await openProgram(w, w.wujin);
      await expectRefused(w.programs[name](2), w.programs, "ProgramUnknown", [2]);
    });
  }
});

type Over = Record<string, unknown> | ((w: World, day: number) => Record<string, unknown>);
const valued = async (w: World, over: Over) => (typeof over === "function" ? over(w, await today()) : over);
const jointly =
  (...who: (keyof World)[]) =>
  (w: World) => ({ joint: joined(...who.map((key) => w[key] as District)) });

const UNFIT: [field: keyof typeof PLACE, what: string, over: Over][] = [
  ["share", "a share of nothing", { share: 0 }],
  ["share", "a share above the whole", { share: 10_001 }],
  ["yearlyCap", "no yearly cap", { yearlyCap: 0 }],
  ["greatestFace", "no greatest face", { greatestFace: 0 }],
  ["greatestFace", "a face above the yearly cap", { yearlyCap: 100, greatestFace: 101 }],
  ["useByDays", "no day of use", { useByDays: 0 }],
  ["useByDays", "more than ten years of use", { useByDays: 3_661 }],
  ["claimByDays", "more than ten years to claim", { claimByDays: 3_661 }],
  ["extensionDays", "an extension of more than ten years", { extensionDays: 3_661 }],
  ["noticeFloor", "no notice", { noticeFloor: 0 }],
  ["noticeCeiling", "a ceiling under the floor", { noticeFloor: 6, noticeCeiling: 5 }],
  ["graceDays", "no grace", { graceDays: 0 }],
  ["resolveDays", "no time to resolve", { resolveDays: 0 }],
  ["lastIssueDay", "a last day of issue that was yesterday", (_, day) => ({ lastIssueDay: day - 1 })],
  ["joint", "the home district as a joint one", jointly("wujin")],
  ["joint", "a joint district twice", jointly("yangpu", "nanhu", "yangpu")],
  ["joint", "a joint district after a gap", (w) => ({ joint: [0, w.yangpu.id, 0, 0, 0, 0, 0, 0] })],
  ["classes", "no service class", { classes: 0 }],
  ["policy", "no policy document", { policy: ZeroHash }],
];

const FIT: [what: string, over: Over][] = [
  ["the whole of a contract", { share: 10_000 }],
  ["a hundredth of a percent", { share: 1 }],
  ["a greatest face of the whole cap", { yearlyCap: 100, greatestFace: 100 }],
  ["one day of use", { useByDays: 1, claimByDays: 0, extensionDays: 0 }],
  ["ten years of use", { useByDays: 3_660, claimByDays: 3_660, extensionDays: 3_660 }],
  ["a notice of exactly one length", { noticeFloor: 1, noticeCeiling: 1 }],
  ["a single day to issue, today", (_, day) => ({ lastIssueDay: day })],
  ["one day of grace and one to resolve", { graceDays: 1, resolveDays: 1 }],
  ["no least contract", { leastContract: 0 }],
  ["the last service class alone", { classes: 1n << 255n }],
  ["all other districts jointly", jointly("hefei", "yangpu", "nanhu")],
];

describe("The terms of a program", () => {
  for (const [field, what, over] of UNFIT) {
    it(`are refused with ${what}`, async () => {
      const w = await load();
      await expectRefused(propose(w, await valued(w, over)), w.programs, "TermsUnfit", [PLACE[field]]);
    });
  }

  for (const [what, over] of FIT) {
    it(`may be ${what}`, async () => {
      const w = await load();
      await propose(w, await valued(w, over));
      expect(await w.programs.count()).to.equal(1n);
    });
  }

  it("are refused with a joint district that does not exist", async () => {
    const w = await load();
    const act = propose(w, { joint: [77, 0, 0, 0, 0, 0, 0, 0] });
    await expectRefused(act, w.districts, "DistrictNotActive", [77]);
  });

  it("are refused with an eighth joint district that does not exist", async () => {
    const { w, joint } = await networkHelpers.loadFixture(nineDistricts);
    const act = propose(w, { joint: [...joint.slice(0, 7), 77] });
    await expectRefused(act, w.districts, "DistrictNotActive", [77]);
  });

  it("stay as they are when another program is proposed", async () => {
    const w = await load();
    const program = await openProgram(w, w.wujin);
    await openProgram(w, w.wujin, { share: 3_000n, policy: id("policy 2") });
    expect((await w.programs.termsOf(program)).share).to.equal(5_000n);
  });
});

describe("Programs.issuersOf", () => {
  it("names the home district, the joint ones in their order, and the share", async () => {
    const w = await load();
    const program = await openProgram(w, w.wujin, { joint: joined(w.hefei, w.yangpu) });
    const [home, joint, share] = await w.programs.issuersOf(program);
    expect([home, ...joint]).to.deep.equal([w.wujin, w.hefei, w.yangpu].map(({ name }) => name32(name)));
    expect(share).to.equal(5_000n);
  });

  it("names eight joint districts, as many as there can be", async () => {
    const { w, joint, names } = await networkHelpers.loadFixture(nineDistricts);
    const program = await openProgram(w, w.wujin, { joint });
    expect((await w.programs.issuersOf(program)).joint).to.deep.equal(names);
  });

  it("knows no program that was not proposed", async () => {
    const w = await load();
    await expectRefused(w.programs.issuersOf(1), w.programs, "ProgramUnknown", [1]);
  });
});

describe("Programs.shareOf", () => {
  const SHARES: [share: bigint, value: bigint, covered: bigint][] = [
    [5_000n, 3n, 1n],
    [3_333n, 10_000n, 3_333n],
    [3_333n, 3n, 0n],
    [9_999n, 10_001n, 9_999n],
    [10_000n, 281_474_976_710_655n, 281_474_976_710_655n],
  ];
  for (const [share, value, covered] of SHARES) {
    it(`rounds ${share} basis points of ${value} fen down to ${covered} fen`, async () => {
      const w = await load();
      const program = await openProgram(w, w.wujin, { share });
      expect(await w.programs.shareOf(program, value)).to.equal(covered);
    });
  }
});

describe("Programs.demandOrder", () => {
  const fixture = async () => {
    const w = await world();
    return { w, program: await openProgram(w, w.wujin, { classes: 0b0110n, leastContract: 500_000n }) };
  };

  it("lets an order of the least contract and the whole share pass", async () => {
    const { w, program } = await networkHelpers.loadFixture(fixture);
    await w.programs.demandOrder(program, 2, 500_000, 250_000);
  });

  const REFUSED = [
    ["a class that the program does not cover", 3, 500_000, 1, "ClassNotCovered", [3]],
    ["a contract below the least", 1, 499_999, 1, "ContractTooSmall", [499_999, 500_000]],
    ["more than the share", 1, 500_000, 250_001, "ShareExceeded", [250_001, 250_000]],
  ] as const;
  for (const [what, serviceClass, value, amount, error, args] of REFUSED) {
    it(`refuses ${what}`, async () => {
      const { w, program } = await networkHelpers.loadFixture(fixture);
      const act = w.programs.demandOrder(program, serviceClass, value, amount);
      await expectRefused(act, w.programs, error, [program, ...args]);
    });
  }

  it("refuses everything once the edition is closed or the district retired", async () => {
    const { w, program } = await networkHelpers.loadFixture(fixture);
    await w.districts.connect(w.safe).retire(w.wujin.id);
    const order = () => w.programs.demandOrder(program, 1, 500_000, 1);
    await expectRefused(order(), w.districts, "DistrictNotActive", [w.wujin.id]);
    await w.districts.connect(w.safe).close();
    await expectRefused(order(), w.districts, "EditionIsClosed");
  });
});
