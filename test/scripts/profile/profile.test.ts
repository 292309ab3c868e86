import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { PrivateKey } from "../../../scripts/keys/keystore.ts";
import { openOffice, tongdui, type Office } from "../support/office.ts";

describe("A profile", () => {
  let office: Office;
  before(async () => {
    office = await openOffice();
  });
  after(async () => office.close());

  const said = async (file: string, ...more: string[]) => (await tongdui(["whoami", "--profile", file, ...more])).err;

  it("is told from a deployment's file", async () => {
    const [line = ""] = await said(office.deploymentFile);
    expect(line).to.include(`${office.deploymentFile} is a deployment, not a profile.`);
  });

  it("is told from a key", async () => {
    const file = path.join(office.folder, "key.json");
    await writeFile(file, await PrivateKey.parse(`0x${"11".repeat(32)}`).seal("a-password-for-it", 1_024));
    expect((await said(file)).join("\n")).to.include(`${file} is a key, not a profile.`);
    expect((await said(file, "--lang", "zh")).join("\n")).to.include("是密钥文件，不是配置文件");
  });
});
