import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { nodesOf, readNetwork } from "../../network/description.ts";
import { prometheusOf } from "../../network/monitoring/prometheus.ts";
import { inFile, PILOT } from "../network/pilot.ts";
import { MONITORING, readAlerts, readQuestions, type Alert } from "./questions.ts";

interface Job {
  readonly job_name: string;
  readonly static_configs: readonly { readonly labels: Readonly<Record<string, string>> }[];
}

const GUIDES = ["observability.md", "observability.zh-CN.md"];

describe("An alert", () => {
  let alerts: readonly Alert[];
  before(async () => void (alerts = await readAlerts()));

  it("is a plain sentence in both languages, and names what to do", async () => {
    const guides = await Promise.all(
      GUIDES.map(async (file) => readFile(path.resolve(import.meta.dirname, "../../docs", file), "utf8")),
    );
    expect(new Set(alerts.map(({ alert }) => alert)).size).to.equal(alerts.length);
    for (const { alert, labels, annotations } of alerts) {
      expect(labels.severity, alert).to.be.oneOf(["critical", "warning", "info"]);
      expect(annotations.summary, alert).to.match(/^[A-Z{0-9].+\.$/);
      expect(annotations.summary_zh, alert).to.match(/[\u4e00-\u9fff].*。$/);
      expect(annotations.runbook, alert).to.equal(`docs/observability.md#${alert.toLowerCase()}`);
      for (const guide of guides) expect(guide, alert).to.include(`\n### ${alert}\n`);
    }
  });

  it("asks for the jobs that a node's Prometheus has, and keeps our figures' own labels", async () => {
    const network = await inFile(PILOT, readNetwork);
    const made = nodesOf(network).map((node) => parse(prometheusOf(node)) as { scrape_configs: Job[] });
    const jobs = new Set(made.flatMap(({ scrape_configs }) => scrape_configs.map(({ job_name }) => job_name)));
    const labels = made.flatMap(({ scrape_configs }) =>
      scrape_configs.flatMap(({ static_configs }) => static_configs.flatMap((one) => Object.keys(one.labels))),
    );
    const questions = [...alerts.map(({ expr }) => expr), ...[...(await readQuestions()).values()].flat()];
    const asked = questions.flatMap((text) => Array.from(text.matchAll(/\bjob="([^"]+)"/g), ([, job]) => job));
    expect([...jobs]).to.include.members(asked);
    expect([...jobs].filter((job) => /^tongdui-/.test(job))).to.have.length(3);
    for (const own of ["district", "program"]) expect(labels).not.to.include(own);
  });

  it("is there for what the consortium has agreed to watch", () => {
    expect(alerts.map(({ alert }) => alert)).to.include.members([
      ...["NoNewBlock", "ValidatorSilent", "BudgetNearlyUsed", "IndexBehind", "TotalsDiffer", "ProgramDown"],
      ...["DiskNearlyFull", "ClockWrong"],
    ]);
  });

  it("comes when it should, by promtool", function () {
    this.timeout(30_000);
    const rules = path.join(import.meta.dirname, "alerts.promtool.yml");
    const { error, status, stdout, stderr } = spawnSync("promtool", ["test", "rules", rules], { encoding: "utf8" });
    if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") {
      console.error("\n!!! SKIPPED: promtool is not installed, so the alerts' rules were read and not tried.\n");
      return;
    }
    expect([status, `${stdout}${stderr}`]).to.deep.equal([0, `Unit Testing:  ${rules}\n  SUCCESS\n\n`]);
  });
});

describe("A dashboard", () => {
  it("shows something in each panel, and reaches no other data than ours", async () => {
    const questions = await readQuestions();
    expect([...questions.keys()].sort()).to.deep.equal(["chain.json", "ledger.json", "programs.json"]);
    for (const [file, some] of questions) expect(some.length, file).to.be.above(9);
    for (const file of questions.keys()) {
      const text = await readFile(path.join(MONITORING, "grafana/dashboards", file), "utf8");
      expect(text, file).not.to.match(/https?:/);
      expect(new Set(Array.from(text.matchAll(/"uid": "([^"]+)"/g), ([, uid]) => uid)).size, file).to.equal(2);
    }
  });
});
