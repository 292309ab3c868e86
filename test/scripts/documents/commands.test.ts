import { expect } from "chai";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { commit } from "../../../client/documents/commitment.ts";
import { tongdui, type Said } from "../support/office.ts";
import { everyByte, ownFolder, saltIn } from "./folder.ts";

const REVOKE = ["--purpose", "revoke", "--subject", "voucher 3-000017"];
const NOWHERE = `0x${"1".repeat(64)}`;

interface Verdict {
  readonly verdict: string;
  readonly commitment: string | null;
  readonly files: { readonly right: string[]; readonly foreign: string[]; readonly absent: unknown[] };
}

describe("tongdui document", () => {
  const folder = ownFolder();
  const at = (...names: string[]) => path.join(folder(), ...names);
  beforeEach(async () => {
    for (const office of ["wujin", "yangpu"]) {
      await mkdir(at(office));
      await writeFile(at(office, "tongdui.json"), '{"nodes":["http://127.0.0.1:1"],"deployment":"pilot.json"}');
    }
    await writeFile(at("reason.txt"), "虚假合同\n");
    await writeFile(at("evidence.yaml"), "delivered: 2030-02-01\n");
    await writeFile(at("report.pdf"), "%PDF report");
  });

  const run = async (office: string, answers: boolean[], ...words: string[]): Promise<Said> =>
    tongdui(["document", ...words, "--profile", at(office, "tongdui.json")], answers);
  const wujin = async (...words: string[]) => run("wujin", [], ...words);
  const yangpu = async (...words: string[]) => run("yangpu", [], ...words);
  const committed = async (...words: string[]): Promise<string> => {
    const said = await wujin("commit", ...words, "--json");
    expect(said.exit, said.out.join()).to.equal(0);
    return (said.json().data as { commitment: string }).commitment;
  };
  const verdictOf = (said: Said) => (said.json().data as { verdicts: Verdict[] }).verdicts[0]!;
  const salt = async (commitment: string) => saltIn(at("wujin", "documents"), commitment);

  it("commit keeps a reason and says its commitment, the same one each time", async () => {
    const commitment = await committed(at("reason.txt"), ...REVOKE);
    const said = await wujin("commit", "--reason", "虚假合同", ...REVOKE);
    expect(said.out.at(-1)).to.equal(`Its commitment is ${commitment}`);
    expect(said.out.join("\n"))
      .to.contain("虚假合同")
      .and.not.contain(await salt(commitment));
    const document = { purpose: "revoke", subject: "voucher 3-000017", reason: "虚假合同" };
    expect(commit(document, `0x${await salt(commitment)}`)).to.equal(commitment);
  });

  it("commit needs a file or a reason, and only one of them", async () => {
    expect((await wujin("commit", ...REVOKE)).exit).to.equal(2);
    expect((await wujin("commit", at("reason.txt"), "--reason", "sham", ...REVOKE)).exit).to.equal(2);
  });

  it("commit in a dry run keeps nothing", async () => {
    const said = await wujin("commit", at("evidence.yaml"), ...REVOKE, "--file", at("report.pdf"), "--dry-run");
    expect(said.exit).to.equal(0);
    expect(said.out.join("\n")).to.contain("2030-02-01").and.contain("report.pdf").and.contain("nothing was kept");
    expect(await everyByte(at("wujin"))).to.not.contain("2030-02-01");
  });

  it("verify knows the document, with the commitment and without", async () => {
    const commitment = await committed(at("reason.txt"), ...REVOKE);
    for (const more of [[], ["--commitment", commitment.toUpperCase().replace("0X", "0x")]]) {
      const said = await wujin("verify", at("reason.txt"), ...more, "--json");
      expect(said.exit).to.equal(0);
      expect(verdictOf(said)).to.include({ verdict: "opens", commitment });
    }
  });

  it("verify says when it is another document", async () => {
    const commitment = await committed(at("reason.txt"), ...REVOKE);
    await writeFile(at("reason.txt"), "真实合同");
    const said = await wujin("verify", at("reason.txt"), "--commitment", commitment, "--json");
    expect(said.exit).to.equal(5);
    expect(verdictOf(said)).to.include({ verdict: "differs", commitment });
    const among = await wujin("verify", at("reason.txt"), "--json");
    expect(among.exit).to.equal(1);
    expect(verdictOf(among).verdict).to.equal("unknown");
  });

  it("verify says when there is no salt to try", async () => {
    const said = await wujin("verify", at("reason.txt"), "--commitment", NOWHERE);
    expect(said.exit).to.equal(1);
    expect(said.out.join()).to.contain("no salt");
    expect((await wujin("verify", at("reason.txt"), "--commitment", "0x12")).exit).to.not.equal(0);
  });

  it("verify holds files against the document", async () => {
    await committed(at("evidence.yaml"), ...REVOKE, "--file", at("report.pdf"));
    const without = await wujin("verify", at("evidence.yaml"), "--json");
    expect(without.exit).to.equal(0);
    expect(verdictOf(without).files.absent).to.have.length(1);
    const right = await wujin("verify", at("evidence.yaml"), "--file", at("report.pdf"), "--json");
    expect(right.exit).to.equal(0);
    expect(verdictOf(right).files).to.deep.equal({ right: [at("report.pdf")], foreign: [], absent: [] });
    await writeFile(at("report.pdf"), "%PDF another report");
    const wrong = await wujin("verify", at("evidence.yaml"), "--file", at("report.pdf"), "--json");
    expect(wrong.exit).to.equal(5);
    expect(verdictOf(wrong).files.foreign).to.deep.equal([at("report.pdf")]);
  });

  it("list and show tell all but the salt", async () => {
    const first = await committed(at("reason.txt"), ...REVOKE);
    const second = await committed(at("evidence.yaml"), "--purpose", "redeem", "--subject", "order 12");
    const listed = await wujin("list");
    expect(listed.out.join("\n")).to.contain(first).and.contain(second).and.contain("voucher 3-000017");
    for (const about of ["redeem", "order"]) {
      expect((await wujin("list", "--about", about)).out.join("\n"))
        .to.contain(second)
        .and.not.contain(first);
    }
    for (const about of ["order 12", "订单 12"]) {
      expect((await wujin("list", "--about", about, "--lang", "zh")).out.join("\n"))
        .to.match(/核销（redeem） +订单 12 /)
        .and.not.match(/voucher|order/);
    }
    expect((await wujin("list", "--about", "order 13")).out.join()).to.contain("no such document");
    const said = await wujin("show", first);
    expect(said.out.join("\n")).to.contain("虚假合同");
    expect((await wujin("show", NOWHERE)).exit).to.equal(1);
    for (const words of [["list"], ["list", "--json"], ["show", first], ["show", first, "--json"]]) {
      expect((await wujin(...words)).out.join("\n")).to.not.contain(await salt(first));
    }
  });

  it("list names damaged files", async () => {
    await committed(at("reason.txt"), ...REVOKE);
    await mkdir(at("wujin", "documents"), { recursive: true });
    await writeFile(at("wujin", "documents", `${"0".repeat(64)}.json`), "{");
    const said = await wujin("list");
    expect(said.exit).to.equal(5);
    expect(said.out.join("\n")).to.contain("damaged").and.contain("voucher 3-000017");
  });

  it("export and import hand a document to another office, which can then open it", async () => {
    const commitment = await committed(at("evidence.yaml"), ...REVOKE);
    const file = at("for-yangpu.json");
    expect((await wujin("export", commitment, "--to", file)).out.join()).to.not.contain(await salt(commitment));
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    expect((await wujin("export", commitment, "--to", file)).exit).to.equal(1);

    expect(verdictOf(await yangpu("verify", file, "--json"))).to.include({ verdict: "opens", commitment });
    const salted = await yangpu("verify", at("evidence.yaml"), "--salt-from", file, "--json");
    expect(verdictOf(salted)).to.include({ verdict: "opens", commitment });
    expect((await yangpu("verify", at("reason.txt"), "--salt-from", file)).exit).to.equal(5);
    expect((await yangpu("verify", file, "--commitment", NOWHERE)).exit).to.equal(5);

    expect((await yangpu("import", file, "--dry-run")).exit).to.equal(0);
    expect((await yangpu("show", commitment)).exit).to.equal(1);
    for (let times = 0; times < 2; times += 1) expect((await yangpu("import", file)).exit).to.equal(0);
    expect((await yangpu("show", commitment)).out.join("\n")).to.contain("2030-02-01");
  });

  it("import takes in none if one does not open its commitment", async () => {
    const files = [at("one.json"), at("two.json")] as const;
    const first = await committed(at("reason.txt"), ...REVOKE);
    await wujin("export", first, "--to", files[0]);
    await wujin("export", await committed(at("evidence.yaml"), ...REVOKE), "--to", files[1]);
    await writeFile(files[1], (await readFile(files[1], "utf8")).replace("2030-02-01", "2030-02-02"));
    const said = await yangpu("import", ...files, "--json");
    expect(said.json().error?.code).to.equal("DocumentFileDiffers");
    expect((await yangpu("show", first)).exit).to.equal(1);
  });

  it("erase asks, deletes for good, and verify says so afterwards", async () => {
    const commitment = await committed(at("reason.txt"), ...REVOKE);
    const secret = await salt(commitment);
    await wujin("export", commitment, "--to", at("copy.json"));

    expect((await wujin("erase", commitment, "--dry-run")).out.join()).to.contain("nothing was erased");
    expect((await run("wujin", [false], "erase", commitment)).exit).to.equal(130);
    expect((await wujin("verify", at("reason.txt"))).exit).to.equal(0);

    const erased = await run("wujin", [true], "erase", commitment);
    expect(erased.exit).to.equal(0);
    expect(await everyByte(at("wujin"))).to.not.contain(secret);
    const said = await wujin("verify", at("reason.txt"), "--commitment", commitment, "--json");
    expect(said.exit).to.equal(1);
    expect(verdictOf(said).verdict).to.equal("erased");
    expect((await wujin("list")).out.join("\n")).to.contain("erased");
    for (const words of [
      ["import", at("copy.json")],
      ["export", commitment, "--to", at("again.json")],
    ]) {
      expect((await wujin(...words, "--json")).json().error?.code).to.equal("DocumentErased");
    }
    expect((await wujin("erase", commitment)).exit).to.equal(0);
    expect((await wujin("erase", NOWHERE)).exit).to.equal(1);
  });

  it("erase can leave the document", async () => {
    const commitment = await committed(at("evidence.yaml"), ...REVOKE);
    const secret = await salt(commitment);
    await wujin("erase", commitment, "--keep-document", "--yes");
    expect(await everyByte(at("wujin"))).to.not.contain(secret);
    expect((await wujin("show", commitment)).out.join("\n"))
      .to.contain("2030-02-01")
      .and.contain("erased");
  });

  it("speaks Chinese", async () => {
    const commitment = await committed(at("reason.txt"), ...REVOKE);
    for (const words of [
      ["list"],
      ["show", commitment],
      ["verify", at("reason.txt")],
      ["erase", commitment, "--yes"],
    ]) {
      const { out } = await wujin(...words, "--lang", "zh");
      expect(out.join("\n"))
        .to.match(/[\u4e00-\u9fff]/)
        .and.not.match(/erased|Made|opens/);
    }
  });
});
