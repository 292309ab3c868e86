import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";

const MAIN = path.join(import.meta.dirname, "main.ts");

describe("The multi-node suite", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "engine-"));
    for (const [file, text] of Object.entries({
      "jdk/bin/javac": "exit 0",
      "jdk/bin/jar": "exit 0",
      "old/bin/besu": "echo 'Java version must be at least 21 (detected: 17)' >&2; exit 1",
    })) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), `#!/bin/sh\n${text}\n`);
      await chmod(path.join(folder, file), 0o755);
    }
  });
  after(async () => rm(folder, { recursive: true }));

  const run = (given: { readonly BESU_HOME?: string; readonly JAVA_HOME?: string }) => {
    const rest = { ...process.env, BESU_HOME: "", JAVA_HOME: "" };
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN], {
      env: { ...rest, ...given },
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  it("says in one line that it was skipped and why, where no Besu is given", () => {
    const { status, stdout, stderr } = run({});
    expect([status, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.match(
      /^The multi-node suite was SKIPPED, .*: BESU_HOME and JAVA_HOME not set\. Give BESU_HOME .*\n$/,
    );
  });

  it("fails with a sentence where a wrong folder is given", () => {
    const { status, stdout, stderr } = run({
      BESU_HOME: path.join(folder, "none"),
      JAVA_HOME: path.join(folder, "jdk"),
    });
    expect([status, stdout]).to.deep.equal([1, ""]);
    expect(stderr).to.equal(`BESU_HOME is wrong: there is no program ${path.join(folder, "none/bin/besu")}.\n`);
  });

  it("fails with what Besu says where the Java does not fit", () => {
    const { status, stderr } = run({ BESU_HOME: path.join(folder, "old"), JAVA_HOME: path.join(folder, "jdk") });
    expect(status).to.equal(1);
    expect(stderr).to.match(
      /^BESU_HOME and JAVA_HOME do not make a node: .*ended with: Java version must be at least 21/,
    );
  });
});
