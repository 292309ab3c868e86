import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { tongdui, type Said } from "../support/office.ts";

const PROGRAM = path.resolve(import.meta.dirname, "../../../scripts/tongdui.ts");

describe("A practice ledger", () => {
  let folder: string;
  before(async () => void (folder = await mkdtemp(path.join(tmpdir(), "practice-"))));
  const children: ChildProcess[] = [];
  after(async () => {
    for (const child of children) child.kill();
    await rm(folder, { recursive: true });
  });

  it("is not started in a dry run", async () => {
    const said = await tongdui(["practice", "start", path.join(folder, "tried"), "--dry-run"]);
    expect([said.exit, await readdir(folder)]).to.deep.equal([0, []]);
  });

  it("starts from any folder, and ends with Ctrl+C", async () => {
    const child = spawn(process.execPath, [PROGRAM, "practice", "start", "ours", "--port", "0"], {
      cwd: folder,
      env: { ...process.env, LANG: "zh_CN.UTF-8", LC_ALL: "" },
    });
    // Not at its exit, when some of what it said may still be on the way.
    const ended = once(child, "close");
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (some: string) => {
        const isRunning = said.includes("账本运行于");
        said += some;
        // A second Ctrl+C would end it at once.
        if (!isRunning && said.includes("账本运行于")) child.kill("SIGINT");
      });
    }
    expect([(await ended)[0], said.split("\n").at(-2)]).to.deep.equal([0, "练习账本已结束，其中的记录不再保留。"]);
    expect(await readdir(path.join(folder, "ours"))).to.include.members(["deployment.json", "wujin", "vouchers.csv"]);
  });

  it("gives each provider's Bureau what it needs to countersign", async () => {
    const child = spawn(process.execPath, [PROGRAM, "practice", "start", "theirs", "--port", "0"], { cwd: folder });
    children.push(child);
    const ended = once(child, "exit");
    let said = "";
    await new Promise<void>((resolve, reject) => {
      child.stderr.setEncoding("utf8").on("data", (some: string) => {
        said += some;
        if (said.includes("The ledger runs at")) resolve();
      });
      child.once("close", () => reject(new Error(said)));
    });
    const as = async (office: string, person: string, ...words: string[]): Promise<Said> => {
      const place = path.join(folder, "theirs", office);
      const password = ["--nullifier-password-file", path.join(place, "password")];
      return tongdui([...words, ...password, "--yes", "--json", "--profile", path.join(place, `${person}.json`)]);
    };
    const table = path.join(folder, "theirs/providers.csv");
    expect((await as("operator", "operator", "provider", "import", table)).exit).to.equal(0);
    const { exit, json } = await as("yangpu", "bureau", "provider", "countersign", "P1-1", "--notice-days", "5");
    const bureau = path.join(folder, "theirs/yangpu/bureau.json");
    const passed = await tongdui(["practice", "pass", "1", "--profile", bureau], [false]);
    expect([passed.exit, passed.err.at(-1)]).to.deep.equal([130, "✗ The calendar stays as it is."]);
    child.kill("SIGINT");
    await ended;
    const { compared } = json().data as { compared: { what: string; end: string }[] };
    expect([exit, compared.find(({ what }) => what === "profile")?.end]).to.deep.equal([0, "agrees"]);
  });
});
