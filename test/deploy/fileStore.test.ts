import { expect } from "chai";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileStore, readDeployment } from "../../client/deploy/fileStore.ts";
import type { DeploymentRecord } from "../../client/deployment.ts";
import { PLAN } from "./pilot.ts";
import { refusedWith } from "./refusedWith.ts";

describe("A deployment's file", () => {
  const record: DeploymentRecord = {
    network: "pilot",
    chainId: 31337,
    genesis: `0x${"11".repeat(32)}`,
    commit: "0123456",
    build: `0x${"22".repeat(32)}`,
    deployer: PLAN.operator,
    plan: PLAN,
    contracts: {},
    safes: {},
    roles: {},
    joined: [],
    completed: false,
    sending: { step: "manager", nonce: 3, block: 3, data: `0x${"33".repeat(32)}` },
  };
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "deployments-"));
    file = path.join(folder, "deployments", "pilot.json");
  });
  afterEach(async () => rm(folder, { recursive: true }));

  it("is missing before the first save", async () => {
    expect(await fileStore(file).load()).to.equal(null);
    await refusedWith(readDeployment(file), "DeploymentMissing");
  });

  it("gives back what was saved last, and leaves no draft behind", async () => {
    const store = fileStore(file);
    await store.save(record);
    await store.save({ ...record, sending: null });
    expect(await fileStore(file).load()).to.deep.equal({ ...record, sending: null });
    expect(await readdir(path.dirname(file))).to.deep.equal(["pilot.json"]);
  });

  it("keeps the last whole record if the program died while it wrote", async () => {
    const store = fileStore(file);
    await store.save(record);
    await writeFile(`${file}.new`, (await readFile(file, "utf8")).slice(0, 100));
    expect(await store.load()).to.deep.equal(record);
    await store.save(record);
    expect(await store.load()).to.deep.equal(record);
  });

  it("is refused for use while the deployment is unfinished", async () => {
    await fileStore(file).save(record);
    await refusedWith(readDeployment(file), "DeploymentUnfinished");
  });

  it("is refused if it is no JSON, or no deployment", async () => {
    await fileStore(file).save(record);
    await writeFile(file, "{");
    await refusedWith(fileStore(file).load(), "DeploymentUnreadable");
    await writeFile(file, JSON.stringify({ ...record, chainId: "one" }));
    const { sentence, hint } = await refusedWith(fileStore(file).load(), "DeploymentUnreadable");
    expect(sentence.en).to.equal(
      `${file} is not a deployment's file: "chainId" is missing from it, or is not what a deployment has there.`,
    );
    expect(hint?.en).to.contain("Name the file that tongdui deploy wrote");
    await writeFile(file, "[]");
    const { sentence: other } = await refusedWith(fileStore(file).load(), "DeploymentUnreadable");
    expect(other.en).to.equal(`${file} is not a deployment's file.`);
  });
});
