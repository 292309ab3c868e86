import { expect } from "chai";
import { id } from "ethers";
import { roleOf } from "../../../client/ids.ts";
import { safeOf } from "../../../client/deployment.ts";
import { connectSafe } from "../../../client/safe.ts";
import { person } from "../support/office.ts";
import { openDesk, SIX, type Desk } from "../safe/desk.ts";

describe("tongdui district", () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(async () => desk.office.close());

  const PROFILE = id("profile");
  const OFFICIALS = ["suzhou director", "suzhou deputy", "suzhou secretary"];
  const creating = (officials = OFFICIALS) => [
    "safe",
    "create",
    "--key",
    "suzhou",
    "--threshold",
    "2",
    ...officials.flatMap((name) => ["--official", person(name).address]),
  ];
  const addition = (safe: string, threshold = "3") => [
    ...["district", "add", "苏州工业园 Suzhou", "--key", "suzhou"],
    ...["--safe", safe, "--profile-commitment", PROFILE, "--threshold", threshold],
  ];
  const refused = async (...words: string[]): Promise<string | undefined> => {
    const said = await desk.office.tongdui("yangpu director", ...words, "--out", desk.file(), "--json");
    expect(said.exit).to.equal(1);
    return said.json().error?.code;
  };
  const create = async (): Promise<string> => {
    const said = await desk.office.tongdui("messenger", ...creating(), "--yes", "--json");
    return (said.json().data as { safe: string }).safe;
  };

  it("lists numbers, names, states and Safes", async () => {
    const { json, out } = await desk.office.tongdui("nobody", "district", "list", "--json");
    expect(out).to.have.length(1);
    expect((json().data as object[])[1]).to.deep.equal({
      district: 2,
      name: "常州武进 Wujin",
      state: "active",
      profile: id("profile wujin"),
      safe: "wujin",
    });
  });

  it("changes a district's profile by its own Safe", async () => {
    await desk.carryOut(["nanhu director", "nanhu deputy"], "nanhu director", "district", "profile", "3", PROFILE);
    expect((await desk.office.ledger.districts.districtOf(3)).profile).to.equal(PROFILE);
    expect(await refused("district", "profile", "3", PROFILE)).to.equal("ProfileAsBefore");
  });

  it("retires a district by the consortium, once", async () => {
    await desk.carryOut(SIX, "yangpu director", "district", "retire", "2");
    expect((await desk.office.ledger.districts.districtOf(2)).status).to.equal(2n);
    expect(await refused("district", "retire", "2")).to.equal("DistrictNotActive");
    expect(await refused("district", "retire", "9")).to.equal("DistrictUnknown");
  });

  it("makes a Safe once, with the officials that are named", async () => {
    const safe = await create();
    expect(await create()).to.equal(safe);
    const contract = connectSafe(safe, desk.office.provider);
    expect(await contract.getOwners()).to.deep.equal(OFFICIALS.map((name) => person(name).address));
    expect(await contract.getThreshold()).to.equal(2n);
    const tooFew = creating(OFFICIALS).with(5, "1");
    expect((await desk.office.tongdui("messenger", ...tooFew, "--yes", "--json")).json().error?.code).to.equal(
      "ThresholdUnfit",
    );
    const twice = creating([...OFFICIALS.slice(1), OFFICIALS[1] ?? ""]);
    expect((await desk.office.tongdui("messenger", ...twice, "--yes", "--json")).json().error?.code).to.equal(
      "OfficialTwice",
    );
  });

  it("refuses an account that is no Safe, a threshold of half, and a name that is too long", async () => {
    const safe = await create();
    expect(await refused(...addition(person("nobody").address))).to.equal("SafeUnfit");
    expect(await refused(...addition(desk.office.deployment.contracts.manager.address))).to.equal("SafeUnfit");
    expect(await refused(...addition(safe, "2"))).to.equal("ThresholdUnfit");
    expect(await refused(...addition(safe).with(2, "苏".repeat(11)))).to.equal("DistrictNameUnfit");
    expect(await refused(...addition(safe).with(2, "A & B"))).to.equal("NameUnfit");
    expect(await refused(...addition(safe), "--nonce", "7")).to.equal("NotThisTurn");
  });

  it("adds a district that then works like the others", async () => {
    const safe = await create();
    const { ledger, deployment, provider } = desk.office;
    await desk.carryOut(SIX, "yangpu director", ...addition(safe));
    expect((await ledger.districts.districtOf(5)).profile).to.equal(PROFILE);
    const administrator = roleOf(5, "administrator");
    expect((await ledger.manager.hasRole(administrator, safe)).isMember).to.equal(true);
    expect(await ledger.manager.getRoleAdmin(roleOf(5, "bureau"))).to.equal(administrator);
    const consortium = safeOf(deployment, "consortium").address;
    expect(await connectSafe(consortium, provider).getOwners()).to.include(safe);

    const shown = await desk.office.tongdui("nobody", "safe", "show", "consortium");
    expect(shown.exit).to.equal(5);
    expect(shown.out.join("\n"))
      .to.match(/3 \/ 5/)
      .and.to.include(`✗ ${safe}`);
    const appointing = ["officer", "grant", person("suzhou bureau").address, "--duty", "bureau", "--district", "5"];
    expect(await refused(...appointing)).to.equal("AdministratorUnknown");

    expect((await desk.office.tongdui("nobody", "deploy", "update", "--yes")).exit).to.equal(0);
    expect((await desk.office.tongdui("nobody", "deploy", "verify")).exit).to.equal(0);
    await desk.carryOut(OFFICIALS.slice(1), "suzhou director", ...appointing);
    expect((await ledger.manager.getAccess(roleOf(5, "bureau"), person("suzhou bureau").address)).since).not.to.equal(
      0n,
    );
  });
});
