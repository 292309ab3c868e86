import { expect } from "chai";
import { id as hash, ZeroHash } from "ethers";
import { dayOfIso, yearOf } from "../../client/days.ts";
import { ethers, goToDay, makeEdition, name32, networkHelpers, today, world, type World } from "../support/world.ts";
import {
  admission,
  announce,
  issueVouchers,
  openProgram,
  registerEnterprise,
  TERMS,
  type Item,
} from "../support/acts.ts";
import { expectOnlyPart } from "../support/access.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { expectEvents, expectRefused } from "../support/expect.ts";

const PASSED = { none: 0n, otherDistrict: 1n, notActive: 2n, yearlyCap: 3n, faceOutOfTerms: 4n };
const EXPIRED = 3n;
const CONTROLLER = hash("controller");
const CAP = TERMS.yearlyCap;
const FACE = TERMS.greatestFace;

/** Two enterprises of one controller, one of another, and one of Hefei. */
async function threeFirms() {
  const w = await world();
  const one = (await registerEnterprise(w, w.wujin, "one", { group: CONTROLLER })).id;
  const sister = (await registerEnterprise(w, w.wujin, "sister", { group: CONTROLLER })).id;
  const alone = (await registerEnterprise(w, w.wujin, "alone")).id;
  const elsewhere = (await registerEnterprise(w, w.hefei, "elsewhere", { group: CONTROLLER })).id;
  const vouchers = await ethers.getImpersonatedSigner(await w.vouchers.getAddress());
  const providers = await ethers.getImpersonatedSigner(await w.providers.getAddress());
  // Of the year that has room left for a list to be announced and issued in it.
  const year = yearOf((await today()) + 30);
  return { w, one, sister, alone, elsewhere, vouchers, providers, year };
}

type Firms = Awaited<ReturnType<typeof threeFirms>>;
const stage = async () => networkHelpers.loadFixture(threeFirms);

/** A chunk as Vouchers hands it in, and why each of its items is passed over. */
async function draw(s: Firms, items: Item[], cap = CAP, year = s.year): Promise<bigint[]> {
  const { w, vouchers } = s;
  const args = [items, w.wujin.id, cap, FACE, year] as const;
  const passed = await w.enterprises.connect(vouchers).draw.staticCall(...args);
  await w.enterprises.connect(vouchers).draw(...args);
  return [...passed];
}

/** What a controller's firms were issued in the stage's year, or in one before or after it. */
const issuedIn = async ({ w, year }: Pick<Firms, "w" | "year">, later = 0, group = CONTROLLER): Promise<bigint> =>
  w.enterprises.issuedIn(group, year + later);

async function regroup(w: World, enterprise: bigint, group: string): Promise<void> {
  await w.enterprises.connect(w.wujin.bureau).regroup(enterprise, group);
  await w.enterprises.connect(w.wujin.approver).confirmRegroup(enterprise, group);
}

async function revoke(w: World, voucher: bigint): Promise<void> {
  await w.vouchers.connect(w.wujin.bureau).revoke(voucher, ZeroHash);
  await w.vouchers.connect(w.wujin.approver).confirmRevoke(voucher, ZeroHash);
}

describe("Enterprises.enrol", () => {
  it("begins with no group of a controller that nobody named", async () => {
    const { w } = await stage();
    expect(await w.enterprises.groupOf(hash("nobody"))).to.equal(0n);
    expect(await w.enterprises.groupCount()).to.equal(2n);
  });

  it("is for Providers alone", async () => {
    const { w } = await stage();
    const enrol = async (by: Firms["vouchers"]) => w.enterprises.connect(by).enrol(hash("nobody"));
    await expectOnlyPart(w, await w.providers.getAddress(), enrol);
  });

  it("numbers a new controller and says so, and finds one that it knows", async () => {
    const { w, providers } = await stage();
    const enterprises = w.enterprises.connect(providers);
    await expectEvents(enterprises.enrol(hash("new")), w.enterprises, [["GroupEnrolled", [3, hash("new")]]]);
    await expectEvents(enterprises.enrol(CONTROLLER), w.enterprises, []);
    expect(await w.enterprises.groupOf(hash("new"))).to.equal(3n);
    expect(await enterprises.enrol.staticCall(CONTROLLER)).to.equal(1n);
    expect(await w.enterprises.groupCount()).to.equal(3n);
  });

  it("refuses a provider without a controller", async () => {
    const { w } = await stage();
    const propose = w.providers.connect(w.operator).propose(await admission(w.wujin, "sit", { group: ZeroHash }));
    await expectRefused(propose, w.enterprises, "GroupMissing");
  });
});

describe("Enterprises.draw", () => {
  it("begins with nothing issued", async () => {
    const s = await stage();
    expect(await issuedIn(s)).to.equal(0n);
    expect(await issuedIn(s, 0, hash("nobody"))).to.equal(0n);
    expect(await s.w.enterprises.voucherCountOf(s.one)).to.equal(0n);
  });

  it("is for Vouchers alone", async () => {
    const { w, one } = await stage();
    const items = [{ enterprise: one, face: 1n }];
    const act = async (by: Firms["vouchers"]) => w.enterprises.connect(by).draw(items, w.wujin.id, CAP, FACE, 2030);
    await expectOnlyPart(w, await w.vouchers.getAddress(), act);
  });

  it("counts what is issued to the enterprise and to its controller's year", async () => {
    const s = await stage();
    const items = [
      { enterprise: s.one, face: 1_000n },
      { enterprise: s.one, face: 200n },
      { enterprise: s.sister, face: 30n },
    ];
    expect(await draw(s, items)).to.deep.equal([PASSED.none, PASSED.none, PASSED.none]);
    expect(await issuedIn(s)).to.equal(1_230n);
    for (const later of [-1, 1]) expect(await issuedIn(s, later)).to.equal(0n);
    expect(await s.w.enterprises.voucherCountOf(s.one)).to.equal(2n);
    expect(await s.w.enterprises.voucherCountOf(s.sister)).to.equal(1n);
    expect(await s.w.enterprises.voucherCountOf(s.alone)).to.equal(0n);
  });

  const PASSED_OVER: { what: string; item: (s: Firms) => Item; reason: bigint }[] = [
    { what: "of another district", item: (s) => ({ enterprise: s.elsewhere, face: 1n }), reason: PASSED.otherDistrict },
    { what: "that is unknown", item: (s) => ({ enterprise: s.one + 9n, face: 1n }), reason: PASSED.notActive },
    { what: "with a face of nothing", item: (s) => ({ enterprise: s.one, face: 0n }), reason: PASSED.faceOutOfTerms },
    {
      what: "with a face above the greatest by a fen",
      item: (s) => ({ enterprise: s.one, face: FACE + 1n }),
      reason: PASSED.faceOutOfTerms,
    },
  ];
  for (const { what, item, reason } of PASSED_OVER) {
    it(`passes over an item ${what}, and counts the others`, async () => {
      const s = await stage();
      expect(await draw(s, [item(s), { enterprise: s.one, face: FACE }])).to.deep.equal([reason, PASSED.none]);
      expect(await issuedIn(s)).to.equal(FACE);
      expect(await s.w.enterprises.voucherCountOf(s.one)).to.equal(1n);
    });
  }

  it("passes over an enterprise that is frozen, closed or blacklisted", async () => {
    const s = await stage();
    await s.w.enterprises.connect(s.w.wujin.bureau).freeze(s.one, ZeroHash);
    expect(await draw(s, [{ enterprise: s.one, face: 1n }])).to.deep.equal([PASSED.notActive]);
    for (const status of [4, 5]) {
      await s.w.enterprises.connect(s.w.wujin.bureau).end(s.one, status, ZeroHash);
      await s.w.enterprises.connect(s.w.wujin.approver).confirmEnd(s.one, status, ZeroHash);
      expect(await draw(s, [{ enterprise: s.one, face: 1n }])).to.deep.equal([PASSED.notActive]);
    }
  });

  it("fills the yearly cap to the fen over all firms of a controller, and passes over what goes beyond", async () => {
    const s = await stage();
    const items = [
      { enterprise: s.one, face: 60n },
      { enterprise: s.sister, face: 41n },
      { enterprise: s.sister, face: 40n },
      { enterprise: s.one, face: 1n },
      { enterprise: s.alone, face: 100n },
    ];
    const { none, yearlyCap } = PASSED;
    expect(await draw(s, items, 100n)).to.deep.equal([none, yearlyCap, none, yearlyCap, none]);
    expect(await issuedIn(s)).to.equal(100n);
  });

  it("asks the cap of the program drawn on, whatever other programs gave", async () => {
    const s = await stage();
    const item = [{ enterprise: s.one, face: 60n }];
    expect(await draw(s, item, 100n)).to.deep.equal([PASSED.none]);
    expect(await draw(s, item, 119n)).to.deep.equal([PASSED.yearlyCap]);
    expect(await draw(s, item, 120n)).to.deep.equal([PASSED.none]);
  });
});

describe("Enterprises.giveBack", () => {
  it("is for Vouchers alone", async () => {
    const { w, one } = await stage();
    const act = async (by: Firms["vouchers"]) => w.enterprises.connect(by).giveBack(one, 1n, 2030);
    await expectOnlyPart(w, await w.vouchers.getAddress(), act);
  });

  it("gives room back in the year in which it was drawn, and in no other", async () => {
    const s = await stage();
    await draw(s, [{ enterprise: s.one, face: 100n }]);
    const enterprises = s.w.enterprises.connect(s.vouchers);
    await enterprises.giveBack(s.one, 30n, s.year - 1);
    await enterprises.giveBack(s.one, 30n, s.year + 1);
    expect(await issuedIn(s)).to.equal(100n);
    await enterprises.giveBack(s.one, 30n, s.year);
    expect(await issuedIn(s)).to.equal(70n);
  });

  it("gives nothing to a controller under whom the enterprise came in that year", async () => {
    const s = { ...(await stage()), year: yearOf(await today()) };
    await draw(s, [{ enterprise: s.alone, face: 50n }]);
    await draw(s, [{ enterprise: s.one, face: 100n }]);
    await regroup(s.w, s.one, hash("group alone"));
    await s.w.enterprises.connect(s.vouchers).giveBack(s.one, 40n, s.year);
    expect(await issuedIn(s, 0, hash("group alone"))).to.equal(50n);
    expect(await issuedIn(s)).to.equal(100n);
  });
});

describe("A controller's year", () => {
  /** The firm has used its whole cap of the year; a further list of it is approved and due at the turn of the year. */
  async function fullYear() {
    const s = await threeFirms();
    const eve = dayOfIso(`${s.year}-12-31`);
    await goToDay(eve - 20);
    const program = await openProgram(s.w, s.w.wujin, { lastIssueDay: eve + 30, useByDays: 10n });
    const item = { enterprise: s.one, face: FACE };
    const issued = await issueVouchers(s.w, s.w.wujin, program, [item, item, item]);
    const { batch, chain } = await announce(s.w, s.w.wujin, program, [{ enterprise: s.sister, face: 1n }]);
    await s.w.vouchers.connect(s.w.wujin.approver).approveBatch(batch, s.w.wujin.id);
    const issueNext = async () =>
      s.w.vouchers.connect(s.w.wujin.bureau).issue(batch, [{ enterprise: s.sister, face: 1n }], chain[1]!);
    return { ...s, eve, issued, batch, issueNext };
  }
  const fullStage = async () => networkHelpers.loadFixture(fullYear);

  it("is full until the last second of New Year's Eve in Shanghai", async () => {
    const s = await fullStage();
    const { w, sister, batch, issueNext, eve } = s;
    await atTheEndOf(eve);
    await expect(issueNext()).to.emit(w.vouchers, "ItemPassedOver").withArgs(batch, 0, sister, 1, PASSED.yearlyCap);
    expect(await issuedIn(s)).to.equal(CAP);
  });

  it("begins from nothing in the first second of the new one", async () => {
    const s = await fullStage();
    const { w, issueNext, eve } = s;
    await atTheStartOf(eve + 1);
    await expect(issueNext()).to.emit(w.vouchers, "Transfer");
    expect([await issuedIn(s), await issuedIn(s, 1)]).to.deep.equal([0n, 1n]);
  });

  it("has room again for what is revoked before its last second is over", async () => {
    const s = await fullStage();
    const { w, issued, issueNext, eve } = s;
    await w.vouchers.connect(w.wujin.bureau).revoke(issued[0]!, ZeroHash);
    await goToDay(eve);
    await atTheEndOf(eve);
    await w.vouchers.connect(w.wujin.approver).confirmRevoke(issued[0]!, ZeroHash);
    expect(await issuedIn(s)).to.equal(CAP - FACE);
    await issueNext();
    expect(await issuedIn(s, 1)).to.equal(1n);
  });

  it("has none for what is revoked in the first second after", async () => {
    const s = await fullStage();
    const { w, issued, eve } = s;
    await w.vouchers.connect(w.wujin.bureau).revoke(issued[0]!, ZeroHash);
    await atTheStartOf(eve + 1);
    await w.vouchers.connect(w.wujin.approver).confirmRevoke(issued[0]!, ZeroHash);
    expect([await issuedIn(s), await issuedIn(s, 1)]).to.deep.equal([CAP, 0n]);
  });

  it("has none for what expires in it", async () => {
    const s = await fullStage();
    const { w, issued, eve } = s;
    await goToDay(eve);
    await w.vouchers.connect(w.stranger).expire(issued);
    for (const voucher of issued) expect(((await w.vouchers.wordOf(voucher)) >> 224n) & 0xffn).to.equal(EXPIRED);
    expect(await issuedIn(s)).to.equal(CAP);
  });

  it("stays charged where an enterprise came under another controller, and nobody gets the room of its revocation", async () => {
    const s = await fullStage();
    const { w, one, issued } = s;
    await regroup(w, one, hash("another"));
    await revoke(w, issued[0]!);
    expect([await issuedIn(s), await issuedIn(s, 0, hash("another"))]).to.deep.equal([CAP, 0n]);
  });

  it("counts what an earlier edition issued", async () => {
    const s = await stage();
    await draw(s, [{ enterprise: s.one, face: 60n }], 100n);
    const { w } = s;
    const later = await makeEdition(
      w.deployer,
      await w.manager.getAddress(),
      hash("later"),
      await w.edition.getAddress(),
    );
    for (const { name } of [w.yangpu, w.wujin]) await later.districts.connect(w.safe).add(name32(name), ZeroHash);
    const { id } = await registerEnterprise({ ...w, ...later }, w.wujin, "one", { group: CONTROLLER });
    const vouchers = await ethers.getImpersonatedSigner(await later.vouchers.getAddress());
    const renewed = { ...s, w: { ...w, ...later }, vouchers };
    expect(await draw(renewed, [{ enterprise: id, face: 41n }], 100n)).to.deep.equal([PASSED.yearlyCap]);
    expect(await draw(renewed, [{ enterprise: id, face: 40n }], 100n)).to.deep.equal([PASSED.none]);
    expect(await issuedIn(renewed)).to.equal(100n);
    expect(await draw(renewed, [{ enterprise: id, face: 100n }], 100n, s.year + 1)).to.deep.equal([PASSED.none]);
  });
});
