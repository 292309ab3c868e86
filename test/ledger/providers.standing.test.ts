import { id as hash } from "ethers";
import { DUTY, goToDay, networkHelpers, today } from "../support/world.ts";
import { expectEvents, expectRefused } from "../support/expect.ts";
import { bringProvider, PROVIDER_STATUS, proposedProvider, type Proposed } from "../support/admissions.ts";
import { changesStanding, confirmedBy, fieldsOf, proposedBy, type Act, type Register } from "../support/standing.ts";

const EVERY = Object.keys(PROVIDER_STATUS);
const REASON = hash("reason");
const PROFILE = hash("another profile");
const CLASSES = 1n << 255n;

const REGISTER: Register<Proposed> = {
  noun: "a provider",
  statuses: PROVIDER_STATUS,
  stage: proposedProvider,
  bring: bringProvider,
  stateOf: async ({ w, id }) => fieldsOf(await w.providers.providerOf(id)),
  unknown: "ProviderUnknown",
  otherStatus: "ProviderIn",
};

const BUREAU = { may: ["bureau", "bureau2"], duty: [2, DUTY.bureau] } as const;
const APPROVER = { may: ["approver", "approver2"], duty: [2, DUTY.approver] } as const;
const OPERATOR = { may: ["operator"], duty: [0, DUTY.operator] } as const;

const laterEnd = ({ terms }: Proposed): number => terms.validThrough + 365;

const status = (name: keyof typeof PROVIDER_STATUS) => ({ status: BigInt(PROVIDER_STATUS[name]) });

const ending = (end: "removed" | "blacklisted", from: string[]): Act<Proposed>[] => {
  const number = PROVIDER_STATUS[end];
  const types = ["uint48", "uint8", "bytes32"];
  return [
    {
      ...BUREAU,
      name: `end, for one to be ${end}`,
      from,
      act: ({ w }, by, id) => w.providers.connect(by).end(id, number, REASON),
      told: ({ id }, by) => [proposedBy(by, types, ["end", id, number, REASON])],
      changes: {},
    },
    {
      ...APPROVER,
      name: `confirmEnd, for one to be ${end}`,
      from,
      ready: ({ bureau, id }) => bureau.end(id, number, REASON),
      act: ({ w }, by, id) => w.providers.connect(by).confirmEnd(id, number, REASON),
      told: ({ id }, by) => [
        confirmedBy(by, types, ["end", id, number, REASON]),
        ["ProviderStatusChanged", [id, number, REASON, by]],
      ],
      changes: status(end),
    },
  ];
};

const RENEWAL = ["uint48", "uint16", "uint256"];
const ACTS: Act<Proposed>[] = [
  {
    ...OPERATOR,
    name: "renew",
    from: ["admitted"],
    act: (s, by, id) => s.w.providers.connect(by).renew(id, laterEnd(s), CLASSES),
    told: (s, by) => [proposedBy(by, RENEWAL, ["renew", s.id, laterEnd(s), CLASSES])],
    changes: {},
  },
  {
    ...BUREAU,
    name: "confirmRenew",
    from: ["admitted"],
    ready: (s) => s.w.providers.connect(s.w.operator).renew(s.id, laterEnd(s), CLASSES),
    act: (s, by, id) => s.w.providers.connect(by).confirmRenew(id, laterEnd(s), CLASSES),
    told: (s, by) => [
      confirmedBy(by, RENEWAL, ["renew", s.id, laterEnd(s), CLASSES]),
      ["ProviderRenewed", [s.id, laterEnd(s), CLASSES, by]],
    ],
    changes: (s) => ({ validThrough: BigInt(laterEnd(s)), classes: CLASSES }),
  },
  {
    ...BUREAU,
    name: "suspend",
    from: ["admitted"],
    act: ({ w }, by, id) => w.providers.connect(by).suspend(id, REASON),
    told: ({ id }, by) => [["ProviderStatusChanged", [id, PROVIDER_STATUS.suspended, REASON, by]]],
    changes: status("suspended"),
  },
  {
    ...BUREAU,
    name: "reinstate",
    from: ["suspended"],
    act: ({ w }, by, id) => w.providers.connect(by).reinstate(id, REASON),
    told: ({ id }, by) => [proposedBy(by, ["uint48", "bytes32"], ["reinstate", id, REASON])],
    changes: {},
  },
  {
    ...APPROVER,
    name: "confirmReinstate",
    from: ["suspended"],
    ready: ({ bureau, id }) => bureau.reinstate(id, REASON),
    act: ({ w }, by, id) => w.providers.connect(by).confirmReinstate(id, REASON),
    told: ({ id }, by) => [
      confirmedBy(by, ["uint48", "bytes32"], ["reinstate", id, REASON]),
      ["ProviderStatusChanged", [id, PROVIDER_STATUS.admitted, REASON, by]],
    ],
    changes: status("admitted"),
  },
  ...ending("removed", ["admitted", "suspended"]),
  ...ending("blacklisted", ["admitted", "suspended", "removed"]),
  {
    ...BUREAU,
    name: "changeProfile",
    from: EVERY,
    act: ({ w }, by, id) => w.providers.connect(by).changeProfile(id, PROFILE),
    told: ({ id }, by) => [["ProviderProfileChanged", [id, PROFILE, by]]],
    changes: { profile: PROFILE },
  },
];

for (const act of ACTS) describe(`Providers.${act.name}`, () => changesStanding(REGISTER, act));

async function admitted() {
  const s = await proposedProvider();
  await bringProvider(s, "admitted");
  return { ...s, operator: s.w.providers.connect(s.w.operator) };
}
const stage = async () => networkHelpers.loadFixture(admitted);

describe("Providers.renew, of the new term", () => {
  it("refuses an end before today, or before the beginning", async () => {
    const { operator, contract, id, terms } = await stage();
    for (const end of [(await today()) - 1, terms.validFrom - 1]) {
      await expectRefused(operator.renew(id, end, CLASSES), contract, "ValidityEmpty", [terms.validFrom, end]);
    }
  });

  it("takes an end of today", async () => {
    const { operator, bureau, contract, w, id } = await stage();
    const end = await today();
    await operator.renew(id, end, CLASSES);
    await expectEvents(bureau.confirmRenew(id, end, CLASSES), contract, [
      confirmedBy(w.wujin.bureau, RENEWAL, ["renew", id, end, CLASSES]),
      ["ProviderRenewed", [id, end, CLASSES, w.wujin.bureau]],
    ]);
  });

  it("refuses a certificate without service classes", async () => {
    const { operator, contract, id, terms } = await stage();
    await expectRefused(operator.renew(id, terms.validThrough, 0), contract, "ClassesMissing");
  });
});

describe("Providers.confirmRenew", () => {
  it("is refused once the new end has passed", async () => {
    const { operator, bureau, contract, id, terms } = await stage();
    const end = await today();
    await operator.renew(id, end, CLASSES);
    await goToDay(end + 1);
    await expectRefused(bureau.confirmRenew(id, end, CLASSES), contract, "ValidityEmpty", [terms.validFrom, end]);
  });

  it("is refused in a retired district, though the Operator has proposed it", async () => {
    const { operator, bureau, w, id, terms } = await stage();
    await operator.renew(id, terms.validThrough, CLASSES);
    await w.districts.connect(w.safe).retire(w.wujin.id);
    const confirm = bureau.confirmRenew(id, terms.validThrough, CLASSES);
    await expectRefused(confirm, w.districts, "DistrictNotActive", [w.wujin.id]);
  });
});

describe("Providers.end and confirmEnd", () => {
  it("lead to no other status than removed and blacklisted", async () => {
    const { bureau, approver, contract, id } = await stage();
    for (const number of [0, 1, 2, 3, 4, 5]) {
      await expectRefused(bureau.end(id, number, REASON), contract, "NotAnEnding", [number]);
      await expectRefused(approver.confirmEnd(id, number, REASON), contract, "NotAnEnding", [number]);
    }
  });
});
