import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { dayOfIso } from "../../../client/days.ts";
import { readTrustRoot, verifyProof, type TrustRoot } from "../../../verifier/index.ts";
import { begin, tongdui, tongduiData } from "../command.ts";
import { until } from "../consortium.ts";
import { Engineer, stateOf, type Change, type Subject } from "../engineer.ts";
import { FIFTH, PUBLIC, VALIDATORS } from "../files.ts";
import { pause, since, type Ground } from "../ground.ts";

const [YANGPU, WUJIN, NANHU, HEFEI] = VALIDATORS;
const FOUNDERS = ["yangpu", "wujin", "nanhu", "hefei"];
const VOUCHER = "1-000001";
/** More than half, of four and of five. */
const VOTERS = [YANGPU, WUJIN, NANHU];
/** An office's machine has none; its profile names others. */
const NO_NODE = "http://127.0.0.1:1";
const COMES: Subject = { direction: "add-district", district: "wujin", node: FIFTH };
const GOES: Subject = { direction: "retire-district", district: "wujin", node: FIFTH };
const JOINED = dayOfIso("2020-11-18");
/** By then a node that is allowed has long met the others. */
const OUTSIDER_SECONDS = 30;

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

  it("takes a fifth validator in by the commands of the districts' engineers, each at its own node, and trusts it under the next root", async () => {
    const { consortium } = ground;
    await makeFirstRoot();
    await prove("before.json.gz", 0);
    await engineer(YANGPU).seesHealthy(VALIDATORS);

    const joining = Date.now();
    await consortium.agree(FIFTH, { joined: JOINED });
    // Nobody votes before each lets it in, and before it runs.
    for (const name of VALIDATORS) expect(await act(COMES, name)).to.include({ did: "lists", as: name });
    for (const name of VALIDATORS) expect(await act(COMES, name)).to.include({ did: null });
    await consortium.start(FIFTH);
    await consortium.allTogether();
    await engineer(FIFTH).waitFor(COMES, "nodes");
    expect(await act(COMES, FIFTH)).to.include({ did: null, as: FIFTH });

    await vote(COMES);
    ground.note(`a fifth validator was let in, started, caught up and voted in within ${since(joining)}`);
    await until(60, `${FIFTH} proposes a block`, async () => {
      await engineer(FIFTH).seesHealthy([...VALIDATORS, FIFTH]);
      return true;
    });
    await followRoot(COMES, 1, VOTERS);
    await prove("between.json.gz", 1);
  });

  it("lets the fifth validator go in the same way, and proofs of every time are good under the roots that follow", async () => {
    const { consortium, office } = ground;
    const leaving = Date.now();
    await vote(GOES);
    ground.note(`it was voted out within ${since(leaving)}`);
    await followRoot(GOES, 2, [YANGPU, WUJIN, HEFEI, FIFTH]);
    await consortium.agree(FIFTH, { joined: JOINED, left: JOINED });
    for (const name of VALIDATORS) expect(await act(GOES, name)).to.include({ did: "lists", as: name });
    await until(30, "all have hung up on it", async () => {
      const peers = await Promise.all(VALIDATORS.map(async (name) => consortium.node(name).peers()));
      return peers.every((count) => count === 3);
    });
    for (const name of VALIDATORS) expect(await act(GOES, name)).to.include({ did: null, finished: true });
    await consortium.node(FIFTH).stop();
    await engineer(YANGPU).seesHealthy(VALIDATORS);
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
    const profile = await office.profile("yangpu bureau", { trustRoot: at("root-2.json") });
    await tongdui("verify", at("before.json.gz"), "--trust-root", at("root-2.json"), "--profile", profile);
  });

  const at = (name: string): string => path.join(ground.consortium.folder, name);
  const engineer = (name: string): Engineer => new Engineer(ground.consortium, name);
  const act = async (subject: Subject, name: string): Promise<Change> => engineer(name).act(subject);

  /** The office's profile, in which a trust root is the present one. */
  async function profileWith(root: number): Promise<string> {
    const nodes = [YANGPU, NANHU].map((name) => ground.consortium.node(name).url);
    return ground.office.profile("yangpu bureau", { nodes, trustRoot: at(`root-${root}.json`) });
  }

  async function prove(name: string, root: number): Promise<void> {
    const files = ["--out", at(name), "--trust-root", at(`root-${root}.json`)];
    await tongdui("prove", VOUCHER, ...files, "--profile", await profileWith(root));
  }

  async function makeFirstRoot(): Promise<void> {
    const members = VALIDATORS.map((name, i) => ({
      district: FOUNDERS[i],
      address: ground.consortium.member(name).address,
    }));
    await writeFile(at("validators.yaml"), JSON.stringify({ validators: [{ from: 0, members }] }));
    const words = ["--validators", at("validators.yaml"), "--out", at("root-0.json")];
    await tongdui("trust-root", "make", ...words, "--profile", await profileWith(0));
  }

  /** More than half vote, each once; the chain decides, everybody sees it, and who voted takes the vote back. */
  async function vote(subject: Subject): Promise<void> {
    for (const name of VOTERS) {
      expect(stateOf(await engineer(name).see(subject), "votes")).to.equal("open");
      expect(await act(subject, name)).to.include({ did: "votes", as: name });
    }
    await engineer(HEFEI).waitFor(subject, "votes");
    for (const name of VOTERS) {
      await engineer(name).waitFor(subject, "votes");
      expect(await act(subject, name)).to.include({ did: "votesCleared" });
      expect(stateOf(await engineer(name).see(subject), "votesCleared")).to.equal("done");
    }
    // Who did not have to vote comes to the lists at once, and is told that the file there still names who goes.
    if (subject === COMES) expect(await act(subject, HEFEI)).to.include({ did: null });
    else expect(await engineer(HEFEI).isRefused(subject)).to.equal("AllowListOld");
  }

  /** An office makes the next trust root, validators sign it, and once it is published all is done that an office sees. */
  async function followRoot({ direction, district, node }: Subject, number: number, signers: string[]): Promise<void> {
    const [previous, next] = [at(`root-${number - 1}.json`), at(`root-${number}.json`)];
    const run = async (root: number): Promise<Change> => {
      const { description } = ground.consortium.member(YANGPU);
      const words = ["network", direction, description, district, "--only", node, "--node", NO_NODE, "--yes"];
      return tongduiData<Change>(...words, "--profile", await profileWith(root));
    };
    expect(await run(number - 1)).to.include({ did: "trustRoot", as: null });
    expect(await begin("trust-root", "check", next, "--previous", previous).exit).to.equal(1);
    for (const name of signers) {
      const key = ground.consortium.member(name).keyFile;
      await tongdui("trust-root", "sign", next, "--previous", previous, "--node-key", key, "--yes");
    }
    await tongdui("trust-root", "check", next, "--previous", previous);
    expect(stateOf(await run(number), "trustRoot")).to.equal("done");
  }
}

async function holds(file: string, root: TrustRoot): Promise<boolean> {
  return (await verifyProof(new Uint8Array(await readFile(file)), root)).valid;
}
