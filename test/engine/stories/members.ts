import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { readTrustRoot, verifyProof, type TrustRoot } from "../../../verifier/index.ts";
import { startIndexer } from "../../indexer/support/indexer.ts";
import { begin, tongdui } from "../command.ts";
import { RECOVERY_SECONDS, until } from "../consortium.ts";
import { FIFTH, PUBLIC, VALIDATORS } from "../files.ts";
import { pause, since, type Ground } from "../ground.ts";

const [YANGPU, WUJIN, NANHU, HEFEI] = VALIDATORS;
const VOUCHER = "1-000001";
/** By then a node that is allowed has long met the others. */
const OUTSIDER_SECONDS = 30;
const DISTRICT_OF: Readonly<Record<string, string>> = {
  [YANGPU]: "yangpu",
  [WUJIN]: "wujin",
  [NANHU]: "nanhu",
  [HEFEI]: "hefei",
  [FIFTH]: "wujin",
};

export function memberStories(ground: Ground): void {
  it("lets no node in that knows everything about the chain and is on nobody's list", async () => {
    const { consortium } = ground;
    const outsider = await consortium.startOutsider("outsider", PUBLIC);
    await pause(OUTSIDER_SECONDS * 1_000);
    expect(await outsider.peers()).to.equal(0);
    expect(await outsider.height()).to.equal(0);
    for (const name of VALIDATORS) expect(await consortium.node(name).peers(), name).to.equal(3);
    await outsider.kill();
  });

  it("takes a fifth validator in and lets it go again, and proofs of every time are good under the roots that follow", async () => {
    const { consortium, office } = ground;
    const nodes = [YANGPU, NANHU].map((name) => consortium.node(name).url);
    const at = (name: string): string => path.join(consortium.folder, name);
    const profile = await office.profile("yangpu bureau", { nodes, trustRoot: at("root-0.json") });
    const sets: { from: number; members: readonly string[] }[] = [{ from: 0, members: VALIDATORS }];
    const prove = async (name: string, root: number): Promise<void> => {
      const files = ["--out", at(name), "--trust-root", at(`root-${root}.json`)];
      await tongdui("prove", VOUCHER, ...files, "--profile", profile);
    };

    const validators = at("validators.yaml");
    await writeFile(validators, namesOf(sets));
    await tongdui("trust-root", "make", "--validators", validators, "--out", at("root-0.json"), "--profile", profile);
    await prove("before.json.gz", 0);

    const joining = Date.now();
    await consortium.start(FIFTH);
    await consortium.allTogether();
    sets.push({ from: await vote(true, [YANGPU, WUJIN, NANHU]), members: [...VALIDATORS, FIFTH] });
    ground.note(`a fifth validator was started, caught up and voted in within ${since(joining)}`);
    await untilSealedBy(FIFTH);
    await nextRoot(1, [YANGPU, WUJIN, NANHU]);
    await prove("between.json.gz", 1);

    sets.push({ from: await vote(false, [YANGPU, WUJIN, NANHU]), members: VALIDATORS });
    await consortium.node(FIFTH).stop();
    await nextRoot(2, [YANGPU, WUJIN, HEFEI, FIFTH]);
    await prove("after.json.gz", 2);

    // Who has the newest root takes every proof; who has an older one takes none that was made under a newer.
    const roots = await Promise.all(
      [0, 1, 2].map(async (n) => readTrustRoot(await readFile(at(`root-${n}.json`), "utf8"))),
    );
    const good: string[] = [];
    for (const [n, root] of roots.entries())
      for (const name of ["before.json.gz", "between.json.gz", "after.json.gz"])
        if (await holds(at(name), root)) good.push(`${name} ${n}`);
    expect(good).to.deep.equal([
      ...[
        "before.json.gz 0",
        "before.json.gz 1",
        "between.json.gz 1",
        "before.json.gz 2",
        "between.json.gz 2",
        "after.json.gz 2",
      ],
    ]);
    await tongdui("verify", at("before.json.gz"), "--trust-root", at("root-2.json"), "--profile", profile);

    /** Votes on some nodes, waits for the block from which the change holds, and takes the votes back. @returns that block. */
    async function vote(isIn: boolean, by: readonly string[]): Promise<number> {
      const address = consortium.member(FIFTH).address;
      const before = await consortium.highest();
      for (const name of by) await consortium.node(name).ask("qbft_proposeValidatorVote", address, isIn);
      const one = consortium.node(YANGPU);
      const inBlock = async (block: number): Promise<boolean> =>
        (await one.ask<string[]>("qbft_getValidatorsByBlockNumber", `0x${block.toString(16)}`)).includes(address);
      await until(
        RECOVERY_SECONDS,
        "the validators have changed",
        async () => (await inBlock(await one.height())) === isIn,
      );
      for (const name of by) await consortium.node(name).ask("qbft_discardValidatorVote", address);
      for (let block = before; ; block += 1) if ((await inBlock(block)) === isIn) return block;
    }

    async function untilSealedBy(name: string): Promise<void> {
      const address = consortium.member(name).address;
      await until(60, `${name} proposes a block`, async () => {
        const block = await consortium.node(YANGPU).ask<{ miner: string }>("eth_getBlockByNumber", "latest", false);
        return block.miner === address;
      });
    }

    async function nextRoot(number: number, signers: readonly string[]): Promise<void> {
      const [previous, next] = [at(`root-${number - 1}.json`), at(`root-${number}.json`)];
      await writeFile(validators, namesOf(sets));
      const words = ["--validators", validators, "--trust-root", previous, "--out", next];
      await tongdui("trust-root", "next", ...words, "--profile", profile);
      expect(await begin("trust-root", "check", next, "--previous", previous).exit).to.equal(1);
      for (const name of signers) {
        const key = consortium.member(name).keyFile;
        await tongdui("trust-root", "sign", next, "--previous", previous, "--node-key", key, "--yes");
      }
      await tongdui("trust-root", "check", next, "--previous", previous);
    }

    /** As `--validators` takes it. */
    function namesOf(all: typeof sets): string {
      const named = all.map(({ from, members }) => ({
        from,
        members: members.map((name) => ({ district: DISTRICT_OF[name], address: consortium.member(name).address })),
      }));
      return JSON.stringify({ validators: named });
    }
  });

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
}

async function holds(file: string, root: TrustRoot): Promise<boolean> {
  return (await verifyProof(new Uint8Array(await readFile(file)), root)).valid;
}
