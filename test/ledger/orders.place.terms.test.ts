import { id, ZeroHash } from "ethers";
import type { BaseContract } from "ethers";
import { atSecond, atTheEndOf } from "../support/clock.ts";
import { admission, admitProvider, orderOf, placementOf, registerEnterprise } from "../support/acts.ts";
import { ENTERPRISE, ENTERPRISE_SILENCED, endEnterprise, PROVIDER, PROVIDER_SILENCED } from "../support/obstacles.ts";
import type { Obstacle } from "../support/obstacles.ts";
import { expectItemRefused } from "../support/expect.ts";
import { inHand, placement, revokeVoucher, setSequence, voucherState, type InHand } from "../support/stages.ts";
import { goToDay, networkHelpers, passDays, today } from "../support/world.ts";

type Over = Record<string, unknown>;
interface Days {
  readonly day: number;
  readonly issuedOn: number;
  readonly claimBy: number;
}

async function ready() {
  const s = await networkHelpers.loadFixture(inHand);
  await passDays(2);
  const { issuedOn, useBy } = await voucherState(s.w, s.voucher);
  return { ...s, days: { day: await today(), issuedOn, claimBy: useBy + 90 } };
}
const place = async (s: InHand, over: Over = {}) => s.w.orders.connect(s.w.operator).place([await placement(s, over)]);

async function expectNotPlaced(s: InHand, over: Over, contract: BaseContract, error: string, args: readonly unknown[]) {
  await expectItemRefused(place(s, over), s.w.orders, 0, contract, error, args);
}

type Terms = [what: string, over: (days: Days) => Over];
type Refused = [
  ...Terms,
  part: "orders" | "programs" | "providers",
  error: string,
  args: (s: InHand & { days: Days }) => unknown[],
];

describe("The terms that an order must keep", () => {
  const TAKEN: Terms[] = [
    ["a contract of the day of issue", ({ issuedOn }) => ({ contractDay: issuedOn })],
    ["a contract of today", ({ day }) => ({ contractDay: day })],
    ["delivery today", ({ day }) => ({ deliverBy: day })],
    ["delivery on the last day for claims", ({ claimBy }) => ({ deliverBy: claimBy })],
    ["a contract of the least value", () => ({ contractValue: 500_000n, amount: 250_000n })],
    ["the whole share of a contract, rounded down", () => ({ contractValue: 1_000_001n, amount: 500_000n })],
    ["a single fen", () => ({ amount: 1n })],
    ["all that remains", () => ({ amount: 5_000_000n })],
    ["the other class of the certificate", () => ({ serviceClass: 2 })],
  ];
  for (const [what, over] of TAKEN) {
    it(`are kept by ${what}`, async () => {
      const s = await ready();
      await place(s, over(s.days));
    });
  }

  const dated = ({ days }: { days: Days }, day: number) => [day, days.issuedOn, days.day];
  const due = ({ days }: { days: Days }, day: number) => [day, days.day, days.claimBy];
  const REFUSED: Refused[] = [
    ["drawing nothing", () => ({ amount: 0n }), "orders", "AmountMissing", () => []],
    [
      "a contract older than the voucher",
      ({ issuedOn }) => ({ contractDay: issuedOn - 1 }),
      "orders",
      "ContractDayUnfit",
      (s) => dated(s, s.days.issuedOn - 1),
    ],
    [
      "a contract dated ahead",
      ({ day }) => ({ contractDay: day + 1 }),
      "orders",
      "ContractDayUnfit",
      (s) => dated(s, s.days.day + 1),
    ],
    [
      "delivery yesterday",
      ({ day }) => ({ deliverBy: day - 1 }),
      "orders",
      "DeliverByUnfit",
      (s) => due(s, s.days.day - 1),
    ],
    [
      "delivery after the last day for claims",
      ({ claimBy }) => ({ deliverBy: claimBy + 1 }),
      "orders",
      "DeliverByUnfit",
      (s) => due(s, s.days.claimBy + 1),
    ],
    [
      "a class that the program does not cover",
      () => ({ serviceClass: 0 }),
      "programs",
      "ClassNotCovered",
      ({ program }) => [program, 0],
    ],
    [
      "a class that the provider is not admitted for",
      () => ({ serviceClass: 3 }),
      "providers",
      "ClassNotAdmitted",
      ({ provider }) => [provider.id, 3],
    ],
    [
      "a contract below the least value",
      () => ({ contractValue: 499_999n, amount: 1n }),
      "programs",
      "ContractTooSmall",
      ({ program }) => [program, 499_999, 500_000],
    ],
    [
      "a fen more than the share",
      () => ({ contractValue: 1_000_001n, amount: 500_001n }),
      "programs",
      "ShareExceeded",
      ({ program }) => [program, 500_001, 500_000],
    ],
    ["a provider that does not exist", () => ({ provider: 99n }), "providers", "ProviderUnknown", () => [99]],
  ];
  for (const [what, over, part, error, args] of REFUSED) {
    it(`are broken by ${what}`, async () => {
      const s = await ready();
      await expectNotPlaced(s, over(s.days), s.w[part], error, args(s));
    });
  }

  it("are broken by a voucher that does not exist, before anything else", async () => {
    const s = await ready();
    await expectNotPlaced(s, { voucher: 1n }, s.w.vouchers, "VoucherUnknown", [1]);
  });

  it("ask for the contract's nullifier", async () => {
    const s = await ready();
    const act = s.w.orders.connect(s.w.operator).place([await placement(s, {}, ZeroHash)]);
    await expectItemRefused(act, s.w.orders, 0, s.w.orders, "ContractNullifierMissing");
  });

  it("hold through the very second of the order's deadline", async () => {
    const s = await ready();
    const deadline = (await networkHelpers.time.latest()) + 60;
    const item = await placement(s, { deadline });
    const act = async () => s.w.orders.connect(s.w.operator).place([item]);
    const snapshot = await networkHelpers.takeSnapshot();
    await atSecond(deadline + 1);
    await expectItemRefused(act(), s.w.orders, 0, s.w.orders, "DeadlinePassed", [deadline]);
    await snapshot.restore();
    await atSecond(deadline);
    await act();
  });
});

describe("What stands in an order's way", () => {
  const OBSTACLES: Obstacle[] = [
    ...ENTERPRISE_SILENCED,
    ...PROVIDER_SILENCED,
    {
      what: "a closed enterprise",
      happens: (s) => endEnterprise(s, ENTERPRISE.closed),
      says: ({ w, enterprise }) => [w.enterprises, "EnterpriseIn", [enterprise.id, ENTERPRISE.closed]],
    },
    {
      what: "a suspended provider",
      happens: ({ w, provider }) => w.providers.connect(w.yangpu.bureau).suspend(provider.id, ZeroHash),
      says: ({ w, provider }) => [w.providers, "ProviderIn", [provider.id, PROVIDER.suspended]],
    },
    {
      what: "a stopped program",
      happens: ({ w, program }) => w.programs.connect(w.wujin.finance).stop(program),
      says: ({ w, program }) => [w.programs, "ProgramIn", [program, 3]],
    },
    {
      what: "a retired home district",
      happens: ({ w }) => w.districts.connect(w.safe).retire(w.wujin.id),
      says: ({ w }) => [w.districts, "DistrictNotActive", [w.wujin.id]],
    },
    {
      what: "a retired district of the provider",
      happens: ({ w }) => w.districts.connect(w.safe).retire(w.yangpu.id),
      says: ({ w }) => [w.districts, "DistrictNotActive", [w.yangpu.id]],
    },
    {
      what: "a closed edition",
      happens: ({ w }) => w.districts.connect(w.safe).close(),
      says: ({ w }) => [w.districts, "EditionIsClosed", []],
    },
    {
      what: "a revoked voucher",
      happens: revokeVoucher,
      says: ({ w, voucher }) => [w.vouchers, "VoucherIn", [voucher, 2]],
    },
    {
      what: "a voucher without room in its sequence",
      happens: (s) => setSequence(s, 65_000),
      says: ({ w, voucher }) => [w.vouchers, "SequenceExhausted", [voucher]],
    },
  ];
  for (const { what, happens, says } of OBSTACLES) {
    it(`is ${what}`, async () => {
      const s = await ready();
      await happens(s);
      await expectNotPlaced(s, {}, ...says(s));
    });
  }

  it("is a freeze, until its last second", async () => {
    const s = await ready();
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 3, ZeroHash);
    const until = (await networkHelpers.time.latest()) + 3 * 86_400;
    await atSecond(until - 1);
    await expectNotPlaced(s, {}, s.w.vouchers, "VoucherFrozen", [s.voucher, until]);
    await atSecond(until);
    await place(s);
  });

  it("is the end of the use-by day, but nothing before it", async () => {
    const s = await ready();
    const { useBy } = await voucherState(s.w, s.voucher);
    await goToDay(useBy);
    const item = await placement(s, { deliverBy: useBy });
    const late = await placement(s, { deliverBy: useBy + 1 });
    const act = (one: typeof item) => s.w.orders.connect(s.w.operator).place([one]);
    await atTheEndOf(useBy);
    await act(item);
    await goToDay(useBy + 1);
    await expectItemRefused(act(late), s.w.orders, 0, s.w.vouchers, "UseByPassed", [s.voucher, useBy]);
    await s.w.vouchers.connect(s.w.stranger).expire([s.voucher]);
    await expectItemRefused(act(late), s.w.orders, 0, s.w.vouchers, "VoucherIn", [s.voucher, 3]);
  });

  it("is a certificate out of its days, but not its first or its last one", async () => {
    const s = await ready();
    const validFrom = (await today()) + 10;
    const over = { validFrom, validThrough: validFrom + 4 };
    const provider = await admitProvider(s.w, s.w.yangpu, "institute", over);
    const act = async () => {
      const order = await orderOf(s.voucher, provider.id, { amount: 1n });
      return s.w.orders.connect(s.w.operator).place([await placementOf(s.w, order, s.enterprise, provider)]);
    };
    const expectInvalidOn = async (day: number) => {
      await goToDay(day);
      const values = [provider.id, over.validFrom, over.validThrough, day];
      await expectItemRefused(act(), s.w.orders, 0, s.w.providers, "CertificateNotValid", values);
    };
    await expectInvalidOn(validFrom - 1);
    for (const day of [validFrom, over.validThrough]) {
      await goToDay(day);
      await act();
    }
    await expectInvalidOn(over.validThrough + 1);
  });

  it("is an admission that is not complete", async () => {
    const s = await ready();
    await s.w.providers.connect(s.w.operator).propose(await admission(s.w.yangpu, "institute"));
    const provider = s.provider.id + 1n;
    await expectNotPlaced(s, { provider }, s.w.providers, "ProviderIn", [provider, 1]);
  });

  it("is one controller on both sides", async () => {
    const s = await ready();
    const related = await admitProvider(s.w, s.w.hefei, "related", { group: id("group xiyuan") });
    const order = await orderOf(s.voucher, related.id);
    const act = s.w.orders.connect(s.w.operator).place([await placementOf(s.w, order, s.enterprise, related)]);
    const group = await s.w.enterprises.groupOf(id("group xiyuan"));
    await expectItemRefused(act, s.w.orders, 0, s.w.orders, "OneGroup", [group]);
  });

  it("is one wallet on both sides", async () => {
    const s = await ready();
    const wallet = s.enterprise.key.address;
    const related = await admitProvider(s.w, s.w.hefei, "same wallet", { wallet });
    const order = await orderOf(s.voucher, related.id);
    const placement = await placementOf(s.w, order, s.enterprise, { ...related, key: s.enterprise.key });
    const act = s.w.orders.connect(s.w.operator).place([placement]);
    await expectItemRefused(act, s.w.orders, 0, s.w.orders, "OneWallet", [wallet]);
  });

  it("is not a merger: the enterprise that it went into signs", async () => {
    const s = await ready();
    const heir = await registerEnterprise(s.w, s.w.wujin, "heir");
    await s.w.enterprises.connect(s.w.wujin.bureau).merge(s.enterprise.id, heir.id);
    await s.w.enterprises.connect(s.w.wujin.approver).confirmMerge(s.enterprise.id, heir.id);
    const digest = await s.w.orders.orderIdOf(
      await orderOf(s.voucher, s.provider.id, { contractCommitment: ZeroHash }),
    );
    await expectNotPlaced(s, { contractCommitment: ZeroHash }, s.w.orders, "SignatureWrong", [
      heir.key.address,
      digest,
    ]);
    await place({ ...s, enterprise: { ...s.enterprise, key: heir.key } });
  });
});
