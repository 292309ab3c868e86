import { spawn } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { roleOf } from "../../../client/ids.ts";
import { safeOf } from "../../../client/deployment.ts";
import { connectSafe, hashProposal } from "../../../client/safe.ts";
import { decisionOf } from "../../../scripts/safe/decisionFile.ts";
import { person, tongdui } from "../support/office.ts";
import { openProxy } from "../support/proxy.ts";
import { openDesk, SIX, type Content, type Desk } from "./desk.ts";

const TONGDUI = path.resolve(import.meta.dirname, "../../../scripts/tongdui.ts");

describe("A decision of a Safe", () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(async () => desk.office.close());

  const WUJIN = ["wujin director", "wujin deputy"];
  let people = 0;
  /** Somebody whom nobody has appointed yet. */
  const nobody = (): string => {
    people += 1;
    return person(`newcomer ${people}`).address;
  };
  const appointing = (account: string) => ["officer", "grant", account, "--duty", "bureau", "--district", "2"];
  const decision = async (account = nobody()): Promise<string> => desk.decide("wujin director", ...appointing(account));
  const nonce = async (key = "wujin"): Promise<number> =>
    Number(await connectSafe(safeOf(desk.office.deployment, key).address, desk.office.provider).nonce());
  const holds = async (account: string): Promise<boolean> =>
    (await desk.office.ledger.manager.hasRole(roleOf(2, "bureau"), account)).isMember;
  const code = async (said: Promise<{ json: () => { error?: { code: string } } }>): Promise<string | undefined> =>
    (await said).json().error?.code;

  it("is made, signed without a node by two of three, collected and carried out", async () => {
    const account = nobody();
    const made = await decision(account);
    const signed = await Promise.all(WUJIN.map(async (name) => desk.sign(name, made)));
    const all = desk.file();
    const collected = await desk.offline("wujin secretary", "safe", "collect", ...signed, "--out", all);
    expect(collected.out.join("\n")).to.include(`Appoint ${account} as Bureau of district 2`);
    expect(collected.exit).to.equal(0);
    expect(await holds(account)).to.equal(false);
    expect((await desk.execute(all)).exit).to.equal(0);
    expect(await holds(account)).to.equal(true);
  });

  it("is shown in words before it is signed, in both languages", async () => {
    const account = nobody();
    const made = await decision(account);
    const profile = await desk.office.profile("wujin director");
    const en = await tongdui(["safe", "sign", made, "--profile", profile], [false]);
    expect(en.exit).to.equal(130);
    expect(en.err.join("\n")).to.match(
      /Decision \d+ of the Safe of wujin:\n {2}· Appoint 0x\w+ as Bureau of district 2/,
    );
    const zh = await tongdui(["safe", "sign", made, "--profile", profile, "--lang", "zh"], [false]);
    expect(zh.err[0]).to.equal("在账本“pilot”上：");
    expect(zh.err.join("\n")).to.include(`任命 ${account} 为第 2 区（常州武进 Wujin）科技局`);
  });

  it("signs nothing in a dry run", async () => {
    const made = await decision();
    const out = desk.file();
    const { exit } = await desk.offline("wujin director", "safe", "sign", made, "--out", out, "--dry-run");
    expect(exit).to.equal(0);
    await stat(out).then(
      () => expect.fail("a file was written"),
      () => undefined,
    );
  });

  it("goes from hand to hand as well, each adding a signature", async () => {
    const account = nobody();
    const made = await decision(account);
    for (const name of WUJIN) await desk.offline(name, "safe", "sign", made, "--append", "--yes");
    expect((await desk.execute(made)).exit).to.equal(0);
    expect(await holds(account)).to.equal(true);
  });

  it("is carried out once: a second run finds it done", async () => {
    const made = await decision();
    const signed = await Promise.all(WUJIN.map(async (name) => desk.sign(name, made)));
    await desk.execute(...signed);
    const before = await nonce();
    const again = await desk.execute(...signed);
    expect(again.exit).to.equal(0);
    expect(again.out.join("\n")).to.include("was done before");
    expect(await nonce()).to.equal(before);
  });

  it("is carried out by one of two who do so at once", async () => {
    const account = nobody();
    const made = await decision(account);
    const signed = await Promise.all(WUJIN.map(async (name) => desk.sign(name, made)));
    const before = await nonce();
    const both = await Promise.all(
      ["messenger", "another messenger"].map(async (name) =>
        desk.office.tongdui(name, "safe", "execute", ...signed, "--yes"),
      ),
    );
    expect(both.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    expect(await nonce()).to.equal(before + 1);
    expect(await holds(account)).to.equal(true);
  });

  it("is carried out once although the run is killed while it sends", async () => {
    const account = nobody();
    const made = await decision(account);
    const signed = await Promise.all(WUJIN.map(async (name) => desk.sign(name, made)));
    const before = await nonce();
    const proxy = await openProxy(desk.office.url);
    const profile = await desk.office.profile("messenger", { nodes: [proxy.url] });
    const words = ["safe", "execute", ...signed, "--yes", "--profile", profile];
    const child = spawn(process.execPath, [TONGDUI, ...words], { stdio: "ignore" });
    proxy.fault = (methods) => {
      if (!methods.includes("eth_sendRawTransaction")) return "pass";
      setTimeout(() => child.kill("SIGKILL"), 0);
      return "cut";
    };
    await new Promise((resolve) => child.once("close", resolve));
    proxy.fault = () => "pass";
    const again = await tongdui(words);
    expect(again.exit).to.equal(0);
    expect(await nonce()).to.equal(before + 1);
    expect(await holds(account)).to.equal(true);
    await proxy.close();
  });

  describe("is not carried out", () => {
    it("with one signature too few, and says whose is missing", async () => {
      const made = await decision();
      const before = await nonce();
      const said = await desk.execute(await desk.sign("wujin deputy", made));
      expect(said.exit).to.equal(1);
      const text = said.err.join("\n");
      expect(text).to.include("1 of 3 have agreed, and 2 must");
      expect(text).to.include(person("wujin director").address).and.to.include(person("wujin secretary").address);
      expect(await nonce()).to.equal(before);
    });

    it("on the same official's signature twice", async () => {
      const made = await decision();
      const signed = await desk.sign("wujin director", made);
      const again = await desk.offline("wujin director", "safe", "sign", signed, "--out", desk.file(), "--yes");
      expect(again.out.join("\n")).to.include("already");
      const copied = await desk.alter(signed, ({ approvals }) => approvals.push(approvals[0]!));
      expect(await code(desk.offline("wujin director", "safe", "read", copied, "--json"))).to.equal("ApprovalTwice");
      expect((await desk.execute(signed, signed)).err.join("\n")).to.include("1 of 3 have agreed");
    });

    it("when another decision has used its number", async () => {
      const [one, other] = [await decision(), await decision()];
      const sign = async (made: string) => Promise.all(WUJIN.map(async (name) => desk.sign(name, made)));
      const [signed, late] = [await sign(one), await sign(other)];
      await desk.execute(...signed);
      const said = desk.office.tongdui("messenger", "safe", "execute", ...late, "--yes", "--json");
      expect(await code(said)).to.equal("DecisionNumberUsed");
    });

    it("before the one with the number before it", async () => {
      const [first, second] = [nobody(), nobody()];
      const next = await nonce();
      const one = await decision(first);
      const other = await desk.decide("wujin director", ...appointing(second), "--nonce", String(next + 1));
      const sign = async (made: string) => Promise.all(WUJIN.map(async (name) => desk.sign(name, made)));
      const [signed, later] = [await sign(one), await sign(other)];
      const early = desk.office.tongdui("messenger", "safe", "execute", ...later, "--yes", "--json");
      expect(await code(early)).to.equal("DecisionEarly");
      await desk.execute(...signed);
      expect((await desk.execute(...later)).exit).to.equal(0);
      expect(await holds(second)).to.equal(true);
    });
  });

  describe("is not signed", () => {
    it("by somebody who does not sign for the Safe", async () => {
      const made = await decision();
      for (const name of ["nanhu director", "wujin bureau", "stranger"]) {
        expect(await code(desk.offline(name, "safe", "sign", made, "--yes", "--json"))).to.equal("NotAnOfficial");
      }
    });

    const alterations: [what: string, change: (content: Content) => void, code: string][] = [
      ["its words were changed", (content) => (content.does[0]!.en = "Appoint nobody"), "DecisionAltered"],
      ["its Chinese words were changed", (content) => (content.does[0]!.zh = "任命"), "DecisionAltered"],
      ["words were left out", (content) => (content.does = []), "FieldUnfit"],
      ["its transaction was changed", (content) => (content.transaction.nonce += 1), "DecisionAltered"],
      ["its hash was changed", (content) => (content.hash = id("another")), "DecisionAltered"],
      ["it is for another chain", (content) => (content.transaction.chainId = 1), "DecisionOfOther"],
      ["it is for another Safe", (content) => (content.safe.address = person("x").address), "DecisionOfOther"],
      ["its Safe is named wrongly", (content) => (content.safe.key = "nanhu"), "DecisionAltered"],
      [
        "an address is mistyped",
        (content) => (content.transaction.to = mistyped(content.transaction.to)),
        "FieldUnfit",
      ],
      ["it runs another's code", (content) => (content.transaction.operation = 1), "ProposalRunsCode"],
    ];
    for (const [what, change, expected] of alterations) {
      it(`when ${what}`, async () => {
        const altered = await desk.alter(await decision(), change);
        expect(await code(desk.offline("wujin director", "safe", "sign", altered, "--yes", "--json"))).to.equal(
          expected,
        );
      });
    }

    it("when it cannot be told in words, unless blindly", async () => {
      const { deployment } = desk.office;
      const account = person("module").address;
      const data = `${id("enableModule(address)").slice(0, 10)}${"00".repeat(12)}${account.slice(2).toLowerCase()}`;
      const strange = await desk.alter(await decision(), (content) => {
        const { transaction, safe } = content;
        transaction.to = safe.address;
        transaction.data = data;
        const made = decisionOf({ ...transaction, operation: 0, safe: safe.address }, deployment);
        content.hash = made.hash;
        content.does = made.effects.map(({ words }) => ({ ...words }));
      });
      const words = ["safe", "sign", strange, "--out", desk.file(), "--yes"];
      expect(await code(desk.offline("wujin director", ...words, "--json"))).to.equal("DecisionUnknown");
      const blind = await desk.offline("wujin director", ...words, "--blind");
      expect(blind.exit).to.equal(0);
      expect(blind.err.join("\n")).to.include("UNKNOWN: calls");
    });

    it("when it is no decision at all", async () => {
      const file = desk.file();
      await writeFile(file, '{"kind": "shopping list"}');
      const said = await desk.offline("wujin director", "safe", "sign", file, "--yes");
      expect(said.err.join("\n")).to.match(/decision-\d+\.json:1:\d+:.*this file is no decision/);
    });
  });

  it("does not take a signature along to an altered decision", async () => {
    const { deployment } = desk.office;
    const signed = await desk.sign("wujin director", await decision());
    const altered = await desk.alter(signed, (content) => {
      const { transaction, safe } = content;
      transaction.data = transaction.data.replace(/.{40}(?=0{64}$)/, person("intruder").address.slice(2).toLowerCase());
      const proposal = { ...transaction, operation: 0 as const, safe: safe.address };
      content.hash = hashProposal(proposal);
      content.does = decisionOf(proposal, deployment).effects.map(({ words }) => ({ ...words }));
    });
    expect(await readFile(altered, "utf8")).to.include(person("intruder").address);
    expect(await code(desk.offline("wujin deputy", "safe", "sign", altered, "--yes", "--json"))).to.equal(
      "ApprovalWrong",
    );
  });

  it("is not collected together with another", async () => {
    const [one, other] = [await decision(), await decision()];
    const files = [await desk.sign("wujin director", one), await desk.sign("wujin deputy", other)];
    const words = ["safe", "collect", ...files, "--out", desk.file(), "--json"];
    expect(await code(desk.offline("wujin director", ...words))).to.equal("DecisionsDiffer");
  });

  describe("of the consortium", () => {
    const operator = () => ["officer", "grant", nobody(), "--duty", "operator"];

    it("takes two officials of each of three districts, each on behalf of the district", async () => {
      const account = nobody();
      const words = ["officer", "grant", account, "--duty", "auditor"];
      const before = await nonce("yangpu");
      await desk.carryOut(SIX, "yangpu director", ...words);
      expect((await desk.office.ledger.manager.hasRole(roleOf(0, "auditor"), account)).isMember).to.equal(true);
      expect(await nonce("yangpu")).to.equal(before);
    });

    it("is not carried out by two districts and a half, and says who is missing", async () => {
      const made = await desk.decide("yangpu director", ...operator());
      const signed = await Promise.all(SIX.slice(0, -1).map(async (name) => desk.sign(name, made)));
      const said = await desk.execute(...signed);
      expect(said.exit).to.equal(1);
      expect(said.err.join("\n")).to.match(/2 of 4 have agreed, and 3 must.*the Safe of hefei\) 1\/2/);
    });

    it("leaves out a district that has not agreed, and counts the others", async () => {
      const made = await desk.decide("yangpu director", ...operator());
      const signed = await Promise.all([...SIX, "wujin director"].map(async (name) => desk.sign(name, made)));
      expect((await desk.execute(...signed)).exit).to.equal(0);
    });
  });
});

function mistyped(account: string): string {
  return account.replace(/[a-f]/, (letter) => letter.toUpperCase());
}
