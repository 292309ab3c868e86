import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { PILOT } from "../../network/pilot.ts";
import { ownFolder } from "../keys/ownFolder.ts";
import { tongdui } from "../support/office.ts";

const COMMAND = fileURLToPath(new URL("../../../scripts/tongdui.ts", import.meta.url));

describe("tongdui network init", () => {
  const folder = ownFolder();
  const description = () => path.join(folder(), "network.yaml");
  const net = () => path.join(folder(), "net");
  const run = async (text: string, ...more: string[]) => {
    await writeFile(description(), text);
    return tongdui(["network", "init", description(), "--out", net(), ...more]);
  };
  const lineIn = async (file: string) => readFile(path.join(net(), file), "utf8");

  it("writes every file, which anybody may read, with a copy of the description", async () => {
    const { exit, out } = await run(PILOT);
    expect(exit).to.equal(0);
    expect(out.join("\n")).to.include("Network hash");
    expect(await readdir(path.join(net(), "nodes"))).to.have.length(6);
    expect(await lineIn("network.yaml")).to.equal(PILOT);
    for (const one of ["", "network.json", "nodes/wujin-1/besu.toml"])
      expect((await stat(path.join(net(), one))).mode & 0o044, one).to.equal(0o044);
    expect(await readdir(folder())).to.have.members(["net", "network.yaml"]);
  });

  it("tells the same network hash to every district, and to programs", async () => {
    const first = (await run(PILOT, "--json")).json().data as { networkHash: string; genesis: string };
    await rm(net(), { recursive: true });
    const second = await run(`# Nanhu's copy\n${PILOT}`, "--json");
    expect(second.json().data).to.include({ networkHash: first.networkHash, genesis: first.genesis, end: "done" });
  });

  it("finds its own files and leaves them", async () => {
    await run(PILOT);
    const before = await stat(path.join(net(), "network.json"));
    const { exit, json } = await run(PILOT, "--json");
    expect(exit).to.equal(0);
    expect(json().data).to.include({ end: "before" });
    expect((await stat(path.join(net(), "network.json"))).mtimeMs).to.equal(before.mtimeMs);
  });

  it("shows what differs in a folder that is there, and replaces nothing unasked", async () => {
    await run(PILOT);
    const { exit, err } = await run(PILOT.replace("10.11.0.4", "10.11.0.7"), "--lang", "zh");
    expect(exit).to.equal(1);
    expect(err.join("\n"))
      .to.include("nodes/hefei-1/besu.toml")
      .and.include("不一致，自第")
      .and.include("--overwrite")
      .and.not.include("替换原因");
    expect(await lineIn("nodes/hefei-1/besu.toml")).to.include("10.11.0.4");
  });

  it("replaces what differs when asked, and leaves the machine's own files", async () => {
    await run(PILOT);
    await writeFile(path.join(net(), "nodes/hefei-1/.env"), "BESU_MEMORY=8g\n");
    const { exit, json, err } = await run(PILOT.replace("10.11.0.4", "10.11.0.7"), "--overwrite", "--json");
    expect(exit).to.equal(0);
    expect(err.join("\n"))
      .to.match(/File +Replaced, for it\n/)
      .and.not.include("Found");
    expect((json().data as { replaced: string[] }).replaced).to.include("nodes/hefei-1/besu.toml");
    expect(await lineIn("nodes/hefei-1/besu.toml")).to.include("10.11.0.7");
    expect(await lineIn("nodes/hefei-1/.env")).to.equal("BESU_MEMORY=8g\n");
    expect((await tongdui(["network", "check", net()])).exit).to.equal(0);
  });

  it("never replaces a genesis, whatever it is asked, and says how a validator joins", async () => {
    await run(PILOT);
    const joined = PILOT.replace("kind: operator", "kind: validator");
    const { exit, err } = await run(joined, "--overwrite");
    expect(exit).to.equal(1);
    expect(err.join("\n")).to.include("it would be another chain").and.include("joined: DATE");
    const right = joined.replace(
      "kind: validator\n        host: 10.11.0.5",
      "kind: validator\n        joined: 2027-03-01\n        host: 10.11.0.5",
    );
    expect((await run(right, "--overwrite")).exit).to.equal(0);
  });

  describe("of a network that lost two validators", () => {
    const lost = (more = "") =>
      `${PILOT.replace(/host: 10.11.0.[23]$/gm, "$&\n        left: 2027-06-01")}${more}transitions:\n  - { block: 101, validators: [yangpu-1, hefei-1] }\n`;
    const genesis = () => lineIn("nodes/yangpu-1/genesis.json");

    it("replaces a genesis of which nothing but the transitions is new, when asked, and says what has to follow", async () => {
      const before = (await run(PILOT, "--json")).json().data as { genesis: string; networkHash: string };
      const unasked = await run(lost(), "--json");
      expect(unasked.json().error?.code).to.equal("NetworkFolderDiffers");
      const { exit, out } = await run(lost(), "--overwrite");
      expect(exit).to.equal(0);
      expect(out.join("\n"))
        .to.include("genesis.json says anew who seals from a block on")
        .and.include("start each node anew");
      expect(JSON.parse(await genesis())).to.have.nested.property("config.transitions.qbft[0].block", 101);
      expect(await lineIn("genesis.json")).to.equal(await genesis());
      for (const gone of ["wujin-1", "nanhu-1"]) await rm(path.join(net(), "nodes", gone), { recursive: true });
      const { exit: right, json } = await tongdui(["network", "check", net(), "--json"]);
      expect(right).to.equal(0);
      const after = json().data as { genesis: string; networkHash: string; transitions: unknown };
      expect(after.genesis).to.equal(before.genesis);
      expect(after.networkHash).to.not.equal(before.networkHash);
      expect(after.transitions).to.deep.equal([{ block: 101, validators: ["yangpu-1", "hefei-1"] }]);
      expect((await tongdui(["network", "check", net()])).out.join("\n")).to.include("From block 101 on yangpu-1");
    });

    it("knows a transition again that somebody wrote into genesis.json by hand", async () => {
      await run(lost());
      const written = JSON.parse(await genesis()) as { config: { transitions: { qbft: { validators: string[] }[] } } };
      const [entry] = written.config.transitions.qbft;
      if (entry) entry.validators = entry.validators.map((one) => one.toUpperCase().replace("0X", "0x")).reverse();
      await writeFile(path.join(net(), "genesis.json"), JSON.stringify(written));
      const { exit, out } = await run(lost(), "--overwrite");
      expect(exit).to.equal(0);
      expect(out.join("\n")).to.not.include("is in it no more").and.not.include("says anew");
    });

    it("warns of a transition that the new genesis has no more, in both languages", async () => {
      await run(lost());
      expect((await run(PILOT, "--overwrite", "--dry-run")).out.join("\n")).to.include(
        "The transition at block 101 is in it no more",
      );
      const { out } = await run(lost().replace("block: 101", "block: 102"), "--overwrite", "--lang", "zh");
      expect(out.join("\n")).to.include("区块 101 处的 transition 已不在其中或已改动");
    });

    it("refuses any other genesis as before, with a transition or without", async () => {
      await run(PILOT);
      const before = await genesis();
      for (const text of [lost().replace("2026-11-01", "2026-11-02"), lost().replace("left: 2027", "joined: 2027")]) {
        const { exit, json } = await run(text, "--overwrite", "--json");
        expect(exit).to.equal(1);
        expect(json().error?.code).to.equal("GenesisDiffers");
      }
      await writeFile(path.join(net(), "genesis.json"), "{}");
      expect((await run(lost(), "--overwrite", "--json")).json().error?.code).to.equal("GenesisDiffers");
      expect(await genesis()).to.equal(before);
    });
  });

  it("leaves to check what it would neither write nor take away", async () => {
    const gone = PILOT.replace("host: 10.11.0.6", "host: 10.11.0.6\n        left: 2026-11-01");
    await run(PILOT);
    await run(gone, "--overwrite");
    await writeFile(path.join(net(), "nodes/wujin-1/compose.override.yaml"), "services: {}\n");
    expect((await run(gone, "--json")).json().data).to.include({ end: "before" });
    expect((await tongdui(["network", "check", net()])).exit).to.equal(5);
  });

  it("writes nothing when it is only tried, or when the description is wrong", async () => {
    expect((await run(PILOT, "--dry-run")).exit).to.equal(0);
    const { exit, err } = await run(PILOT.replace("10.11.0.1", "node.wujin.cn"));
    expect(exit).to.equal(1);
    expect(err.join("\n")).to.include("network.yaml:12:15");
    expect(await readdir(folder())).to.deep.equal(["network.yaml"]);
  });

  it("leaves nothing half where it cannot write", async () => {
    await writeFile(path.join(folder(), "net"), "somebody's file");
    const { exit } = await run(PILOT);
    expect(exit).to.equal(1);
    expect(await readdir(folder())).to.have.members(["net", "network.yaml"]);
    expect(await readFile(net(), "utf8")).to.equal("somebody's file");
  });

  it("warns of a network of three validators", async () => {
    const { exit, out } = await run(PILOT.replace("kind: validator", "kind: operator"));
    expect(exit).to.equal(0);
    expect(out.join("\n")).to.include("! The network has only 3 of the four validators");
  });

  it("leaves all or nothing when it is killed while it writes, and is simply run again", async () => {
    await writeFile(description(), PILOT);
    const words = [COMMAND, "network", "init", description(), "--out", net()];
    const running = spawn(process.execPath, words, { stdio: "ignore" });
    const ended = once(running, "exit");
    // Its draft is the sign that it has begun to write.
    while (running.exitCode === null && (await readdir(folder())).length === 1) await pause(1);
    running.kill("SIGKILL");
    await ended;
    if ((await readdir(folder())).includes("net"))
      expect((await tongdui(["network", "check", net()])).exit).to.equal(0);
    expect((await run(PILOT)).exit).to.equal(0);
    expect((await tongdui(["network", "check", net()])).exit).to.equal(0);
  });

  it("mixes nothing into a folder that is no network's, whatever it is asked", async () => {
    await mkdir(net());
    await writeFile(path.join(net(), "description.ts"), "somebody's");
    const { exit, err } = await run(PILOT, "--overwrite");
    expect(exit).to.equal(1);
    expect(err.join("\n")).to.include("is no network's folder").and.not.include("--overwrite");
    expect((await run(PILOT, "--lang", "zh")).err.join("\n")).to.include("不是网络文件夹");
    expect(await readdir(net())).to.deep.equal(["description.ts"]);
  });

  it("lets everybody read, whatever the account's own rule for new files is", async () => {
    const umask = process.umask(0o077);
    try {
      await run(PILOT);
      await rm(path.join(net(), "nodes/hefei-1"), { recursive: true });
      expect((await run(PILOT, "--overwrite")).exit).to.equal(0);
    } finally {
      process.umask(umask);
    }
    for (const place of ["", "nodes", "nodes/wujin-1", "nodes/wujin-1/monitoring/grafana", "nodes/hefei-1/monitoring"])
      expect((await stat(path.join(net(), place))).mode & 0o777, place).to.equal(0o755);
    for (const place of ["network.yaml", "network.json", "nodes/wujin-1/besu.toml", "nodes/hefei-1/besu.toml"])
      expect((await stat(path.join(net(), place))).mode & 0o777, place).to.equal(0o644);
  });

  it("says that it cannot write where no folder can be made at all", async () => {
    await writeFile(description(), PILOT);
    const { exit, err } = await tongdui(["network", "init", description(), "--out", "/proc/tongdui/net"]);
    expect(exit).to.equal(1);
    expect(err.join("\n")).to.include("/proc/tongdui/net cannot be written");
  });

  it("fills an empty folder", async () => {
    await mkdir(net());
    expect((await run(PILOT)).exit).to.equal(0);
    expect(await readdir(net())).to.include("network.json");
  });
});
