import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { encryptKeystoreJson, id } from "ethers";
import { readDeployment } from "../../../client/deploy/fileStore.ts";
import { verifyDeployment } from "../../../client/deploy/verify.ts";
import { CONTRACTS, type Deployment } from "../../../client/deployment.ts";
import { parse, stringify } from "yaml";
import { ARTIFACTS, PLAN_FILE } from "../../deploy/pilot.ts";
import type { Text } from "../../../client/text/text.ts";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { contextOf } from "../support/context.ts";
import { openOffice, person, tongdui, type Office, type Said } from "../support/office.ts";

const TONGDUI = path.resolve(import.meta.dirname, "../../../scripts/tongdui.ts");

describe("tongdui deploy", () => {
  let office: Office;
  before(async () => {
    office = await openOffice();
  });
  after(async () => office.close());

  let desks = 0;
  /** A deployer with a profile, and a plan of its own. */
  const desk = async (plan: object = PLAN_FILE) => {
    desks += 1;
    const folder = path.join(office.folder, `desk-${desks}`);
    await mkdir(folder);
    const deployer = person(`deployer of desk ${desks}`);
    const keystore = await encryptKeystoreJson(deployer, "password", { scrypt: { N: 2 } });
    await writeFile(path.join(folder, "key.json"), keystore, { mode: 0o600 });
    await writeFile(path.join(folder, "password"), "password", { mode: 0o600 });
    const profile = path.join(folder, "tongdui.json");
    await writeFile(
      profile,
      JSON.stringify({
        nodes: [office.url],
        deployment: "pilot.json",
        key: { keystore: "key.json", passwordFile: "password" },
      }),
    );
    const file = path.join(folder, "plan.yaml");
    await writeFile(file, stringify({ ...plan, salt: id(`desk ${desks}`), predecessor: undefined }));
    const words = ["deploy", file, "--profile", profile];
    return {
      file,
      profile,
      words,
      deployer,
      run: async (...more: string[]): Promise<Said> => tongdui([...words, ...more]),
      deployment: async (): Promise<Deployment> => readDeployment(path.join(folder, "pilot.json")),
      sent: async (): Promise<number> => office.provider.getTransactionCount(deployer.address),
    };
  };

  const demandRight = async (deployment: Deployment): Promise<void> => {
    const { differences } = await verifyDeployment({ provider: office.provider, deployment, artifacts: ARTIFACTS });
    expect(differences).to.deep.equal([]);
  };

  it("deploys a ledger that verifies, step by step", async () => {
    const { run, deployment } = await desk();
    const { exit, err, out } = await run("--yes");
    expect(exit).to.equal(0);
    expect(err.filter((line) => line.startsWith("✓"))).to.have.length(CONTRACTS.length + 5 + 4 + 5 + 1);
    expect(out.join("\n")).to.include("tongdui deploy verify");
    await demandRight(await deployment());
  });

  it("says when the chain stands still, what it waits for, and goes on with it", async () => {
    const { file, profile, deployment } = await desk();
    const { provider } = office;
    const context = contextOf(profile, { yes: true });
    const goOn = async (): Promise<void> => {
      await provider.send("evm_setAutomine", [true]);
      await provider.send("evm_mine", []);
    };
    const note = (text: Text): void => {
      context.notes.push(text);
      if (/made no block/.test(text.en)) void goOn();
    };
    await provider.send("evm_setAutomine", [false]);
    try {
      const input = { plan: file, keystore: undefined, passwordFile: undefined };
      await deploy(input, { ...context, io: { ...context.io, note } }, 0.5);
    } finally {
      await provider.send("evm_setAutomine", [true]);
    }
    const block = await provider.getBlockNumber();
    const told = context.notes.filter(({ en }) => /made no block/.test(en));
    expect(told).to.have.length(1);
    expect(told[0]?.en).to.match(/^The chain has made no block since block \d+; waiting for it to go on…$/);
    expect(told[0]?.zh).to.include("停止出块，等待恢复");
    expect(Number(/block (\d+)/.exec(told[0]?.en ?? "")?.[1])).to.be.below(block);
    await demandRight(await deployment());
  });

  it("shows the plan in words and sends nothing without a yes", async () => {
    const { words, sent, file } = await desk();
    const { exit, err } = await tongdui(words, [false]);
    expect(exit).to.equal(130);
    const text = err.join("\n");
    expect(text).to.include("3 of 4 districts").and.to.include(person("wujin deputy").address);
    expect(text).to.match(/2 +常州武进 Wujin +wujin +2 \/ 3/);
    const { salt, districts } = parse(await readFile(file, "utf8")) as typeof PLAN_FILE;
    expect(text).to.match(new RegExp(`Salt +${salt}`));
    districts.forEach(({ key, profile }, i) => expect(text).to.match(new RegExp(`${i + 1} +${key} +${profile}`)));
    expect(await sent()).to.equal(0);
  });

  it("does nothing in a dry run", async () => {
    const { run, sent } = await desk();
    expect((await run("--dry-run")).exit).to.equal(0);
    expect(await sent()).to.equal(0);
  });

  it("is done once: a second run sends nothing, and asks nothing", async () => {
    const { run, sent } = await desk();
    await run("--yes");
    const before = await sent();
    const again = await run();
    expect(again.exit).to.equal(0);
    expect(again.out.join("\n")).to.include("deployed and handed over before");
    expect(await sent()).to.equal(before);
  });

  it("takes no other plan for the one that it began", async () => {
    const { run, file } = await desk();
    await run("--yes");
    await writeFile(file, stringify({ ...(parse(await readFile(file, "utf8")) as object), grantDelayDays: 5 }));
    const { exit, json } = await run("--yes", "--json");
    expect(exit).to.equal(1);
    expect(json().error?.code).to.equal("DeploymentOfOther");
  });

  it("goes on after it was killed, and does nothing twice", async () => {
    const undisturbed = await desk();
    await undisturbed.run("--yes");
    const { words, run, sent, deployment } = await desk();
    const steps = new Set<string>();
    for (const after of [2, 9, 5]) for (const step of await killedAfter(words, after)) steps.add(step);
    expect((await run("--yes")).exit).to.equal(0);
    await demandRight(await deployment());
    expect(await sent()).to.equal(await undisturbed.sent());
    expect(steps.size).to.be.greaterThan(10);
  });

  const wrong: [what: string, change: (plan: string) => string, complaint: RegExp][] = [
    [
      "a mistyped account",
      (plan) => plan.replace(PLAN_FILE.operator, mistyped(PLAN_FILE.operator)),
      /"operator" must be an account .*: The account 0x\w+ is mistyped/,
    ],
    [
      "a threshold of half",
      (plan) => plan.replace(/consortium:\n {2}threshold: 3/, "consortium:\n  threshold: 2"),
      /"consortium.threshold" more than half/,
    ],
    [
      "a name that is too long",
      (plan) => plan.replace("name: 常州武进 Wujin", `name: ${"武".repeat(11)}`),
      /"districts.1.name" a name has at most 32 bytes/,
    ],
    ["an account left out", (plan) => plan.replace(PLAN_FILE.auditor, "0x"), /"auditor" must be an account/],
  ];
  for (const [what, change, complaint] of wrong) {
    it(`names file, line and column of ${what}`, async () => {
      const { run, file, sent } = await desk();
      const plan = await readFile(file, "utf8");
      await writeFile(file, change(plan));
      expect(await readFile(file, "utf8")).not.to.equal(plan);
      const { exit, err } = await run("--yes");
      expect(exit).to.equal(1);
      expect(err.join("\n"))
        .to.match(/plan\.yaml:\d+:\d+:/)
        .and.match(complaint);
      expect(await sent()).to.equal(0);
    });
  }

  it("says it in Chinese", async () => {
    const { run, file } = await desk();
    const plan = await readFile(file, "utf8");
    await writeFile(file, plan.replace("name: 常州武进 Wujin", `name: ${"武".repeat(11)}`));
    const { err } = await run("--yes", "--lang", "zh");
    expect(err.join("\n")).to.include("名称最多 32 字节");
  });

  it("reads a plan in JSON as well", async () => {
    const { run, file } = await desk();
    const plan = parse(await readFile(file, "utf8")) as object;
    await writeFile(file, JSON.stringify({ ...plan, predecessor: null }, null, 2));
    expect((await run("--dry-run")).exit).to.equal(0);
  });

  it("deploys nothing for whoever holds an office", async () => {
    const { run, deployer, file } = await desk();
    const plan = parse(await readFile(file, "utf8")) as object;
    await writeFile(file, stringify({ ...plan, operator: deployer.address }));
    expect((await run("--yes", "--json")).json().error?.code).to.equal("DeployerHasOffice");
  });

  describe("plan", () => {
    it("writes a file that deploys once the accounts are in", async () => {
      const { words, run, file } = await desk();
      const keys = ["--district", "yangpu", "--district", "wujin", "--district", "nanhu", "--district", "hefei"];
      const made = await tongdui(["deploy", "plan", file, ...keys, "--overwrite", "--profile", words[3] ?? ""]);
      expect(made.exit).to.equal(0);
      const untouched = await run("--dry-run");
      expect(untouched.err.join("\n")).to.match(/plan\.yaml:\d+:\d+: "districts.0.officials.0" must be an account/);
      let next = 0;
      const filled = (await readFile(file, "utf8"))
        .replaceAll(/profile: 0x/g, `profile: "${id("profile")}"`)
        .replaceAll(/(- |operator: |auditor: )0x(?= |$)/gm, (_, before: string) => {
          next += 1;
          return `${before}${person(`person ${next}`).address}`;
        });
      expect(next).to.equal(14);
      await writeFile(file, filled);
      expect((await run("--dry-run")).exit).to.equal(0);
    });

    it("overwrites nothing", async () => {
      const { file } = await desk();
      const { json } = await tongdui(["deploy", "plan", file, "--district", "wujin", "--json"]);
      expect(json().error?.code).to.equal("FileExists");
    });
  });

  describe("verify", () => {
    const verify = async (deploymentFile: string, ...more: string[]) => {
      const profile = await office.profile("auditor", { deployment: deploymentFile });
      return tongdui(["deploy", "verify", "--profile", profile, ...more]);
    };

    it("finds that everything holds, and tells the officers as facts", async () => {
      const { exit, out } = await verify(office.deploymentFile);
      expect(exit).to.equal(0);
      expect(out.join("\n"))
        .to.match(/✓ All \d{3} checks hold\./)
        .and.to.include("Bureau of district 2");
    });

    it("shows every check when asked", async () => {
      const { out } = await verify(office.deploymentFile, "--all");
      expect(out.join("\n")).to.match(/✓ +Safe of wujin +threshold +2 +2/);
    });

    it("names what differs, and ends with the code of a difference", async () => {
      const file = JSON.parse(await readFile(office.deploymentFile, "utf8")) as Deployment;
      const other = path.join(office.folder, "other.json");
      await writeFile(other, JSON.stringify({ ...file, roles: { ...file.roles, 4: [person("another").address] } }));
      const { exit, out } = await verify(other);
      expect(exit).to.equal(5);
      const text = out.join("\n");
      expect(text).to.match(new RegExp(`✗ +Operator of the consortium +holders +${person("another").address}`));
      expect(text).to.include("✗ The deployment's file is out of date: the 1 of ");
      const { json } = await verify(other, "--json");
      expect(json().data).to.have.property("differences").with.length(1);
    });

    it("refuses to compare with another build", async () => {
      const file = JSON.parse(await readFile(office.deploymentFile, "utf8")) as Deployment;
      const other = path.join(office.folder, "other build.json");
      await writeFile(other, JSON.stringify({ ...file, build: id("another build") }));
      expect((await verify(other, "--json")).json().error?.code).to.equal("BuildDiffers");
    });
  });
});

function mistyped(account: string): string {
  return account.replace(/[a-f]/, (letter) => letter.toUpperCase());
}

/** Runs the command as a process of its own and kills it after some steps; the steps that it told of. */
async function killedAfter(words: readonly string[], steps: number): Promise<string[]> {
  const child = spawn(process.execPath, [TONGDUI, ...words, "--yes"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  const told = (): string[] => said.split("\n").filter((line) => line.startsWith("✓"));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (told().length >= steps) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.once("close", resolve));
  return told();
}
