import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatVoucher } from "../../../client/ids.ts";
import { decodeVoucher, type Voucher } from "../../../client/voucherWord.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { placeOrders, setScene, type Scene } from "../support/scene.ts";

const VOUCHERS = 13;

interface Corrected {
  readonly plan: string | null;
  readonly list: string;
  readonly waiting: number;
  readonly stage: string;
  readonly vouchers: readonly { voucher: string; end: string }[];
}

describe("Correcting vouchers", () => {
  let office: Office;
  let scene: Scene;
  let decision: string;
  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: VOUCHERS });
    decision = path.join(office.folder, "decision.txt");
    await writeFile(decision, "Corrected.");
  });
  after(async () => office.close());

  const run = async (officer: string, ...words: string[]): Promise<Said> =>
    office.tongdui(officer, "voucher", ...words, "--yes");
  const bureau = async (...words: string[]): Promise<Said> => run("wujin bureau", ...words);
  const correct = async (file: string, ...more: string[]): Promise<Said> =>
    bureau("correct", file, "--reason", "Two faces were interchanged", ...more);
  const dataOf = (said: Said): Corrected => said.json().data;
  const stateOf = async (place: number): Promise<Voucher> =>
    decodeVoucher(await office.ledger.vouchers.wordOf((scene.program << 32n) | BigInt(place + 1)));
  const named = (place: number): string => formatVoucher(scene.vouchers[place]!);
  const firm = (place: number): string => formatEnterprise(scene.enterprises[place]!.id);
  let tables = 0;
  const table = async (head: string, ...lines: string[]): Promise<string> => {
    tables += 1;
    const file = path.join(office.folder, `corrections-${tables}.csv`);
    await writeFile(file, [head, ...lines, ""].join("\n"));
    return file;
  };
  const announce = async (plan: string): Promise<Said> => {
    const end = isoOfDay((await office.today()) + 5);
    return bureau("announce", plan, "--notice-end", end, "--decision", decision);
  };

  it("goes from what was issued wrongly to what is right, at each stage once", async () => {
    const [one, two] = [named(0), named(1)];
    const file = await table("券号,企业编号,面额", `${one},,50000`, `${two},${firm(2)},`);
    const first = dataOf(await correct(file, "--json"));
    expect(first.vouchers.map(({ voucher, end }) => [voucher, end])).to.deep.equal([
      [one, "done"],
      [two, "done"],
    ]);
    const plan = first.plan!;
    expect(JSON.parse(await readFile(plan, "utf8"))).to.deep.include({ corrects: [one, two], totalFen: "15000000" });

    // Before all are revoked the list cannot be announced.
    expect((await announce(plan)).err.at(-1)).to.match(/^✗ The list takes the place of vouchers that are not revoked/);
    expect(dataOf(await correct(file, "--json")).vouchers.map(({ end }) => end)).to.deep.equal(["before", "before"]);
    expect((await run("wujin approver", "revoke", one, "--confirm")).exit).to.equal(0);
    expect(dataOf(await correct(file, "--json"))).to.deep.include({ waiting: 1, list: first.list });
    expect((await run("wujin approver", "revoke", "--file", file, "--confirm")).exit).to.equal(0);
    expect([(await stateOf(0)).status, (await stateOf(1)).status]).to.deep.equal(["Revoked", "Revoked"]);
    expect((await correct(file)).out.at(-1)).to.match(/^All are revoked. Next: tongdui voucher announce/);

    const announced = await announce(plan);
    expect(announced.exit, announced.err.join("\n")).to.equal(0);
    expect(announced.err.join("\n")).to.include(`The list takes the place of revoked vouchers: ${one}, ${two}.`);
    const shown = (await bureau("show", one, "--json")).json().data as Record<string, unknown>;
    expect(shown).to.deep.include({ status: "revoked", correctedBy: first.list });
    const approved = await run("wujin approver", "approve", plan);
    expect(approved.err.join("\n")).to.include(`The list takes the place of revoked vouchers: ${one}, ${two}.`);
    await office.goToDay((await office.today()) + 6);
    expect((await bureau("issue", plan)).exit).to.equal(0);
    expect(await stateOf(VOUCHERS)).to.deep.include({ enterprise: scene.enterprises[0]!.id, face: 5_000_000n });
    expect(await stateOf(VOUCHERS + 1)).to.deep.include({ enterprise: scene.enterprises[2]!.id, face: 10_000_000n });
    const done = await correct(file, "--json");
    expect(dataOf(done)).to.deep.include({ waiting: 0, stage: "done" });
    expect((await correct(file)).out.at(-1)).to.equal(
      "All are revoked, and the list in their place is issued to its end.",
    );

    const second = formatVoucher((scene.program << 32n) | BigInt(VOUCHERS + 2));
    const newOne = (await bureau("show", second, "--json")).json().data as Record<string, unknown>;
    expect(newOne).to.deep.include({ corrects: two, correctedBy: null });
    const { out } = await office.tongdui("wujin bureau", "document", "list", "--about", `list ${first.list}`);
    expect(out.join("\n")).to.include("announce");
  });

  it("is not done twice by another table", async () => {
    const [a, b] = [await table("券号,面额", `${named(3)},1000`), await table("券号,面额", `${named(3)},2000`)];
    const { plan } = dataOf(await correct(a, "--json"));
    await run("wujin approver", "revoke", named(3), "--confirm");
    const other = dataOf(await correct(b, "--json")).plan!;
    expect((await announce(plan!)).exit).to.equal(0);
    expect((await announce(other)).err.at(-1)).to.match(/^✗ In the place of voucher .* announced the list 0x/);
    expect((await correct(b)).err.join("\n")).to.include("In the place of voucher");
  });

  it("begins again where the list in their place was withdrawn", async () => {
    const file = await table("券号,面额", `${named(11)},1000`);
    const first = dataOf(await correct(file, "--json"));
    await run("wujin approver", "revoke", named(11), "--confirm");
    await announce(first.plan!);
    await bureau("withdraw", first.plan!, "--reason", "Wrong again");
    expect((await correct(file)).out.at(-1)).to.match(/^The list in their place was withdrawn/);
    const out = path.join(office.folder, "again.plan.json");
    const second = dataOf(await correct(file, "--again", "1", "--out", out, "--json"));
    expect(second.list).not.to.equal(first.list);
    const announced = await announce(out);
    expect(announced.exit, announced.err.join("\n")).to.equal(0);
  });

  it("that is only tried proposes nothing and writes no plan", async () => {
    const file = await table("券号,面额", `${named(4)},1000`);
    const said = await correct(file, "--dry-run", "--json");
    expect([said.exit, dataOf(said).plan]).to.deep.equal([0, null]);
    expect(dataOf(said).vouchers.map(({ end }) => end)).to.deep.equal(["tried"]);
    const { err } = await run("wujin approver", "revoke", named(4), "--confirm");
    expect(err.at(-1)).to.match(/Nobody has proposed/);
    await readFile(file.replace(".csv", ".plan.json")).then(
      () => expect.fail("A plan was made."),
      () => undefined,
    );
  });

  it("names with line and column what cannot be so, and proposes nothing", async () => {
    await placeOrders(office, scene, [5]);
    const file = await table(
      "券号,企业编号,面额",
      `${named(6)},,100000`,
      `${named(5)},${firm(6)},`,
      `${named(7)},,100000.01`,
      `${named(8)},2-9999,`,
    );
    const said = await correct(file, "--lang", "zh");
    expect(said.exit).to.equal(1);
    const told = said.err.join("\n");
    for (const at of ["2:1", "3:3", "4:3", "5:2"]) expect(told).to.include(`${file}:${at}`);
    expect(told).to.include("已有 ¥30,000.00 用于订单");
    expect((await run("wujin approver", "revoke", named(7), "--confirm")).exit).to.equal(1);

    const twice = await table("券号,面额", `${named(6)},1`, `${named(6)},2`, "1-9999,1");
    const bad = (await correct(twice)).err.join("\n");
    expect(bad).to.include(`${twice}:3:1`).and.to.include(`${twice}:4:1`);
  });

  it("is for the home Bureau", async () => {
    const file = await table("券号,面额", `${named(9)},1000`);
    const said = await run("yangpu bureau", "correct", file, "--reason", "x", "--json");
    expect(said.json().error?.code).to.equal("DutyMissing");
  });

  it("is known by its plan only as long as nobody changes whose place it takes", async () => {
    const file = await table("券号,面额", `${named(10)},1000`);
    const plan = dataOf(await correct(file, "--json")).plan!;
    await writeFile(plan, (await readFile(plan, "utf8")).replace(`"${named(10)}"`, `"${named(12)}"`));
    expect((await announce(plan)).err.at(-1)).to.match(/was changed by hand/);
  });
});
