import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { deployLedger } from "../../../client/deploy/deploy.ts";
import { fileStore } from "../../../client/deploy/fileStore.ts";
import { encodeDistrictName } from "../../../client/deploy/plan.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { readTrustRoot, trustRootText, type Hex } from "../../../verifier/index.ts";
import { consortiumCalls, DEPLOYER, OPTIONS } from "../../deploy/pilot.ts";
import { openOffice, tongdui, type Office, type Said } from "../support/office.ts";
import type { Proxy } from "../support/proxy.ts";
import { placeOrders, setScene } from "../support/scene.ts";
import { openSealedNode, validators, type Sealers } from "./sealedNode.ts";

const NAMES = ["yangpu", "wujin", "nanhu", "hefei"];
const NO_DEVELOPMENT = /development chain|开发/;

describe("Proofs of a consortium's chain", () => {
  let office: Office;
  let node: Proxy;
  let profile: string;
  let voucher: string;
  const four = validators(...NAMES);
  const five = validators(...NAMES, "fifth");
  const sets: Sealers[] = [{ from: 0, keys: four }];
  const place = (name: string): string => path.join(office.folder, name);
  before(async () => {
    office = await openOffice();
    const scene = await setScene(office);
    await placeOrders(office, scene, [0]);
    voucher = formatVoucher(scene.vouchers[0]!);
    node = await openSealedNode(office.url, sets);
    profile = await office.profile("operator", { nodes: [node.url] });
    await writeValidators();
    const words = ["trust-root", "make", "--validators", place("validators.yaml"), "--out", place("root.json")];
    expect((await call(...words)).exit).to.equal(0);
  });
  after(async () => {
    await node.close();
    await office.close();
  });

  const call = async (...words: string[]): Promise<Said> => tongdui([...words, "--profile", profile]);
  const prove = async (name: string, root: string, ...more: string[]): Promise<Said> =>
    call("prove", voucher, "--out", place(name), "--trust-root", place(root), ...more);
  const verify = async (name: string, root: string, ...more: string[]): Promise<Said> =>
    tongdui(["verify", place(name), "--trust-root", place(root), ...more]);

  async function writeValidators(): Promise<void> {
    const lines = sets.map(({ from, keys }) => {
      const members = keys.map(({ address }) => `{ district: wujin, address: "${address.toLowerCase()}" }`);
      return `  - { from: ${from}, members: [${members.join(", ")}] }`;
    });
    await writeFile(place("validators.yaml"), `validators:\n${lines.join("\n")}\n`);
  }

  it("say who sealed the blocks, and nothing of a development chain", async () => {
    const sheet = ["--sheet", place("a.html"), "--overwrite"];
    expect((await prove("a.json.gz", "root.json", ...sheet)).exit).to.equal(0);
    const said = await verify("a.json.gz", "root.json");
    expect([said.exit, said.out[0]!.slice(0, 7)]).to.deep.equal([0, "✓ VALID"]);
    expect(said.out.join("\n")).to.not.match(NO_DEVELOPMENT);
    expect(await readFile(place("a.html"), "utf8")).to.not.match(/class="practice"/);
    const found = (await verify("a.json.gz", "root.json", "--json")).json().data as {
      development: boolean;
      facts: { kind: string; validators?: number }[];
    };
    expect(found.development).to.equal(false);
    expect(found.facts.find(({ kind }) => kind === "sealed")).to.include({ validators: 4, fewest: 3 });
  });

  it("are refused, and not written, where fewer than two thirds have sealed or others have", async () => {
    for (const [keys, hint] of [
      [{ keys: four, signers: four.slice(0, 2) }, "another district's node"],
      [{ keys: five }, "tongdui trust-root next"],
    ] as const) {
      sets.splice(0, sets.length, { from: 0, ...keys });
      const said = await prove("b.json.gz", "root.json");
      expect(said.exit).to.equal(5);
      expect(said.err.join("\n")).to.include(hint).and.include("Nothing was written");
      expect(await readFile(place("b.json.gz")).catch(() => undefined)).to.equal(undefined);
    }
    sets.splice(0, sets.length, { from: 0, keys: four });
  });

  it("stay good under the next trust root, and a newer one is refused under the one before", async () => {
    expect((await prove("c.json.gz", "root.json")).exit).to.equal(0);
    await office.goToDay((await office.today()) + 1);
    sets.push({ from: await office.provider.getBlockNumber(), keys: five });
    await writeValidators();
    const words = [
      "--validators",
      place("validators.yaml"),
      "--trust-root",
      place("root.json"),
      "--out",
      place("next.json"),
    ];
    expect((await call("trust-root", "next", ...words)).exit).to.equal(0);
    for (const { privateKey } of four.slice(1)) {
      await writeFile(place("key"), privateKey, { mode: 0o600 });
      const signing = ["--previous", place("root.json"), "--node-key", place("key"), "--yes"];
      expect((await call("trust-root", "sign", place("next.json"), ...signing)).exit).to.equal(0);
    }
    expect((await verify("c.json.gz", "next.json")).exit).to.equal(0);
    expect((await prove("d.json.gz", "next.json")).exit).to.equal(0);
    expect((await verify("d.json.gz", "next.json")).exit).to.equal(0);
    const stale = await verify("d.json.gz", "root.json");
    expect(stale.exit).to.equal(5);
    expect(stale.out[0]).to.match(/^✗ REFUSED: .*newer/);
  });

  it("have no next trust root made from that of another chain", async () => {
    const root = readTrustRoot(await readFile(place("root.json")));
    for (const other of [
      { ...root, genesis: id("another") as Hex },
      { ...root, chainId: root.chainId + 1 },
    ]) {
      await writeFile(place("other.json"), trustRootText(other));
      const words = ["--trust-root", place("other.json"), "--validators", place("validators.yaml")];
      const said = await call("trust-root", "next", ...words, "--out", place("none.json"), "--json");
      expect([said.exit, said.json().error?.code]).to.deep.equal([1, "OtherLedger"]);
      expect(await readdir(office.folder)).to.not.include("none.json");
    }
  });

  it("are also of a new edition and a new district, once the next trust root says so", async () => {
    const { provider, deployment, ledger } = office;
    const name = encodeDistrictName("苏州工业园 Suzhou");
    const adding = ledger.districts.interface.encodeFunctionData("add", [name, id("profile")]);
    await consortiumCalls(provider, deployment, deployment.contracts.districts.address, adding);
    sets.splice(0, sets.length, { from: 0, keys: four });
    const found = async (file: string, by: string): Promise<string[]> => {
      const words = ["--trust-root", place("root.json"), "--out", place(file), "--profile", by, "--json"];
      expect((await tongdui(["trust-root", "next", ...words])).exit).to.equal(0);
      const { districts, editions } = readTrustRoot(await readFile(place(file)));
      return [...districts.map(({ en }) => en), ...editions.map(({ edition }) => edition.address)];
    };
    const first = deployment.contracts.edition.address.toLowerCase();
    expect(await found("district.json", profile)).to.deep.equal(["Yangpu", "Wujin", "Nanhu", "Hefei", "Suzhou", first]);

    const file = place("deployments/second.json");
    const second = await deployLedger({
      ...OPTIONS,
      plan: {
        ...OPTIONS.plan,
        network: "second",
        salt: id("second"),
        predecessor: deployment.contracts.edition.address,
      },
      deployer: DEPLOYER.connect(provider),
      store: fileStore(file),
    });
    const ofSecond = await office.profile("operator", { nodes: [node.url], deployment: file });
    const edition = second.contracts.edition.address.toLowerCase();
    expect(await found("edition.json", ofSecond)).to.deep.equal(["Yangpu", "Wujin", "Nanhu", "Hefei", first, edition]);
  });
});
