import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { PILOT } from "../../network/pilot.ts";
import { ownFolder } from "../keys/ownFolder.ts";
import { tongdui } from "../support/office.ts";

interface Checked {
  readonly networkHash: string;
  readonly differences:
    readonly { readonly file: string; readonly kind: string; readonly line: number | null }[] | null;
}

describe("tongdui network check", () => {
  const folder = ownFolder();
  const net = () => path.join(folder(), "net");
  const check = async (...more: string[]) => tongdui(["network", "check", net(), ...more]);
  beforeEach(async () => {
    await writeFile(path.join(folder(), "network.yaml"), PILOT);
    await tongdui(["network", "init", path.join(folder(), "network.yaml"), "--out", net()]);
  });

  it("says of a description what its files would be", async () => {
    const { exit, json } = await tongdui(["network", "check", path.join(folder(), "network.yaml"), "--json"]);
    expect(exit).to.equal(0);
    expect((json().data as Checked).differences).to.equal(null);
    expect((json().data as Checked).networkHash).to.equal(((await check("--json")).json().data as Checked).networkHash);
  });

  it("finds a folder right, with what a machine has put beside", async () => {
    await writeFile(path.join(net(), "nodes/wujin-1/.env"), "BESU_MEMORY=8g\n");
    const { exit, out } = await check();
    expect(exit).to.equal(0);
    expect(out.join("\n")).to.include("files in").and.include("are what its network.yaml makes");
  });

  it("names each file that was changed, with its line, that is missing or that is nobody's", async () => {
    const toml = path.join(net(), "nodes/wujin-1/besu.toml");
    await writeFile(toml, (await readFile(toml, "utf8")).replace("min-gas-price=0", "min-gas-price=1000"));
    await rm(path.join(net(), "nodes/nanhu-1/permissions_config.toml"));
    await mkdir(path.join(net(), "nodes/outsider"));
    expect((await check()).out.join("\n")).to.match(/Delete .*nodes\/outsider by hand/);
    const { exit, json } = await check("--json");
    expect(exit).to.equal(5);
    const { differences } = json().data as Checked;
    expect(differences?.map(({ file, kind }) => [file, kind])).to.deep.equal([
      ["nodes/wujin-1/besu.toml", "differs"],
      ["nodes/nanhu-1/permissions_config.toml", "missing"],
      ["nodes/outsider", "leftOver"],
    ]);
    const line = (await readFile(toml, "utf8")).split("\n").indexOf("min-gas-price=1000") + 1;
    expect(differences?.[0]?.line).to.equal(line);
  });

  it("names what compose would take in beside compose.yaml, wherever it lies", async () => {
    await writeFile(path.join(net(), "nodes/wujin-1/compose.override.yaml"), "services: {}\n");
    await writeFile(path.join(net(), "nodes/hefei-1/docker-compose.override.yml"), "services: {}\n");
    const { exit, json } = await check("--json");
    expect(exit).to.equal(5);
    expect((json().data as Checked).differences?.map(({ file, kind }) => [file, kind])).to.deep.equal([
      ["nodes/wujin-1/compose.override.yaml", "takenIn"],
      ["nodes/hefei-1/docker-compose.override.yml", "takenIn"],
    ]);
    expect((await check()).out.join("\n"))
      .to.include("changes what compose.yaml says")
      .and.match(/docker compose takes in .*compose\.override\.yaml, .*docker-compose\.override\.yml by itself/);
    expect((await check("--lang", "zh")).out.join("\n")).to.include("会自动并入");
  });

  it("finds the index changed by itself", async () => {
    const index = path.join(net(), "network.json");
    await writeFile(index, (await readFile(index, "utf8")).replace("yangpu-1", "yangpu-2"));
    const { exit, out } = await check("--lang", "zh");
    expect(exit).to.equal(5);
    expect(out.join("\n")).to.include("network.json").and.include("请勿据此启动");
  });

  it("finds a description that was changed under its files", async () => {
    await writeFile(path.join(net(), "network.yaml"), PILOT.replace("10.11.0.4", "10.11.0.7"));
    expect((await check()).exit).to.equal(5);
  });

  it("says where there is nothing to check", async () => {
    const { exit, err } = await tongdui(["network", "check", path.join(folder(), "nowhere.yaml")]);
    expect(exit).to.equal(1);
    expect(err.join("\n")).to.include("cannot be read");
  });
});
