import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { openProxy, type Proxy } from "../scripts/support/proxy.ts";
import { startIndexer, type Indexer } from "./support/indexer.ts";

interface Head {
  readonly block: number;
  readonly awaySince: number | null;
}
interface Ready {
  readonly ready: boolean;
  readonly faults: readonly string[];
}

describe("An index whose node goes away", function () {
  this.timeout(300_000);

  let folder: string;
  let office: Office;
  let node: Proxy;
  const running: Indexer[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "index-"));
    office = await openOffice();
    node = await openProxy(office.url);
  });
  after(async () => {
    await Promise.all(running.map(async (indexer) => indexer.end("SIGKILL")));
    await node.close();
    await office.close();
    await rm(folder, { recursive: true });
  });

  const begin = async (name: string, log: boolean): Promise<Indexer> => {
    const indexer = startIndexer({
      ...{ deployment: office.deploymentFile, nodes: [node.url], data: path.join(folder, name), log },
    });
    running.push(indexer);
    await indexer.through(await office.provider.getBlockNumber());
    return indexer;
  };
  const until = async <T>(ask: () => Promise<T>, isIt: (answer: T) => boolean): Promise<T> => {
    for (;;) {
      const answer = await ask();
      if (isIt(answer)) return answer;
      // Each question is a line of its log, of which only the last ones are kept.
      await pause(1_000);
    }
  };
  const of =
    <T>({ url }: Indexer, address: string) =>
    async (): Promise<T> =>
      (await fetch(`${await url}${address}`)).json() as Promise<T>;
  const cut = (): void => void (node.fault = () => "drop");
  const mend = (): void => void (node.fault = () => "pass");

  it("says so at once where it is asked, tells once that it is lost and once that it is back, and then goes on", async () => {
    const indexer = await begin("told", false);
    const [head, ready] = [of<Head>(indexer, "/head"), of<Ready>(indexer, "/ready")];
    await until(ready, (now) => now.ready);
    const before = await fetch(`${await indexer.url}/head`);
    const { block, awaySince } = (await before.json()) as Head;
    expect(awaySince).to.equal(null);

    cut();
    const lost = Date.now() / 1_000;
    const away = await until(head, (now) => now.awaySince !== null);
    expect(away.awaySince).to.be.closeTo(Math.floor(lost), 30);
    expect(away.block).to.equal(block);
    const tag = before.headers.get("etag") ?? "";
    expect((await fetch(`${await indexer.url}/head`, { headers: { "If-None-Match": tag } })).status).to.equal(200);
    const red = await fetch(`${await indexer.url}/ready`);
    expect(red.status).to.equal(503);
    expect(((await red.json()) as Ready).faults[0]).to.match(
      new RegExp(
        `^No node answers since \\d+ seconds\\. The tables stand at block ${block} of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\.$`,
      ),
    );
    // Much longer than it takes to notice: it is told once all the same.
    await pause(20_000);

    mend();
    await until(head, (now) => now.awaySince === null);
    await office.provider.send("evm_mine", []);
    await indexer.through(block + 1);
    await until(ready, (now) => now.ready);
    await indexer.end("SIGTERM");
    const told = (indexer.over() ?? "").split("\n").filter((line) => !line.startsWith("TONGDUI_TRUSTED_PROXY"));
    const host = new URL(node.url).host;
    expect(told.filter((line) => line.includes(host))).to.have.length(2);
    expect(told.slice(-4)).to.deep.equal([
      told.find((line) => line.startsWith(`No node answers: ${host} (`) && line.endsWith(" Trying again…")),
      told.find((line) => line.startsWith(`所有节点均无应答：${host}`) && line.includes(`数据停留在区块 ${block}`)),
      "A node answers now.",
      "节点已有应答。",
    ]);
  });

  it("has a line for each of the two in its log", async () => {
    const indexer = await begin("logged", true);
    const head = of<Head>(indexer, "/head");
    const { block } = await head();
    cut();
    await until(head, (now) => now.awaySince !== null);
    mend();
    await until(head, (now) => now.awaySince === null);
    await indexer.end("SIGTERM");
    const lines = (indexer.over() ?? "").split("\n").filter((line) => /"what":"nodes? (away|back)"/.test(line));
    expect(lines.map((line) => JSON.parse(line) as object)).to.have.length(2);
    expect(JSON.parse(lines[0] ?? "{}")).to.include({ level: "error", program: "index", what: "nodes away", block });
    expect(JSON.parse(lines[1] ?? "{}")).to.include({ level: "info", what: "node back" });
  });
});
