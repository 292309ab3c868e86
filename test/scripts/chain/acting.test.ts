import { expect } from "chai";
import { id } from "ethers";
import { acting } from "../../../scripts/chain/acting.ts";
import { performInBatches } from "../../../scripts/chain/batches.ts";
import { perform } from "../../../scripts/chain/perform.ts";
import { openOffice, type Office } from "../support/office.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { contextOf } from "../support/context.ts";
import { openProxy } from "../support/proxy.ts";

interface Firm {
  readonly wallet: string;
  readonly party: string;
  readonly group: string;
}

describe("Acting on the ledger", () => {
  let office: Office;
  before(async () => {
    office = await openOffice();
  });
  after(async () => office.close());

  const firm = (name: string): Firm => ({
    wallet: office.wallet(name).address,
    party: id(`party ${name}`),
    group: id(`group ${name}`),
  });

  const register = async (name: string, firms: readonly Firm[], nodes: readonly string[] = [office.url]) =>
    acting(contextOf(await office.profile(name, { nodes: [...nodes] }), { yes: true }), async (open) =>
      performInBatches(open, {
        title: { en: "Register enterprises", zh: "登记企业" },
        items: firms,
        areDone: async (items) =>
          Promise.all(items.map(async ({ party }) => (await open.ledger.enterprises.enterpriseOfParty(party)) !== 0n)),
        draft: async (items) =>
          open.ledger.enterprises.register.populateTransaction(
            items.map((item) => ({ ...item, home: 2, profile: id(item.party) })),
          ),
      }),
    );

  it("says which duties an account holds", async () => {
    const { exit, out } = await office.tongdui("wujin bureau", "whoami");
    expect(exit).to.equal(0);
    expect(out.slice(1)).to.deep.equal(["  · Bureau of district 2"]);
    const { json } = await office.tongdui("nobody", "whoami", "--json");
    expect(json().data).to.deep.equal({ account: office.wallet("nobody").address, duties: [] });
  });

  it("does a step once", async () => {
    const stop = async () =>
      acting(contextOf(await office.profile("yangpu bureau"), { yes: true }), async (open) =>
        perform(open, [
          {
            title: { en: "Register one", zh: "登记" },
            isDone: async () => (await open.ledger.enterprises.countOf(1)) > 0n,
            draft: async () =>
              open.ledger.enterprises.register.populateTransaction([{ home: 1, ...firm("one"), profile: id("one") }]),
          },
        ]),
      );
    expect((await stop()).map(({ end }) => end)).to.deep.equal(["done"]);
    expect((await stop()).map(({ end }) => end)).to.deep.equal(["before"]);
  });

  it("sets aside what the ledger refuses and goes on with the rest", async () => {
    const firms = Array.from({ length: 230 }, (_, i) => firm(`firm ${i}`));
    const twice = [...firms.slice(0, 120), { ...firm("other"), party: id("party one") }, ...firms.slice(120)];
    const { outcomes } = await register("wujin bureau", twice);
    // The party of another district is registered there: that item is done, as far as the ledger tells.
    expect(Map.groupBy(outcomes, ({ end }) => end).get("done")).to.have.length(230);
    const again = await register("wujin bureau", [...twice, { ...firm("zero"), wallet: `0x${"00".repeat(20)}` }]);
    expect(again.outcomes.slice(0, -1).every(({ end }) => end === "before")).to.equal(true);
    const last = again.outcomes.at(-1);
    expect(last?.end === "refused" && last.error.code).to.equal("WalletMissing");
  });

  it("does not say that a thing is done because a node says so, if its ledger does not have it", async () => {
    const context = contextOf(await office.profile("hefei bureau"), { yes: true });
    const failure = await acting(context, async (open) =>
      perform(open, [
        {
          title: { en: "Register one", zh: "登记" },
          isDone: async () => Promise.resolve(false),
          draft: async () =>
            open.ledger.enterprises.register.populateTransaction([{ home: 4, ...firm("liar"), profile: id("one") }]),
        },
      ]),
    ).catch((error: unknown) => error);
    expect(failure).to.have.property("code", "NotOnLedger");
  });

  it("does not say that items are done where another node of the profile does not have them", async () => {
    const proxy = await openProxy(office.url);
    const nodes = [office.url, proxy.url];
    const { outcomes } = await register("wujin bureau", [firm("seen by both")], nodes);
    expect(outcomes.map(({ end }) => end)).to.deep.equal(["done"]);
    const nothing = (answer: string): string => {
      const found = JSON.parse(answer) as { id: number } | { id: number }[];
      const none = ({ id: asked }: { id: number }) => ({ jsonrpc: "2.0", id: asked, result: null });
      return JSON.stringify(Array.isArray(found) ? found.map(none) : none(found));
    };
    proxy.fault = (methods) => (methods.includes("eth_getTransactionReceipt") ? { change: nothing } : "pass");
    const failure = await register("wujin bureau", [firm("seen by one")], nodes).catch((error: unknown) => error);
    await proxy.close();
    expect(failure).to.have.property("code", "NodesDisagree");
  });

  it("asks before it sends, and sends nothing without a yes", async () => {
    const { address } = office.wallet("hefei bureau");
    const sent = await office.provider.getTransactionCount(address);
    const context = contextOf(await office.profile("hefei bureau"));
    const asked: string[] = [];
    const io = { ...context.io, confirm: async ({ en }: { en: string }) => Promise.resolve(asked.push(en) === 0) };
    const outcome = await acting({ ...context, io }, async (open) =>
      perform(open, [
        {
          title: { en: "Register one", zh: "登记" },
          isDone: async () => Promise.resolve(false),
          draft: async () =>
            open.ledger.enterprises.register.populateTransaction([{ home: 4, ...firm("hefei"), profile: id("one") }]),
        },
      ]),
    ).catch((error: unknown) => error);
    expect(outcome).to.have.property("code", "NotConfirmed");
    expect(asked).to.deep.equal(["Send this to the ledger?"]);
    const ledger = `on the ledger "${office.deployment.network}"`;
    expect(context.notes[0]?.en).to.equal(
      `As Bureau of 合肥高新 Hefei, ${shortHex(address)}, ${ledger}, through ${new URL(office.url).host}:`,
    );
    expect(await office.provider.getTransactionCount(address)).to.equal(sent);
  });

  it("says what the ledger refuses before it asks", async () => {
    const firms = [firm("not ours"), firm("not ours either")];
    const context = contextOf(await office.profile("wujin finance"));
    const asked: string[] = [];
    const io = { ...context.io, confirm: async ({ en }: { en: string }) => Promise.resolve(asked.push(en) === 1) };
    const outcome = await acting({ ...context, io }, async (open) =>
      performInBatches(open, {
        title: { en: "Register enterprises", zh: "登记企业" },
        items: firms,
        areDone: async () => Promise.resolve([false, false]),
        draft: async (some) =>
          open.ledger.enterprises.register.populateTransaction(
            some.map((one) => ({ home: 1, ...one, profile: id("one") })),
          ),
      }),
    ).catch((error: unknown) => error);
    expect(outcome).to.have.property("code", "DutyMissing");
    expect(asked).to.deep.equal([]);
  });
});
