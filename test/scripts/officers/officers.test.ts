import { stat } from "node:fs/promises";
import { expect } from "chai";
import { roleOf, type Duty } from "../../../client/ids.ts";
import { person } from "../support/office.ts";
import { openDesk, SIX, type Desk } from "../safe/desk.ts";

describe("tongdui officer", () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(async () => desk.office.close());

  const WUJIN = ["wujin director", "wujin secretary"];
  const holds = async (district: number, duty: Duty, name: string): Promise<boolean> =>
    (await desk.office.ledger.manager.hasRole(roleOf(district, duty), person(name).address)).isMember;
  const refused = async (...words: string[]): Promise<string | undefined> => {
    const said = await desk.office.tongdui("wujin director", "officer", ...words, "--out", desk.file(), "--json");
    expect(said.exit).to.equal(words.includes("--duty") ? 1 : 2);
    return said.json().error?.code;
  };
  interface Listed {
    readonly district: number;
    readonly duty: string;
    readonly account: string;
    readonly since: string;
    readonly counts: boolean;
  }
  const listed = async (...words: string[]): Promise<Listed[]> =>
    (await desk.office.tongdui("nobody", "officer", "list", ...words, "--json")).json().data;

  it("appoints several in one decision", async () => {
    const accounts = ["one", "two"].map((name) => person(name).address);
    const words = ["officer", "grant", ...accounts, "--duty", "finance", "--district", "2"];
    await desk.carryOut(WUJIN, "wujin director", ...words);
    expect([await holds(2, "finance", "one"), await holds(2, "finance", "two")]).to.deep.equal([true, true]);
  });

  it("appoints one instead of another, both or neither", async () => {
    const account = person("successor").address;
    const words = ["officer", "grant", account, "--instead-of", person("wujin bureau 2").address];
    await desk.carryOut(WUJIN, "wujin director", ...words, "--duty", "bureau", "--district", "2");
    expect(await holds(2, "bureau", "successor")).to.equal(true);
    expect(await holds(2, "bureau", "wujin bureau 2")).to.equal(false);
  });

  it("dismisses at once", async () => {
    const words = ["officer", "revoke", person("wujin approver 2").address, "--duty", "approver", "--district", "2"];
    await desk.carryOut(WUJIN, "wujin director", ...words);
    expect(await holds(2, "approver", "wujin approver 2")).to.equal(false);
  });

  it("replaces the Operator by the consortium", async () => {
    const words = ["officer", "grant", person("new operator").address, "--duty", "operator"];
    await desk.carryOut(SIX, "nanhu director", ...words, "--instead-of", person("operator").address);
    expect([await holds(0, "operator", "new operator"), await holds(0, "operator", "operator")]).to.deep.equal([
      true,
      false,
    ]);
  });

  it("replaces a district's administrator by the consortium, not by the district", async () => {
    const words = ["officer", "grant", person("caretaker").address, "--duty", "administrator", "--district", "4"];
    await desk.carryOut(SIX, "nanhu director", ...words);
    expect(await holds(4, "administrator", "caretaker")).to.equal(true);
  });

  it("refuses what would change nothing", async () => {
    const [bureau, stranger] = [person("wujin bureau").address, person("stranger").address];
    const duty = ["--duty", "bureau", "--district", "2"];
    expect(await refused("grant", bureau, ...duty)).to.equal("AlreadyHolds");
    expect(await refused("revoke", stranger, ...duty)).to.equal("DoesNotHold");
    expect(await refused("grant", stranger, "--instead-of", stranger, ...duty)).to.equal("DoesNotHold");
  });

  it("refuses a mistyped account, and one without its capitals", async () => {
    const { address } = person("newcomer");
    const duty = ["--duty", "bureau", "--district", "2"];
    const mistyped = address.replace(/[a-f]/, (letter) => letter.toUpperCase());
    expect(await refused("grant", mistyped, ...duty)).to.equal("AccountMistyped");
    expect(await refused("grant", address.toLowerCase(), ...duty)).to.equal("AccountMistyped");
    expect(await refused("grant", address.slice(0, -1), ...duty)).to.equal("AccountUnreadable");
  });

  it("refuses a duty without its district, a district that is none, and a duty that is none", async () => {
    const { address } = person("newcomer");
    expect(await refused("grant", address, "--duty", "bureau")).to.equal("DutyOfNobody");
    expect(await refused("grant", address, "--duty", "auditor", "--district", "2")).to.equal("DutyOfNobody");
    expect(await refused("grant", address, "--duty", "bureau", "--district", "9")).to.equal("DistrictUnknown");
    const said = await desk.office.tongdui("nobody", "officer", "grant", address, "--duty", "mayor", "--json");
    expect(said.exit).to.equal(2);
  });

  it("notes that an account holds another duty of two", async () => {
    const words = ["officer", "grant", person("wujin bureau").address, "--duty", "approver", "--district", "2"];
    const { err } = await desk.office.tongdui("wujin director", ...words, "--out", desk.file());
    expect(err.join("\n")).to.include("One account can never be both of two officers");
  });

  it("writes the same file once, and no other over it", async () => {
    const out = desk.file();
    const grant = async (name: string) =>
      desk.office.tongdui(
        "wujin director",
        ...["officer", "grant", person(name).address, "--duty", "bureau", "--district", "2", "--out", out, "--json"],
      );
    expect((await grant("somebody")).json().data).to.have.property("end", "done");
    await desk.offline("wujin director", "safe", "sign", out, "--append", "--yes");
    const { size } = await stat(out);
    expect((await grant("somebody")).json().data).to.have.property("end", "before");
    expect((await stat(out)).size).to.equal(size);
    expect((await grant("somebody else")).json().error?.code).to.equal("FileExists");
  });

  it("lists who holds which duty", async () => {
    const district = await listed("--district", "3");
    expect(district.map(({ duty }) => duty)).to.deep.equal([
      "administrator",
      "bureau",
      "bureau",
      "approver",
      "approver",
      "finance",
      "finance",
    ]);
    expect(district.every(({ since, counts }) => since === "2030-03-01" && counts)).to.equal(true);
    const consortium = await listed("--district", "0");
    expect(consortium.some(({ account }) => account === person("auditor").address)).to.equal(true);
    const { out } = await desk.office.tongdui("nobody", "officer", "list", "--lang", "zh");
    expect(out.join("\n")).to.include("nanhu 多签账户").and.to.include("自 2030-03-01 10:");
  });

  it("lists from when an appointment counts that does not count yet", async () => {
    await desk.office.goToDay((await desk.office.today()) + 6);
    const account = person("latecomer").address;
    await desk.carryOut(WUJIN, "wujin director", "officer", "grant", account, "--duty", "bureau", "--district", "2");
    expect(await holds(2, "bureau", "latecomer")).to.equal(false);
    const late = (await listed()).find((one) => one.account === account);
    expect(late?.counts).to.equal(false);
    const { out } = await desk.office.tongdui("nobody", "officer", "list", "--district", "2");
    expect(out.join("\n")).to.match(new RegExp(`${account} +NOT YET: from 2030-03-10`));
    await desk.office.goToDay((await desk.office.today()) + 4);
    expect((await listed()).find((one) => one.account === account)?.counts).to.equal(true);
  });
});
