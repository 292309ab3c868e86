import { expect } from "chai";
import { dataSlice, getCreateAddress, id as hash, ZeroAddress } from "ethers";
import { CertificatePicture__factory, Edition__factory } from "../../typechain-types/index.ts";
import { expectEvents, expectRefused } from "../support/expect.ts";
import { allBut } from "../support/access.ts";
import { ethers, makeEdition, networkHelpers, SALT, SETTINGS, world } from "../support/world.ts";

const PARTS = ["districts", "enterprises", "providers", "programs", "vouchers", "orders", "payments"] as const;
const PICTURE = 9;
const LAST = 10;
/** Code that creates a contract of one byte, code that creates one without any, and code that fails. */
const SMALLEST = "0x60015ff3";
const EMPTY = "0x00";
const FAILING = "0xfe";

const complete = async () => networkHelpers.loadFixture(world);

async function freshEdition() {
  const w = await world();
  const edition = await new Edition__factory(w.deployer).deploy(w.manager, SETTINGS, SALT, ZeroAddress);
  return { w, edition };
}
const fresh = async () => networkHelpers.loadFixture(freshEdition);

describe("Edition", () => {
  it("names its manager, deployer, salt, chain, predecessor and settings", async () => {
    const { w, edition } = await fresh();
    expect(await edition.manager()).to.equal(w.manager.target);
    expect(await edition.deployer()).to.equal(w.deployer.address);
    expect(await edition.salt()).to.equal(SALT);
    expect(await edition.chainId()).to.equal((await ethers.provider.getNetwork()).chainId);
    expect(await edition.predecessor()).to.equal(ZeroAddress);
    expect(await edition.settings()).to.deep.equal(Object.values(SETTINGS).map(BigInt));
    expect(await edition.PARTS()).to.equal(LAST);
  });

  it("keeps each setting in its own place", async () => {
    const { w } = await fresh();
    const settings = {
      admissionNoticeFloor: 1,
      admissionNoticeCeiling: 2,
      admissionResolveDays: 3,
      rotationDays: 255,
    };
    const edition = await new Edition__factory(w.deployer).deploy(w.manager, settings, SALT, ZeroAddress);
    expect(await edition.settings()).to.deep.equal([1n, 2n, 3n, 255n]);
  });

  it("names the edition before it", async () => {
    const { w, edition } = await fresh();
    const later = await new Edition__factory(w.deployer).deploy(w.manager, SETTINGS, hash("later"), edition);
    expect(await later.predecessor()).to.equal(edition.target);
  });

  it("has other code with another salt, so that the code hash names the edition", async () => {
    const { w, edition } = await fresh();
    const later = await new Edition__factory(w.deployer).deploy(w.manager, SETTINGS, hash("later"), ZeroAddress);
    const [one, other] = await Promise.all([edition, later].map(async ({ target }) => ethers.provider.getCode(target)));
    expect(one).to.not.equal(other);
    expect(one).to.contain(SALT.slice(2));
    expect(other).to.contain(hash("later").slice(2));
  });
});

describe("Edition.make", () => {
  it("begins with no part made", async () => {
    const { edition } = await fresh();
    expect(await edition.made()).to.equal(0n);
  });

  it("is the deployer's alone", async () => {
    const { w, edition } = await fresh();
    for (const [person, by] of allBut(w, w.wujin, []).filter(([who]) => who !== "deployer")) {
      await expectRefused(edition.connect(by).make(1, EMPTY), edition, "OnlyDeployer", [by.address], person);
    }
  });

  it("says which part is where", async () => {
    const { edition } = await fresh();
    const first = await edition.part(1);
    expect(await edition.make.staticCall(1, CertificatePicture__factory.bytecode)).to.equal(first);
    const made = edition.make(1, CertificatePicture__factory.bytecode);
    await expectEvents(made, edition, [["PartMade", [1, first]]]);
  });

  it("leaves the part at its address, with the code that was handed in, and one part more", async () => {
    const { w, edition } = await fresh();
    await edition.make(1, CertificatePicture__factory.bytecode);
    const part = await ethers.provider.getCode(await edition.part(1));
    expect(part).to.equal(await ethers.provider.getCode(await w.edition.part(PICTURE)));
    expect(await edition.made()).to.equal(1n);
    expect(await ethers.provider.getCode(await edition.part(2))).to.equal("0x");
  });

  it("takes the parts in their order, each once, and none after the tenth", async () => {
    const { edition } = await fresh();
    for (let expected = 1; expected <= LAST; expected += 1) {
      for (const number of [0, expected - 1, expected + 1, 255]) {
        await expectRefused(edition.make(number, EMPTY), edition, "PartOutOfOrder", [number, expected]);
      }
      await edition.make(expected, SMALLEST);
    }
    for (const number of [1, LAST, LAST + 1]) {
      await expectRefused(edition.make(number, EMPTY), edition, "PartOutOfOrder", [number, LAST + 1]);
    }
    expect(await edition.made()).to.equal(LAST);
  });

  it("makes nothing where the creation fails, and takes the same part again", async () => {
    const { edition } = await fresh();
    for (const code of [FAILING, EMPTY]) {
      await expectRefused(edition.make(1, code), edition, "PartNotCreated", [1]);
    }
    expect(await edition.made()).to.equal(0n);
    await edition.make(1, CertificatePicture__factory.bytecode);
    expect(await ethers.provider.getCode(await edition.part(1))).to.not.equal("0x");
  });
});

describe("Edition.part", () => {
  it("is where the edition's next creations will be, before and after they are made", async () => {
    const { edition } = await fresh();
    const addresses = async () => Promise.all(Array.from({ length: LAST }, async (_, i) => edition.part(i + 1)));
    const from = await edition.getAddress();
    const expected = Array.from({ length: LAST }, (_, i) => getCreateAddress({ from, nonce: i + 1 }));
    expect(await addresses()).to.deep.equal(expected);
    for (let number = 1; number <= LAST; number += 1) {
      await expect(edition.make(number, SMALLEST))
        .to.emit(edition, "PartMade")
        .withArgs(number, expected[number - 1]);
    }
    expect(await addresses()).to.deep.equal(expected);
  });

  it("refuses a number that no part has", async () => {
    const { edition } = await fresh();
    for (const number of [0, LAST + 1, 255]) {
      await expectRefused(edition.part(number), edition, "PartUnknown", [number]);
    }
  });
});

describe("The parts of a ledger", () => {
  it("all exist, each under its number, and know their edition and manager", async () => {
    const w = await complete();
    expect(await w.edition.made()).to.equal(LAST);
    for (const [i, name] of PARTS.entries()) {
      const contract = w[name];
      expect(contract.target).to.equal(await w.edition.part(i + 1));
      expect(await contract.edition()).to.equal(w.edition.target);
      expect(await contract.manager()).to.equal(w.manager.target);
    }
    for (const number of [LAST - 1, LAST]) {
      expect(dataSlice(await ethers.provider.getCode(await w.edition.part(number)), 0, 1)).to.not.equal("0x");
    }
  });

  it("of another edition are elsewhere, and leave those of the first as they are", async () => {
    const w = await complete();
    const later = await makeEdition(
      w.deployer,
      await w.manager.getAddress(),
      hash("later"),
      await w.edition.getAddress(),
    );
    expect(await later.edition.predecessor()).to.equal(w.edition.target);
    for (const name of PARTS) expect(later[name].target).to.not.equal(w[name].target);
    expect(await later.districts.count()).to.equal(0n);
    expect(await w.districts.count()).to.equal(4n);
  });
});
