import { mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { formatVoucher } from "../../../client/ids.ts";
import { openOffice, tongdui, type Office, type Said } from "../support/office.ts";
import { setScene } from "../support/scene.ts";

describe("The files of tongdui prove", () => {
  let office: Office;
  let voucher: string;
  let profile: string;
  let folder: string;
  before(async () => {
    office = await openOffice();
    voucher = formatVoucher((await setScene(office)).vouchers[0]!);
    profile = await office.profile("wujin bureau");
    await office.tongdui("wujin bureau", "trust-root", "make");
  });
  beforeEach(async () => void (folder = await mkdtemp(path.join(office.folder, "files-"))));
  after(async () => office.close());

  const place = (name: string): string => path.join(folder, name);
  const proveTo = async (out: string, ...words: string[]): Promise<Said> =>
    tongdui(["prove", voucher, "--out", place(out), "--profile", profile, ...words]);
  const proveAsData = async (out: string, ...words: string[]): Promise<Said> => proveTo(out, "--json", ...words);
  const endOf = (said: Said) => (said.json().data as { end: string }).end;
  const goOn = async (): Promise<unknown> => office.provider.send("hardhat_mine", ["0x1"]);

  it("say the same when the command is run again at the same block, which is then done before", async () => {
    const words = ["--sheet", place("a.html")];
    expect(endOf(await proveAsData("a.json", ...words))).to.equal("done");
    const first = await readFile(place("a.json"));
    const again = await proveAsData("a.json", ...words);
    expect([again.exit, endOf(again)]).to.deep.equal([0, "before"]);
    expect((await readFile(place("a.json"))).equals(first)).to.equal(true);
    const told = (await proveTo("a.json", ...words, "--lang", "zh")).out.join("\n");
    expect(told).to.include("a.json 已有相同内容");
  });

  it("are left alone once the ledger has gone on: the proof there still holds, and it is said how to replace it", async () => {
    await proveTo("a.json");
    const first = await readFile(place("a.json"));
    await goOn();
    for (const [lang, saying] of [
      ["en", /a proof of the same, as of block \d+, and it holds.*--overwrite/],
      ["zh", /同一事项截至区块 \d+ 的证明，核验通过.*--overwrite/],
    ] as const) {
      const said = await proveTo("a.json", "--lang", lang);
      expect(said.exit).to.equal(1);
      expect(said.err.join("\n")).to.match(saying);
    }
    expect((await readFile(place("a.json"))).equals(first)).to.equal(true);
    expect((await proveTo("a.json", "--overwrite")).exit).to.equal(0);
    expect((await readFile(place("a.json"))).equals(first)).to.equal(false);
  });

  it("are not taken for the same where they are something else", async () => {
    await writeFile(place("a.json"), "mine");
    const said = await proveTo("a.json");
    expect([said.exit, await readFile(place("a.json"), "utf8")]).to.deep.equal([1, "mine"]);
    expect(said.err.join("\n")).to.include("exists already").and.include("--overwrite").and.not.include("it holds");
  });

  it("are written once by two who prove the same at once; who comes too late with something else hears of --overwrite", async () => {
    const same = await Promise.all([proveTo("a.json"), proveTo("a.json")]);
    expect(same.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    const program = ["prove", "program", "1", "--out", place("b.json"), "--profile", profile];
    const both = await Promise.all([proveTo("b.json"), tongdui(program)]);
    expect(both.map(({ exit }) => exit)).to.have.members([0, 1]);
    expect(both.flatMap(({ err }) => err).join("\n"))
      .to.include("b.json exists already")
      .and.include("--overwrite");
    expect(await readdir(folder)).to.deep.equal(["a.json", "b.json"]);
  });

  it("are not touched by a dry run, which says what would become of them", async () => {
    await writeFile(place("a.json"), "mine");
    const tried = await proveTo("a.json", "--dry-run");
    expect(tried.exit).to.equal(0);
    expect(tried.out.join("\n")).to.match(/a\.json exists already: it is replaced only with --overwrite/);
    expect((await proveTo("a.json", "--dry-run", "--overwrite")).out.join("\n")).to.include("Would be replaced");
    expect(await readFile(place("a.json"), "utf8")).to.equal("mine");
    expect(endOf(await proveAsData("b.json", "--dry-run"))).to.equal("tried");
  });

  it("are both named where there is room for the proof, and not for its page", async () => {
    const said = await proveTo("a.json", "--sheet", place("none/a.html"));
    expect(said.exit).to.equal(1);
    expect(said.err.join("\n")).to.match(/none\/a\.html cannot be written.*The proof itself is written: .*a\.json/);
    // Run again with room for it, only the page is missing.
    expect((await proveTo("a.json", "--sheet", place("a.html"))).exit).to.equal(0);
    expect(await readdir(folder)).to.deep.equal(["a.html", "a.json"]);
  });

  it("of a proof are for their owner alone, as a batch's receipts tell of others", async function () {
    if (process.platform === "win32") this.skip();
    await proveTo("a.proof.json.gz");
    expect((await stat(place("a.proof.json.gz"))).mode & 0o777).to.equal(0o600);
  });

  it("end as what is in them", async () => {
    for (const words of [
      ["--out", place("a.txt")],
      ["--out", place("a.gz")],
      ["--sheet", place("a.pdf")],
    ]) {
      const said = await tongdui(["prove", voucher, "--profile", profile, ...words]);
      expect(said.exit, words.join(" ")).to.equal(2);
      expect(said.err.join("\n")).to.match(/must end in \.(json|html)/);
    }
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("are checked by the very line with which the command ends", async () => {
    const said = await proveTo("a proof.json");
    const line = /npx tongdui (verify .*)$/.exec(said.out.at(-1)!)![1]!;
    const words = Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain!);
    expect(words).to.have.length(4);
    expect((await tongdui(words)).exit).to.equal(0);
  });

  it("say on the page where to get program and trust root, with the whole command", async () => {
    await proveTo("a.json", "--sheet", place("a.html"));
    const page = await readFile(place("a.html"), "utf8");
    expect(page).to.include("npx tongdui verify FILE --trust-root TRUST-ROOT").and.include("where to get the program");
    expect(page).to.include("程序从何处取得").and.include("the sites of two districts");
    expect(page).to.match(/@media screen \{ body \{ padding: \d+mm/);
  });

  it("are of a voucher or a provider that is named as such, with whatever dash", async () => {
    for (const dash of ["—", "——", "－", "–"]) {
      const id = voucher.replace("-", dash);
      const said = await tongdui(["prove", id, "--out", place("a.json"), "--profile", profile, "--dry-run"]);
      expect(said.exit, dash).to.equal(0);
    }
    for (const word of ["abc", "pp", "券"]) {
      const said = await tongdui(["prove", word, "--profile", profile]);
      expect(said.exit).to.equal(2);
      expect(said.err.join("\n"), word).to.match(/neither a voucher, as in 3-000017, nor a provider, as in P2-1/);
    }
  });
});
