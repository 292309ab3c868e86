import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { readTrustRoot, trustRootHash, trustRootText } from "../../../verifier/index.ts";
import { tongdui, type Said } from "../support/office.ts";

const VECTORS = path.resolve(import.meta.dirname, "../../verifier/vectors");
const root = (name: string): string => path.join(VECTORS, "roots", `${name}.json`);
const PROOF = path.join(VECTORS, "good/voucher.proof.json.gz");
/** Of a time in which the validators changed, as root 1 says. */
const LATER = path.join(VECTORS, "good/voucher-two-sets.proof.json.gz");
const DEVELOPMENT = path.join(VECTORS, "good/voucher-development.proof.json.gz");

describe("What verify says", () => {
  let folder: string;
  before(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), "verdict-"))));
  after(async () => rm(folder, { recursive: true }));

  const verify = async (file: string, trustRoot: string, ...words: string[]): Promise<Said> =>
    tongdui(["verify", file, "--trust-root", trustRoot, "--profile", path.join(folder, "nowhere.json"), ...words]);
  const hashOf = async (file: string) => trustRootHash(readTrustRoot(await readFile(file)));
  const trustRootIn = (said: Said) => (said.json().data as { trustRoot: unknown }).trustRoot;

  it("says in the first line under which trust root a proof is valid, and that its hash was not compared", async () => {
    const hash = await hashOf(root("root-0"));
    const short = `${hash.slice(0, 10)}…${hash.slice(-4)}`;
    const en = await verify(PROOF, root("root-0"));
    expect([en.exit, en.out[0]]).to.deep.equal([
      0,
      `✓ VALID under trust root 0, hash ${short}, NOT compared yet: voucher 1-000002`,
    ]);
    const zh = await verify(PROOF, root("root-0"), "--lang", "zh");
    expect(zh.out[0]).to.equal(`✓ 核验通过，依据第 0 号信任根（哈希 ${short}，尚未比对）：双创券 1-000002`);
    expect(trustRootIn(await verify(PROOF, root("root-0"), "--json"))).to.deep.equal({
      number: 0,
      hash,
      compared: false,
      consensus: "qbft",
      sealed: true,
    });
  });

  it("says in the first line that the hash is the one that was given", async () => {
    const hash = await hashOf(root("root-0"));
    const said = await verify(PROOF, root("root-0"), "--trust-root-hash", hash);
    expect(said.out[0]).to.include("the one that you gave").and.not.include("NOT");
    const zh = await verify(PROOF, root("root-0"), "--trust-root-hash", hash, "--lang", "zh");
    expect(zh.out[0]).to.include("与您提供的一致").and.not.include("尚未");
  });

  it("puts no tick and no plain word for valid on what nobody sealed", async () => {
    const hash = await hashOf(root("root-development"));
    for (const words of [[], ["--trust-root-hash", hash]]) {
      const en = await verify(DEVELOPMENT, root("root-development"), ...words);
      expect(en.exit).to.equal(0);
      expect(en.out[0]).to.match(/^! CONSISTENT, BUT SEALED BY NOBODY/);
      expect(en.out.join("\n")).to.not.include("VALID");
      const zh = await verify(DEVELOPMENT, root("root-development"), ...words, "--lang", "zh");
      expect(zh.out[0]).to.match(/^! 内容自洽，但区块无人签章，不能作为证明/);
      expect(zh.out.join("\n")).to.not.include("核验通过");
    }
    const said = await verify(DEVELOPMENT, root("root-development"), "--json");
    expect(trustRootIn(said)).to.include({ sealed: false, compared: false });
  });

  it("advises to compare where the sender has no hand in it", async () => {
    const en = (await verify(PROOF, root("root-0"))).out.join("\n");
    expect(en).to.include("the sites of two districts").and.include("did not come with the file");
    expect((await verify(PROOF, root("root-0"), "--lang", "zh")).out.join("\n")).to.include("两个区官方网站");
  });

  it("says of a later trust root that its signatures are not checked here, whatever stands in them", async () => {
    const unsigned = path.join(folder, "unsigned.json");
    await writeFile(unsigned, trustRootText({ ...readTrustRoot(await readFile(root("root-1"))), signatures: [] }));
    for (const file of [unsigned, root("root-1")]) {
      const said = (await verify(LATER, file)).out.join("\n");
      expect(said).to.match(/signatures of trust root 1 are not checked here; .*hash was compared.*--previous OLD/);
      expect((await verify(LATER, file, "--lang", "zh")).out.join("\n")).to.include("此处不核对第 1 号信任根的签名");
    }
    expect((await verify(PROOF, root("root-0"))).out.join("\n")).to.not.include("signatures");
  });

  it("says of what is refused nothing that rests on the trust root, and what the file is where that shows", async () => {
    const packed = await readFile(PROOF);
    const text = gunzipSync(packed);
    const cases: [string, string | Uint8Array, RegExp, RegExp][] = [
      ["empty", "", /empty/, /空的/],
      ["sheet", "<!doctype html>\n<html>", /a web page/, /网页/],
      ["root", await readFile(root("root-0")), /is a trust root/, /是信任根/],
      ["again", gzipSync(text), /packed again.*check the \.json/, /解压后核验其中的 \.json/],
      ["cut", packed.subarray(0, 900), /Download it again/, /重新下载/],
      ["cut-text", text.subarray(0, 900), /Its end is missing/, /缺少结尾/],
      ["zip", Buffer.from("PK\u0003\u0004…"), /ZIP/, /ZIP/],
    ];
    for (const [name, bytes, en, zh] of cases) {
      const file = path.join(folder, name);
      await writeFile(file, bytes);
      const said = await verify(file, root("root-0"));
      expect(said.exit, name).to.equal(5);
      const told = said.out.join("\n");
      expect(told, name).to.match(/^✗ REFUSED: /);
      expect(told, name)
        .to.match(en)
        .and.include("Rely on nothing")
        .and.not.match(/rests on|Compare it/);
      expect((await verify(file, root("root-0"), "--lang", "zh")).out.join("\n"), name).to.match(zh);
      expect((await verify(file, root("root-0"), "--json")).json().data, name).to.have.property("hint");
    }
    await writeFile(path.join(folder, "text.json"), text);
    expect((await verify(path.join(folder, "text.json"), root("root-0"))).exit).to.equal(0);
  });

  it("sends whoever names no trust root that is there to a district's site, not to make one", async () => {
    for (const [lang, advice] of [
      ["en", /district's own site/],
      ["zh", /区的官方网站/],
    ] as const) {
      const said = await verify(PROOF, path.join(folder, "none.json"), "--lang", lang);
      expect(said.exit).to.equal(1);
      expect(said.err.join("\n")).to.match(advice).and.not.include("make");
    }
  });
});
