import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { dayOf, isoOfDay } from "../../../client/days.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { decodeVoucher, type Voucher } from "../../../client/voucherWord.ts";
import { openOffice, tongdui, type Office, type Said } from "../support/office.ts";
import { placeOrders, setScene, type Scene } from "../support/scene.ts";

const VOUCHERS = 40;

interface Row {
  readonly voucher: string;
  readonly end: string;
  readonly code: string | null;
  readonly returnedFen?: string;
}

describe("The lifetime of vouchers", () => {
  let office: Office;
  let scene: Scene;
  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: VOUCHERS });
  });
  after(async () => office.close());

  /** Each test has vouchers of its own. */
  let used = 0;
  const next = (): string => {
    used += 1;
    return formatVoucher(scene.vouchers[used - 1]!);
  };
  const run = async (officer: string, ...words: string[]): Promise<Said> =>
    office.tongdui(officer, "voucher", ...words, "--yes");
  const bureau = async (...words: string[]): Promise<Said> => run("wujin bureau", ...words);
  const approver = async (...words: string[]): Promise<Said> => run("wujin approver", ...words);
  const codeOf = async (officer: string, ...words: string[]): Promise<string | undefined> =>
    (await run(officer, ...words, "--json")).json().error?.code;
  const rowsOf = (said: Said): readonly Row[] => (said.json().data as { vouchers: Row[] }).vouchers;
  const idOf = (written: string): bigint => (scene.program << 32n) | BigInt(Number(written.split("-")[1]));
  const stateOf = async (written: string): Promise<Voucher> =>
    decodeVoucher(await office.ledger.vouchers.wordOf(idOf(written)));
  const freezeOf = async (written: string) => office.ledger.vouchers.freezeOf(idOf(written));
  const budget = async () => decodeBudget(await office.ledger.programs.budgetOf(scene.program));
  const firstOf = ({ out }: Said): string => (out[0] ?? "").replace(/(: done)? \(block \d+\)/, "");

  describe("extending", () => {
    it("is done once, by the days of the program", async () => {
      const [one, two] = [next(), next()];
      const { useBy } = await stateOf(one);
      const said = await bureau("extend", one, two, "--reason", "The laboratory was closed", "--json");
      expect(rowsOf(said).map(({ end }) => end)).to.deep.equal(["done", "done"]);
      expect((await stateOf(one)).useBy).to.equal(useBy + 90);
      const again = await bureau("extend", one, two, "--reason", "The laboratory was closed");
      expect(firstOf(again)).to.match(new RegExp(`^✓ ${one} .*: was extended before$`));
      expect(await stateOf(two)).to.deep.include({ useBy: useBy + 90, sequence: 2 });
      const other = await bureau("extend", one, "--reason", "Something else", "--lang", "zh");
      expect([other.exit, other.err.at(-1)?.includes("每张券只能延期一次")]).to.deep.equal([1, true]);
      expect((await stateOf(one)).sequence).to.equal(2);
    });

    it("that is only tried changes nothing, and keeps no reason", async () => {
      const one = next();
      const said = await bureau("extend", one, "--reason", "Only tried", "--dry-run");
      const { useBy } = await stateOf(one);
      expect(said.err.join("\n")).to.include(`new use-by day: ${isoOfDay(useBy + 90)}`);
      expect([said.exit, said.out[0]]).to.deep.equal([0, `· ${one} (2-${used}): could be extended`]);
      expect((await stateOf(one)).sequence).to.equal(1);
      const { out } = await office.tongdui("wujin bureau", "document", "list", "--about", one);
      expect(out.join("\n")).not.to.include("Only tried");
    });

    it("is for the home Bureau, and for vouchers that there are", async () => {
      const one = next();
      expect(await codeOf("yangpu bureau", "extend", one, "--reason", "x")).to.equal("DutyMissing");
      expect(await codeOf("wujin bureau", "extend", "1-9999", "--reason", "x")).to.equal("VoucherUnknown");
      expect((await bureau("extend", "--reason", "x")).exit).to.equal(2);
      expect((await bureau("extend", "1_1", "--reason", "x")).exit).to.equal(2);
    });

    it("takes the vouchers of a table, and names what is wrong in it by line and column", async () => {
      const [one, two] = [next(), next()];
      const file = path.join(office.folder, "extend.csv");
      await writeFile(file, `备注,券号\nx,${one}\ny,1-9999\nz,one\n`);
      const bad = await bureau("extend", "--file", file, "--reason", "x");
      expect(bad.exit).to.equal(1);
      expect(bad.err.join("\n")).to.include(`${file}:3:2`).and.to.include(`${file}:4:2`);
      await writeFile(file, `备注,券号\nx,${one}\ny,${two}\n`);
      expect((await bureau("extend", "--file", file, "--reason", "x")).exit).to.equal(0);
      expect((await stateOf(two)).extended).to.equal(true);
    });
  });

  it("takes the tables that reports and lists make", async () => {
    const [expiring, listed] = ["expiring.xlsx", "listed.csv"].map((name) => path.join(office.folder, name));
    await office.tongdui("wujin bureau", "report", "expiring", "--days", "3660", "--to", expiring!);
    await office.tongdui("wujin bureau", "voucher", "list", "--status", "active", "--to", listed!, "--lang", "zh");
    for (const file of [expiring!, listed!]) {
      const said = await bureau("extend", "--file", file, "--reason", "x", "--dry-run", "--json");
      expect(said.exit, said.out.join("\n")).to.equal(0);
      expect(rowsOf(said)).to.have.length(VOUCHERS);
    }
  });

  describe("freezing", () => {
    it("is at once the first time, and done once", async () => {
      const one = next();
      const words = ["freeze", one, "--days", "10", "--reason", "A spot check"];
      const said = await run("auditor", ...words);
      expect(firstOf(said)).to.match(/: frozen$/);
      const end = isoOfDay(dayOf((await freezeOf(one)).until));
      expect(said.err.join("\n")).to.include(`at once, until ${end}`);
      const { count, byAuditor } = await freezeOf(one);
      expect([count, byAuditor]).to.deep.equal([1n, true]);
      expect(firstOf(await run("auditor", ...words))).to.match(/: was frozen before$/);
      expect((await freezeOf(one)).count).to.equal(1n);
    });

    it("a second time is asked for, and granted by the home Approver", async () => {
      const one = next();
      await bureau("freeze", one, "--days", "10", "--reason", "A spot check");
      const second = ["freeze", one, "--days", "5", "--reason", "The check goes on"];
      const asked = await bureau(...second);
      expect(firstOf(asked)).to.match(/: a further freeze is asked for$/);
      expect(asked.out.at(-1)).to.include("--confirm");
      expect((await freezeOf(one)).count).to.equal(1n);
      expect(firstOf(await bureau(...second))).to.match(/: a further freeze was asked for before$/);

      expect(await codeOf("wujin bureau", "freeze", one, "--confirm")).to.equal("DutyMissing");
      const granted = await approver("freeze", one, "--confirm");
      expect(firstOf(granted)).to.match(/: frozen$/);
      expect(granted.err.join("\n")).to.include(", 5 days; this office does not have the words of its reason");
      const { count, daysInAll } = await freezeOf(one);
      expect([count, daysInAll].map(Number)).to.deep.equal([2, 15]);
      expect(firstOf(await approver("freeze", one, "--confirm"))).to.match(/: was frozen before$/);
      expect(firstOf(await bureau(...second))).to.match(/: was frozen before$/);
      expect((await freezeOf(one)).count).to.equal(2n);
    });

    it("a second time can be taken back by who asked for it", async () => {
      const one = next();
      await bureau("freeze", one, "--days", "1", "--reason", "one");
      await bureau("freeze", one, "--days", "1", "--reason", "two");
      expect(await codeOf("wujin bureau 2", "freeze", one, "--take-back")).to.equal("NothingProposed");
      expect((await bureau("freeze", one, "--take-back")).exit).to.equal(0);
      expect(await codeOf("wujin approver", "freeze", one, "--confirm")).to.equal("NothingProposed");
    });

    it("is not for who may not, nor for more than 30 days, nor without a reason", async () => {
      const one = next();
      expect(await codeOf("yangpu bureau", "freeze", one, "--days", "1", "--reason", "x")).to.equal("DutyMissing");
      expect((await bureau("freeze", one, "--days", "31", "--reason", "x")).exit).to.equal(2);
      expect((await bureau("freeze", one, "--days", "1")).exit).to.equal(2);
      expect((await bureau("freeze", one, "--reason", "x")).exit).to.equal(2);
      expect((await freezeOf(one)).count).to.equal(0n);
    });

    it("ends early by who ordered it", async () => {
      const one = next();
      const { useBy } = await stateOf(one);
      await run("auditor", "freeze", one, "--days", "10", "--reason", "x");
      expect(await codeOf("wujin bureau", "unfreeze", one, "--reason", "y")).to.equal("DutyMissing");
      expect((await run("wujin bureau", "unfreeze", one, "--reason", "y")).err.join("\n")).to.include(
        `The freeze of voucher ${one} was ordered by the Auditor, who alone ends it early`,
      );
      expect((await office.tongdui("nobody", "voucher", "show", one)).out.join("\n")).to.match(
        /Frozen by +the Auditor/,
      );
      expect(firstOf(await run("auditor", "unfreeze", one, "--reason", "y"))).to.match(/: its freeze is ended$/);
      // The day that has begun is used.
      expect((await stateOf(one)).useBy).to.equal(useBy + 1);
      expect(firstOf(await run("auditor", "unfreeze", one, "--reason", "y"))).to.match(
        /: its freeze was ended before$/,
      );
      expect(await codeOf("auditor", "unfreeze", one, "--reason", "another")).to.equal("VoucherNotFrozen");
    });
  });

  describe("revoking", () => {
    it("takes two officers, and what remains goes back to the budget", async () => {
      const [one, two] = [next(), next()];
      await placeOrders(office, scene, [used - 1]);
      const { outstanding } = await budget();
      const proposed = await bureau("revoke", one, two, "--reason", "Issued to the wrong firm");
      expect(proposed.out.at(-1)).to.include("--confirm");
      const forGood = "for good: ¥70,000.00 returns to the budget, ¥30,000.00 stays locked by orders";
      expect(proposed.err.join("\n")).to.include(forGood);
      expect((await stateOf(one)).status).to.equal("Active");
      const words = ["revoke", one, two, "--confirm"];
      expect(await codeOf("wujin bureau", "revoke", one, "--confirm")).to.equal("DutyMissing");
      const confirmed = await approver(...words);
      expect(confirmed.err.join("\n")).to.include(forGood);
      const { data } = (await run("wujin bureau", "history", one, "--json")).json() as {
        data: { changes: { action: string; by: string; proposedBy: string | null }[] };
      };
      expect(data.changes.map(({ by, proposedBy }) => [by, proposedBy]).at(-1)).to.deep.equal([
        office.wallet("wujin approver").address,
        office.wallet("wujin bureau").address,
      ]);
      expect(data.changes[0]?.proposedBy).to.equal(null);
      expect(firstOf(confirmed)).to.match(/: revoked; ¥100,000.00 went back to the budget$/);
      expect(confirmed.out[1]).to.include("revoked; ¥70,000.00 went back");
      expect((await stateOf(two)).status).to.equal("Revoked");
      expect((await budget()).outstanding).to.equal(outstanding - 17_000_000n);
      expect(firstOf(await approver(...words))).to.match(/: was revoked before$/);
      const again = await bureau("revoke", one, two, "--reason", "Issued to the wrong firm", "--json");
      expect(rowsOf(again).map(({ end }) => end)).to.deep.equal(["before", "before"]);
      expect(await codeOf("wujin bureau", "revoke", one, "--reason", "another")).to.equal("VoucherIn");
    });

    it("sets aside what cannot be, and goes on with the rest", async () => {
      const [one, two] = [next(), next()];
      await bureau("revoke", one, "--reason", "x");
      const said = await approver("revoke", one, two, "--confirm", "--json");
      expect(said.exit).to.equal(3);
      expect(rowsOf(said).map(({ end, code }) => [end, code])).to.deep.equal([
        ["done", null],
        ["refused", "NothingProposed"],
      ]);
      expect((await stateOf(two)).status).to.equal("Active");
    });

    it("tells the second officer the reason, where the office has its words", async () => {
      const one = next();
      await bureau("revoke", one, "--reason", "Issued to the wrong firm");
      const documents = path.join(path.dirname(await office.profile("wujin bureau")), "documents");
      const profile = await office.profile("wujin approver", { documents });
      const said = await tongdui(["voucher", "revoke", one, "--confirm", "--yes", "--profile", profile]);
      expect(said.err.join("\n")).to.include("reason: Issued to the wrong firm");
    });

    it("can be taken back, and is asked for in Chinese too", async () => {
      const one = next();
      await bureau("revoke", one, "--reason", "x");
      const back = await bureau("revoke", one, "--take-back", "--lang", "zh");
      expect(firstOf(back)).to.match(new RegExp(`^✓ ${one} .*：提议已撤回`));
      const none = await approver("revoke", one, "--confirm", "--lang", "zh");
      expect(none.err.at(-1)).to.equal(`✗ 最近 30 天内没有人提出撤销双创券 ${one}。须先由一名经办人提出，再由您确认。`);
    });
  });

  describe("expiring", () => {
    it("finds nothing while nothing is due", async () => {
      const said = await run("stranger", "expire", "--due", "--program", "1");
      expect([said.exit, said.out]).to.deep.equal([0, ["No voucher of program 1 is due."]]);
    });

    it("passes over what is not due, and says until when it can be used", async () => {
      const one = next();
      expect(await codeOf("stranger", "expire", one)).to.equal("VoucherNotDue");
      expect((await run("stranger", "expire", one, "--due")).exit).to.equal(2);
      expect((await run("stranger", "expire")).exit).to.equal(2);
    });

    it("ends all that is due, by anyone, once, and says what returned", async () => {
      const one = next();
      await bureau("extend", one, "--reason", "x");
      await placeOrders(office, scene, [VOUCHERS - 1]);
      const { useBy } = await stateOf(formatVoucher(scene.vouchers[VOUCHERS - 1]!));
      await office.goToDay(useBy + 1);
      const before = await budget();
      const tried = await run("stranger", "expire", "--due", "--dry-run");
      expect(tried.exit).to.equal(0);
      expect(tried.out.at(-1)).to.match(/would go back to the budgets/);
      expect((await budget()).outstanding).to.equal(before.outstanding);

      const report = path.join(office.folder, "expired.csv");
      const said = await run("stranger", "expire", "--due", "--json", "--report", report);
      expect(said.exit).to.equal(0);
      const rows = rowsOf(said);
      expect(rows.at(-1)).to.deep.include({
        voucher: `1-${String(VOUCHERS).padStart(6, "0")}`,
        returnedFen: "7000000",
      });
      expect(rows.map(({ voucher }) => voucher)).not.to.include(one);
      const returned = rows.reduce((sum, { returnedFen = "0" }) => sum + BigInt(returnedFen), 0n);
      expect(before.outstanding - (await budget()).outstanding).to.equal(returned);
      expect((await stateOf(one)).status).to.equal("Active");
      expect((await readFile(report, "utf8")).trimEnd().split("\r\n")).to.have.length(rows.length + 1);
      expect((await run("stranger", "expire", "--due")).out).to.deep.equal(["No voucher is due."]);
      const named = await run("stranger", "expire", rows[0]!.voucher);
      expect(firstOf(named)).to.match(/: had ended before$/);
    });
  });
});
