import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { NullifierKeyFolder } from "../../../scripts/nullifiers/keyFolder.ts";
import { SealedKey } from "../../../scripts/nullifiers/sealedKey.ts";
import { openOffice, type Office } from "../support/office.ts";

const PASSWORD = "correct horse battery";
const HEADINGS = "服务机构名称,统一社会信用代码,钱包地址,实际控制人标识,所属区,服务类别,有效期起,有效期止";

describe("Providers, from a table to a certificate", () => {
  let office: Office;
  let folder: string;
  let state: string;

  before(async () => {
    office = await openOffice();
    const keys = new NullifierKeyFolder(path.join(path.dirname(await office.profile("operator")), "nullifier-keys"));
    await keys.add(await SealedKey.make(1, PASSWORD, 1_024));
    folder = await mkdtemp(path.join(tmpdir(), "providers-"));
    await writeFile(path.join(folder, "password"), PASSWORD, { mode: 0o600 });
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await office.close();
  });
  afterEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });

  const row = async (name: string, code: string, district: string, classes = "1、2"): Promise<string> => {
    const [from, through] = [await office.today(), (await office.today()) + 365].map(isoOfDay);
    return `${name},${code},${office.wallet(name).address},${code},${district},${classes},${from},${through}`;
  };
  const table = async (...rows: string[]): Promise<string> => {
    const file = path.join(folder, "providers.csv");
    await writeFile(file, [HEADINGS, ...rows].join("\n"));
    return file;
  };
  const propose = async (file: string, ...more: string[]) =>
    office.tongdui(
      "operator",
      ...["provider", "import", file, "--nullifier-password-file", path.join(folder, "password"), "--yes", "--json"],
      ...more,
    );
  const ends = ({ json }: Awaited<ReturnType<typeof propose>>): string[] =>
    (json().data as { rows: { end: string }[] }).rows.map(({ end }) => end);
  const run = async (by: string, ...words: string[]) => {
    const { exit, out, err } = await office.tongdui(by, "provider", ...words, "--yes");
    return { exit, said: exit === 0 ? out.join("\n") : [...out, ...err].join("\n") };
  };

  it("are proposed by the Operator, countersigned by their own Bureau, and admitted after the notice", async () => {
    const file = await table(
      await row("上海应用技术大学", "123101105AMPLE001K", "1"),
      await row("江南石墨烯研究院", "123204125AMPLE0027", "武进"),
    );
    const tried = await propose(file, "--dry-run");
    expect([tried.exit, ends(tried)]).to.deep.equal([0, ["tried", "tried"]]);
    expect(await office.ledger.providers.countOf(1)).to.equal(0n);
    expect(ends(await propose(file))).to.deep.equal(["done", "done"]);
    expect(ends(await propose(file))).to.deep.equal(["before", "before"]);
    expect(await office.ledger.providers.countOf(1)).to.equal(1n);

    const end = isoOfDay((await office.today()) + 6);
    expect((await run("wujin bureau", "countersign", "P1-1", "--notice-end", end)).exit).to.equal(1);
    expect((await run("yangpu bureau", "countersign", "P1-1", "--notice-end", end)).exit).to.equal(0);
    expect((await run("yangpu bureau", "countersign", "P1-1", "--notice-end", end)).said).to.contain("was done before");
    expect((await run("nobody", "admit", "P1-1")).exit).to.equal(1);
    await office.goToDay((await office.today()) + 7);
    expect((await run("nobody", "admit", "--due")).said).to.match(/^✓ P1-1 is admitted\.$/);
    expect((await run("nobody", "admit", "P1-1")).said).to.contain("was admitted before");
    expect((await run("nobody", "show", "P1-1")).said).to.contain("service classes 1, 2");
  });

  it("are declined with a reason, and may be proposed anew", async () => {
    const file = await table(await row("上海应用技术大学", "123101105AMPLE001K", "第1区"));
    await propose(file);
    expect((await run("yangpu bureau", "decline", "P1-1", "--reason", "No laboratory")).exit).to.equal(0);
    expect((await run("yangpu bureau", "decline", "P1-1", "--reason", "No laboratory")).said).to.contain("done before");
    expect(ends(await propose(file))).to.deep.equal(["done"]);
    expect(await office.ledger.providers.countOf(1)).to.equal(2n);
  });

  it("nothing is sent when a row names no district, or a code or class that cannot be", async () => {
    const file = await table(
      await row("甲", "123101105AMPLE001K", "苏州"),
      await row("乙", "123204125AMPLE0028", "2"),
      await row("丙", "91330402MA2AMPLE31", "3", "检测"),
    );
    const { exit, json } = await propose(file);
    expect(exit).to.equal(1);
    const { complaints } = json().data as { complaints: { line: number; code: string }[] };
    expect(complaints.map(({ line, code }) => [line, code])).to.deep.equal([
      // The controller is identified by the same code.
      [3, "CreditCodeCheck"],
      [3, "CreditCodeCheck"],
      [4, "ClassesUnreadable"],
    ]);
    const district = await propose(await table(await row("甲", "123101105AMPLE001K", "苏州")));
    expect((district.json().data as unknown as { complaints: { code: string }[] }).complaints[0]?.code).to.equal(
      "DistrictUnknown",
    );
    for (const number of [1, 2, 3]) expect(await office.ledger.providers.countOf(number)).to.equal(0n);
  });
});
