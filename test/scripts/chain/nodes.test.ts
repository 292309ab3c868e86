import { expect } from "chai";
import { network } from "hardhat";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { hostOf, Nodes, type ChainIdentity } from "../../../client/nodes.ts";
import { probe } from "../../../scripts/chain/probe.ts";
import { openProxy, type Proxy } from "../support/proxy.ts";

/** Where a node is given up because it says nothing, or nothing new. */
const QUICK = { requestSeconds: 1 };

describe("Several nodes", () => {
  let url: string;
  let chain: ChainIdentity;
  const open: { close: () => Promise<void> }[] = [];

  const serve = async (): Promise<string> => {
    const served = await network.createServer({ network: "default" }, "127.0.0.1", 0);
    const { port } = await served.listen();
    open.push(served);
    return `http://127.0.0.1:${port}`;
  };
  const proxyTo = async (node = url): Promise<Proxy> => {
    const proxy = await openProxy(node);
    open.push(proxy);
    return proxy;
  };
  /** Where nobody listens any more. */
  const nowhere = async (): Promise<string> => {
    const gone = await openProxy(url);
    await gone.close();
    return gone.url;
  };
  const nodesOf = (urls: readonly string[], over: Partial<ConstructorParameters<typeof Nodes>[0]> = {}): Nodes =>
    new Nodes({ urls, chain, ...over });
  const failureOf = async (act: Promise<unknown>): Promise<TongduiError> => {
    const failure = await act.then(
      () => expect.fail("it should have failed"),
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(TongduiError);
    return failure as TongduiError;
  };

  before(async () => {
    url = await serve();
    const found = await probe(url);
    if (!("chain" in found)) throw new Error(found.reason);
    chain = found.chain;
    await mine();
  });
  after(async () => {
    for (const one of open) await one.close();
  });
  const mine = async (node = url): Promise<void> => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "evm_mine", params: [] });
    await fetch(node, { method: "POST", headers: { "content-type": "application/json" }, body });
  };

  it("answer through the first one for as long as it answers", async () => {
    const [first, second] = [await proxyTo(), await proxyTo()];
    const nodes = nodesOf([first.url, second.url]);
    expect(await nodes.getBlockNumber()).to.equal(1);
    expect(await nodes.getBlockNumber()).to.equal(1);
    expect(first.asked.filter((method) => method === "eth_blockNumber")).to.have.length(4);
    // At the beginning only, for how far it is.
    expect(second.asked).to.deep.equal(["eth_chainId", "eth_getBlockByNumber", "eth_blockNumber"]);
  });

  for (const fault of ["drop", "cut", "half", "busy", "garbage", "silence"] as const) {
    it(`answer through the next one when the first gives ${fault}, and stay with it`, async () => {
      const [first, second] = [await proxyTo(), await proxyTo()];
      const nodes = nodesOf([first.url, second.url], fault === "silence" ? QUICK : {});
      await nodes.getBlockNumber();
      first.fault = () => fault;
      expect(await nodes.getBlockNumber()).to.equal(1);
      expect(nodes.host).to.equal(new URL(second.url).host);
      const asked = first.asked.length;
      first.fault = () => "pass";
      await nodes.getBlockNumber();
      expect(first.asked).to.have.length(asked);
    });
  }

  it("pass over an answer from which one of several is missing", async () => {
    const [first, second] = [await proxyTo(), await proxyTo()];
    const nodes = nodesOf([first.url, second.url]);
    await nodes.getBlockNumber();
    first.fault = () => ({ change: (text) => JSON.stringify((JSON.parse(text) as unknown[]).slice(1)) });
    expect(await Promise.all([nodes.getBlockNumber(), nodes.getBalance(`0x${"11".repeat(20)}`)])).to.deep.equal([
      1,
      0n,
    ]);
    expect(nodes.host).to.equal(new URL(second.url).host);
  });

  it("are not used if they are on another chain", async () => {
    const failure = await failureOf(
      nodesOf([url], { chain: { ...chain, genesis: `0x${"22".repeat(32)}` } }).getBlockNumber(),
    );
    expect(failure.code).to.equal("OtherChain");
    expect(failure.sentence.en).to.contain(new URL(url).host).and.to.contain("0x22222222");
  });

  it("never go back in time: one that is behind is passed over", async () => {
    const [first, behind, third] = [await proxyTo(), await proxyTo(), await proxyTo()];
    const nodes = nodesOf([first.url, behind.url, third.url], QUICK);
    expect(await nodes.getBlockNumber()).to.equal(1);
    first.fault = () => "drop";
    behind.fault = (methods) =>
      methods.includes("eth_blockNumber") ? { change: (text) => text.replace(/"0x1"/, '"0x0"') } : "pass";
    expect(await nodes.getBlockNumber()).to.equal(1);
    expect(nodes.host).to.equal(new URL(third.url).host);
  });

  it("are waited for when none answers, and asked again", async () => {
    const first = await proxyTo();
    const notes: string[] = [];
    const nodes = nodesOf([first.url], { patienceSeconds: 20, note: ({ en }) => void notes.push(en) });
    first.fault = (_, before) => (before < 3 ? "drop" : "pass");
    expect(await nodes.getBlockNumber()).to.equal(1);
    expect(notes).to.deep.equal(["No node answers; trying again…"]);
  });

  it("are named with what each said when none answers, without the passwords in their addresses", async () => {
    const first = await proxyTo();
    first.fault = () => "busy";
    const secret = first.url.replace("http://", "http://clerk:hidden@");
    const gone = await nowhere();
    const failure = await failureOf(nodesOf([secret, gone], { patienceSeconds: 0 }).getBlockNumber());
    expect(failure.code).to.equal("NodesUnreachable");
    const [busy, refusing] = [first.url, gone].map((one) => new URL(one).host);
    expect(failure.sentence.en).to.equal(`No node answers: ${busy} (HTTP 503), ${refusing} (ECONNREFUSED).`);
    expect(JSON.stringify(failure) + String(failure.stack)).not.to.contain("hidden");
    expect(hostOf("https://clerk:hidden@node.example/rpc")).to.equal("node.example");
  });

  it("stop waiting when they are told to", async () => {
    const stopping = new AbortController();
    const nodes = nodesOf([await nowhere()], { patienceSeconds: 600, signal: stopping.signal });
    const asked = failureOf(nodes.getBlockNumber());
    stopping.abort();
    expect((await asked).code).to.equal("NodesUnreachable");
  });
});
