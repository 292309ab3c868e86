import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { DUTY, makeEdition, name32, networkHelpers, world, type World } from "../support/world.ts";
import { admission, admitProvider, keyOf, registerEnterprise } from "../support/acts.ts";
import { allBut } from "../support/access.ts";
import { expectEvents, expectItemRefused, expectRefused } from "../support/expect.ts";

const fixture = async () => networkHelpers.loadFixture(world);

const registration = (home: number, label = "xiyuan", over: Record<string, unknown> = {}) => ({
  home,
  wallet: keyOf(label).address,
  party: id(`party ${label}`),
  group: id(`group ${label}`),
  profile: id(`profile ${label}`),
  ...over,
});

const enterprise = (district: number, number: number): bigint => (BigInt(district) << 32n) | BigInt(number);

const [ACTIVE, BLACKLISTED] = [1n, 5n];
const PROVIDER_BLACKLISTED = 7;

async function blacklist(w: World, party: bigint): Promise<void> {
  await w.enterprises.connect(w.wujin.bureau).end(party, BLACKLISTED, id("fraud"));
  await w.enterprises.connect(w.wujin.approver).confirmEnd(party, BLACKLISTED, id("fraud"));
}

describe("Enterprises.register", () => {
  it("begins with no enterprise in any district", async () => {
    const w = await fixture();
    const first = enterprise(w.wujin.id, 1);
    expect(await w.enterprises.countOf(w.wujin.id)).to.equal(0n);
    expect(await w.enterprises.enterpriseOfParty(id("party xiyuan"))).to.equal(0n);
    expect(await w.enterprises.voucherCountOf(first)).to.equal(0n);
    for (const number of [0n, first]) {
      await expectRefused(w.enterprises.enterpriseOf(number), w.enterprises, "EnterpriseUnknown", [number]);
      await expectRefused(w.enterprises.signerOf(number, false), w.enterprises, "EnterpriseUnknown", [number]);
    }
  });

  it("is the home Bureau's alone", async () => {
    const w = await fixture();
    for (const [person, by] of allBut(w, w.wujin, ["bureau", "bureau2"])) {
      const act = w.enterprises.connect(by).register([registration(w.wujin.id, person)]);
      const values = [by.address, w.wujin.id, DUTY.bureau];
      await expectItemRefused(act, w.enterprises, 0, w.enterprises, "DutyMissing", values);
    }
  });

  it("is not a Bureau's for an enterprise of another district in the same batch", async () => {
    const w = await fixture();
    const items = [registration(w.wujin.id, "own"), registration(w.hefei.id, "foreign")];
    const act = w.enterprises.connect(w.wujin.bureau).register(items);
    const values = [w.wujin.bureau.address, w.hefei.id, DUTY.bureau];
    await expectItemRefused(act, w.enterprises, 1, w.enterprises, "DutyMissing", values);
  });

  it("gives the district's next number, enrols the group and says both", async () => {
    const w = await fixture();
    const item = registration(w.wujin.id);
    const { enterprises } = w;
    const xiyuan = enterprise(w.wujin.id, 1);
    await expectEvents(enterprises.connect(w.wujin.bureau).register([item]), enterprises, [
      ["GroupEnrolled", [1, item.group]],
      ["EnterpriseRegistered", [xiyuan, item.wallet, 1, item.party, item.profile, w.wujin.bureau]],
    ]);
  });

  it("leaves an active enterprise that its wallet signs for and that holds nothing", async () => {
    const w = await fixture();
    const item = registration(w.wujin.id);
    await w.enterprises.connect(w.wujin.bureau).register([item]);
    const xiyuan = enterprise(w.wujin.id, 1);
    expect(await w.enterprises.enterpriseOf(xiyuan)).to.deep.equal([
      item.wallet,
      1n,
      0n,
      ACTIVE,
      false,
      0n,
      item.party,
      item.profile,
    ]);
    expect(await w.enterprises.enterpriseOfParty(item.party)).to.equal(xiyuan);
    for (const placing of [true, false]) {
      expect(await w.enterprises.signerOf(xiyuan, placing)).to.deep.equal([item.wallet, 1n]);
    }
    expect(await w.enterprises.voucherCountOf(xiyuan)).to.equal(0n);
    expect(await w.enterprises.blacklisted(item.party)).to.equal(false);
  });

  it("counts every district on its own", async () => {
    const w = await fixture();
    await w.enterprises
      .connect(w.wujin.bureau)
      .register([registration(w.wujin.id, "a"), registration(w.wujin.id, "b")]);
    await w.enterprises.connect(w.hefei.bureau).register([registration(w.hefei.id, "c")]);
    expect(await w.enterprises.enterpriseOfParty(id("party b"))).to.equal(enterprise(w.wujin.id, 2));
    expect(await w.enterprises.enterpriseOfParty(id("party c"))).to.equal(enterprise(w.hefei.id, 1));
    expect([await w.enterprises.countOf(w.wujin.id), await w.enterprises.countOf(w.hefei.id)]).to.deep.equal([2n, 1n]);
  });

  it("puts two enterprises of one controller into one group, in whichever districts they are", async () => {
    const w = await fixture();
    const one = await registerEnterprise(w, w.wujin, "one", { group: id("controller") });
    const other = await registerEnterprise(w, w.hefei, "other", { group: id("controller") });
    expect((await w.enterprises.enterpriseOf(one.id)).group).to.equal(1n);
    expect((await w.enterprises.enterpriseOf(other.id)).group).to.equal(1n);
    expect(await w.enterprises.groupCount()).to.equal(1n);
    expect(await w.enterprises.groupOf(id("controller"))).to.equal(1n);
  });

  it("takes a hundred at once", async () => {
    const w = await fixture();
    const items = Array.from({ length: 100 }, (_, i) => registration(w.wujin.id, `firm ${i}`));
    await w.enterprises.connect(w.wujin.bureau).register(items);
    expect(await w.enterprises.countOf(w.wujin.id)).to.equal(100n);
    expect(await w.enterprises.enterpriseOfParty(id("party firm 99"))).to.equal(enterprise(w.wujin.id, 100));
  });

  it("refuses none, and a hundred and one", async () => {
    const w = await fixture();
    const register = w.enterprises.connect(w.wujin.bureau);
    await expectRefused(register.register([]), w.enterprises, "BatchEmpty");
    const items = Array.from({ length: 101 }, (_, i) => registration(w.wujin.id, `firm ${i}`));
    await expectRefused(register.register(items), w.enterprises, "BatchTooLong", [101, 100]);
  });

  it("registers nobody where one item fails, and names the item", async () => {
    const w = await fixture();
    const items = ["a", "b", "c"].map((label) => registration(w.wujin.id, label));
    items[2] = registration(w.wujin.id, "c", { party: id("party a") });
    const registered = [id("party a"), enterprise(w.wujin.id, 1)];
    const act = w.enterprises.connect(w.wujin.bureau).register(items);
    await expectItemRefused(act, w.enterprises, 2, w.enterprises, "PartyRegistered", registered);
    expect(await w.enterprises.countOf(w.wujin.id)).to.equal(0n);
    expect(await w.enterprises.groupCount()).to.equal(0n);
    expect(await w.enterprises.enterpriseOfParty(id("party a"))).to.equal(0n);
  });

  const UNFIT = [
    { what: "without a wallet", over: { wallet: ZeroAddress }, error: "WalletMissing" },
    { what: "without a party nullifier", over: { party: ZeroHash }, error: "PartyMissing" },
    { what: "without a group nullifier", over: { group: ZeroHash }, error: "GroupMissing" },
  ];
  for (const { what, over, error } of UNFIT) {
    it(`refuses an enterprise ${what}`, async () => {
      const w = await fixture();
      const items = [registration(w.wujin.id, "fit"), registration(w.wujin.id, "unfit", over)];
      await expectItemRefused(
        w.enterprises.connect(w.wujin.bureau).register(items),
        w.enterprises,
        1,
        w.enterprises,
        error,
      );
    });
  }

  it("refuses a retired district", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).retire(w.wujin.id);
    const act = w.enterprises.connect(w.wujin.bureau).register([registration(w.wujin.id)]);
    await expectItemRefused(act, w.enterprises, 0, w.districts, "DistrictNotActive", [w.wujin.id]);
  });

  it("refuses a party that is registered, here or in another district, blacklisted since or not", async () => {
    const w = await fixture();
    const { id: xiyuan } = await registerEnterprise(w, w.wujin, "xiyuan");
    const again = async () => {
      for (const district of [w.wujin, w.hefei]) {
        const act = w.enterprises.connect(district.bureau).register([registration(district.id)]);
        const registered = [id("party xiyuan"), xiyuan];
        await expectItemRefused(act, w.enterprises, 0, w.enterprises, "PartyRegistered", registered);
      }
    };
    await again();
    await blacklist(w, xiyuan);
    await again();
  });

  it("takes a party that is a provider too, unless that was blacklisted", async () => {
    const w = await fixture();
    const { id: sit } = await admitProvider(w, w.wujin, "sit");
    const register = async () => w.enterprises.connect(w.hefei.bureau).register([registration(w.hefei.id, "sit")]);
    const before = await networkHelpers.takeSnapshot();
    await register();
    await before.restore();

    await w.providers.connect(w.wujin.bureau).end(sit, PROVIDER_BLACKLISTED, id("sham orders"));
    await w.providers.connect(w.wujin.approver).confirmEnd(sit, PROVIDER_BLACKLISTED, id("sham orders"));
    await expectItemRefused(register(), w.enterprises, 0, w.enterprises, "PartyBlacklisted", [id("party sit")]);
  });
});

describe("Enterprises.registerItem", () => {
  it("is for the batch itself and for nobody else", async () => {
    const w = await fixture();
    for (const [person, by] of allBut(w, w.wujin, [])) {
      const act = w.enterprises.connect(by).registerItem(registration(w.wujin.id), w.wujin.bureau);
      await expectRefused(act, w.enterprises, "OnlyItself", [by.address], person);
    }
  });
});

describe("A later edition", () => {
  async function laterEdition() {
    const w = await networkHelpers.loadFixture(world);
    const later = await makeEdition(w.deployer, w.manager.target as string, id("later"), w.edition.target as string);
    for (const { name } of [w.yangpu, w.wujin]) await later.districts.connect(w.safe).add(name32(name), id("profile"));
    return { w, later };
  }

  it("registers parties of the edition before anew", async () => {
    const { w, later } = await laterEdition();
    await registerEnterprise(w, w.wujin, "xiyuan");
    await later.enterprises.connect(w.wujin.bureau).register([registration(w.wujin.id)]);
    expect(await later.enterprises.enterpriseOfParty(id("party xiyuan"))).to.equal(enterprise(w.wujin.id, 1));
  });

  it("refuses a party that was blacklisted as an enterprise before, as enterprise and as provider", async () => {
    const { w, later } = await laterEdition();
    const { id: xiyuan } = await registerEnterprise(w, w.wujin, "xiyuan");
    await blacklist(w, xiyuan);
    expect(await later.enterprises.blacklisted(id("party xiyuan"))).to.equal(true);
    expect(await later.providers.blacklisted(id("party xiyuan"))).to.equal(false);
    const register = later.enterprises.connect(w.wujin.bureau).register([registration(w.wujin.id)]);
    await expectItemRefused(register, later.enterprises, 0, later.enterprises, "PartyBlacklisted", [
      id("party xiyuan"),
    ]);
    const propose = later.providers.connect(w.operator).propose(await admission(w.wujin, "xiyuan"));
    await expectRefused(propose, later.providers, "PartyBlacklisted", [id("party xiyuan")]);
  });

  it("refuses a party that was blacklisted as a provider before, as enterprise and as provider", async () => {
    const { w, later } = await laterEdition();
    const { id: sit } = await admitProvider(w, w.wujin, "sit");
    await w.providers.connect(w.wujin.bureau).end(sit, PROVIDER_BLACKLISTED, ZeroHash);
    await w.providers.connect(w.wujin.approver).confirmEnd(sit, PROVIDER_BLACKLISTED, ZeroHash);
    expect(await later.providers.blacklisted(id("party sit"))).to.equal(true);
    expect(await later.enterprises.blacklisted(id("party sit"))).to.equal(false);
    const register = later.enterprises.connect(w.wujin.bureau).register([registration(w.wujin.id, "sit")]);
    await expectItemRefused(register, later.enterprises, 0, later.enterprises, "PartyBlacklisted", [id("party sit")]);
    const propose = later.providers.connect(w.operator).propose(await admission(w.wujin, "sit"));
    await expectRefused(propose, later.providers, "PartyBlacklisted", [id("party sit")]);
  });
});
