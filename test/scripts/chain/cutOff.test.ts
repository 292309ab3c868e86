import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { Nodes } from "../../../client/nodes.ts";
import { Outbox } from "../../../scripts/chain/outbox.ts";
import { openOffice, person, tongdui, type Office, type Said } from "../support/office.ts";
import { openProxy, type Proxy } from "../support/proxy.ts";
import { openProgram } from "../support/scene.ts";

const APPROVED = 7_000_123n;
const hex = (value: bigint): string => value.toString(16).padStart(12, "0");

describe("A node that is cut off from the others, and answers", () => {
  let office: Office;
  let still: Proxy;
  let other: Proxy;
  before(async () => {
    office = await openOffice();
    still = await openProxy(office.url);
    other = await openProxy(office.url);
  });
  after(async () => {
    for (const proxy of [still, other]) await proxy.close();
    await office.close();
  });

  const height = async (): Promise<string> => (await office.provider.send("eth_blockNumber", [])) as string;
  const approvedOf = async (program: bigint): Promise<bigint> =>
    decodeBudget(await office.ledger.programs.budgetOf(program)).approved;

  it("is left for one that is further, to which what was sent is handed over again", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "journal-"));
    const at = await height();
    still.fault = (methods) => {
      if (methods.includes("eth_blockNumber")) return { instead: at };
      if (methods.includes("eth_sendRawTransaction")) return { instead: id("taken, and told to nobody") };
      return methods.includes("eth_getTransactionReceipt") ? { instead: null } : "pass";
    };
    const notes: string[] = [];
    const note = ({ en }: { readonly en: string }): void => void notes.push(en);
    const urls = [still.url, office.url];
    const signer = person("wujin bureau");
    const outbox = await Outbox.open({
      nodes: new Nodes({ urls, chain: office.deployment, note }),
      signer,
      contracts: Object.values(office.ledger),
      folder,
      command: "enterprise import",
      note,
      watch: () => undefined,
      signal: new AbortController().signal,
      pace: { again: 100, stalled: 5_000, patience: 30_000 },
    });
    const firm = { wallet: person("firm").address, party: id("party"), group: id("group"), profile: id("profile") };
    const draft = await office.ledger.enterprises.register.populateTransaction([{ home: 2, ...firm }]);
    const sending = outbox.send(draft, { en: "Register a firm", zh: "登记企业" });
    // Elsewhere the chain goes on.
    await office.provider.send("evm_mine", []);
    expect((await sending).receipt.status).to.equal(1);
    expect(await office.provider.getTransactionCount(signer.address)).to.equal(1);
    const [left, right] = urls.map((url) => new URL(url).host);
    expect(notes).to.deep.equal([
      `The node ${left} is at block ${Number(at)} only; going on through ${right}, which is at block ${Number(at) + 1}…`,
    ]);
    await outbox.close();
    await rm(folder, { recursive: true });
  });

  it("is not begun with where another one is further, and what it tells of the past is not shown", async () => {
    const program = await openProgram(office, { approved: APPROVED });
    const at = await height();
    still.fault = (methods) =>
      methods.includes("eth_blockNumber")
        ? { instead: at }
        : { change: (said) => said.replaceAll(hex(APPROVED), hex(1n)) };
    for (let i = 0; i < 3; i += 1) await office.provider.send("evm_mine", []);
    const profile = await office.profile("wujin bureau", { nodes: [still.url, other.url] });
    const { exit, out, err } = await tongdui(["budget", "show", String(program), "--profile", profile]);
    expect(exit, err.join("\n")).to.equal(0);
    expect(out.join("\n")).to.include("70,001.23");
    expect(err.join("\n")).to.include(`${new URL(still.url).host} is at block ${Number(at)} only`);
  });

  describe("and knows nothing of the raise that a second officer confirms,", () => {
    let ticking: NodeJS.Timeout;
    before(() => {
      ticking = setInterval(() => void office.provider.send("evm_mine", []), 500);
    });
    after(() => clearInterval(ticking));

    /** Finance asks for a raise, of which the node stands too far back to know. */
    const confirm = async (program: bigint, ...more: string[]): Promise<Said> => {
      const at = await height();
      still.fault = (methods) =>
        methods.includes("eth_blockNumber")
          ? { instead: at }
          : { change: (said) => said.replaceAll(hex(APPROVED), hex(1n)) };
      await (await office.as("wujin finance").programs.raise(program, APPROVED, APPROVED + 1n)).wait();
      const profile = await office.profile("wujin approver", { nodes: [other.url, still.url, ...more] });
      return tongdui(["budget", "raise", String(program), "--confirm", "--yes", "--profile", profile]);
    };

    it("is passed over and named where two others tell the same", async () => {
      const program = await openProgram(office, { approved: APPROVED });
      const { exit, err } = await confirm(program, office.url);
      expect(exit, err.join("\n")).to.equal(0);
      expect(err.join("\n")).to.match(/:\d+ stands still at block \d+: .+ is what the other nodes tell/);
      expect(await approvedOf(program)).to.equal(APPROVED + 1n);
    });

    it("stops what one node alone would have to be believed for, and that is said", async () => {
      const program = await openProgram(office, { approved: APPROVED });
      const { exit, err } = await confirm(program);
      expect(exit, err.join("\n")).to.equal(4);
      expect(err.join("\n")).to.match(/stands still at block \d+, and \S+ is at block \d+: what they tell cannot be/);
      expect(await approvedOf(program)).to.equal(APPROVED);
    });
  });
});
