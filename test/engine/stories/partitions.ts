import { expect } from "chai";
import { begin, tongdui } from "../command.ts";
import { until } from "../consortium.ts";
import { VALIDATORS } from "../files.ts";
import { pause, since, type Ground } from "../ground.ts";

const [YANGPU, WUJIN, NANHU, HEFEI] = VALIDATORS;

export function partitionStories(ground: Ground): void {
  it("goes on where three are cut off from one, also for who asks the one, which catches up when the lines are mended", async () => {
    const { consortium, office } = ground;
    consortium.cut([HEFEI], [YANGPU, WUJIN, NANHU]);
    await until(60, "the one has no peer and the three have each other", async () => {
      const peers = await Promise.all(VALIDATORS.map(async (name) => consortium.node(name).peers()));
      return peers.join() === "2,2,2,0";
    });
    const left = await consortium.node(HEFEI).height();
    // The officer's first node is the one that is cut off: it answers, and makes no block.
    const nodes = [HEFEI, YANGPU, NANHU].map((name) => consortium.node(name).url);
    const profile = await office.profile("wujin bureau", { nodes });
    const began = Date.now();
    const said = await tongdui(
      ...["enterprise", "freeze", "2-1", "--reason", "Nobody at the address", "--yes", "--profile", profile],
    );
    expect(said).to.include("done (block");
    ground.note(`3|1: a command whose first node is cut off was done after ${since(began)}`);
    expect((await office.ledger.enterprises.enterpriseOf((2n << 32n) | 1n)).status).to.equal(2n);
    const shown = await tongdui("enterprise", "show", "2-1", "--profile", profile);
    expect(shown).to.include(`is at block ${left} only`).and.to.include("frozen");
    expect(await consortium.node(HEFEI).height()).to.equal(left);

    const mended = Date.now();
    await consortium.heal();
    await consortium.allTogether();
    ground.note(`3|1: the one was together with the others ${since(mended)} after the lines were mended`);
  });

  it("halts where two are cut off from two, and goes on with what was sent when the lines are mended", async () => {
    const { consortium, office } = ground;
    consortium.cut([YANGPU, WUJIN], [NANHU, HEFEI]);
    await until(60, "each has one peer", async () => {
      const peers = await Promise.all(VALIDATORS.map(async (name) => consortium.node(name).peers()));
      return peers.join() === "1,1,1,1";
    });
    await pause(3_000);
    const heights = await Promise.all(VALIDATORS.map(async (name) => consortium.node(name).height()));
    const nodes = [NANHU, YANGPU].map((name) => consortium.node(name).url);
    const profile = await office.profile("wujin bureau", { nodes });
    const freeze = ["enterprise", "freeze", "2-2", "--reason", "Nobody at the address", "--yes", "--profile", profile];
    const run = begin(...freeze);
    await until(90, "the command says that the chain stands still", async () =>
      Promise.resolve(/The chain has made no block since block \d+; waiting for it to go on/.test(run.said())),
    );
    const after = await Promise.all(VALIDATORS.map(async (name) => consortium.node(name).height()));
    expect(after).to.deep.equal(heights);

    const mended = Date.now();
    await consortium.heal();
    expect(await run.exit, run.said()).to.equal(0);
    await consortium.allTogether();
    ground.note(`2|2: the command was done and all together ${since(mended)} after the lines were mended`);
    expect((await office.ledger.enterprises.enterpriseOf((2n << 32n) | 2n)).status).to.equal(2n);
    expect(await tongdui(...freeze)).to.include("was done before");
  });
}
