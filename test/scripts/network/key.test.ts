import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { computeAddress, SigningKey } from "ethers";
import { ownFolder } from "../keys/ownFolder.ts";
import { tongdui } from "../support/office.ts";

describe("tongdui network key", () => {
  const folder = ownFolder();
  const run = async (...more: string[]) =>
    tongdui(["network", "key", "--out", path.join(folder(), "node-key"), ...more]);
  const file = () => path.join(folder(), "node-key/node-key");

  it("makes a key for its owner alone, and says its public part and its address", async () => {
    const { exit, json } = await run("--json");
    const { publicKey, address } = json().data as { publicKey: string; address: string };
    expect(exit).to.equal(0);
    const text = await readFile(file(), "utf8");
    expect(text).to.match(/^0x[0-9a-f]{64}\n$/);
    const key = new SigningKey(text.trim());
    expect(publicKey).to.equal(`0x${key.publicKey.slice(4)}`);
    expect(address).to.equal(computeAddress(key).toLowerCase());
    expect((await stat(file())).mode & 0o777).to.equal(0o600);
    expect((await stat(path.dirname(file()))).mode & 0o777).to.equal(0o700);
  });

  it("shows the line for network.yaml and never the key", async () => {
    const { out, err } = await run("--lang", "zh");
    expect(out.join("\n")).to.match(/^ {8}publicKey: "0x[0-9a-f]{128}"$/m);
    expect(out.join("\n")).to.include("两个节点共用一个密钥会危害网络");
    const secret = (await readFile(file(), "utf8")).trim().slice(2);
    expect([...out, ...err].join("\n")).to.not.include(secret);
  });

  it("leaves a key that is there as it is, and says its public part again", async () => {
    const first = (await run("--json")).json().data as { publicKey: string };
    const before = await readFile(file(), "utf8");
    const { exit, json } = await run("--json");
    expect(exit).to.equal(0);
    expect(json().data).to.include({ end: "before", publicKey: first.publicKey });
    expect(await readFile(file(), "utf8")).to.equal(before);
  });

  it("makes nothing when it is only tried", async () => {
    expect((await run("--dry-run")).exit).to.equal(0);
    expect(await stat(path.dirname(file())).catch(() => "nothing")).to.equal("nothing");
  });

  it("does not take another file for a key, nor quote it", async () => {
    await run();
    await writeFile(file(), "0x1234\n");
    const { exit, err } = await run();
    expect(exit).to.equal(1);
    expect(err.join("\n")).to.include("holds no private key").and.not.include("0x1234");
  });
});
