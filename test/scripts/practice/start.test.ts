import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";

const PROGRAM = path.resolve(import.meta.dirname, "../../../scripts/tongdui.ts");

describe("A practice ledger", function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => void (folder = await mkdtemp(path.join(tmpdir(), "practice-"))));
  after(async () => rm(folder, { recursive: true }));

  it("starts from any folder, and ends with Ctrl+C", async () => {
    const child = spawn(process.execPath, [PROGRAM, "practice", "start", "ours", "--port", "0"], {
      cwd: folder,
      env: { ...process.env, LANG: "zh_CN.UTF-8", LC_ALL: "" },
    });
    const ended = once(child, "exit");
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (some) => {
        said += String(some);
        if (said.includes("账本运行于")) child.kill("SIGINT");
      });
    }
    expect([(await ended)[0], said.split("\n").at(-2)]).to.deep.equal([0, "练习账本已结束，其中的记录不再保留。"]);
    expect(await readdir(path.join(folder, "ours"))).to.include.members(["deployment.json", "wujin", "vouchers.csv"]);
  });
});
