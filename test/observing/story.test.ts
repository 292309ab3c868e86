import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { namesGiven, namesIn, namesRecorded } from "./named.ts";
import { readAlerts, readQuestions } from "./questions.ts";
import { playStory, type Running } from "./running.ts";

describe("What programs tell of their work", function () {
  this.timeout(180_000);
  let running: Running;
  before(async () => void (running = await playStory()));

  it("has one shape in all of them: a line of JSON with level, moment, program and what", () => {
    for (const [program, lines] of running.logs) {
      expect(lines.length, program).to.be.above(3);
      for (const line of lines) {
        const { level, time, program: who, what } = JSON.parse(line) as Record<string, string>;
        expect(who, line).to.equal(program);
        expect(level, line).to.be.oneOf(["info", "warn", "error"]);
        expect(time, line).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(what, line).to.be.a("string").and.not.empty;
      }
    }
  });

  it("tells what was asked for and how long it took", () => {
    const requests = (program: string): unknown[] =>
      (running.logs.get(program) ?? [])
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ what }) => what === "request")
        .map(({ route, status, ms }) => [route, status, typeof ms]);
    expect(requests("office")).to.deep.include.members([
      ["POST /documents/import", 200, "number"],
      ["POST /documents", 400, "number"],
      ["GET /documents/:commitment", 401, "number"],
      ["other", 404, "number"],
    ]);
    expect(requests("portal")).to.deep.include.members([
      ["pages", 404, "number"],
      ["index", 200, "number"],
      ["office", 502, "number"],
    ]);
    expect(requests("index")).to.deep.include(["/vouchers", 200, "number"]);
    const command = running.logs.get("command")?.map((line) => JSON.parse(line) as Record<string, unknown>) ?? [];
    const told = (name: string): unknown[] =>
      command.filter((line) => line["command"] === name).map(({ what }) => what);
    expect(told("voucher issue")).to.deep.equal([
      ...["begun", "to do", "done before", "sent", "in a block", "done", "passed over", "ended"],
    ]);
    expect(command.find(({ what }) => what === "node away")).to.include({ node: "127.0.0.1:9" });
    expect(
      command.filter(({ what, exit }) => what === "ended" && exit !== 0).map(({ code }) => code),
    ).to.include.members([...["HeadingMissing", "DutyMissing"]]);
  });

  it("has no name, no secret, no salt and nothing of a document in it", () => {
    for (const [what, secrets] of running.secrets) {
      expect(secrets, what).to.have.length.above(0);
      for (const secret of secrets) {
        expect(secret.length, what).to.be.above(5);
        for (const [program, lines] of running.logs)
          for (const line of lines) expect(line, `${what} in the log of ${program}`).not.to.include(secret);
        for (const [program, text] of running.figures)
          expect(text, `${what} in the figures of ${program}`).not.to.include(secret);
      }
    }
    // No wallet either: whose it is, an office knows.
    for (const line of running.logs.get("office") ?? []) expect(line).not.to.match(/0x[0-9a-fA-F]{40}\b/);
  });

  it("counts what came of a run, in a file that stands when the run has ended", () => {
    const text = running.figures.get("command") ?? "";
    const of = (name: string, label: string): string | undefined =>
      new RegExp(`^${name}\\{(?:[^}]*,)?${label}[^}]*\\} (\\S+)$`, "m").exec(text)?.[1];
    expect(of("tongdui_command_items_total", 'end="done"')).to.equal("2");
    expect(of("tongdui_command_items_total", 'end="passed over"')).to.equal("1");
    expect(of("tongdui_command_items_to_do", 'command="voucher issue"')).to.equal("0");
    expect(of("tongdui_command_exit_code", 'command="voucher issue"')).to.equal("3");
    expect(Number(of("tongdui_command_ended_timestamp_seconds", 'command="voucher issue"'))).to.be.above(1.7e9);
  });

  it("gives the index's lag, its totals, what of a budget is used, and the vouchers", () => {
    const text = running.figures.get("index") ?? "";
    expect(text).to.match(/^tongdui_index_lag_blocks 0$/m);
    expect(text).to.match(/^tongdui_program_budget_used_ratio\{program="1",district="2"\} 0\.00003$/m);
    expect(text).to.match(/^tongdui_vouchers\{status="Active"\} 2$/m);
    expect(text).to.match(/^ponder_sync_block\{/m);
  });

  it("is all that alerts and dashboards ask for, beside what Besu and the node exporter were seen to give", async () => {
    const recorded = await Promise.all(
      ["besu-25.12.0.metrics.txt", "node-exporter-1.5.0.metrics.txt"].map(async (file) =>
        namesRecorded(await readFile(path.join(import.meta.dirname, file), "utf8")),
      ),
    );
    const known = new Set(["up", ...recorded.flatMap((names) => [...names])]);
    for (const text of running.figures.values()) for (const name of namesGiven(text)) known.add(name);
    const asked = new Map<string, readonly string[]>(await readQuestions());
    asked.set(
      "alerts.yml",
      (await readAlerts()).map(({ expr }) => expr),
    );
    for (const [file, questions] of asked)
      for (const question of questions) {
        expect(namesIn(question), question).to.have.length.above(0);
        for (const name of namesIn(question)) expect(known, `${file}: ${question}`).to.include(name);
      }
  });
});
