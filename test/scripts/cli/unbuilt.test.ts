import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { trustRootText } from "../../../verifier/index.ts";
import { firstRoot } from "../../verifier/support/roots.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

describe("A copy of the program whose contracts are not built", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "unbuilt-"));
    for (const name of ["package.json", "hardhat.config.ts", "hardhat.plugin.ts", "tsconfig.json"])
      await cp(path.join(ROOT, name), path.join(folder, name));
    for (const name of ["client", "verifier", "scripts", "scenarios", "policies"])
      await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true });
    await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  });
  after(async () => rm(folder, { recursive: true }));

  const run = async (...words: string[]): Promise<{ exit: number | null; err: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [path.join(folder, "scripts/tongdui.ts"), ...words], { cwd: folder });
      let err = "";
      child.stderr.on("data", (some) => void (err += String(some)));
      // Not at its exit, when some of what it said may still be on the way.
      child.on("close", (exit) => resolve({ exit, err }));
    });
  const SENTENCE = "✗ The contracts are not built on this machine. Run npm run build first.\n";

  it("says so, and begins nothing", async () => {
    expect(await run("practice", "start", "practice", "--port", "0")).to.deep.equal({ exit: 1, err: SENTENCE });
    expect(await run("doctor")).to.deep.equal({ exit: 1, err: SENTENCE });
    expect(await readdir(folder)).not.to.include("practice");
  });

  it("checks a proof all the same: that needs nothing of the build", async () => {
    const root = path.join(folder, "root.json");
    await writeFile(root, trustRootText(firstRoot()));
    await writeFile(path.join(folder, "no-proof"), "{}");
    const { exit, err } = await run("verify", path.join(folder, "no-proof"), "--trust-root", root);
    expect([exit, err]).to.deep.equal([5, ""]);
  });

  it("says so too where only the contracts' types are there", async () => {
    await cp(path.join(ROOT, "typechain-types"), path.join(folder, "typechain-types"), { recursive: true });
    expect(await run("practice", "start", "practice", "--port", "0")).to.deep.equal({ exit: 1, err: SENTENCE });
  });
});
