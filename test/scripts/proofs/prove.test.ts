import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { readTrustRoot, trustRootHash, trustRootText, verifyProof } from "../../../verifier/index.ts";
import { openOffice, tongdui, type Office, type Said } from "../support/office.ts";
import { NUMBERS, payableOrders, setScene, type Scene } from "../support/scene.ts";
import { openProxy } from "../support/proxy.ts";
import { drawn } from "./reader.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../../scripts/tongdui.ts");

/** What a command says for programs, as far as a test looks at it. */
interface Found {
  readonly hash: string;
  readonly bytes: number;
  readonly valid: boolean;
  readonly development: boolean;
  readonly subject: { readonly kind: string };
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  readonly notProved: readonly { readonly kind: string }[];
  readonly refusal: { readonly en: string; readonly zh: string };
}
const dataOf = (said: Said): Found => said.json().data;

describe("tongdui prove and verify", () => {
  let office: Office;
  let scene: Scene;
  let voucher: string;
  let root: string;
  let folder: string;
  let profile: string;
  before(async () => {
    office = await openOffice();
    scene = await setScene(office);
    const orders = await payableOrders(office, scene, [0]);
    await (await office.as("wujin bureau").payments.open(NUMBERS.wujin, orders)).wait();
    voucher = formatVoucher(scene.vouchers[0]!);
    profile = await office.profile("wujin bureau");
    await office.tongdui("wujin bureau", "trust-root", "make");
    root = path.join(office.folder, "deployments/pilot.trust-root.json");
  });
  beforeEach(async () => void (folder = await mkdtemp(path.join(office.folder, "proofs-"))));
  after(async () => office.close());

  const place = (name: string): string => path.join(folder, name);
  const prove = async (...words: string[]): Promise<Said> =>
    tongdui(["prove", ...words, "--profile", profile, "--json"]);
  const verify = async (file: string, ...words: string[]): Promise<Said> =>
    tongdui(["verify", file, "--trust-root", root, "--profile", "nowhere.json", ...words]);

  it("writes a voucher's proof, which whoever has the trust root checks without node and profile", async () => {
    const said = await prove(voucher, "--out", place("a.proof.json.gz"));
    expect(said.exit).to.equal(0);
    const { hash, bytes } = dataOf(said);
    const written = await readFile(place("a.proof.json.gz"));
    expect(written).to.have.length(bytes);
    expect(JSON.parse(gunzipSync(written).toString())).to.include({ format: "tongdui proof", hash });
    const verdict = await verifyProof(written, readTrustRoot(await readFile(root)));
    expect(verdict.valid).to.equal(true);

    const checked = await verify(place("a.proof.json.gz"), "--json");
    expect(checked.exit).to.equal(0);
    const found = dataOf(checked);
    expect(found).to.include({ valid: true, hash, development: true });
    expect(found.facts.find(({ kind }) => kind === "figures")).to.include({
      rest: "7000000",
      locked: "0",
      redeemed: "3000000",
    });
    expect(found.facts.filter(({ kind }) => kind === "change")).to.have.length(3);
  });

  it("says first that it is a development chain's, then the facts, then what is not proved and the root's hash", async () => {
    await prove(voucher, "--out", place("a.proof.json.gz"));
    const en = await verify(place("a.proof.json.gz"));
    expect([en.exit, en.out[0]!.slice(0, 12)]).to.deep.equal([0, "! CONSISTENT"]);
    expect(en.out[2]).to.match(/^Hash of the proof: 0x[0-9a-f]{64}$/);
    expect(en.out).to.include("Not proved:");
    const zh = await verify(place("a.proof.json.gz"), "--lang", "zh");
    expect(zh.out[0]).to.include("双创券 1-000001");
    expect(zh.out).to.include("未证明：");
  });

  it("compares the trust root's hash for whoever gives it, groups and all", async () => {
    await prove(voucher, "--out", place("a.proof.json.gz"));
    const hash = trustRootHash(readTrustRoot(await readFile(root)));
    const groups = hash.slice(2).replaceAll(/(.{4})(?=.)/g, "$1 ");
    const right = await verify(place("a.proof.json.gz"), "--trust-root-hash", groups);
    expect([right.exit, right.out.at(-1)]).to.deep.equal([0, "✓ This is the hash that you gave."]);
    const other = hash.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
    const wrong = await verify(place("a.proof.json.gz"), "--trust-root-hash", other, "--json");
    expect([wrong.exit, wrong.json().error?.code]).to.deep.equal([5, "TrustRootOther"]);
    expect((await verify(place("a.proof.json.gz"), "--trust-root-hash", "0x12")).exit).to.equal(2);
  });

  it("proves a provider's certificate, a program's budget and a payment as they are now", async () => {
    const provider = formatProvider(scene.provider);
    for (const [words, kind] of [
      [[provider], "provider"],
      [["provider", provider], "provider"],
      [["program", "1"], "program"],
      [["payment", "1"], "payment"],
      [["voucher", voucher], "voucher"],
    ] as const) {
      const file = place(`${words.join("-")}.json`);
      expect((await prove(...words, "--out", file)).exit, words.join(" ")).to.equal(0);
      const said = await verify(file, "--json");
      expect(said.exit, words.join(" ")).to.equal(0);
      const { subject, notProved } = dataOf(said);
      expect(subject.kind).to.equal(kind);
      expect(notProved.some((one) => one.kind === "past")).to.equal(kind !== "voucher");
      // Only a voucher's proof shows what belongs to others.
      expect((await verify(file)).out.join("\n").includes("Before you pass it on:")).to.equal(kind === "voucher");
    }
  });

  it("takes no mere number for a program or a payment, and knows what does not exist", async () => {
    const unclear = await tongdui(["prove", "12", "--profile", profile]);
    expect(unclear.exit).to.equal(2);
    expect(unclear.err.join("\n")).to.include("tongdui prove payment 12");
    for (const [words, code] of [
      [["1-000099"], "VoucherUnknown"],
      [["P1-99"], "ProviderUnknown"],
      [["program", "99"], "ProgramUnknown"],
      [["payment", "99"], "PaymentUnknown"],
    ] as const) {
      const said = await prove(...words, "--out", place("none.json"));
      expect([said.exit, said.json().error?.code]).to.deep.equal([1, code]);
    }
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("leaves a file that is there alone, unless it may be replaced; a dry run writes nothing", async () => {
    const tried = await prove(voucher, "--out", place("a.json"), "--sheet", place("a.html"), "--dry-run");
    expect([tried.exit, await readdir(folder)]).to.deep.equal([0, []]);
    await writeFile(place("a.html"), "mine");
    const words = [voucher, "--out", place("a.json"), "--sheet", place("a.html")];
    const said = await prove(...words);
    expect([said.exit, said.json().error?.code]).to.deep.equal([1, "FileExists"]);
    expect(await readdir(folder)).to.deep.equal(["a.html"]);
    expect((await prove(...words, "--overwrite")).exit).to.equal(0);
    expect(await readFile(place("a.html"), "utf8")).to.include("<!doctype html>");
  });

  it("needs this ledger's trust root, and says how one is made", async () => {
    const none = await prove(voucher, "--trust-root", place("none.json"));
    expect([none.exit, none.json().error?.code]).to.deep.equal([1, "TrustRootMissing"]);
    const text = await readFile(root, "utf8");
    await writeFile(place("other.json"), text.replace(/"genesis": "0x../, '"genesis": "0x00'));
    const other = await prove(voucher, "--trust-root", place("other.json"));
    expect([other.exit, other.json().error?.code]).to.deep.equal([1, "TrustRootOfOther"]);
    expect((await prove(voucher, "--out", place("b.json"))).exit).to.equal(0);
    expect((await tongdui(["verify", place("b.json"), "--profile", profile])).exit).to.equal(0);
    const unnamed = await tongdui(["verify", place("a.json"), "--profile", place("nowhere.json"), "--json"]);
    expect([unnamed.exit, unnamed.json().error?.code]).to.deep.equal([1, "TrustRootUnnamed"]);
  });

  it("refuses a changed proof, another trust root, and what is no proof, each with its reason", async () => {
    await prove(voucher, "--out", place("a.proof.json.gz"));
    const bytes = await readFile(place("a.proof.json.gz"));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(place("changed"), bytes);
    await writeFile(place("empty"), "");
    await writeFile(place("other-root.json"), (await readFile(root, "utf8")).replace("Wujin", "Wujim"));
    for (const [file, trustRoot] of [
      ["changed", root],
      ["empty", root],
      ["a.proof.json.gz", place("other-root.json")],
    ] as const) {
      const words = ["verify", place(file), "--trust-root", trustRoot];
      const said = await tongdui([...words, "--json"]);
      expect(said.exit, file).to.equal(5);
      const { valid, refusal } = dataOf(said);
      expect(valid).to.equal(false);
      const told = await tongdui([...words, "--lang", "zh"]);
      expect(told.out[0]).to.equal(`✗ 核验不通过：${refusal.zh}`);
    }
    const missing = await verify(place("missing"), "--json");
    expect([missing.exit, missing.json().error?.code]).to.deep.equal([1, "ProofUnreadable"]);
    const noRoot = await tongdui(["verify", place("changed"), "--trust-root", place("empty"), "--json"]);
    expect([noRoot.exit, noRoot.json().error?.code]).to.deep.equal([1, "TrustRootUnreadable"]);
  });

  it("reads a proof from the first input, in an empty folder and with no node", async () => {
    await prove(voucher, "--out", place("a.proof.json.gz"));
    const child = spawn(process.execPath, [COMMAND, "verify", "-", "--trust-root", root, "--json"], {
      cwd: await mkdtemp(path.join(folder, "empty-")),
    });
    let out = "";
    child.stdout.on("data", (some) => (out += String(some)));
    child.stdin.end(await readFile(place("a.proof.json.gz")));
    const [exit] = (await once(child, "close")) as [number];
    expect([exit, (JSON.parse(out) as { data: { valid: boolean } }).data.valid]).to.deep.equal([0, true]);
  });

  it("writes nothing of a proof that the verifier does not take, and nothing half when it is killed", async () => {
    const proxy = await openProxy(office.url);
    const words = [voucher, "--out", place("a.proof.json.gz")];
    const lying = await office.profile("wujin bureau", { nodes: [proxy.url], trustRoot: root });
    try {
      proxy.fault = (methods) =>
        methods.includes("eth_getProof") ? { change: (answer) => answer.replace(/f8(?=..80)/, "f9") } : "pass";
      const said = await tongdui(["prove", ...words, "--profile", lying, "--json"]);
      expect([said.exit, await readdir(folder)]).to.deep.equal([5, []]);

      for (const most of [1, 4, 7]) {
        let asked = 0;
        const child = spawn(process.execPath, [COMMAND, "prove", ...words, "--profile", lying], { stdio: "ignore" });
        const ended = once(child, "close");
        proxy.fault = () => {
          asked += 1;
          if (asked > most) child.kill("SIGKILL");
          return "pass";
        };
        expect((await ended)[1], String(most)).to.equal("SIGKILL");
        expect(await readdir(folder)).to.deep.equal([]);
      }
      proxy.fault = () => "pass";
      expect((await tongdui(["prove", ...words, "--profile", lying])).exit).to.equal(0);
    } finally {
      await proxy.close();
    }
  });

  it("writes nothing that the verifier does not take: the root names other code than the ledger has", async () => {
    const right = readTrustRoot(await readFile(root));
    const edition = right.editions[0]!;
    const vouchers = { ...edition.vouchers, codeHash: edition.orders.codeHash };
    const wrong = path.join(office.folder, "other-code.trust-root.json");
    await writeFile(wrong, trustRootText({ ...right, editions: [{ ...edition, vouchers }] }));

    const said = await prove(voucher, "--out", place("a.json"), "--trust-root", wrong);
    expect([said.exit, said.json().error?.code, await readdir(folder)]).to.deep.equal([5, "ProofRefused", []]);
  });

  it("leaves a whole file or none when it is killed as it writes", async () => {
    for (let i = 0; i < 3; i += 1) {
      const child = spawn(
        process.execPath,
        [COMMAND, "prove", voucher, "--out", place("a.json"), "--profile", profile],
        {
          stdio: "ignore",
        },
      );
      const ended = once(child, "close");
      const watching = watch(folder, () => child.kill("SIGKILL"));
      await ended;
      watching.close();
      const isThere = (await readdir(folder)).includes("a.json");
      if (isThere) expect((await verify(place("a.json"))).exit).to.equal(0);
      await rm(place("a.json"), { force: true });
    }
    expect((await prove(voucher, "--out", place("a.json"))).exit).to.equal(0);
  });

  it("prints a page that asks nothing of anybody, with figures in words, both hashes and the ledger's picture", async () => {
    const link = "https://voucher.example.gov/v/1-000001";
    const said = await prove(voucher, "--out", place("a.json"), "--sheet", place("a.html"), "--link", link);
    expect(said.exit).to.equal(0);
    const { hash }: { hash: string } = said.json().data;
    const page = await readFile(place("a.html"), "utf8");
    const style = /<style>([^]*?)<\/style>/.exec(page)![1]!;
    const digest = createHash("sha256").update(style).digest("base64");
    expect(page).to.include(`default-src &#39;none&#39;`.replaceAll("&#39;", "'")).and.include(`'sha256-${digest}'`);
    expect(page).to.not.match(/<script|<link|<iframe|javascript:| on\w+=|url\(|@import/i);
    const sources = Array.from(page.matchAll(/(?:src|href)="([^"]*)"/g), ([, address]) => address!);
    expect(sources).to.have.length(2);
    for (const address of sources) expect(address).to.match(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/);
    const picture = Buffer.from(sources[0]!.split(",")[1]!, "base64").toString();
    expect(picture).to.include("1-000001");
    expect(page).to.include(formatFen(10_000_000n)).and.include("壹拾万元整").and.include("seventy thousand yuan");
    expect(drawn(Buffer.from(sources[1]!.split(",")[1]!, "base64").toString())).to.equal(`${link}#proof=${hash}`);
    for (const one of [hash, trustRootHash(readTrustRoot(await readFile(root)))]) {
      expect(page.replaceAll(/<br>|\s/g, "")).to.include(one.slice(2));
    }
    expect(page).to.include(`class="practice"`);
  });

  it("prints a certificate's page with its picture, and a program's and a payment's without one", async () => {
    for (const [words, pictures, said] of [
      [["provider", formatProvider(scene.provider)], 2, "P1-1"],
      [["program", "1"], 1, "Can still be issued"],
      [["payment", "1"], 1, "叁万元整"],
    ] as const) {
      const name = words[0];
      expect((await prove(...words, "--out", place(`${name}.json`), "--sheet", place(`${name}.html`))).exit).to.equal(
        0,
      );
      const page = await readFile(place(`${name}.html`), "utf8");
      expect(page.match(/<img /g), name).to.have.length(pictures);
      expect(page)
        .to.include(said)
        .and.match(/alt="urn:tongdui:\w+:[\w-]+:chain:31337:proof:0x[0-9a-f]{64}"/);
    }
  });

  it("says in both languages what was proved, what is disclosed, and where it was written", async () => {
    const say = async (lang: string): Promise<string> => {
      const words = ["prove", voucher, "--out", place(`${lang}.json`), "--profile", profile, "--lang", lang];
      return (await tongdui(words)).out.join("\n");
    };
    expect(await say("en")).to.match(
      /Proved of voucher 1-000001.*Before you pass it on:.*✓ Written: .*en\.json, \d+\.\d KiB/s,
    );
    expect(await say("zh")).to.match(
      /双创券 1-000001 已证明的主要内容.*转交前请注意：.*✓ 已写入：.*zh\.json，\d+\.\d KiB/s,
    );
  });

  it("takes a link only for a page, and says where it cannot write", async () => {
    expect((await prove(voucher, "--link", "https://x.example/")).exit).to.equal(2);
    await rm(folder, { recursive: true });
    const said = await prove(voucher, "--out", place("a.json"));
    expect([said.exit, said.json().error?.code]).to.deep.equal([1, "FileUnwritable"]);
  });
});
