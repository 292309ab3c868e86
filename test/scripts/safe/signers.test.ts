import { expect } from "chai";
import { safeOf } from "../../../client/deployment.ts";
import { connectSafe } from "../../../client/safe.ts";
import { person } from "../support/office.ts";
import { openDesk, type Desk } from "./desk.ts";

describe("tongdui safe signer", () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(async () => desk.office.close());

  const account = (name: string): string => person(name).address;
  const two = (key: string): string[] => [`${key} director`, `${key} deputy`];
  const safe = (key: string) => connectSafe(safeOf(desk.office.deployment, key).address, desk.office.provider);
  const refused = async (...words: string[]): Promise<string | undefined> => {
    const said = await desk.office.tongdui(
      "hefei director",
      "safe",
      "signer",
      ...words,
      "--out",
      desk.file(),
      "--json",
    );
    expect(said.exit).to.equal(1);
    return said.json().error?.code;
  };

  it("replaces an official, whose signature counts for nothing from then on", async () => {
    const words = [
      "safe",
      "signer",
      "replace",
      account("wujin director"),
      account("wujin successor"),
      "--safe",
      "wujin",
    ];
    await desk.carryOut(two("wujin"), "wujin deputy", ...words);
    expect(await safe("wujin").getOwners())
      .to.include(account("wujin successor"))
      .and.not.include(account("wujin director"));

    const made = await desk.decide("wujin deputy", "safe", "signer", "require", "3", "--safe", "wujin");
    const signed = await Promise.all(two("wujin").map(async (name) => desk.sign(name, made)));
    const said = await desk.execute(...signed);
    expect(said.exit).to.equal(1);
    const text = said.err.join("\n");
    expect(text).to.include(`The signature of ${account("wujin director")} is left out`);
    expect(text).to.include("1 of 3 have agreed, and 2 must");
  });

  it("adds and removes one, and changes how many must sign", async () => {
    const signers = two("nanhu");
    const added = ["safe", "signer", "add", account("nanhu fourth"), "--safe", "nanhu", "--threshold", "3"];
    await desk.carryOut(signers, "nanhu director", ...added);
    expect([(await safe("nanhu").getOwners()).length, await safe("nanhu").getThreshold()]).to.deep.equal([4, 3n]);
    const removed = ["safe", "signer", "remove", account("nanhu fourth"), "--safe", "nanhu", "--threshold", "2"];
    await desk.carryOut([...signers, "nanhu secretary"], "nanhu director", ...removed);
    expect([(await safe("nanhu").getOwners()).length, await safe("nanhu").getThreshold()]).to.deep.equal([3, 2n]);
    await desk.carryOut(signers, "nanhu director", "safe", "signer", "require", "3", "--safe", "nanhu");
    expect(await safe("nanhu").getThreshold()).to.equal(3n);
  });

  it("refuses what no Safe of this ledger may be", async () => {
    const here = ["--safe", "hefei"];
    expect(await refused("require", "1", ...here)).to.equal("ThresholdUnfit");
    expect(await refused("require", "4", ...here)).to.equal("ThresholdUnfit");
    expect(await refused("require", "2", ...here)).to.equal("ThresholdAsBefore");
    expect(await refused("add", account("hefei fourth"), ...here)).to.equal("ThresholdUnfit");
    expect(await refused("add", account("hefei deputy"), ...here)).to.equal("SignsAlready");
    expect(await refused("remove", account("stranger"), ...here)).to.equal("NotAnOwner");
    expect(await refused("remove", account("hefei deputy").toLowerCase(), ...here)).to.equal("AccountMistyped");
    expect(await refused("require", "2", "--safe", "nowhere")).to.equal("SafeUnknown");
  });

  it("shows who signs, and says where the deployment's file says otherwise", async () => {
    const right = await desk.office.tongdui("nobody", "safe", "show", "hefei");
    expect(right.exit).to.equal(0);
    expect(right.out.join("\n"))
      .to.match(/the Safe of hefei +0x\w+ +2 \/ 3/)
      .and.include(account("hefei secretary"));
    const other = await desk.office.tongdui("nobody", "safe", "show", "--json");
    expect(other.exit).to.equal(5);
    const shown = other.json().data as { key: string; isRecorded: boolean }[];
    expect(shown.filter(({ isRecorded }) => !isRecorded).map(({ key }) => key)).to.deep.equal(["wujin", "nanhu"]);
  });
});
