import { createServer } from "node:http";
import { readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect } from "chai";
import { keyIn } from "../../../network/life/look.ts";
import { ENODES, writeNetwork } from "../../network/life/networkFile.ts";
import { openMetrics, recorded } from "../../network/life/recorded.ts";
import { openOffice, tongdui } from "../support/office.ts";
import { portOf, statusDesk, type Status } from "./statusDesk.ts";

describe("network status", () => {
  const { node, file, ask, folder } = statusDesk();

  it("is healthy where all four validators seal, and ends with 0", async () => {
    const nodes = await Promise.all([0, 1, 2, 3].map(async (i) => node({ moment: "healthy", node: i })));
    const { exit, data, said, lines } = await ask("healthy", await file(nodes.map(portOf)));
    expect(exit).to.equal(0);
    expect(data.verdict).to.deep.equal({ kind: "healthy", moreMayFail: 1 });
    expect(data.nodes.map(({ name, block, behind, peers }) => [name, block, behind, peers])).to.deep.equal(
      ["yangpu-1", "wujin-1", "nanhu-1", "hefei-1"].map((name) => [name, 15, 0, 3]),
    );
    expect(data.nodes[0]).to.include({
      client: "besu/v25.12.0/linux-x86_64/openjdk-java-25",
      waiting: 0,
      storeBytes: null,
    });
    expect(said)
      .to.match(/not told/)
      .and.match(/besu\/v25\.12\.0/);
    expect(lines.at(-1)).to.equal("✓ Healthy: all validators seal. Blocks go on while no more than 1 fails.");
  });

  it("names the validator that was killed, and says that one failure more stops the chain", async () => {
    const nodes = await Promise.all([0, 1, 2].map(async (i) => node({ moment: "threeOfFour", node: i })));
    const { exit, data, said, lines } = await ask("threeOfFour", await file([...nodes.map(portOf), 0]));
    expect(exit).to.equal(5);
    expect(data.verdict).to.include({ kind: "degraded", moreMayFail: 0 });
    expect(data.nodes[3]).to.include({ name: "hefei-1", answers: false });
    expect(data.sealing.validators.find(({ isSilent }) => isSilent)).to.include({ node: "hefei-1" });
    expect(said).to.include("yangpu-1 is not connected to: hefei-1.").and.include("no answer");
    expect(lines.at(-1)).to.equal(
      "✗ Degraded: 1 validator does not seal: hefei-1 (hefei). One more failure stops the chain.",
    );
  });

  it("counts a validator at once that does not answer and that nobody is connected to, though it sealed a moment ago", async () => {
    const peers = recorded.moments.threeOfFour.nodes["0"]!["admin_peers"] as { result: { id: string }[] };
    const all = (recorded.moments.healthy.nodes["1"]!["admin_peers"] as typeof peers).result.concat(peers.result);
    const dead = keyIn(ENODES[3]!)!;
    const answers = { admin_peers: all.filter(({ id }) => keyIn(id) !== dead) };
    const nodes = await Promise.all([0, 1, 2].map(async (i) => node({ moment: "healthy", node: i, answers })));
    const { exit, data, lines } = await ask("healthy", await file([...nodes.map(portOf), 0]), 5);
    expect(exit).to.equal(5);
    expect(data.verdict).to.include({ kind: "degraded", moreMayFail: 0 });
    expect(data.verdict.unseen).to.have.length(1);
    expect(lines.at(-1)).to.equal(
      "✗ Degraded: nobody answers or is connected at hefei-1 (hefei). One more failure stops the chain.",
    );
    const zh = await ask("healthy", await file([...nodes.map(portOf), 0]), 5, "zh");
    expect(zh.lines.at(-1)).to.include("既无应答也无人与之连通：hefei区 hefei-1");
  });

  it("says since when the chain stands still, and ends with 4", async () => {
    const nodes = await Promise.all([0, 1, 2].map(async (i) => node({ moment: "halted", node: i })));
    const { exit, data, said, lines } = await ask("halted", await file([...nodes.map(portOf), 0, 0], 5));
    expect(exit).to.equal(4);
    expect(data.verdict).to.deep.equal({ kind: "halted", since: Number(recorded.blocks.at(-1)!.timestamp) });
    expect(said).to.include("Of 5 validators 4 must seal, and 3 are seen from here. Not seen: hefei-1, jiading-1.");
    expect(lines.at(-1)).to.match(/^✗ Halted: no block since 2026-11-29 16:03:\d\d/);
  });

  it("tells a node that is behind, one on another chain, and one that never answers, each in its line", async () => {
    const [good, late] = [await node({ moment: "healthy" }), await node({ moment: "healthy", node: 1, height: 4 })];
    const other = await node({ moment: "healthy", node: 2, answers: { eth_chainId: "0x1" } });
    const dead = createServer(() => undefined);
    await new Promise<void>((resolve) => dead.listen(0, "127.0.0.1", resolve));
    const begun = Date.now();
    try {
      const ports = [...[good, late, other].map(portOf), (dead.address() as AddressInfo).port];
      const { exit, data, said } = await ask("healthy", await file(ports));
      expect(Date.now() - begun).to.be.below(12_000);
      expect(exit).to.equal(5);
      expect(data.verdict).to.include({ kind: "degraded", moreMayFail: 1 });
      expect(data.verdict.behind).to.deep.equal([new URL(late.url).host]);
      expect(data.nodes.map(({ answers, here, behind }) => [answers, here, behind])).to.deep.equal([
        [true, true, 0],
        [true, true, 11],
        [true, false, null],
        [false, undefined, undefined],
      ]);
      expect(said).to.include("on another chain: 1").and.include("no answer in time");
    } finally {
      dead.closeAllConnections();
      dead.close();
    }
  });

  it("says so where two nodes have different blocks of one number", async () => {
    const one = await node({ moment: "healthy" });
    const forged = { ...recorded.blocks[14]!, hash: `0x${"12".repeat(32)}` };
    const two = await node({ moment: "healthy", node: 1, newest: forged });
    const { exit, data, said } = await ask("healthy", await file([portOf(one), portOf(two), 0, 0]));
    expect(exit).to.equal(5);
    expect(data.verdict.kind).to.equal("forked");
    expect(said).to.include("Use neither until it is known which one is wrong");
  });

  it("takes what --node is asked for the node that it is, by its public key", async () => {
    const own = await node({ moment: "healthy", node: 2 });
    const { data } = await ask("healthy", await file([0, 0, 0, 0]), 1, "en", [own.url]);
    expect(data.nodes.map(({ name, answers }) => [name, answers])).to.deep.equal([
      ["yangpu-1", false],
      ["wujin-1", false],
      ["hefei-1", false],
      ["nanhu-1", true],
    ]);
  });

  it("finds the machine's own node where its address in the file is a router's, by its key, and takes no other for it", async () => {
    const own = await node({ moment: "healthy", node: 1 });
    const stranger = await node({ moment: "healthy", answers: { net_enode: `enode://${"ab".repeat(64)}@1.2.3.4:1` } });
    const network = await file([portOf(stranger), portOf(own), 0, 0]);
    await writeFile(network, (await readFile(network, "utf8")).replaceAll("host: 127.0.0.1", "host: 127.9.9.9"));
    const { data, exit } = await ask("healthy", network);
    expect(exit).to.equal(0);
    expect(data.nodes.map(({ name, answers, host }) => [name, answers, host])).to.deep.equal([
      ["yangpu-1", false, `127.9.9.9:${portOf(stranger)}`],
      ["nanhu-1", false, "127.9.9.9:1026"],
      ["hefei-1", false, "127.9.9.9:1027"],
      ["wujin-1", true, `127.0.0.1:${portOf(own)}`],
    ]);
  });

  it("looks for no other node on a machine whose own address is in the file", async () => {
    const [own, other] = [await node({ moment: "healthy" }), await node({ moment: "healthy", node: 1 })];
    const network = await file([portOf(own), portOf(other), 0, 0]);
    const text = await readFile(network, "utf8");
    await writeFile(network, text.replace(/(host: )127\.0\.0\.1(\n +port: 30412)/, "$1127.9.9.9$2"));
    const { data } = await ask("healthy", network);
    expect(data.nodes.map(({ name, answers }) => [name, answers])).to.deep.equal([
      ["yangpu-1", true],
      ["wujin-1", false],
      ["nanhu-1", false],
      ["hefei-1", false],
    ]);
  });

  it("names whom a node is connected to though the file does not have it", async () => {
    const own = await node({ moment: "connected", node: 0 });
    const { said } = await ask("connected", await file([portOf(own), 0, 0, 0]));
    expect(said).to.include(
      `yangpu-1 is connected to nodes that the file does not have: 0x${keyIn(ENODES[4]!)!.slice(0, 16)}…`,
    );
  });

  it("knows the file's transitions: the next block's, a later one's, and one that the chain went past", async () => {
    const own = await node({ moment: "healthy" });
    const said = async (block: number, names: readonly string[], lang: "en" | "zh" = "en") => {
      const more = `transitions:\n  - { block: ${block}, validators: [${names.join(", ")}] }\n`;
      const network = path.join(folder(), "with-transition.yaml");
      await writeNetwork(network, [portOf(own), 0, 0, 0], { count: 4, more });
      return (await ask("healthy", network, 1, lang)).said;
    };
    const two = ["yangpu-1", "wujin-1"];
    expect(await said(16, two)).to.include(
      "By the file yangpu-1 (yangpu), wujin-1 (wujin) seal from block 16 on. That is the next one",
    );
    expect(await said(16, two, "zh")).to.include("自区块 16 起由yangpu区 yangpu-1、wujin区 wujin-1签章。即下一个区块");
    expect(await said(40, two)).to.include("The newest is 15: all before it are sealed by those of now");
    expect(await said(10, two)).to.include("Block 10 names other validators than the file's transition there");
    expect(await said(10, [...two, "nanhu-1", "hefei-1"])).to.not.include("transition");
  });

  it("tells the disk where the metrics name a store", async () => {
    const metrics = `${recorded.metrics}besu_kvstore_rocksdb_rocks_db_files_size_bytes 2.147483648E9\n`;
    const [one, served] = [await node({ moment: "healthy" }), await openMetrics(metrics)];
    try {
      const network = path.join(folder(), "with-metrics.yaml");
      await writeNetwork(network, [portOf(one)], { count: 1, metrics: served.port });
      const { data, said } = await ask("healthy", network);
      expect(data.nodes[0]).to.include({ storeBytes: 2_147_483_648 });
      expect(said).to.include("2.0 GiB");
    } finally {
      served.close();
    }
  });

  it("ends with 4 where nobody answers", async () => {
    const { exit, lines } = await ask("healthy", await file([0, 0, 0, 0]));
    expect(exit).to.equal(4);
    expect(lines.at(-1))
      .to.match(/^✗ No node of the network answers\. Nodes answer to their own machine alone/)
      .and.include("--node http://127.0.0.1:8545");
  });

  it("asks the nodes of the profile where no file is given, and says where nobody seals", async () => {
    const office = await openOffice();
    try {
      const said = await office.tongdui("wujin bureau", "network", "status", "--json");
      expect(said.exit).to.equal(5);
      const { verdict, nodes } = said.json().data as unknown as Status;
      expect(verdict.kind).to.equal("notSealed");
      expect(nodes.map(({ host, answers }) => [host, answers])).to.deep.equal([[new URL(office.url).host, true]]);
    } finally {
      await office.close();
    }
  });

  it("says on a node's machine that the network's file is to be named", async () => {
    const { exit, err } = await tongdui(["network", "status", "--profile", path.join(folder(), "tongdui.json")]);
    expect(exit).to.equal(1);
    expect(err.join("\n")).to.include("tongdui network status network.yaml").and.include("--profile");
  });

  it("is said in Chinese", async () => {
    const one = await node({ moment: "threeOfFour" });
    const { said, lines } = await ask("threeOfFour", await file([portOf(one), 0, 0, 0]), 1, "zh");
    expect(said).to.include("轮值未提议").and.include("未与以下节点连通：hefei-1");
    expect(lines.at(-1)).to.equal(
      "✗ 降级运行：1 个验证节点未签章：hefei区 hefei-1。再有一个验证节点故障，链即停止出块。",
    );
  });
});
