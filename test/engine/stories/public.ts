import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { startIndexer } from "../../indexer/support/indexer.ts";
import { begin, tongdui } from "../command.ts";
import { until } from "../consortium.ts";
import { Engineer, stateOf } from "../engineer.ts";
import { PUBLIC, VALIDATORS } from "../files.ts";
import type { Ground } from "../ground.ts";

const [YANGPU, , , HEFEI] = VALIDATORS;
const VOUCHER = "1-000001";

export function publicStories(ground: Ground): void {
  it("shows everything at the public node, and takes no transaction there", async () => {
    const { consortium, office } = ground;
    const node = await consortium.start(PUBLIC);
    await consortium.allTogether();
    const height = await consortium.node(YANGPU).height();
    await until(60, "the public node has caught up", async () => (await node.height()) >= height);

    const profile = await office.profile("wujin bureau", { nodes: [node.url] });
    expect(await tongdui("voucher", "show", VOUCHER, "--profile", profile)).to.include(VOUCHER);
    const before = await office.provider.getTransactionCount(office.wallet("wujin bureau").address);
    const run = begin("enterprise", "freeze", "2-3", "--reason", "Nobody there", "--yes", "--profile", profile);
    expect(await run.exit).to.equal(1);
    expect(run.said()).to.match(/The node does not take the transaction/);
    expect((await office.ledger.enterprises.enterpriseOf((2n << 32n) | 3n)).status).to.equal(1n);
    expect(await office.provider.getTransactionCount(office.wallet("wujin bureau").address)).to.equal(before);

    const key = "who has this key is shown what no district publishes";
    const fullKeyFile = path.join(consortium.folder, "index.key");
    await writeFile(fullKeyFile, key, { mode: 0o600 });
    const data = path.join(consortium.folder, "index");
    const index = startIndexer({ deployment: office.deploymentFile, nodes: [node.url], data, fullKeyFile });
    try {
      await index.through(height);
      const answer = await fetch(`${await index.url}/programs`, { headers: { authorization: `Bearer ${key}` } });
      const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
      const budget = decodeBudget(await office.ledger.programs.budgetOf(1));
      expect(items[0]?.["outstanding"]).to.equal(String(budget.outstanding));
    } finally {
      await index.end("SIGTERM");
    }
  });

  it("takes no vote and tells no list at the public node, where the command says that both are for other machines", async () => {
    const engineer = new Engineer(ground.consortium, PUBLIC);
    const subject = { direction: "retire-district", district: "hefei", node: HEFEI } as const;
    const change = await engineer.act(subject);
    expect(change).to.include({ as: PUBLIC, did: null, finished: false });
    expect(["votes", "votesCleared", "lists", "off"].map((key) => stateOf(change, key))).to.deep.equal([
      ...["open", "done", "unknown", "unknown"],
    ]);
    await engineer.seesHealthy(VALIDATORS);
  });
}
