import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { watchRun, type Watched } from "../../../scripts/watching/run.ts";
import { tongdui } from "../support/office.ts";

describe("What is written down of a run of the command", () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), "watching-"))));
  afterEach(async () => rm(folder, { recursive: true }));

  const place = (name: string): string => path.join(folder, name);
  const watched = (over: Partial<Watched> = {}): Watched => ({
    ...{ log: undefined, metrics: undefined, command: "voucher issue", dryRun: false },
    ...over,
  });
  const figure = async (name: string): Promise<string | undefined> =>
    new RegExp(`^${name} (\\S+)$`, "m").exec(
      (await readFile(place("run.prom"), "utf8")).replaceAll(/,?command="[^"]*"/g, ""),
    )?.[1];

  it("is nothing unless it is asked for", async () => {
    const { watch, end } = await watchRun(watched());
    watch("done", { items: 1 });
    await end(0);
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("says from its first moment that the run goes on, and at its end how it ended", async () => {
    const { watch, end } = await watchRun(watched({ metrics: place("run.prom") }));
    expect(await figure("tongdui_command_exit_code\\{\\}")).to.equal("-1");
    expect(await figure("tongdui_command_ended_timestamp_seconds\\{\\}")).to.equal("0");
    watch("to do", { items: 10 });
    watch("done before", { items: 2 });
    watch("done", { items: 5 });
    watch("set aside", { items: 1, code: "EnterpriseNotActive" });
    watch("sent", { transaction: "0x1" });
    watch("sent again", { transaction: "0x1" });
    watch("node away", { node: "node-a:8545" });
    watch("waited for nodes", { ms: 1_500 });
    await end(4, "NodesUnreachable");
    const told = async (name: string): Promise<string | undefined> => figure(name);
    expect(await told("tongdui_command_exit_code\\{\\}")).to.equal("4");
    expect(await told("tongdui_command_items_to_do\\{\\}")).to.equal("2");
    expect(await told('tongdui_command_items_total\\{end="done"\\}')).to.equal("5");
    expect(await told('tongdui_command_items_total\\{end="before"\\}')).to.equal("2");
    expect(await told('tongdui_command_items_total\\{end="refused"\\}')).to.equal("1");
    expect(await told('tongdui_command_items_total\\{end="passed over"\\}')).to.equal("0");
    expect(await told('tongdui_command_transactions_total\\{what="resent"\\}')).to.equal("1");
    expect(await told('tongdui_command_nodes_away_total\\{node="node-a:8545"\\}')).to.equal("1");
    expect(await told("tongdui_command_nodes_waited_seconds_total\\{\\}")).to.equal("1.5");
    expect(await told('tongdui_command_errors_total\\{code="NodesUnreachable"\\}')).to.equal("1");
    expect(await readdir(folder)).to.deep.equal(["run.prom"]);
  });

  it("is whole whenever it is read, while it is written again and again", async () => {
    const { end } = await watchRun(watched({ metrics: place("run.prom") }));
    const { RunFigures } = await import("../../../scripts/watching/figures.ts");
    const figures = new RunFigures(place("run.prom"), "voucher issue");
    const writing = Promise.all(Array.from({ length: 40 }, async () => figures.write()));
    for (let i = 0; i < 40; i += 1) {
      const text = await readFile(place("run.prom"), "utf8");
      expect(text).to.match(/^# HELP[^]*tongdui_command_exit_code[^]*\n$/);
    }
    await writing;
    await end(0);
  });

  it("is added to a log, line by line", async () => {
    await writeFile(place("run.log"), '{"what":"earlier"}\n');
    const { watch, end } = await watchRun(watched({ log: place("run.log"), dryRun: true }));
    watch("passed over", { items: 1 });
    await end(3);
    const lines = (await readFile(place("run.log"), "utf8")).trim().split("\n");
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map(({ what, level, exit, dryRun }) => [what, level ?? "", exit ?? dryRun ?? ""])).to.deep.equal([
      ["earlier", "", ""],
      ["begun", "info", true],
      ["passed over", "warn", ""],
      ["ended", "error", 3],
    ]);
  });

  for (const option of ["--log", "--metrics"]) {
    it(`is demanded before anything is done, where ${option} names a file that cannot be written`, async () => {
      const { exit, err } = await tongdui(["whoami", option, place("nowhere/file"), "--lang", "zh"]);
      expect([exit, err.length]).to.deep.equal([1, 1]);
      expect(err[0]).to.match(/^✗ 无法写入文件 .*nowhere\/file（ENOENT），未办理任何事项。/);
      expect(await readdir(folder)).to.deep.equal([]);
    });
  }
});
