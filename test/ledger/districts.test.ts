import { expect } from "chai";
import { hexlify, id, zeroPadBytes, toUtf8Bytes } from "ethers";
import { DUTY, name32, networkHelpers, roleOf, world } from "../support/world.ts";
import { expectOnly } from "../support/access.ts";
import { expectEvents, expectItemRefused, expectRefused } from "../support/expect.ts";

const SAFE = [0, DUTY.administrator] as const;
const [ACTIVE, RETIRED] = [1n, 2n];
const PROFILE = id("another profile");
const NAME = name32("宁波鄞州 Yinzhou");

const fixture = async () => networkHelpers.loadFixture(world);

/** A name with one byte at a place. */
const nameWith = (byte: number, at: number): string => {
  const bytes = toUtf8Bytes("x".repeat(32));
  bytes[at] = byte;
  return hexlify(bytes);
};

describe("Districts.add", () => {
  it("begins with no district, and with none of a number not yet given", async () => {
    const w = await fixture();
    expect(await w.districts.count()).to.equal(4n);
    for (const number of [0, 5]) {
      await expectRefused(w.districts.districtOf(number), w.districts, "DistrictUnknown", [number]);
      await expectRefused(w.districts.demandActive(number), w.districts, "DistrictNotActive", [number]);
    }
  });

  it("is the Safe's alone", async () => {
    const w = await fixture();
    await expectOnly(w, w.wujin, ["safe"], SAFE, async (by) => w.districts.connect(by).add(NAME, PROFILE));
  });

  it("gives the next number and says so", async () => {
    const w = await fixture();
    await expectEvents(w.districts.connect(w.safe).add(NAME, PROFILE), w.districts, [
      ["DistrictAdded", [5, NAME, PROFILE]],
    ]);
  });

  it("leaves an active district with its name and profile", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).add(NAME, PROFILE);
    expect(await w.districts.count()).to.equal(5n);
    expect(await w.districts.districtOf(5)).to.deep.equal([NAME, PROFILE, ACTIVE]);
    await w.districts.demandActive(5);
  });

  it("takes a name of all 32 bytes, and of one", async () => {
    const w = await fixture();
    for (const text of ["长三角双创示范基地联", "x".repeat(32), "x"]) {
      await w.districts.connect(w.safe).add(name32(text), PROFILE);
      expect((await w.districts.districtOf(await w.districts.count())).name).to.equal(name32(text));
    }
  });

  it("takes blanks and the punctuation that a picture can show", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).add(name32(" !#$%()*+,-./:;=?@[]^_`{|}~"), PROFILE);
  });

  it("refuses a name of nothing", async () => {
    const w = await fixture();
    const nothing = zeroPadBytes("0x", 32);
    await expectRefused(w.districts.connect(w.safe).add(nothing, PROFILE), w.districts, "NameUnfit", [nothing, 0]);
  });

  const UNFIT = { "a line feed": 0x0a, "the last control character": 0x1f, delete: 0x7f };
  const MARKS = Object.fromEntries([...`"&'<>\\`].map((mark) => [mark, mark.charCodeAt(0)]));
  for (const [what, byte] of Object.entries({ ...UNFIT, ...MARKS })) {
    it(`refuses a name with ${what}, wherever it stands, and names the place`, async () => {
      const w = await fixture();
      for (const at of [0, 7, 31]) {
        const name = nameWith(byte, at);
        await expectRefused(w.districts.connect(w.safe).add(name, PROFILE), w.districts, "NameUnfit", [name, at]);
      }
    });
  }

  it("refuses a name that goes on after its end", async () => {
    const w = await fixture();
    for (const at of [0, 5, 30]) {
      const name = nameWith(0, at);
      await expectRefused(w.districts.connect(w.safe).add(name, PROFILE), w.districts, "NameUnfit", [name, at + 1]);
    }
  });
});

describe("Districts.changeProfile", () => {
  it("begins with the profile that the Safe gave", async () => {
    const w = await fixture();
    expect((await w.districts.districtOf(w.wujin.id)).profile).to.equal(id("profile wujin"));
  });

  it("is the district's administrator's alone, and not the Safe's", async () => {
    const w = await fixture();
    await expectOnly(w, w.wujin, ["administrator"], [w.wujin.id, DUTY.administrator], async (by) =>
      w.districts.connect(by).changeProfile(w.wujin.id, PROFILE),
    );
  });

  it("refuses a district that does not exist, the consortium among them", async () => {
    const w = await fixture();
    for (const number of [0, 5]) {
      const change = w.districts.connect(w.safe).changeProfile(number, PROFILE);
      await expectRefused(change, w.districts, "DistrictUnknown", [number]);
    }
  });

  it("says which profile it is now", async () => {
    const w = await fixture();
    await expectEvents(w.districts.connect(w.wujin.administrator).changeProfile(w.wujin.id, PROFILE), w.districts, [
      ["DistrictProfileChanged", [w.wujin.id, PROFILE]],
    ]);
  });

  it("changes the profile and nothing else", async () => {
    const w = await fixture();
    const others = await w.districts.districtOf(w.yangpu.id);
    await w.districts.connect(w.wujin.administrator).changeProfile(w.wujin.id, PROFILE);
    expect(await w.districts.districtOf(w.wujin.id)).to.deep.equal([name32(w.wujin.name), PROFILE, ACTIVE]);
    expect(await w.districts.districtOf(w.yangpu.id)).to.deep.equal(others);
  });

  it("is still possible for a retired district", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).retire(w.wujin.id);
    await w.districts.connect(w.wujin.administrator).changeProfile(w.wujin.id, PROFILE);
    expect(await w.districts.districtOf(w.wujin.id)).to.deep.equal([name32(w.wujin.name), PROFILE, RETIRED]);
  });
});

describe("Districts.retire", () => {
  it("begins with every district active", async () => {
    const w = await fixture();
    for (const district of [w.yangpu, w.wujin, w.nanhu, w.hefei]) {
      expect((await w.districts.districtOf(district.id)).status).to.equal(ACTIVE);
      await w.districts.demandActive(district.id);
      await w.districts.demandOpen(district.id);
    }
  });

  it("is the Safe's alone, and not the district's own", async () => {
    const w = await fixture();
    await expectOnly(w, w.wujin, ["safe"], SAFE, async (by) => w.districts.connect(by).retire(w.wujin.id));
  });

  it("says which district it is", async () => {
    const w = await fixture();
    await expectEvents(w.districts.connect(w.safe).retire(w.wujin.id), w.districts, [
      ["DistrictRetired", [w.wujin.id]],
    ]);
  });

  it("leaves a district that begins nothing new, and the others as they were", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).retire(w.wujin.id);
    expect(await w.districts.districtOf(w.wujin.id)).to.deep.equal([
      name32(w.wujin.name),
      id("profile wujin"),
      RETIRED,
    ]);
    await expectRefused(w.districts.demandActive(w.wujin.id), w.districts, "DistrictNotActive", [w.wujin.id]);
    await expectRefused(w.districts.demandOpen(w.wujin.id), w.districts, "DistrictNotActive", [w.wujin.id]);
    await w.districts.demandOpen(w.yangpu.id);
  });

  it("gives its number to no later district", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).retire(w.hefei.id);
    await w.districts.connect(w.safe).add(NAME, PROFILE);
    expect(await w.districts.count()).to.equal(5n);
    expect((await w.districts.districtOf(w.hefei.id)).status).to.equal(RETIRED);
  });

  it("refuses a district that is retired already or never was", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).retire(w.wujin.id);
    for (const number of [w.wujin.id, 0, 5]) {
      await expectRefused(w.districts.connect(w.safe).retire(number), w.districts, "DistrictNotActive", [number]);
    }
  });
});

describe("Districts.close", () => {
  it("begins open", async () => {
    const w = await fixture();
    expect(await w.districts.closed()).to.equal(false);
  });

  it("is the Safe's alone", async () => {
    const w = await fixture();
    await expectOnly(w, w.wujin, ["safe"], SAFE, async (by) => w.districts.connect(by).close());
  });

  it("says so", async () => {
    const w = await fixture();
    await expectEvents(w.districts.connect(w.safe).close(), w.districts, [["EditionClosed", []]]);
  });

  it("leaves no district open, though each is active", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).close();
    expect(await w.districts.closed()).to.equal(true);
    await w.districts.demandActive(w.wujin.id);
    await expectRefused(w.districts.demandOpen(w.wujin.id), w.districts, "EditionIsClosed");
  });

  it("refuses a second time", async () => {
    const w = await fixture();
    await w.districts.connect(w.safe).close();
    await expectRefused(w.districts.connect(w.safe).close(), w.districts, "EditionIsClosed");
  });
});

describe("A duty", () => {
  const bureau = roleOf(2, DUTY.bureau);
  const change = async (w: Awaited<ReturnType<typeof fixture>>) =>
    w.districts.connect(w.stranger).changeProfile(w.wujin.id, PROFILE);

  it("counts from the moment it is granted and until it is revoked", async () => {
    const w = await fixture();
    const role = roleOf(w.wujin.id, DUTY.administrator);
    await w.manager.connect(w.safe).grantRole(role, w.stranger, 0);
    await change(w);
    await w.manager.connect(w.safe).revokeRole(role, w.stranger);
    await expectRefused(change(w), w.districts, "DutyMissing", [w.stranger.address, w.wujin.id, 0]);
  });

  it("does not count with an execution delay", async () => {
    const w = await fixture();
    await w.manager.connect(w.safe).grantRole(roleOf(w.wujin.id, DUTY.administrator), w.stranger, 1);
    await expectRefused(change(w), w.districts, "DutyMissing", [w.stranger.address, w.wujin.id, 0]);
  });

  it("counts only after the delay of its grant", async () => {
    const w = await fixture();
    const day = 86_400;
    await w.manager.connect(w.safe).setGrantDelay(bureau, 3 * day);
    await networkHelpers.time.increase(5 * day);
    await w.manager.connect(w.wujin.administrator).grantRole(bureau, w.stranger, 0);
    const granted = await networkHelpers.time.latest();
    const item = { home: w.wujin.id, wallet: w.stranger, party: PROFILE, group: PROFILE, profile: PROFILE };
    const register = async () => w.enterprises.connect(w.stranger).register([item]);
    await networkHelpers.time.setNextBlockTimestamp(granted + 3 * day - 1);
    await expectItemRefused(register(), w.enterprises, 0, w.districts, "DutyMissing", [
      w.stranger.address,
      w.wujin.id,
      DUTY.bureau,
    ]);
    await networkHelpers.time.setNextBlockTimestamp(granted + 3 * day);
    await register();
  });
});
