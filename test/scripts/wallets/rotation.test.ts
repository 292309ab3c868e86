import { expect } from "chai";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { openOffice, type Office } from "../support/office.ts";
import { setScene, type Scene } from "../support/scene.ts";

describe("A change of wallet", () => {
  let office: Office;
  let scene: Scene;
  let state: string;
  let firm: string;
  let laboratory: string;

  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: 1 });
    firm = formatEnterprise(scene.enterprises[0]?.id ?? 0n);
    laboratory = formatProvider(scene.provider);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  afterEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });

  const wallet = async (): Promise<string> =>
    (await office.ledger.enterprises.enterpriseOf(scene.enterprises[0]?.id ?? 0n)).wallet;
  const fresh = (): string => office.wallet("a new key").address;
  const run = async (by: string, ...words: string[]) => {
    const { exit, out, err } = await office.tongdui(by, "wallet", ...words, "--yes");
    return { exit, said: exit === 0 ? out.join("\n") : (err.at(-1) ?? "") };
  };

  it("stops the old wallet at once, and takes an Approver and the waiting time", async () => {
    const rotate = ["rotate", firm, "--to", fresh()];
    expect((await run("wujin bureau", ...rotate)).said).to.contain("An Approver confirms it from 2030-03-11");
    expect((await run("wujin bureau", ...rotate)).said).to.contain("was done before");
    expect((await run("hefei bureau", "show", firm)).said).to.contain("Nobody signs for");
    const early = await run("wujin approver", "confirm", firm);
    expect(early.exit).to.equal(1);
    await office.goToDay((await office.today()) + 4);
    expect((await run("wujin bureau", "confirm", firm)).exit).to.equal(1);
    expect((await run("wujin approver", "confirm", firm)).exit).to.equal(0);
    expect(await wallet()).to.equal(fresh());
  });

  it("that is confirmed is found done by whoever runs rotate or confirm again, and cannot be cancelled any more", async () => {
    const rotate = ["rotate", firm, "--to", fresh()];
    await run("wujin bureau", ...rotate);
    await office.goToDay((await office.today()) + 4);
    await run("wujin approver", "confirm", firm);
    for (const again of [await run("wujin approver", "confirm", firm), await run("wujin bureau", ...rotate)]) {
      expect(again.exit).to.equal(0);
      expect(again.said)
        .to.match(/was done before$/m)
        .and.to.include(office.wallet("wujin approver").address);
    }
    const cancelled = await run("wujin bureau", "cancel", firm);
    expect([cancelled.exit, cancelled.said.includes(`${fresh()} signs for it`)]).to.deep.equal([1, true]);
    expect(await wallet()).to.equal(fresh());
  });

  it("that nobody proposed is neither confirmed nor cancelled", async () => {
    for (const word of ["confirm", "cancel"]) {
      const { exit, said } = await run("wujin approver", word, firm);
      expect([exit, said.includes("No other wallet is proposed")]).to.deep.equal([1, true]);
    }
  });

  it("that is cancelled is found cancelled, not confirmed, and can be proposed anew", async () => {
    const rotate = ["rotate", firm, "--to", fresh()];
    await run("wujin bureau", ...rotate);
    await run("wujin approver", "cancel", firm);
    const again = await run("wujin bureau", "cancel", firm);
    expect([again.exit, again.said.endsWith("was done before")]).to.deep.equal([0, true]);
    expect((await run("wujin approver", "confirm", firm)).exit).to.equal(1);
    expect((await run("wujin bureau", ...rotate)).said).not.to.contain("was done before");
    expect((await office.ledger.enterprises.rotations(scene.enterprises[0]?.id ?? 0n)).wallet).to.equal(fresh());
  });

  it("is said of nobody: a party that is not registered is refused in a sentence", async () => {
    for (const words of [
      ["show", "2-99"],
      ["rotate", "2-99", "--to", fresh()],
      ["confirm", "P1-99"],
      ["cancel", "2-99"],
    ]) {
      const { exit, said } = await run("wujin bureau", ...words);
      expect(exit).to.equal(1);
      expect(said).to.match(/(Enterprise 2-99 is not registered|Provider P1-99 is not known)/);
    }
  });

  it("is cancelled by either officer, which gives the old wallet back", async () => {
    const old = await wallet();
    await run("wujin bureau", "rotate", firm, "--to", fresh());
    expect((await run("wujin approver", "cancel", firm)).exit).to.equal(0);
    expect((await run("nobody", "show", firm)).said).to.contain(`${old} signs for`);
  });

  it("is for providers too, by their own district", async () => {
    expect((await run("wujin bureau", "rotate", laboratory, "--to", fresh())).exit).to.equal(1);
    expect((await run("yangpu bureau", "rotate", laboratory, "--to", fresh())).exit).to.equal(0);
  });

  const wrong: [what: string, to: () => string, sentence: RegExp][] = [
    ["the one that it has", () => scene.enterprises[0]?.key.address ?? "", /is the wallet of .* already/],
    ["one with a digit mistyped", () => fresh().replace(/.$/, (last) => (last === "0" ? "1" : "0")), /mistyped/],
    ["no account at all", () => "0x12", /is not an account/],
  ];
  for (const [what, to, sentence] of wrong) {
    it(`is refused to ${what}`, async () => {
      const { exit, said } = await run("wujin bureau", "rotate", firm, "--to", to());
      expect(exit).to.equal(1);
      expect(said).to.match(sentence);
      expect((await office.ledger.enterprises.rotations(scene.enterprises[0]?.id ?? 0n)).time).to.equal(0n);
    });
  }
});
