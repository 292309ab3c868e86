import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Wallet } from "ethers";
import { expect } from "chai";
import type { TongduiError } from "../../../client/errors/tongduiError.ts";
import { signRoot } from "../../../scripts/proofs/trustRoot/sign.ts";
import { readTrustRoot, trustRootHash, trustRootText } from "../../../verifier/index.ts";
import { signedBy, VALIDATORS } from "../../verifier/support/roots.ts";
import { contextOf } from "../support/context.ts";
import { tongdui, type Said } from "../support/office.ts";

const ROOTS = path.resolve(import.meta.dirname, "../../verifier/vectors/roots");
const ROOT_0 = path.join(ROOTS, "root-0.json");
const ROOT_1 = path.join(ROOTS, "root-1.json");

describe("A trust root, before somebody signs or publishes it", () => {
  let folder: string;
  before(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), "root-shown-"))));
  after(async () => rm(folder, { recursive: true }));

  const place = (name: string): string => path.join(folder, name);
  const call = async (...words: string[]): Promise<Said> =>
    tongdui(["trust-root", ...words, "--profile", place("nowhere.json")]);
  const check = async (...words: string[]): Promise<Said> => call("check", ...words);
  const root1 = async () => readTrustRoot(await readFile(ROOT_1));

  /** Root 1 without signatures, or with these, in a file of its own. */
  async function copyOf(name: string, signers: readonly Wallet[] = []): Promise<string> {
    await writeFile(place(name), trustRootText(signedBy(await root1(), signers)));
    return place(name);
  }

  async function sign(file: string, answer: boolean, ...more: string[]): Promise<Said> {
    await writeFile(place("key"), VALIDATORS[0]!.privateKey, { mode: 0o600 });
    const words = ["trust-root", "sign", file, "--node-key", place("key"), "--profile", place("nowhere.json")];
    return tongdui([...words, ...more], [answer]);
  }

  it("tells every new range of blocks, all its validators, and each that changes district", async () => {
    const en = (await check(ROOT_1, "--previous", ROOT_0)).out;
    expect(en).to.include("From block 72 on 5 validators seal:");
    const { validators } = await root1();
    for (const { address } of validators[1]!.members) {
      expect(
        en.some((line) => line.startsWith(`  · ${address}, `)),
        address,
      ).to.equal(true);
    }
    expect(en).to.include(
      "From block 72 on this validator is another district's: 0x2b5ad5c4795c026514f8317c7a215e218dccd6cf, Yangpu (district 1), before then Wujin (district 2).",
    );
    const zh = (await check(ROOT_1, "--previous", ROOT_0, "--lang", "zh")).out;
    expect(zh).to.include("自区块 72 起，由 5 个验证节点签章：");
    expect(zh).to.include(
      "自区块 72 起以下验证节点改换所属区：0x2b5ad5c4795c026514f8317c7a215e218dccd6cf，由武进（第 2 区）改为杨浦（第 1 区）。",
    );
  });

  it("is shown whole before the validator is asked for the signature", async () => {
    const file = await copyOf("asked.json");
    const said = await sign(file, false, "--previous", ROOT_0);
    expect(said.exit).to.equal(130);
    const told = said.err.join("\n");
    const { validators, districts, editions } = await root1();
    expect(told).to.include("Validators, blocks 0 to 71").and.include("Validators from block 72");
    expect(told).to.include("Changed since trust root 0:").and.include("another district's");
    for (const { address } of validators.flatMap(({ members }) => members)) expect(told).to.include(address);
    for (const { en } of districts) expect(told).to.include(en);
    for (const { edition } of editions) expect(told).to.include(edition.address);
    expect(told.indexOf("Sign this trust root?")).to.be.greaterThan(told.indexOf("another district's"));
    expect(await readFile(file, "utf8")).to.equal(trustRootText({ ...(await root1()), signatures: [] }));
  });

  it("says to whoever has signed how many are still to sign, not that something failed", async () => {
    const file = await copyOf("signed.json");
    const said = await sign(file, true, "--previous", ROOT_0);
    expect(said.exit).to.equal(0);
    expect(said.out.join("\n")).to.not.include("✗");
    expect(said.out.at(-1)).to.equal("· 1 of 4 validators have signed; 2 more must sign before the trust root holds.");
  });

  it("is not signed where somebody else signed the file meanwhile, whose signature stays", async () => {
    const file = await copyOf("shared.json");
    await writeFile(place("key"), VALIDATORS[0]!.privateKey, { mode: 0o600 });
    const { io } = contextOf(place("nowhere.json"));
    const confirm = async (): Promise<boolean> => {
      await copyOf("shared.json", [VALIDATORS[1]!]);
      return true;
    };
    const context = contextOf(place("nowhere.json"), { io: { ...io, confirm } });
    const code = await signRoot({ file, nodeKey: place("key"), previous: ROOT_0 }, context).then(
      () => "signed",
      (error: unknown) => (error as TongduiError).code,
    );
    expect(code).to.equal("TrustRootChanged");
    expect(await readFile(file, "utf8")).to.equal(trustRootText(signedBy(await root1(), [VALIDATORS[1]!])));
  });

  it("is not signed where the root before it is not known, which is said as it is", async () => {
    const said = await sign(await copyOf("unknown.json"), true);
    expect(said.exit).to.equal(1);
    expect(said.err.join("\n")).to.include("which trust root comes before").and.include("--previous");
    expect(said.err.join("\n")).to.not.match(/check/);
  });

  it("is shown by check also where the one before is not given; then it ends with 1, as the signatures are not checked", async () => {
    for (const lang of ["en", "zh"]) {
      const said = await check(ROOT_1, "--lang", lang);
      expect(said.exit).to.equal(1);
      expect(said.err).to.deep.equal([]);
      const told = said.out.join("\n");
      expect(told).to.include(trustRootHash(await root1()));
      expect(told).to.match(
        lang === "en" ? /signatures of trust root 1 were not checked/ : /第 1 号信任根的签名未核对/,
      );
    }
    const json = (await check(ROOT_1, "--json")).json().data as Record<string, unknown>;
    expect(json).to.include({ number: 1, isEnough: null, signers: null });
  });

  it("is shown by check also where it lies in the profile's own place", async () => {
    const file = place("own.trust-root.json");
    await copyFile(ROOT_1, file);
    const profile = { deployment: "d.json", nodes: ["http://127.0.0.1:1"], trustRoot: "own.trust-root.json" };
    await writeFile(place("tongdui.json"), JSON.stringify(profile));
    const said = await tongdui(["trust-root", "check", file, "--profile", place("tongdui.json")]);
    expect([said.exit, said.err]).to.deep.equal([1, []]);
    expect(said.out.join("\n")).to.include(trustRootHash(await root1()));
  });

  it("holds with the signatures that it has, once the one before is given", async () => {
    expect((await check(ROOT_1, "--previous", ROOT_0)).exit).to.equal(0);
    expect((await check(await copyOf("few.json", VALIDATORS.slice(0, 2)), "--previous", ROOT_0)).exit).to.equal(1);
  });
});
