import { expect } from "chai";
import { id as hash, ZeroHash, zeroPadValue, toBeHex } from "ethers";
import { yearOf } from "../../client/days.ts";
import { DUTY, networkHelpers, today, world } from "../support/world.ts";
import { keyOf, registerEnterprise } from "../support/acts.ts";
import { expectRefused } from "../support/expect.ts";
import { changesStanding, confirmedBy, fieldsOf, proposedBy, type Act, type Register } from "../support/standing.ts";

const STATUS = { active: 1, frozen: 2, merged: 3, closed: 4, blacklisted: 5 };
const EVERY = Object.keys(STATUS);
const REASON = hash("reason");
const PROFILE = hash("another profile");

/** Xiyuan of Wujin, another of Wujin that it could go into, and one of Hefei. */
async function threeEnterprises() {
  const w = await world();
  const xiyuan = await registerEnterprise(w, w.wujin, "xiyuan");
  const into = await registerEnterprise(w, w.wujin, "into");
  const elsewhere = await registerEnterprise(w, w.hefei, "elsewhere");
  return { w, contract: w.enterprises, id: xiyuan.id, into: into.id, elsewhere: elsewhere.id };
}

type Stage = Awaited<ReturnType<typeof threeEnterprises>>;

const bureau = ({ w }: Stage) => w.enterprises.connect(w.wujin.bureau);
const approver = ({ w }: Stage) => w.enterprises.connect(w.wujin.approver);

async function bring(s: Stage, status: string, id = s.id): Promise<void> {
  if (status === "frozen") await bureau(s).freeze(id, REASON);
  if (status === "merged") {
    await bureau(s).merge(id, s.into);
    await approver(s).confirmMerge(id, s.into);
  }
  if (status === "closed" || status === "blacklisted") {
    await bureau(s).end(id, STATUS[status], REASON);
    await approver(s).confirmEnd(id, STATUS[status], REASON);
  }
}

const stage = async () => networkHelpers.loadFixture(threeEnterprises);

const REGISTER: Register<Stage> = {
  noun: "an enterprise",
  statuses: STATUS,
  stage: threeEnterprises,
  bring,
  stateOf: async ({ w, id }) => fieldsOf(await w.enterprises.enterpriseOf(id)),
  unknown: "EnterpriseUnknown",
  otherStatus: "EnterpriseIn",
};

const BUREAU = { may: ["bureau", "bureau2"], duty: [2, DUTY.bureau] } as const;
const APPROVER = { may: ["approver", "approver2"], duty: [2, DUTY.approver] } as const;

const ending = (status: "closed" | "blacklisted", from: string[]): Act<Stage>[] => {
  const matter = (s: Stage) =>
    [
      ["uint48", "uint8", "bytes32"],
      ["end", s.id, STATUS[status], REASON],
    ] as const;
  return [
    {
      ...BUREAU,
      name: `end, for one to be ${status}`,
      from,
      act: ({ w }, by, id) => w.enterprises.connect(by).end(id, STATUS[status], REASON),
      told: (s, by) => [proposedBy(by, ...matter(s))],
      changes: {},
    },
    {
      ...APPROVER,
      name: `confirmEnd, for one to be ${status}`,
      from,
      ready: (s) => bureau(s).end(s.id, STATUS[status], REASON),
      act: ({ w }, by, id) => w.enterprises.connect(by).confirmEnd(id, STATUS[status], REASON),
      told: (s, by) => [confirmedBy(by, ...matter(s)), ["EnterpriseStatusChanged", [s.id, STATUS[status], REASON, by]]],
      changes: { status: BigInt(STATUS[status]) },
    },
  ];
};

const WORDS = ["uint48", "bytes32"];
const ACTS: Act<Stage>[] = [
  {
    ...BUREAU,
    name: "changeProfile",
    from: EVERY,
    act: ({ w }, by, id) => w.enterprises.connect(by).changeProfile(id, PROFILE),
    told: ({ id }, by) => [["EnterpriseProfileChanged", [id, PROFILE, by]]],
    changes: { profile: PROFILE },
  },
  {
    ...BUREAU,
    name: "freeze",
    from: ["active"],
    act: ({ w }, by, id) => w.enterprises.connect(by).freeze(id, REASON),
    told: ({ id }, by) => [["EnterpriseStatusChanged", [id, STATUS.frozen, REASON, by]]],
    changes: { status: BigInt(STATUS.frozen) },
  },
  {
    ...BUREAU,
    name: "unfreeze",
    from: ["frozen"],
    act: ({ w }, by, id) => w.enterprises.connect(by).unfreeze(id, REASON),
    told: ({ id }, by) => [proposedBy(by, WORDS, ["unfreeze", id, REASON])],
    changes: {},
  },
  {
    ...APPROVER,
    name: "confirmUnfreeze",
    from: ["frozen"],
    ready: (s) => bureau(s).unfreeze(s.id, REASON),
    act: ({ w }, by, id) => w.enterprises.connect(by).confirmUnfreeze(id, REASON),
    told: ({ id }, by) => [
      confirmedBy(by, WORDS, ["unfreeze", id, REASON]),
      ["EnterpriseStatusChanged", [id, STATUS.active, REASON, by]],
    ],
    changes: { status: BigInt(STATUS.active) },
  },
  ...ending("closed", ["active", "frozen"]),
  ...ending("blacklisted", ["active", "frozen", "merged", "closed"]),
  {
    ...BUREAU,
    name: "regroup",
    from: EVERY,
    act: ({ w }, by, id) => w.enterprises.connect(by).regroup(id, hash("controller")),
    told: ({ id }, by) => [proposedBy(by, WORDS, ["regroup", id, hash("controller")])],
    changes: {},
  },
  {
    ...APPROVER,
    name: "confirmRegroup",
    from: EVERY,
    ready: (s) => bureau(s).regroup(s.id, hash("controller")),
    act: ({ w }, by, id) => w.enterprises.connect(by).confirmRegroup(id, hash("controller")),
    told: ({ id }, by) => [
      confirmedBy(by, WORDS, ["regroup", id, hash("controller")]),
      ["GroupEnrolled", [4, hash("controller")]],
      ["EnterpriseRegrouped", [id, 4, by]],
    ],
    changes: async () => ({ group: 4n, regroupedIn: BigInt(yearOf(await today())) }),
  },
  {
    ...BUREAU,
    name: "merge",
    from: ["active"],
    act: ({ w }, by, id) => w.enterprises.connect(by).merge(id, id + 1n),
    told: ({ id, into }, by) => [proposedBy(by, ["uint48", "uint48"], ["merge", id, into])],
    changes: {},
  },
  {
    ...APPROVER,
    name: "confirmMerge",
    from: ["active"],
    ready: (s) => bureau(s).merge(s.id, s.into),
    act: ({ w }, by, id) => w.enterprises.connect(by).confirmMerge(id, id + 1n),
    told: ({ id, into }, by) => [
      confirmedBy(by, ["uint48", "uint48"], ["merge", id, into]),
      ["EnterpriseStatusChanged", [id, STATUS.merged, zeroPadValue(toBeHex(into), 32), by]],
      ["EnterpriseMerged", [id, into, by]],
    ],
    changes: { status: BigInt(STATUS.merged) },
  },
];

for (const act of ACTS) describe(`Enterprises.${act.name}`, () => changesStanding(REGISTER, act));

describe("Enterprises.end and confirmEnd", () => {
  it("lead to no other status than closed and blacklisted", async () => {
    const s = await stage();
    for (const status of [0, STATUS.active, STATUS.frozen, STATUS.merged]) {
      await expectRefused(bureau(s).end(s.id, status, REASON), s.contract, "NotAnEnding", [status]);
      await expectRefused(approver(s).confirmEnd(s.id, status, REASON), s.contract, "NotAnEnding", [status]);
    }
  });
});

describe("Enterprises.merge and confirmMerge", () => {
  const BOTH = [
    { name: "merge", act: async (s: Stage, into: bigint) => bureau(s).merge(s.id, into) },
    { name: "confirmMerge", act: async (s: Stage, into: bigint) => approver(s).confirmMerge(s.id, into) },
  ];
  for (const { name, act } of BOTH) {
    it(`${name} refuses an enterprise that goes into itself`, async () => {
      const s = await stage();
      await expectRefused(act(s, s.id), s.contract, "MergesIntoItself", [s.id]);
    });

    it(`${name} refuses one that goes into another district's, or into nobody`, async () => {
      const s = await stage();
      await expectRefused(act(s, s.elsewhere), s.contract, "OtherDistrict", [s.id, s.elsewhere]);
      await expectRefused(act(s, 0n), s.contract, "OtherDistrict", [s.id, 0n]);
      await expectRefused(act(s, s.into + 9n), s.contract, "EnterpriseUnknown", [s.into + 9n]);
    });

    for (const status of ["frozen", "closed", "blacklisted"] as const) {
      it(`${name} refuses one that goes into one that is ${status}`, async () => {
        const s = await stage();
        await bring(s, status, s.into);
        await expectRefused(act(s, s.into), s.contract, "EnterpriseIn", [s.into, STATUS[status]]);
      });
    }
  }
});

describe("Enterprises.mergedInto", () => {
  it("is nobody at first, and then the other", async () => {
    const s = await stage();
    expect(await s.w.enterprises.mergedInto(s.id)).to.equal(0n);
    await bring(s, "merged");
    expect(await s.w.enterprises.mergedInto(s.id)).to.equal(s.into);
  });
});

describe("Enterprises.signerOf", () => {
  const SIGNS = { placing: ["active", "merged"], "what exists": ["active", "merged", "closed"] };
  for (const [what, able] of Object.entries(SIGNS)) {
    const placing = what === "placing";
    for (const status of EVERY) {
      it(`${able.includes(status) ? "names" : "refuses"} the wallet of one that is ${status}, for ${what}`, async () => {
        const s = await stage();
        await bring(s, status);
        const asked = s.w.enterprises.signerOf(s.id, placing);
        if (able.includes(status)) {
          const signer = status === "merged" ? [keyOf("into").address, 2n] : [keyOf("xiyuan").address, 1n];
          expect(await asked).to.deep.equal(signer);
        } else await expectRefused(asked, s.contract, "EnterpriseIn", [s.id, STATUS[status as keyof typeof STATUS]]);
      });
    }
  }

  it("follows a merged one to the end, whatever happens to those it went into", async () => {
    const s = await stage();
    const last = await registerEnterprise(s.w, s.w.wujin, "last");
    await bring(s, "merged");
    await bureau(s).merge(s.into, last.id);
    await approver(s).confirmMerge(s.into, last.id);
    expect(await s.w.enterprises.signerOf(s.id, true)).to.deep.equal([last.key.address, 4n]);
    await bureau(s).proposeRotation(last.id, s.w.stranger);
    await expectRefused(s.w.enterprises.signerOf(s.id, true), s.contract, "WalletStopped", [last.id]);
    await bring(s, "blacklisted", last.id);
    await bureau(s).cancelRotation(last.id);
    await expectRefused(s.w.enterprises.signerOf(s.id, false), s.contract, "EnterpriseIn", [last.id, 5]);
  });

  it("refuses one whose wallet is stopped, whatever its status", async () => {
    const s = await stage();
    await bureau(s).proposeRotation(s.id, s.w.stranger);
    for (const status of ["active", "frozen", "blacklisted"]) {
      await bring(s, status);
      for (const placing of [true, false]) {
        await expectRefused(s.w.enterprises.signerOf(s.id, placing), s.contract, "WalletStopped", [s.id]);
      }
    }
  });
});

describe("Enterprises.blacklisted", () => {
  for (const status of EVERY) {
    it(`is ${status === "blacklisted"} of the party of one that is ${status}`, async () => {
      const s = await stage();
      await bring(s, status);
      expect(await s.w.enterprises.blacklisted(hash("party xiyuan"))).to.equal(status === "blacklisted");
    });
  }

  it("is false of a party that was never registered, and of no party", async () => {
    const s = await stage();
    for (const party of [hash("nobody"), ZeroHash]) expect(await s.w.enterprises.blacklisted(party)).to.equal(false);
  });
});
