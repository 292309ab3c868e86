import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Wallet } from "ethers";
import { expect } from "chai";
import { readTrustRoot, trustRootHash } from "../../../verifier/index.ts";
import { openOffice, tongdui, type Office, type Said } from "../support/office.ts";
import type { Proxy } from "../support/proxy.ts";
import { openSealedNode, validators, type Sealers } from "./sealedNode.ts";

const NAMES = ["yangpu", "wujin", "nanhu", "hefei"];

describe("tongdui trust-root, of a development chain", () => {
  let office: Office;
  let file: string;
  before(async () => {
    office = await openOffice();
    file = path.join(office.folder, "deployments/pilot.trust-root.json");
  });
  afterEach(async () => rm(file, { force: true }));
  after(async () => office.close());

  it("makes root 0 from the chain: contracts with their codes, districts in both languages, nobody who seals", async () => {
    const said = await office.tongdui("operator", "trust-root", "make", "--json");
    expect(said.exit).to.equal(0);
    const root = readTrustRoot(await readFile(file, "utf8"));
    const { contracts, chainId, genesis } = office.deployment;
    expect(root).to.include({ number: 0, chainId, genesis, consensus: "development" });
    expect(root.validators).to.deep.equal([]);
    expect(root.districts[1]).to.deep.equal({ id: 2, en: "Wujin", zh: "常州武进" });
    expect(root.editions).to.have.length(1);
    expect(root.editions[0]!.vouchers).to.deep.equal({
      address: contracts.vouchers.address.toLowerCase(),
      codeHash: contracts.vouchers.codeHash,
    });
    expect(said.json().data).to.include({ end: "done", hash: trustRootHash(root), number: 0 });
  });

  it("makes the same again, and leaves a file that says something else alone", async () => {
    await office.tongdui("operator", "trust-root", "make");
    const text = await readFile(file, "utf8");
    const again = await office.tongdui("wujin bureau", "trust-root", "make", "--json");
    expect([again.exit, (again.json().data as { end: string }).end]).to.deep.equal([0, "before"]);
    await writeFile(file, text.replace("Wujin", "Wujim"));
    const other = await office.tongdui("operator", "trust-root", "make", "--json");
    expect([other.exit, other.json().error?.code]).to.deep.equal([1, "FileExists"]);
    expect(await readFile(file, "utf8")).to.include("Wujim");
  });

  it("writes nothing in a dry run", async () => {
    const said = await office.tongdui("operator", "trust-root", "make", "--dry-run", "--lang", "zh");
    expect(said.exit).to.equal(0);
    expect(said.out.join("\n")).to.include("将写入").and.include("常州武进").and.include("开发用链");
    expect(await readFile(file).catch(() => undefined)).to.equal(undefined);
  });

  it("refuses a deployment's file that names another code than the chain has", async () => {
    const record = await readFile(office.deploymentFile, "utf8");
    const { codeHash } = office.deployment.contracts.orders;
    await writeFile(
      office.deploymentFile,
      record.replaceAll(
        codeHash,
        codeHash.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
      ),
    );
    const said = await office.tongdui("operator", "trust-root", "make", "--json");
    await writeFile(office.deploymentFile, record);
    expect([said.exit, said.json().error?.code]).to.deep.equal([5, "DeploymentDiffers"]);
  });

  it("shows the hash in groups, and that nobody signs the first one", async () => {
    await office.tongdui("operator", "trust-root", "make");
    const hash = trustRootHash(readTrustRoot(await readFile(file, "utf8")));
    const said = await office.tongdui("operator", "trust-root", "check", file);
    expect(said.exit).to.equal(0);
    expect(said.out.join("\n")).to.include(
      hash
        .slice(2, 42)
        .replaceAll(/(.{4})(?=.)/g, "$1 ")
        .slice(0, 39),
    );
    expect(said.out.join("\n")).to.include("Nobody signs the first trust root");
  });

  it("has no next one, and takes no validators", async () => {
    await office.tongdui("operator", "trust-root", "make");
    const next = await office.tongdui("operator", "trust-root", "next", "--json");
    expect([next.exit, next.json().error?.code]).to.deep.equal([1, "DevelopmentRoot"]);
    const named = path.join(office.folder, "validators.yaml");
    await writeFile(named, fileOf([{ from: 0, keys: validators(...NAMES) }]));
    const said = await office.tongdui("operator", "trust-root", "make", "--validators", named, "--json");
    expect([said.exit, said.json().error?.code]).to.deep.equal([1, "ValidatorsSuperfluous"]);
  });
});

describe("tongdui trust-root, of a consortium's chain", () => {
  let office: Office;
  let node: Proxy;
  let profile: string;
  const four = validators(...NAMES);
  const sets: Sealers[] = [{ from: 0, keys: four }];
  const place = (name: string): string => path.join(office.folder, name);
  before(async () => {
    office = await openOffice();
    node = await openSealedNode(office.url, sets);
    profile = await office.profile("operator", { nodes: [node.url] });
  });
  beforeEach(async () => {
    sets.splice(0, sets.length, { from: 0, keys: four });
    await writeFile(place("validators.yaml"), fileOf(sets));
  });
  after(async () => {
    await node.close();
    await office.close();
  });

  const trustRoot = async (...words: string[]): Promise<Said> =>
    tongdui(["trust-root", ...words, "--profile", profile, "--json"]);
  const make = async (out: string): Promise<Said> =>
    trustRoot("make", "--validators", place("validators.yaml"), "--out", place(out));
  const refused = ({ exit, json }: Said) => [exit, json().error?.code];
  const read = async (name: string) => readTrustRoot(await readFile(place(name), "utf8"));
  const sign = async (name: string, previous: string, key: Wallet, ...more: string[]): Promise<Said> => {
    await writeFile(place("key"), `${key.privateKey}\n`, { mode: 0o600 });
    return trustRoot("sign", place(name), "--previous", place(previous), "--node-key", place("key"), "--yes", ...more);
  };

  /** Root 0, a fifth validator that seals since a block, and the next root, which says so. */
  async function succeed(name: string): Promise<{ root: string; next: string; five: Wallet[] }> {
    const [root, next] = [`${name}.json`, `${name}-1.json`];
    expect((await make(root)).exit).to.equal(0);
    const five = validators(...NAMES, "fifth");
    sets.push({ from: (await office.provider.getBlockNumber()) - 1, keys: five });
    await writeFile(place("validators.yaml"), fileOf(sets));
    const words = ["--trust-root", place(root), "--validators", place("validators.yaml"), "--out", place(next)];
    expect((await trustRoot("next", ...words)).exit).to.equal(0);
    return { root, next, five };
  }

  it("names each validator's district, held against the headers", async () => {
    const said = await make("a.json");
    expect(said.exit).to.equal(0);
    const { consensus, validators: ranges } = await read("a.json");
    expect(consensus).to.equal("qbft");
    expect(ranges).to.have.length(1);
    expect(ranges[0]).to.include({ from: 0, through: null });
    expect(ranges[0]!.members.map(({ address }) => address)).to.deep.equal(
      four.map(({ address }) => address.toLowerCase()),
    );
  });

  it("refuses a validator nobody is named for, one that seals nothing, and a file that names none", async () => {
    await writeFile(place("validators.yaml"), fileOf([{ from: 0, keys: four.slice(1) }]));
    expect(refused(await make("b.json"))).to.deep.equal([1, "ValidatorsDiffer"]);
    await writeFile(place("validators.yaml"), fileOf([{ from: 0, keys: validators(...NAMES, "fifth") }]));
    expect(refused(await make("b.json"))).to.deep.equal([1, "ValidatorsDiffer"]);
    expect(refused(await trustRoot("make", "--out", place("b.json")))).to.deep.equal([1, "ValidatorsMissing"]);
    expect(await readFile(place("b.json")).catch(() => undefined)).to.equal(undefined);
  });

  it("holds each change of validators against the headers on both sides of it", async () => {
    const five = validators(...NAMES, "fifth");
    sets.push({ from: 20, keys: five });
    for (const [from, code] of [
      [19, "ValidatorsDiffer"],
      [21, "ValidatorsDiffer"],
      [1_000_000, "ValidatorsAhead"],
    ] as const) {
      await writeFile(place("validators.yaml"), fileOf([sets[0]!, { from, keys: five }]));
      expect(refused(await make("c.json")), String(from)).to.deep.equal([1, code]);
    }
    await writeFile(place("validators.yaml"), fileOf(sets));
    expect((await make("c.json")).exit).to.equal(0);
    expect((await read("c.json")).validators.map(({ from, through }) => [from, through])).to.deep.equal([
      [0, 19],
      [20, null],
    ]);
  });

  it("says with which block they changed, to whoever named them from another one or not at all", async () => {
    const five = validators(...NAMES, "fifth");
    sets.push({ from: 20, keys: five });
    const addresses = five.map(({ address }) => address.toLowerCase()).join(", ");
    for (const named of [[sets[0]!], [sets[0]!, { from: 15, keys: five }], [sets[0]!, { from: 23, keys: five }]]) {
      await writeFile(place("validators.yaml"), fileOf(named));
      expect((await make("m.json")).json().error?.hint).to.include(`with block 20; from there on it is ${addresses}.`);
    }
    await writeFile(place("validators.yaml"), fileOf([{ from: 0, keys: four.slice(1) }]));
    sets.pop();
    expect((await make("m.json")).json().error?.hint).to.not.include("with block");
  });

  it("finds a change that was undone since, once somebody names a set in between", async () => {
    await make("n.json");
    sets.push({ from: 20, keys: four.slice(1) }, { from: 25, keys: four });
    const next = async (...words: string[]): Promise<Said> =>
      trustRoot("next", "--trust-root", place("n.json"), ...words);
    const unseen = await next();
    expect(unseen.exit).to.equal(0);
    expect(JSON.stringify(unseen.json())).to.include("before");
    await writeFile(place("validators.yaml"), fileOf([sets[0]!, { from: 23, keys: four.slice(1) }]));
    const said = await next("--validators", place("validators.yaml"));
    expect(said.json().error?.hint).to.include("with block 20;");
    await writeFile(place("validators.yaml"), fileOf(sets.slice(0, 2)));
    expect((await next("--validators", place("validators.yaml"))).json().error?.hint).to.include("with block 25;");
    await writeFile(place("validators.yaml"), fileOf(sets));
    expect((await next("--validators", place("validators.yaml"), "--out", place("n-1.json"))).exit).to.equal(0);
    expect((await read("n-1.json")).validators.map(({ from }) => from)).to.deep.equal([0, 20, 25]);
  });

  it("takes no validators from a header that fewer than two thirds of them have sealed", async () => {
    sets.splice(0, sets.length, { from: 0, keys: four, signers: four.slice(0, 2) });
    expect(refused(await make("l.json"))).to.deep.equal([5, "HeaderUnreadable"]);
    sets.splice(0, sets.length, { from: 0, keys: four, signers: [...four.slice(0, 2), ...validators("stranger")] });
    expect(refused(await make("l.json"))).to.deep.equal([5, "HeaderUnreadable"]);
  });

  it("says where the file of validators is wrong", async () => {
    await writeFile(place("validators.yaml"), fileOf(sets).replace("wujin", "wujim"));
    const said = await tongdui(["trust-root", "make", "--profile", profile, "--validators", place("validators.yaml")]);
    expect(said.exit).to.equal(1);
    expect(said.err.join("\n")).to.match(/validators\.yaml:\d+:\d+: .*must be one of yangpu, wujin, nanhu, hefei/);
    await writeFile(place("validators.yaml"), "validators:\n  - from: 7\n    members: []\n");
    expect(refused(await make("d.json"))).to.deep.equal([1, "FieldUnfit"]);
  });

  it("makes the next root, which holds once two thirds of the present validators have signed it", async () => {
    const { root, next, five } = await succeed("e");
    const check = async (): Promise<Said> => trustRoot("check", place(next), "--previous", place(root));
    expect((await check()).exit).to.equal(1);
    for (const [i, key] of four.slice(0, 3).entries()) {
      expect((await sign(next, root, key)).exit).to.equal(0);
      expect((await check()).exit).to.equal(i === 2 ? 0 : 1);
    }
    const held = await read(next);
    expect(held.number).to.equal(1);
    expect(held.signatures).to.have.length(3);
    expect(held.validators.at(-1)!.members.map(({ address }) => address)).to.deep.equal(
      five.map(({ address }) => address.toLowerCase()),
    );
    const told = await office.tongdui(
      "operator",
      "trust-root",
      "check",
      place(next),
      "--previous",
      place(root),
      "--lang",
      "zh",
    );
    expect(told.out.join("\n")).to.include("新增验证节点").and.include("已有 3 个签名，所需为 3 个");
  });

  it("takes each validator's signature once, and a dry run's not at all", async () => {
    const { root, next } = await succeed("f");
    const tried = await sign(next, root, four[0]!, "--dry-run");
    expect([tried.exit, (await read(next)).signatures.length]).to.deep.equal([0, 0]);
    await sign(next, root, four[0]!);
    const again = await sign(next, root, four[0]!);
    expect([again.exit, (again.json().data as { end: string }).end]).to.deep.equal([0, "before"]);
    expect((await read(next)).signatures).to.have.length(1);
  });

  it("takes no signature of a stranger or of the validator that is only to come, and no key that others can read", async () => {
    const { root, next, five } = await succeed("g");
    const fifth = five.find((key) => !four.some(({ address }) => address === key.address))!;
    expect(refused(await sign(next, root, fifth))).to.deep.equal([1, "NotAValidator"]);
    await writeFile(place("open-key"), `${four[0]!.privateKey}\n`);
    await chmod(place("open-key"), 0o644);
    const words = ["sign", place(next), "--previous", place(root), "--node-key", place("open-key"), "--yes"];
    const said = await trustRoot(...words);
    expect(refused(said)).to.deep.equal([1, "SecretFileOpenToOthers"]);
    expect([...said.out, ...said.err].join("\n")).to.not.include(four[0]!.privateKey.slice(2, 20));
    expect((await read(next)).signatures).to.deep.equal([]);
  });

  it("asks before it signs, and signs nothing where the answer is no", async () => {
    const { root, next } = await succeed("h");
    await writeFile(place("key"), four[0]!.privateKey, { mode: 0o600 });
    const words = ["trust-root", "sign", place(next), "--previous", place(root), "--node-key", place("key")];
    const said = await office.answering([false], "operator", ...words);
    expect([said.exit, (await read(next)).signatures.length]).to.deep.equal([130, 0]);
    expect(said.err.join("\n")).to.include("this validator seals");
  });

  it("refuses a next root that was changed after it was made, or signed by a stranger", async () => {
    const { root, next } = await succeed("i");
    const text = await readFile(place(next), "utf8");
    await writeFile(place(next), text.replace('"en": "Wujin"', '"en": "Wujim"'));
    expect(refused(await sign(next, root, four[0]!))).to.deep.equal([5, "SuccessionBroken"]);
    const signature = await validators("stranger")[0]!.signMessage("anything");
    await writeFile(place(next), text.replace('"signatures": []', `"signatures": [\n    "${signature}"\n  ]`));
    expect(refused(await trustRoot("check", place(next), "--previous", place(root)))).to.deep.equal([
      5,
      "SuccessionBroken",
    ]);
  });

  it("says that nothing has changed, and knows which root is the one before", async () => {
    expect((await make("j.json")).exit).to.equal(0);
    const same = await trustRoot("next", "--trust-root", place("j.json"));
    expect([same.exit, (same.json().data as { end: string }).end]).to.deep.equal([0, "before"]);
    // A validator that is said to be another district's since ever is a contradiction, not nothing.
    const text = await readFile(place("validators.yaml"), "utf8");
    await writeFile(place("validators.yaml"), text.replace("district: wujin", "district: hefei"));
    const moved = await trustRoot("next", "--trust-root", place("j.json"), "--validators", place("validators.yaml"));
    expect(refused(moved)).to.deep.equal([5, "SuccessionBroken"]);
    await writeFile(place("validators.yaml"), text);
    const { root, next } = await succeed("k");
    await writeFile(place("other.json"), (await readFile(place(root), "utf8")).replace("Wujin", "Wujim"));
    const said = await trustRoot("check", place(next), "--previous", place("other.json"));
    expect(refused(said)).to.deep.equal([1, "NotThePrevious"]);
    await rm(place(root));
    expect(refused(await trustRoot("check", place(next), "--previous", place(root)))).to.deep.equal([
      1,
      "TrustRootMissing",
    ]);
  });
});

/** The file of validators, each of the district of its place. */
function fileOf(sets: readonly Sealers[]): string {
  const member = ({ address }: Wallet, i: number): string =>
    `      - { district: ${NAMES[i % NAMES.length]}, address: "${address.toLowerCase()}" }`;
  const set = ({ from, keys }: Sealers): string =>
    [`  - from: ${from}`, "    members:", ...keys.map(member)].join("\n");
  return `validators:\n${sets.map(set).join("\n")}\n`;
}
