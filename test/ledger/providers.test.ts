import { expect } from "chai";
import { id as hash, ZeroAddress, ZeroHash } from "ethers";
import { DUTY, ethers, networkHelpers, roleOf, SETTINGS, today, world } from "../support/world.ts";
import { admission, registerEnterprise } from "../support/acts.ts";
import { expectOnly } from "../support/access.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { expectEvents, expectRefused } from "../support/expect.ts";
import { bringProvider, holderOf, PROVIDER_STATUS, proposedProvider, type Proposed } from "../support/admissions.ts";
import { changesStanding, fieldsOf, type Act, type Register } from "../support/standing.ts";

const REASON = hash("reason");
const BUREAU = { may: ["bureau", "bureau2"], duty: [2, DUTY.bureau] } as const;

const fixture = async () => networkHelpers.loadFixture(world);
const proposed = async () => networkHelpers.loadFixture(proposedProvider);

async function countersignedProvider() {
  const s = await proposedProvider();
  const noticeEnd = earliest(s.firstDay);
  await s.bureau.countersign(s.id, noticeEnd);
  return { ...s, noticeEnd, admit: async () => s.w.providers.connect(s.w.stranger).admit(s.id) };
}
/** The first and the last day on which a notice may end that begins on a day. */
const earliest = (day: number): number => day + SETTINGS.admissionNoticeFloor;
const latest = (day: number): number => day + SETTINGS.admissionNoticeCeiling;

const countersigned = async () => networkHelpers.loadFixture(countersignedProvider);

describe("Providers.propose", () => {
  it("begins with no provider in any district", async () => {
    const w = await fixture();
    const first = (BigInt(w.wujin.id) << 32n) | 1n;
    expect(await w.providers.countOf(w.wujin.id)).to.equal(0n);
    expect(await w.providers.providerOfParty(hash("party sit"))).to.equal(0n);
    for (const id of [0n, first]) {
      await expectRefused(w.providers.providerOf(id), w.providers, "ProviderUnknown", [id]);
      await expectRefused(w.providers.signerOf(id), w.providers, "ProviderUnknown", [id]);
      await expectRefused(w.providers.signerForOrder(id, 1), w.providers, "ProviderUnknown", [id]);
    }
  });

  it("is the Operator's alone", async () => {
    const w = await fixture();
    const terms = await admission(w.wujin, "sit");
    await expectOnly(w, w.wujin, ["operator"], [0, DUTY.operator], async (by) =>
      w.providers.connect(by).propose(terms),
    );
  });

  it("gives the district's next number, enrols the group and says all of the admission", async () => {
    const w = await fixture();
    const terms = await admission(w.wujin, "sit");
    const id = (BigInt(w.wujin.id) << 32n) | 1n;
    const act = w.providers.connect(w.operator).propose(terms);
    await expectEvents(act, w.enterprises, [["GroupEnrolled", [1, terms.group]]]);
    await expectEvents(act, w.providers, [["ProviderProposed", [id, 1, Object.values(inOrder(terms)), w.operator]]]);
  });

  it("leaves a proposed provider without a certificate", async () => {
    const { w, id, terms } = await proposed();
    const { wallet, classes, party, profile } = terms;
    expect(await w.providers.providerOf(id)).to.deep.equal([
      wallet,
      1n,
      BigInt(terms.validFrom),
      BigInt(terms.validThrough),
      0n,
      1n,
      false,
      classes,
      party,
      profile,
    ]);
    expect(await w.providers.providerOfParty(party)).to.equal(id);
    expect(await w.providers.countOf(w.wujin.id)).to.equal(1n);
    expect(await w.providers.signerOf(id)).to.equal(wallet);
    await expectRefused(w.providers.ownerOf(id), w.providers, "TokenUnknown", [id]);
  });

  it("finds the group that an enterprise of the same controller is in", async () => {
    const w = await fixture();
    await registerEnterprise(w, w.hefei, "other", { group: hash("another") });
    await registerEnterprise(w, w.hefei, "sister", { group: hash("controller") });
    const act = w.providers.connect(w.operator).propose(await admission(w.wujin, "sit", { group: hash("controller") }));
    await expectEvents(act, w.enterprises, []);
    expect((await w.providers.providerOf((BigInt(w.wujin.id) << 32n) | 1n)).group).to.equal(2n);
  });

  const UNFIT = [
    { what: "without a wallet", over: { wallet: ZeroAddress }, error: "WalletMissing" },
    { what: "without a party nullifier", over: { party: ZeroHash }, error: "PartyMissing" },
    { what: "without service classes", over: { classes: 0n }, error: "ClassesMissing" },
  ];
  for (const { what, over, error } of UNFIT) {
    it(`refuses one ${what}`, async () => {
      const w = await fixture();
      const act = w.providers.connect(w.operator).propose(await admission(w.wujin, "sit", over));
      await expectRefused(act, w.providers, error);
    });
  }

  it("refuses a validity that ends before it begins, or before today", async () => {
    const w = await fixture();
    const day = await today();
    for (const [validFrom, validThrough] of [
      [day + 9, day + 8],
      [day - 9, day - 1],
    ]) {
      const act = w.providers.connect(w.operator).propose(await admission(w.wujin, "x", { validFrom, validThrough }));
      await expectRefused(act, w.providers, "ValidityEmpty", [validFrom, validThrough]);
    }
  });

  it("takes a validity of one day, today until its last second", async () => {
    const w = await fixture();
    const day = await today();
    const validity = { validFrom: day, validThrough: day };
    const terms = await admission(w.wujin, "sit", validity);
    const late = await admission(w.wujin, "late", validity);
    await atTheEndOf(day);
    await w.providers.connect(w.operator).propose(terms);
    const act = w.providers.connect(w.operator).propose(late);
    await expectRefused(act, w.providers, "ValidityEmpty", [day, day]);
  });

  it("refuses a retired district, and one that does not exist", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).retire(w.wujin.id);
    for (const home of [w.wujin.id, 0, 5]) {
      const act = w.providers.connect(w.operator).propose(await admission(w.wujin, "sit", { home }));
      await expectRefused(act, w.districts, "DistrictNotActive", [home]);
    }
  });

  it("refuses a party that is registered, in whichever district and status, unless it was declined", async () => {
    for (const status of Object.keys(PROVIDER_STATUS)) {
      const s = await proposed();
      await bringProvider(s, status);
      const again = s.w.providers.connect(s.w.operator).propose({ ...s.terms, home: s.w.hefei.id });
      if (status === "declined") await again;
      else await expectRefused(again, s.contract, "PartyAdmitted", [s.terms.party, s.id]);
    }
  });

  it("takes a party that is an enterprise too, unless that was blacklisted", async () => {
    const w = await fixture();
    const { id } = await registerEnterprise(w, w.hefei, "sit");
    const terms = await admission(w.wujin, "sit");
    const propose = async () => w.providers.connect(w.operator).propose(terms);
    const before = await networkHelpers.takeSnapshot();
    await propose();
    await before.restore();
    await w.enterprises.connect(w.hefei.bureau).end(id, 5, ZeroHash);
    await w.enterprises.connect(w.hefei.approver).confirmEnd(id, 5, ZeroHash);
    await expectRefused(propose(), w.providers, "PartyBlacklisted", [terms.party]);
  });
});

const inOrder = ({ home, wallet, validFrom, validThrough, classes, party, group, profile }: Proposed["terms"]) => ({
  ...{ home, wallet, validFrom, validThrough, classes, party, group, profile },
});

const REGISTER: Register<Proposed> = {
  noun: "a provider",
  statuses: PROVIDER_STATUS,
  stage: proposedProvider,
  bring: bringProvider,
  stateOf: async ({ w, id }) => fieldsOf(await w.providers.providerOf(id)),
  unknown: "ProviderUnknown",
  otherStatus: "ProviderIn",
};

const ACTS: Act<Proposed>[] = [
  {
    ...BUREAU,
    name: "countersign",
    from: ["proposed"],
    act: ({ w, firstDay }, by, id) => w.providers.connect(by).countersign(id, earliest(firstDay)),
    told: ({ id, firstDay }, by) => [["ProviderCountersigned", [id, earliest(firstDay), by]]],
    changes: ({ firstDay }) => ({ status: 2n, noticeEnd: BigInt(earliest(firstDay)) }),
  },
  {
    ...BUREAU,
    name: "decline",
    from: ["proposed", "countersigned"],
    act: ({ w }, by, id) => w.providers.connect(by).decline(id, REASON),
    told: ({ id }, by) => [["ProviderStatusChanged", [id, PROVIDER_STATUS.declined, REASON, by]]],
    changes: { status: 3n },
  },
  {
    may: [],
    name: "admit",
    from: ["countersigned"],
    act: ({ w }, by, id) => w.providers.connect(by).admit(id),
    told: ({ id }, by) => [
      ["ProviderStatusChanged", [id, PROVIDER_STATUS.admitted, ZeroHash, by]],
      ["Transfer", [ZeroAddress, holderOf(id), id]],
      ["Locked", [id]],
    ],
    changes: { status: 4n },
  },
];

for (const act of ACTS) describe(`Providers.${act.name}`, () => changesStanding(REGISTER, act));

describe("Providers.countersign, of the notice's end", () => {
  for (const [what, endOf] of Object.entries({ first: earliest, last: latest })) {
    it(`takes the ${what} day`, async () => {
      const { w, bureau, id, firstDay } = await proposed();
      await bureau.countersign(id, endOf(firstDay));
      expect((await w.providers.providerOf(id)).noticeEnd).to.equal(endOf(firstDay));
    });
  }

  it("refuses a day before the first and after the last", async () => {
    const { bureau, contract, id, firstDay } = await proposed();
    const [first, last] = [earliest(firstDay), latest(firstDay)];
    for (const noticeEnd of [0, first - 1, last + 1, 65_535]) {
      const values = [noticeEnd, first, last];
      await expectRefused(bureau.countersign(id, noticeEnd), contract, "NoticeOutsideTerms", values);
    }
  });

  it("counts from the day of the countersignature in Shanghai", async () => {
    const { bureau, contract, id, firstDay } = await proposed();
    const [first, last] = [earliest(firstDay), latest(firstDay)];
    await atTheEndOf(firstDay);
    const tooLate = bureau.countersign(id, last + 1);
    await expectRefused(tooLate, contract, "NoticeOutsideTerms", [last + 1, first, last]);
    await atTheStartOf(firstDay + 1);
    const tooEarly = bureau.countersign(id, first);
    await expectRefused(tooEarly, contract, "NoticeOutsideTerms", [first, first + 1, last + 1]);
    await atTheStartOf(firstDay + 1);
    await bureau.countersign(id, last + 1);
  });

  it("is not its proposer's, whatever duties the proposer holds", async () => {
    const { w, id, firstDay } = await proposed();
    await w.manager.connect(w.wujin.administrator).grantRole(roleOf(w.wujin.id, DUTY.bureau), w.operator, 0);
    expect(await w.providers.proposerOf(id)).to.equal(w.operator.address);
    const act = w.providers.connect(w.operator).countersign(id, earliest(firstDay));
    await expectRefused(act, w.providers, "SameOfficer", [w.operator.address]);
  });

  it("refuses a district that was retired since", async () => {
    const { w, bureau, id, firstDay } = await proposed();
    await w.districts.connect(w.safe).retire(w.wujin.id);
    const act = bureau.countersign(id, earliest(firstDay));
    await expectRefused(act, w.districts, "DistrictNotActive", [w.wujin.id]);
  });
});

describe("Providers.decline, of the party", () => {
  it("lets it be proposed anew, under another number", async () => {
    const { w, bureau, id, terms } = await proposed();
    await bureau.decline(id, REASON);
    expect(await w.providers.providerOfParty(terms.party)).to.equal(0n);
    await w.providers.connect(w.operator).propose(terms);
    expect(await w.providers.providerOfParty(terms.party)).to.equal(id + 1n);
  });
});

describe("Providers.admit, of its day", () => {
  it("refuses in the last second of the notice", async () => {
    const { contract, noticeEnd, admit } = await countersigned();
    await atTheEndOf(noticeEnd);
    await expectRefused(admit(), contract, "NoticeRunning", [noticeEnd]);
  });

  it("refuses a district that was retired during the notice", async () => {
    const { w, noticeEnd, admit } = await countersigned();
    await w.districts.connect(w.safe).retire(w.wujin.id);
    await atTheStartOf(noticeEnd + 1);
    await expectRefused(admit(), w.districts, "DistrictNotActive", [w.wujin.id]);
  });

  it("refuses a provider whose validity ended during the notice", async () => {
    const w = await fixture();
    const validFrom = await today();
    const noticeEnd = earliest(validFrom);
    await w.providers.connect(w.operator).propose(await admission(w.wujin, "late", { validThrough: noticeEnd }));
    const id = (BigInt(w.wujin.id) << 32n) | 1n;
    await w.providers.connect(w.wujin.bureau).countersign(id, noticeEnd);
    await atTheStartOf(noticeEnd + 1);
    await expectRefused(w.providers.admit(id), w.providers, "ValidityEmpty", [validFrom, noticeEnd]);
  });

  it("refuses a party that was blacklisted as an enterprise during the notice", async () => {
    const { w, terms, noticeEnd, admit } = await countersigned();
    const { id } = await registerEnterprise(w, w.wujin, "sister", { party: terms.party });
    await w.enterprises.connect(w.wujin.bureau).end(id, 5, REASON);
    await w.enterprises.connect(w.wujin.approver).confirmEnd(id, 5, REASON);
    await atTheStartOf(noticeEnd + 1);
    await expectRefused(admit(), w.providers, "PartyBlacklisted", [terms.party]);
  });

  it("admits in the first second after it", async () => {
    const { w, id, noticeEnd, admit } = await countersigned();
    await atTheStartOf(noticeEnd + 1);
    await admit();
    expect((await w.providers.providerOf(id)).status).to.equal(PROVIDER_STATUS.admitted);
    expect(await today()).to.equal(noticeEnd + 1);
    expect(await ethers.provider.getCode(await w.providers.ownerOf(id))).to.equal("0x");
  });
});
