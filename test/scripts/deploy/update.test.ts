import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { readDeployment } from "../../../client/deploy/fileStore.ts";
import { addressOf } from "../../../client/deploy/made.ts";
import { safeOf, type Deployment } from "../../../client/deployment.ts";
import { roleOf } from "../../../client/ids.ts";
import { consortiumCalls } from "../../deploy/pilot.ts";
import { person, type Said } from "../support/office.ts";
import { openDesk, SIX, type Desk } from "../safe/desk.ts";

describe("tongdui deploy update", () => {
  let desk: Desk;
  let snapshot: unknown;
  let text: string;
  before(async () => {
    desk = await openDesk();
    text = await content();
  });
  after(async () => desk.office.close());
  beforeEach(async () => {
    snapshot = await desk.office.provider.send("evm_snapshot", []);
  });
  afterEach(async () => {
    await desk.office.provider.send("evm_revert", [snapshot]);
    await writeFile(desk.office.deploymentFile, text);
  });

  const account = (name: string): string => person(name).address;
  const content = async (): Promise<string> => readFile(desk.office.deploymentFile, "utf8");
  const file = async (): Promise<Deployment> => readDeployment(desk.office.deploymentFile);
  const run = async (...words: string[]): Promise<Said> => desk.office.tongdui("nobody", ...words);
  const update = async (...more: string[]): Promise<Said> => run("deploy", "update", ...more);
  const changesIn = ({ json }: Said): string[] =>
    (json().data as { changes: { what: { en: string } }[] }).changes.map(({ what }) => what.en);
  const replaceOfficial = async (): Promise<void> => {
    const words = ["safe", "signer", "replace", account("wujin director"), account("wujin successor")];
    await desk.carryOut(["wujin director", "wujin deputy"], "wujin deputy", ...words, "--safe", "wujin");
  };

  it("leaves a file that is up to date as it is", async () => {
    const said = await update("--json");
    expect([said.exit, (said.json().data as { end: string }).end]).to.deep.equal([0, "before"]);
    expect(await content()).to.equal(text);
    expect((await run("deploy", "verify")).exit).to.equal(0);
  });

  it("is asked for by whatever notices that a signer was replaced", async () => {
    const words = ["safe", "signer", "replace", account("wujin director"), account("wujin successor")];
    const decision = await desk.decide("wujin deputy", ...words, "--safe", "wujin");
    const signed = await Promise.all(["wujin director", "wujin deputy"].map(async (name) => desk.sign(name, decision)));
    expect((await desk.execute(...signed)).out.at(-1)).to.include("tongdui deploy update");
    const verified = await run("deploy", "verify", "--json");
    expect([verified.exit, (verified.json().data as { isOutdated: boolean }).isOutdated]).to.deep.equal([5, true]);
    expect((await run("deploy", "verify")).out.at(-1)).to.include("The deployment's file is out of date");
    const findings = (await run("doctor")).out.join("\n");
    expect(findings)
      .to.match(/✗ +age of the deployment's file +out of date/)
      .and.to.include("tongdui deploy update");
  });

  it("shows what changed and asks; then the successor can sign", async () => {
    await replaceOfficial();
    const declined = await desk.office.answering([false], "nobody", "deploy", "update");
    expect(declined.exit).to.equal(130);
    expect(declined.err.join("\n"))
      .to.include("who signs for the Safe of wujin")
      .and.include(account("wujin director"))
      .and.include(account("wujin successor"));
    expect(await content()).to.equal(text);
    const tried = await update("--dry-run", "--yes");
    expect([tried.exit, tried.out[0]?.includes("would be brought up to date")]).to.deep.equal([0, true]);
    expect(await content()).to.equal(text);

    expect((await desk.office.answering([true], "nobody", "deploy", "update")).exit).to.equal(0);
    expect(safeOf(await file(), "wujin").owners)
      .to.include(account("wujin successor"))
      .and.not.include(account("wujin director"));
    expect((await run("deploy", "verify")).exit).to.equal(0);
    expect((await run("doctor")).out.join("\n")).not.to.include("age of the deployment's file");
    const decision = await desk.decide("wujin deputy", "safe", "signer", "require", "3", "--safe", "wujin");
    await desk.sign("wujin successor", decision);
    expect(changesIn(await update("--json"))).to.deep.equal([]);
    expect(await readdir(path.dirname(desk.office.deploymentFile))).to.deep.equal(["pilot.json"]);
  });

  it("takes in another Operator and a threshold", async () => {
    const { deployment, provider, ledger } = desk.office;
    const manager = addressOf(deployment, "manager");
    const operator = roleOf(0, "operator");
    for (const data of [
      ledger.manager.interface.encodeFunctionData("revokeRole", [operator, account("operator")]),
      ledger.manager.interface.encodeFunctionData("grantRole", [operator, account("another operator"), 0]),
    ]) {
      await consortiumCalls(provider, deployment, manager, data);
    }
    const require = ["safe", "signer", "require", "3", "--safe", "nanhu"];
    await desk.carryOut(["nanhu director", "nanhu deputy"], "nanhu director", ...require);
    expect(changesIn(await update("--yes", "--json"))).to.deep.equal([
      "how many must sign for the Safe of nanhu",
      "Operator of the consortium",
    ]);
    expect((await file()).roles[String(operator)]).to.deep.equal([account("another operator")]);
    expect((await run("deploy", "verify")).exit).to.equal(0);
  });

  const OFFICIALS = ["rescuer 1", "rescuer 2", "rescuer 3"];
  /** The consortium puts another Safe in the place of Wujin's. */
  const replaceSafe = async (key: string): Promise<string> => {
    const { deployment, provider, ledger } = desk.office;
    const officials = OFFICIALS.flatMap((name) => ["--official", account(name)]);
    const making = ["safe", "create", "--key", key, "--threshold", "2", ...officials, "--yes", "--json"];
    const { safe } = (await desk.office.tongdui("messenger", ...making)).json().data as { safe: string };
    const role = roleOf(2, "administrator");
    const manager = addressOf(deployment, "manager");
    const calls = ledger.manager.interface;
    await consortiumCalls(provider, deployment, manager, calls.encodeFunctionData("grantRole", [role, safe, 0]));
    const revoke = calls.encodeFunctionData("revokeRole", [role, safeOf(deployment, "wujin").address]);
    await consortiumCalls(provider, deployment, manager, revoke);
    return safe;
  };

  it("takes in a district's new Safe, by which its officers are then appointed", async () => {
    const safe = await replaceSafe("wujin");
    const appointing = ["officer", "grant", account("new bureau"), "--duty", "bureau", "--district", "2"];
    const early = await run(...appointing, "--out", desk.file(), "--json");
    expect(early.json().error?.code).to.equal("AdministratorUnknown");
    expect((await update("--yes")).exit).to.equal(0);
    expect(safeOf(await file(), "wujin").address).to.equal(safe);
    const verified = await run("deploy", "verify");
    expect(verified.out.at(-1)).to.match(/^✓ All \d+ checks hold/);
    const decision = await desk.decide("rescuer 1", ...appointing);
    const signed = await Promise.all(OFFICIALS.slice(1).map(async (name) => desk.sign(name, decision)));
    const { exit } = await desk.execute(...signed);
    expect(exit).to.equal(0);
  });

  it("does not take in a Safe that was set up for something else", async () => {
    await replaceSafe("elsewhere");
    const said = await update("--yes", "--json");
    expect([said.exit, said.json().error?.code]).to.deep.equal([1, "SafeMadeOtherwise"]);
    expect(await content()).to.equal(text);
    expect((await run("deploy", "verify")).out.at(-1)).to.include("must not be used until it is known why");
  });

  it("takes in a district that joined, and verifies it like the others", async () => {
    const officials = OFFICIALS.flatMap((name) => ["--official", account(name)]);
    const making = ["safe", "create", "--key", "suzhou", "--threshold", "2", ...officials, "--yes", "--json"];
    const { safe } = (await desk.office.tongdui("messenger", ...making)).json().data as { safe: string };
    const profile = `0x${"5a".repeat(32)}`;
    const adding = ["district", "add", "苏州工业园 Suzhou", "--key", "suzhou", "--safe", safe];
    await desk.carryOut(SIX, "yangpu director", ...adding, "--profile-commitment", profile, "--threshold", "3");
    expect((await run("deploy", "verify")).out.at(-1)).to.include("out of date");
    expect((await update("--yes")).exit).to.equal(0);
    const { joined, plan } = await file();
    expect(joined).to.deep.equal([{ key: "suzhou", name: "苏州工业园 Suzhou", profile }]);
    expect(plan).to.deep.equal((JSON.parse(text) as Deployment).plan);
    expect((await run("deploy", "verify")).out.at(-1)).to.match(/^✓ All \d+ checks hold/);
  });

  it("writes nothing where the ledger differs in anything else", async () => {
    await replaceOfficial();
    const { contracts, ...rest } = JSON.parse(text) as Deployment;
    const orders = { ...contracts.orders, codeHash: `0x${"33".repeat(32)}` };
    const altered = JSON.stringify({ ...rest, contracts: { ...contracts, orders } });
    await writeFile(desk.office.deploymentFile, altered);
    const said = await update("--yes", "--json");
    expect([said.exit, said.json().error?.code]).to.deep.equal([5, "DeploymentDiffers"]);
    expect(await content()).to.equal(altered);
    expect((await run("deploy", "verify")).out.at(-1)).to.include("must not be used until it is known why");
  });

  it("is run by two at once, and both end well", async () => {
    await replaceOfficial();
    const both = await Promise.all([update("--yes"), update("--yes")]);
    expect(both.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    expect((await run("deploy", "verify")).exit).to.equal(0);
  });

  it("speaks Chinese", async () => {
    await replaceOfficial();
    const said = await update("--yes", "--lang", "zh");
    expect(said.err.join("\n")).to.include("wujin 多签账户签署人");
    expect(said.out[0]).to.match(/已更新。$/);
  });
});
