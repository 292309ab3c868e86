import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { readScenario } from "../../scripts/scenario/files.ts";
import { play } from "../../scripts/scenario/play.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** A line without what is drawn by lot in each run, and the size that follows from it. */
const masked = (line: string): string => line.replace(/0x[0-9a-f]{8}…[0-9a-f]{4}|\d\.\d KiB/g, "~");

describe("A scenario's files", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "scenario-"));
    await cp(path.join(ROOT, "scenarios/first-voucher"), path.join(folder, "scenario"), { recursive: true });
    await cp(path.join(ROOT, "policies"), path.join(folder, "policies"), { recursive: true });
  });
  afterEach(async () => rm(folder, { recursive: true }));

  const read = async () => readScenario(path.join(folder, "scenario"), path.join(folder, "policies"));

  /** What is said when one line of a file reads otherwise. */
  async function complaintAbout(file: string, line: string, instead: string): Promise<TongduiError> {
    const name = path.join(folder, file);
    const text = await readFile(name, "utf8");
    expect(text).to.include(line);
    await writeFile(name, text.replace(line, instead));
    const outcome = await read().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(outcome).to.be.instanceOf(TongduiError);
    return outcome as TongduiError;
  }

  it("are read in fen, days and basis points", async () => {
    const { policy, story } = await read();
    expect(policy.share).to.equal(5_000);
    expect(policy.yearlyCap).to.equal(30_000_000n);
    expect(story.voucher.issue).to.equal(Date.UTC(2019, 11, 13) / 86_400_000);
  });

  const wrong: [string, string, string, string, RegExp, string][] = [
    [
      "an amount",
      "scenario/story.yaml",
      "face: 100,000.00",
      "face: 100,00.00",
      /story\.yaml:\d+:\d+: "voucher\.face" must be an amount in yuan/,
      "以元计的金额",
    ],
    [
      "a date",
      "scenario/story.yaml",
      "issue: 2019-12-13",
      "issue: 2019-13-12",
      /story\.yaml:\d+:\d+: "voucher\.issue" must be a date such as/,
      "日期",
    ],
    [
      "a rate",
      "policies/sample.yaml",
      "share: 50 %",
      "share: 150 %",
      /sample\.yaml:\d+:\d+: "share" must be a rate from 0\.01 % to 100 %/,
      "比例",
    ],
    [
      "a number",
      "policies/sample.yaml",
      "graceDays: 15",
      "graceDays: soon",
      /"graceDays" must be a whole number from 1 to 255/,
      "整数",
    ],
    [
      "a misspelt field",
      "policies/sample.yaml",
      "graceDays: 15",
      "graceDay: 15",
      /"graceDay" is not a field|"graceDays" must be/,
      "字段",
    ],
    [
      "a missing translation",
      "scenario/districts.yaml",
      "{ en: Nanhu, zh: 嘉兴南湖 }",
      "{ en: Nanhu }",
      /"districts\.nanhu\.name\.zh" must be text/,
      "文字",
    ],
    [
      "an unknown district",
      "scenario/parties.yaml",
      "district: hefei",
      "district: hefai",
      /"providers\.ustc\.district" must be one of yangpu, wujin, nanhu, hefei/,
      "以下之一",
    ],
    [
      "an unknown provider",
      "scenario/story.yaml",
      "provider: sit",
      "provider: nobody",
      /"order\.provider" must be one of sit, graphene, weikai, ustc/,
      "以下之一",
    ],
    [
      "a credit code",
      "scenario/parties.yaml",
      "123101105AMPLE001K",
      "123101105AMPLE0011",
      /"providers\.sit\.creditCode" must be a unified social credit code/,
      "统一社会信用代码",
    ],
    ["broken YAML", "scenario/story.yaml", "voucher:", "voucher: [", /story\.yaml:\d+:\d+: is not YAML here/, "YAML"],
  ];
  for (const [what, file, line, instead, en, zh] of wrong) {
    it(`name file, line, field and what is allowed for ${what}`, async () => {
      const { sentence } = await complaintAbout(file, line, instead);
      expect(sentence.en).to.match(en);
      expect(sentence.zh).to.include(zh);
    });
  }

  it("point at the very line", async () => {
    const { sentence } = await complaintAbout("scenario/story.yaml", "face: 100,000.00", "face: much");
    const text = await readFile(path.join(folder, "scenario/story.yaml"), "utf8");
    const line = text.split("\n").findIndex((candidate) => candidate.includes("face: much")) + 1;
    expect(sentence.en).to.include(`story.yaml:${String(line)}:9:`);
  });

  it("say which file is missing", async () => {
    await rm(path.join(folder, "scenario/parties.yaml"));
    const outcome = await read().catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(TongduiError);
    expect((outcome as TongduiError).say("en")).to.match(/parties\.yaml cannot be read\. Check its name/);
  });
});

describe("The first voucher's story", () => {
  it("says which port is taken and what to do, and leaves nothing running", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const outcome = await play({ out: { write: () => undefined }, lang: "en", port }).catch((error: unknown) => error);
    taken.close();
    expect(outcome).to.be.instanceOf(TongduiError);
    expect((outcome as TongduiError).say("en")).to.match(
      new RegExp(`cannot listen on port ${String(port)}\\. .* --port`),
    );
  });

  for (const [lang, wellEn] of [
    ["en", "All is well: one voucher paid, 8 of 8 forbidden acts refused."],
    ["zh", "一切正常：一张双创券已拨付，8 项不允许的操作全部被拒绝。"],
  ] as const) {
    it(`is told from budget to bank in ${lang}`, async () => {
      const lines: string[] = [];
      const { stage, match, order } = await play({ out: { write: (line) => lines.push(line) }, lang, port: 0 });
      const recorded = await stage.ledger.matching.matchOfOrder(order);
      await stage.node.close();
      expect(recorded).to.equal(match);
      const told = lines.join("\n");
      expect(told).to.include(wellEn);
      expect(told).to.match(/2019-12-13 .* 2-000001/);
      // What the policy check promises is what is issued: half of what is quoted.
      expect(told).to.match(
        lang === "en"
          ? /quotes ¥200,000\.00[^]*✓ Program 2: ¥100,000\.00/
          : /报价 ¥200,000\.00[^]*✓ 项目 2：¥100,000\.00/,
      );
      // Half of invoices of ¥150,000.00, of a lock of ¥80,000.00, of a face of ¥100,000.00.
      expect(told).to.match(
        /¥3,000,000\.00 {2}¥100,000\.00 {7}¥0\.00|¥3,000,000\.00 +¥100,000\.00 +¥0\.00 +¥75,000\.00 +¥75,000\.00 +¥0\.00 +¥2,900,000\.00/,
      );
      expect(told).to.include(lang === "en" ? "Complete: changes 1 to 4" : "第 1 至 4 项变更无缺");
      expect(told).to.include(
        lang === "en" ? "✓ Checked without a node: all 4 changes" : "✓ 不经节点核验：双创券的全部 4 项变更",
      );
      expect(told).to.match(
        lang === "en"
          ? /✗ A forger makes it worth ten times as much.+ refused: The proof does not lead from block \d+ to the receipt/
          : /✗ 有人将面额改为十倍.+不予通过：证明无法从区块 \d+ 追溯到/,
      );
      // What a chain without seals is worth is said before anything is called checked.
      expect(told).to.match(
        lang === "en" ? /! This is a development chain[^]*✓ Checked/ : /! 本证明出自开发用链[^]*✓ 不经/,
      );
      expect(told).to.not.match(/0x[0-9a-f]{64}/);
      const page = await readFile(path.join(ROOT, lang === "en" ? "README.md" : "README.zh-CN.md"), "utf8");
      const excerpt = /```text\n([^]*?)```/.exec(page)?.[1]?.split("\n") ?? [];
      const said = told.split("\n").map(masked);
      expect(excerpt.length).to.be.greaterThan(20);
      for (const line of excerpt) if (line !== "…") expect(said).to.include(masked(line));
    });
  }
});
