import { mkdir, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect } from "chai";
import { encryptKeystoreJson } from "ethers";
import { openOffice, person, tongdui, type Office } from "../support/office.ts";

/** Where nobody answers: no server may listen there. */
const NOBODY = "http://127.0.0.1:1";

describe("tongdui init", () => {
  let office: Office;
  let folder: string;
  before(async () => {
    office = await openOffice();
  });
  after(async () => office.close());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(office.folder, "init-"));
  });

  const at = (name: string): string => path.join(folder, name);
  const init = async (...words: string[]) => tongdui(["init", "--profile", at("tongdui.json"), ...words]);
  const whole = (): string[] => ["--node", office.url, "--deployment", office.deploymentFile];
  const written = async (): Promise<unknown> => JSON.parse(await readFile(at("tongdui.json"), "utf8"));
  const isThere = async (name: string): Promise<boolean> =>
    stat(at(name)).then(
      () => true,
      () => false,
    );

  const keystore = async (file: string, name: string): Promise<void> => {
    await mkdir(path.dirname(at(file)), { recursive: true });
    const { address, privateKey } = person(name);
    const sealed = await encryptKeystoreJson({ address, privateKey }, "password", { scrypt: { N: 2 } });
    await writeFile(at(file), sealed, { mode: 0o600 });
  };

  it("writes a profile that reads the ledger", async () => {
    const { exit } = await init(...whole());
    expect(exit).to.equal(0);
    expect(await written()).to.deep.equal({
      nodes: [office.url],
      deployment: path.relative(folder, office.deploymentFile),
    });
    const said = await tongdui(["program", "list", "--profile", at("tongdui.json")]);
    expect(said.exit).to.equal(0);
  });

  it("writes down the portal and whose office is asked", async () => {
    const { exit } = await init(...whole(), "--portal", "https://voucher.example.org/", "--district", "2");
    expect(exit).to.equal(0);
    expect(await written()).to.include({ portal: "https://voucher.example.org", district: 2 });
    expect((await init(...whole(), "--portal", "voucher.example.org")).exit).to.equal(2);
  });

  it("is not read with a portal that is no address", async () => {
    await init(...whole());
    const content = (await written()) as object;
    await writeFile(at("tongdui.json"), JSON.stringify({ ...content, portal: "https://voucher.example.org/desk" }));
    const said = await tongdui(["program", "list", "--json", "--profile", at("tongdui.json")]);
    expect([said.exit, said.json().error?.code]).to.deep.equal([1, "ProfileUnreadable"]);
    expect(said.json().error?.sentence).to.include("portal: must be the portal's address");
  });

  it("makes the folders of the profile for their owner alone", async () => {
    await init(...whole());
    for (const name of ["keys", "journal", "documents", "nullifier-keys", "directory"]) {
      expect((await stat(at(name))).mode & 0o777, name).to.equal(0o700);
    }
    expect((await stat(at("tongdui.json"))).mode & 0o777).to.equal(0o600);
  });

  it("takes the only key of the folder beside it", async () => {
    await keystore("keys/one.json", "wujin bureau");
    const { out } = await init(...whole());
    expect(await written())
      .to.have.property("key")
      .that.deep.equals({ keystore: "keys/one.json" });
    expect(out.join("\n")).to.include(person("wujin bureau").address);
  });

  it("asks which key is meant when there are several", async () => {
    await keystore("keys/one.json", "wujin bureau");
    await keystore("keys/two.json", "wujin approver");
    const { exit, err } = await init(...whole());
    expect(exit).to.equal(1);
    expect(err.join()).to.include("There are 2 keys");
    await init(...whole(), "--keystore", at("keys/two.json"), "--password-file", at("password"));
    expect(await written())
      .to.have.property("key")
      .that.deep.equals({ keystore: "keys/two.json", passwordFile: "password" });
  });

  it("takes an account of an external signer", async () => {
    const { address } = person("operator");
    await init(...whole(), "--signer", "http://127.0.0.1:9000", "--account", address);
    expect(await written())
      .to.have.property("key")
      .that.deep.equals({ signer: "http://127.0.0.1:9000", account: address });
  });

  it("refuses a mistyped account", async () => {
    const { address } = person("operator");
    const mistyped = address.replace(/[a-f]/, (letter) => letter.toUpperCase());
    const { json } = await init(...whole(), "--signer", "http://127.0.0.1:9000", "--account", mistyped, "--json");
    expect(json().error?.code).to.equal("AccountMistyped");
  });

  it("takes no password from the command, and does not repeat it", async () => {
    for (const [words, code] of [
      [[...whole(), "--node", "https://clerk:geheim@node.example"], "NodeAddressUnfit"],
      [
        [...whole(), "--signer", "https://clerk:geheim@s.example", "--account", person("operator").address],
        "SecretTyped",
      ],
    ] as const) {
      const { json, out, err } = await init(...words, "--json");
      expect(json().error?.code).to.equal(code);
      expect([...out, ...err].join()).not.to.include("geheim");
    }
  });

  it("never overwrites another profile unless it is told to", async () => {
    await init(...whole());
    const again = await init(...whole());
    expect(again.exit).to.equal(0);
    expect(again.out.join("\n")).to.include("said just this before");
    await keystore("keys/one.json", "wujin bureau");
    const other = await init(...whole(), "--json");
    expect(other.json().error?.code).to.equal("ProfileExists");
    expect(await written()).not.to.have.property("key");
    await init(...whole(), "--overwrite");
    expect(await written()).to.have.property("key");
  });

  it("writes nothing in a dry run", async () => {
    const { exit } = await init(...whole(), "--dry-run");
    expect(exit).to.equal(0);
    expect(await isThere("tongdui.json")).to.equal(false);
    expect(await isThere("keys")).to.equal(false);
  });

  it("writes down a node that is silent at the moment, if another one answers", async () => {
    const { exit, out } = await init(...whole(), "--node", NOBODY);
    expect(exit).to.equal(0);
    expect(out.join("\n")).to.include("✗ no answer");
    expect(await written())
      .to.have.property("nodes")
      .that.deep.equals([office.url, NOBODY]);
  });

  it("writes nothing when no node answers", async () => {
    const { exit } = await init("--node", NOBODY, "--deployment", office.deploymentFile);
    expect(exit).to.equal(4);
    expect(await isThere("tongdui.json")).to.equal(false);
  });

  it("counts a node that asks for a password as one that answers", async () => {
    const server = createServer((_, response) => response.writeHead(401).end()).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const { exit, out } = await init("--node", `http://127.0.0.1:${port}`, "--deployment", office.deploymentFile);
    server.close();
    expect(exit).to.equal(0);
    expect(out.join("\n")).to.include("asks for a password");
  });

  it("refuses a node on another chain than the deployment's file", async () => {
    const file = JSON.parse(await readFile(office.deploymentFile, "utf8")) as Record<string, unknown>;
    await writeFile(at("other.json"), JSON.stringify({ ...file, chainId: 1 }));
    const { json } = await init("--node", office.url, "--deployment", at("other.json"), "--json");
    expect(json().error?.code).to.equal("OtherChain");
    expect(await isThere("tongdui.json")).to.equal(false);
  });

  it("wants the deployment's file, unless the ledger is still to be deployed", async () => {
    const missing = ["--node", office.url, "--deployment", at("new.json")];
    expect((await init(...missing, "--json")).json().error?.code).to.equal("DeploymentMissing");
    expect((await init(...missing, "--new-ledger")).exit).to.equal(0);
  });

  it("refuses a holiday file that cannot be read", async () => {
    await writeFile(at("holidays.yaml"), "source: none\nfrom: 2030-01-01\n");
    const { err } = await init(...whole(), "--holidays", at("holidays.yaml"));
    expect(err.join()).to.include("holidays.yaml:1:1");
    expect(await isThere("tongdui.json")).to.equal(false);
  });
});
