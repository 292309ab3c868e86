import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { shortHex } from "../../../client/text/ids.ts";
import { dayOfIso, isoOfDay } from "../../../client/days.ts";
import { matterOf } from "../../../scripts/chain/proposals.ts";
import { atOnce } from "../support/atOnce.ts";
import { openOffice, type Name, type Office } from "../support/office.ts";

const SAMPLE = path.resolve(import.meta.dirname, "../../../policies/sample-program.yaml");

describe("tongdui program", () => {
  let office: Office;
  let sample: string;
  before(async () => {
    office = await openOffice();
    sample = (await readFile(SAMPLE, "utf8")).replace("2026-12-31", "2030-12-31");
  });
  after(async () => office.close());

  let files = 0;
  /** A file of its own, so that each test has a program of its own. */
  const fileWith = async (change: (text: string) => string = (text) => text): Promise<string> => {
    files += 1;
    const file = path.join(office.folder, `program-${files}.yaml`);
    await writeFile(file, change(`# ${files}\n${sample}`));
    return file;
  };
  const run = async (name: Name, ...words: string[]) => office.tongdui(name, "program", ...words, "--yes", "--json");
  const proposed = async (file?: string): Promise<{ program: number; file: string }> => {
    const name = file ?? (await fileWith());
    const { json } = await run("wujin bureau", "propose", name);
    const { program } = json().data as { program: number };
    return { program, file: name };
  };
  const opened = async (): Promise<number> => {
    const { program } = await proposed();
    await run("wujin approver", "confirm", String(program));
    return program;
  };
  const status = async (program: number): Promise<bigint> => office.ledger.programs.statusOf(program);
  const count = async (): Promise<number> => Number(await office.ledger.programs.count());

  describe("propose", () => {
    it("puts the file's terms on the ledger, with its SHA-256", async () => {
      const { program, file } = await proposed();
      const terms = await office.ledger.programs.termsOf(program);
      expect(terms.home).to.equal(2n);
      expect(terms.share).to.equal(5_000n);
      expect(terms.yearlyCap).to.equal(30_000_000n);
      expect(terms.greatestFace).to.equal(20_000_000n);
      expect(terms.leastContract).to.equal(500_000n);
      expect([terms.useByDays, terms.claimByDays, terms.extensionDays]).to.deep.equal([180n, 90n, 90n]);
      expect([terms.noticeFloor, terms.noticeCeiling]).to.deep.equal([5n, 30n]);
      expect([terms.graceDays, terms.resolveDays]).to.deep.equal([15n, 20n]);
      expect(isoOfDay(Number(terms.lastIssueDay))).to.equal("2030-12-31");
      expect([...terms.joint]).to.deep.equal([1n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]);
      expect(terms.classes).to.equal(0b1111110n);
      const digest = createHash("sha256")
        .update(await readFile(file))
        .digest("hex");
      expect(terms.policy).to.equal(`0x${digest}`);
    });

    it("shows all terms in words before it asks", async () => {
      const file = await fileWith();
      const { err, exit } = await office.answering([false], "wujin bureau", "program", "propose", file);
      expect(exit).to.equal(130);
      const text = err.join("\n");
      expect(text).to.match(/Share of the contract that a voucher covers +50%/);
      expect(text).to.match(/Cap a group and calendar year +¥300,000.00/);
      expect(text).to.match(/Districts that approve each issue as well +district 1 \(上海杨浦 Yangpu\)/);
      expect(text).to.include("2 Testing and analysis");
      expect(text.indexOf("Greatest face")).to.be.lessThan(text.indexOf("Send this to the ledger?"));
    });

    it("finds the program that it proposed before", async () => {
      const { program, file } = await proposed();
      const before = await count();
      const again = await run("wujin bureau", "propose", file);
      expect(again.exit).to.equal(0);
      expect(again.json().data).to.deep.include({ program });
      expect(await count()).to.equal(before);
    });

    it("proposes a second one with the same terms only beside the first, and that once", async () => {
      const { program, file } = await proposed();
      for (let i = 0; i < 2; i += 1) {
        const { json } = await run("wujin bureau", "propose", file, "--beside", String(program));
        expect(json().data).to.deep.include({ program: program + 1 });
      }
      expect(await count()).to.equal(program + 1);
    });

    it("leaves one program where two officers propose the same file at once, and both end well", async () => {
      const file = await fileWith();
      const before = await count();
      const propose = (name: Name) => async () => run(name, "propose", file);
      const both = await atOnce(office, propose("wujin bureau"), propose("wujin bureau 2"));
      expect(both.map(({ exit }) => exit)).to.deep.equal([0, 0]);
      expect(both.map(({ json }) => json().data)).to.satisfy((all: { program: number }[]) =>
        all.every(({ program }) => program === before + 1),
      );
      const opening = async (program: number) =>
        office.ledger.programs.proposals(matterOf("open", { id: BigInt(program) }));
      expect((await opening(before + 1)).time).not.to.equal(0n);
      expect((await opening(before + 2)).time).to.equal(0n);
      expect((await run("wujin approver", "confirm", String(before + 2))).json().error?.code).to.equal(
        "NothingProposed",
      );
    });

    it("proposes anew what was taken back", async () => {
      const { program, file } = await proposed();
      await run("wujin bureau", "confirm", String(program), "--take-back");
      expect((await proposed(file)).program).to.equal(program + 1);
    });

    it("does nothing in a dry run", async () => {
      const before = await count();
      const { exit, err } = await office.tongdui("wujin bureau", "program", "propose", await fileWith(), "--dry-run");
      expect(exit).to.equal(0);
      expect(err.join("\n")).to.include("¥300,000.00");
      expect(await count()).to.equal(before);
    });

    it("is refused to whoever is not the district's Bureau", async () => {
      const before = await count();
      const { exit, json } = await run("wujin finance", "propose", await fileWith());
      expect(exit).to.equal(1);
      expect(json().error?.code).to.equal("DutyMissing");
      expect(await count()).to.equal(before);
    });

    const WRONG: [what: string, line: string, instead: string, complaint: RegExp][] = [
      ["a rate", "share: 50 %", "share: 150 %", /:\d+:8: "share" must be a rate/],
      ["an amount", "yearlyCap: 300,000.00", "yearlyCap: 30万", /:\d+:12: "yearlyCap" must be an amount in yuan/],
      [
        "a face above the cap",
        "greatestFace: 200,000.00",
        "greatestFace: 400,000.00",
        /"greatestFace" must not be above/,
      ],
      [
        "a notice that no day fits",
        "noticeCeilingDays: 30",
        "noticeCeilingDays: 3",
        /"noticeCeilingDays" must not be below/,
      ],
      ["a district that is none", "district: 2", "district: 9", /:\d+:11: "district" is no district of this ledger/],
      [
        "the home district as a joint one",
        "joint: [1]",
        "joint: [1, 2]",
        /:\d+:12: "joint.1" is the home district itself/,
      ],
      ["a joint district twice", "joint: [1]", "joint: [1, 1]", /"joint.1" is named twice/],
      ["a day that is over", "lastIssueDay: 2030-12-31", "lastIssueDay: 2030-02-28", /"lastIssueDay" is over already/],
      ["a class that is no number", "  6: {", "  six: {", /"serviceClasses.six" must be a number from 1 to 255/],
      ["a class beyond 255", "  6: {", "  256: {", /"serviceClasses.256" must be a number/],
      ["a misspelt field", "graceDays:", "grazeDays:", /"grazeDays" is not a field/],
      [
        "no place where it is published",
        "uri: https://district.example/policies/2026.yaml",
        "uri: ''",
        /"uri" must be text/,
      ],
    ];
    for (const [what, line, instead, complaint] of WRONG) {
      it(`names file, line and column of ${what}`, async () => {
        const before = await count();
        const file = await fileWith((text) => text.replace(line, instead));
        expect(await readFile(file, "utf8")).to.include(instead);
        const { exit, err } = await office.tongdui("wujin bureau", "program", "propose", file, "--yes");
        expect(exit).to.equal(1);
        expect(err.join("\n")).to.match(complaint).and.to.include(path.basename(file));
        expect(await count()).to.equal(before);
      });
    }
  });

  describe("confirm", () => {
    it("opens it, after the second officer was shown the terms", async () => {
      const { program } = await proposed();
      const { err, exit } = await office.answering([true], "wujin approver", "program", "confirm", String(program));
      expect(exit).to.equal(0);
      expect(err.join("\n"))
        .to.include("Proposed by Bureau of 常州武进 Wujin, 0x")
        .and.to.include("The policy is to be read at https://district.example/policies/2026.yaml")
        .and.to.include("sha256sum FILE")
        .and.match(/Cap a group and calendar year +¥300,000.00/);
      expect(await status(program)).to.equal(2n);
    });

    it("says who opened it to whoever comes later", async () => {
      const program = String(await opened());
      const { exit, out } = await office.tongdui("wujin finance", "program", "confirm", program, "--yes");
      expect([exit, out.at(-1)]).to.deep.equal([
        0,
        `Program ${program} was opened by Approver of 常州武进 Wujin, ${shortHex(office.wallet("wujin approver").address)}. Nothing was done now.`,
      ]);
    });

    it("is done once", async () => {
      const program = String(await opened());
      const again = await run("wujin approver", "confirm", program);
      expect(again.exit).to.equal(0);
      expect(again.json().data).to.have.nested.property("steps[0].end", "before");
    });

    it("is refused to an Approver of another district", async () => {
      const { program } = await proposed();
      const { json } = await run("nanhu approver", "confirm", String(program));
      expect(json().error?.code).to.equal("DutyMissing");
      expect(await status(program)).to.equal(1n);
    });

    it("says what numbers there are", async () => {
      const { json } = await run("wujin approver", "confirm", "999");
      expect(json().error?.code).to.equal("ProgramUnknown");
    });
  });

  it("is stopped by one, once, and started again by two", async () => {
    const program = await opened();
    const number = String(program);
    expect((await run("wujin finance", "stop", number)).exit).to.equal(0);
    expect(await status(program)).to.equal(3n);
    const again = await run("wujin bureau", "stop", number);
    expect(again.json().data).to.have.nested.property("steps[0].end", "before");

    await run("wujin finance", "restart", number);
    const twice = await run("wujin bureau", "restart", number);
    expect(twice.json().data).to.have.nested.property("steps[0].end", "before");
    expect(await status(program)).to.equal(3n);
    await run("wujin approver", "restart", number, "--confirm");
    expect(await status(program)).to.equal(2n);
    for (const words of [
      ["restart", number],
      ["restart", number, "--confirm"],
    ]) {
      const name = words.length === 2 ? "wujin finance" : "wujin approver";
      const late = await run(name, ...words);
      expect(late.exit).to.equal(0);
      expect(late.json().data).to.have.nested.property("steps[0].end", "before");
    }
  });

  it("is opened once where two Approvers confirm it at once, and both end well", async () => {
    const { program } = await proposed();
    const confirm = (name: Name) => async () => run(name, "confirm", String(program));
    const both = await atOnce(office, confirm("wujin approver"), confirm("wujin approver 2"));
    expect(both.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    expect(both.map(({ json }) => (json().data as { steps: { end: string }[] }).steps[0]?.end).sort()).to.deep.equal([
      "before",
      "done",
    ]);
    expect(await status(program)).to.equal(2n);
  });

  it("is listed by district, and shown with what waits", async () => {
    const { program } = await proposed();
    const listed = await office.tongdui("nobody", "program", "list", "--district", "2", "--json");
    const rows = listed.json().data as { program: number; status: string; terms: { district: number } }[];
    expect(rows.find((row) => row.program === program)?.status).to.equal("proposed");
    expect(rows.every(({ terms }) => terms.district === 2)).to.equal(true);
    const none = await office.tongdui("nobody", "program", "list", "--district", "4");
    expect(none.out.join("\n")).to.include("no program yet");

    const shown = await office.tongdui("nobody", "program", "show", String(program));
    expect(shown.out.join("\n"))
      .to.include("https://district.example/policies/2026.yaml")
      .and.to.include(`tongdui program confirm ${program}`);
    const zh = await office.tongdui("nobody", "program", "show", String(program), "--lang", "zh");
    expect(zh.out.join("\n")).to.include("抵用合同金额的比例").and.to.include("待审批人确认");
  });

  it("takes the very last day on which something may be issued", async () => {
    const today = await office.today();
    const file = await fileWith((text) => text.replace("2030-12-31", isoOfDay(today)));
    const { program } = await proposed(file);
    expect(Number((await office.ledger.programs.termsOf(program)).lastIssueDay)).to.equal(today);
    expect(today).to.equal(dayOfIso("2030-03-01"));
  });
});
