import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { inGroups } from "../../../client/text/ids.ts";
import { readNetwork } from "../../../network/description.ts";
import { filesOf, networkHash } from "../../../network/files.ts";
import { keyIn } from "../../../network/life/look.ts";
import { sealedBlock } from "../../../network/life/sealedBlock.ts";
import type { Answer } from "../../../scripts/cli/answer.ts";
import {
  addDistrictToNetwork,
  retireDistrictFromNetwork,
  type ChangeInput,
} from "../../../scripts/network/change/change.ts";
import { ENODES, writeNetwork } from "../../network/life/networkFile.ts";
import { openRecorded, recorded, type Moment, type RecordedNode } from "../../network/life/recorded.ts";
import { contextOf } from "../support/context.ts";
import { openOffice, type Office } from "../support/office.ts";

interface Change {
  readonly finished: boolean;
  readonly as: string | null;
  readonly did: string | null;
  readonly steps: readonly { readonly key: string; readonly state: string; readonly found: { en: string } }[];
}

const validators = recorded.blocks.map((block) => sealedBlock(block)!.validators).at(-1)!;
const [NANHU, NEW] = ["0x9f00", "0x6eb6"].map((start) => validators.find((one) => one.startsWith(start))!);

describe("Districts come and go", () => {
  let folder: string;
  let file: string;
  const nodes: RecordedNode[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "change-"));
    file = await writeNetwork(path.join(folder, "network.yaml"), [0, 0, 0, 0, 0]);
  });
  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.close();
  });
  after(async () => rm(folder, { recursive: true }));

  const open = async (...given: Parameters<typeof openRecorded>): Promise<RecordedNode> => {
    const made = await openRecorded(...given);
    nodes.push(made);
    return made;
  };

  interface How {
    readonly says?: boolean;
    readonly dryRun?: boolean;
    readonly profile?: string;
    readonly seconds?: number;
    readonly input?: Partial<ChangeInput>;
  }

  const context = (
    moment: Moment,
    { says, dryRun = false, profile = path.join(folder, "none.json"), seconds = 1 }: How,
  ) => {
    const base = contextOf(profile, { dryRun, now: () => recorded.moments[moment].at + seconds * 1_000 });
    if (says === undefined) return base;
    return { ...base, io: { ...base.io, confirm: async () => Promise.resolve(says) } };
  };
  const input = (node: RecordedNode, district: string, more: Partial<ChangeInput> = {}): ChangeInput => ({
    ...{
      file,
      district,
      only: undefined,
      node: node.url,
      safe: undefined,
      profile: undefined,
      threshold: undefined,
      out: undefined,
    },
    ...more,
  });
  const add = async (moment: Moment, node: RecordedNode, how: How = {}) =>
    addDistrictToNetwork(input(node, "jiading", how.input), context(moment, how), 0);
  const retire = async (moment: Moment, node: RecordedNode, how: How = {}) =>
    retireDistrictFromNetwork(input(node, "nanhu", how.input), context(moment, how), 0);

  const told = ({ data }: Answer): Change => data as unknown as Change;
  const stateOf = (answer: Answer, key: string): string | undefined =>
    told(answer).steps.find((step) => step.key === key)?.state;
  const said = ({ parts }: Answer): string =>
    parts.map((part) => ("rows" in part ? JSON.stringify(part.rows) : part.en)).join("\n");
  const codeOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => "done",
      (error: unknown) => (error instanceof TongduiError ? error.code : String(error)),
    );

  describe("One that comes", () => {
    it("is let in by each node, which reads its list anew and calls the new one", async () => {
      const lists = { old: recorded.moments.outsider.nodes["0"]!["perm_getNodesAllowlist"] as { result: string[] } };
      const node = await open({
        moment: "outsider",
        answers: {
          get perm_getNodesAllowlist() {
            const isReloaded = node.told.some(([method]) => method === "perm_reloadPermissionsFromFile");
            return isReloaded ? ENODES : lists.old.result;
          },
        },
      });
      const answer = await add("outsider", node, { says: true });
      expect(told(answer)).to.include({ did: "lists", as: "yangpu-1", finished: false });
      expect(node.told).to.deep.equal([["perm_reloadPermissionsFromFile"], ["admin_addPeer", ENODES[4]]]);
    });

    it("is not let in where the file on the machine is still the old one, and it says which file is wanted", async () => {
      const node = await open({ moment: "outsider" });
      const error = await add("outsider", node, { says: true }).catch((one: unknown) => one as TongduiError);
      expect(error).to.include({ code: "AllowListOld" });
      expect((error as TongduiError).hint!.en)
        .to.include("under joined")
        .and.include("tongdui network init");
      expect(node.told.map(([method]) => method)).to.deep.equal(["perm_reloadPermissionsFromFile"]);
    });

    it("does not hide a node that the list has beside those of the file, by whatever address", async () => {
      const [key] = [keyIn(ENODES[0]!)!];
      const foreign = [`enode://${"ab".repeat(64)}@10.9.9.9:30303`, `enode://${key}@10.9.9.9:30303`];
      const node = await open({ moment: "connected", answers: { perm_getNodesAllowlist: [...ENODES, ...foreign] } });
      const answer = await add("connected", node, { dryRun: true });
      expect(stateOf(answer, "lists")).to.equal("open");
      expect(said(answer)).to.include("beside its nodes, 0xabababababababab…@10.9.9.9:30303, yangpu-1@10.9.9.9:30303");
      const error = await add("connected", node, { says: true }).catch((one: unknown) => one as TongduiError);
      expect((error as TongduiError).code).to.equal("AllowListOld");
    });

    it("is voted for by nobody before it runs and is connected", async () => {
      const node = await open({ moment: "outsider", answers: { perm_getNodesAllowlist: ENODES } });
      const answer = await add("outsider", node, { says: true });
      expect(stateOf(answer, "nodes")).to.equal("open");
      expect(said(answer)).to.include("The district starts jiading-1");
      expect(told(answer).did).to.equal(null);
      expect(node.told).to.deep.equal([]);
    });

    it("is voted in by each validator on its own machine, after a question that says what the network bears", async () => {
      const node = await open({ moment: "connected" });
      const how = context("connected", { says: true });
      const answer = await addDistrictToNetwork(input(node, "jiading"), how, 0);
      expect(told(answer)).to.include({ did: "votes" });
      expect(node.told).to.deep.equal([["qbft_proposeValidatorVote", NEW, true]]);
      expect(how.notes.map(({ en }) => en).join("\n"))
        .to.include("Now 4 validators, of whom 1 may fail and 1 may lie; then 5, of whom 1 may fail and 1 may lie.")
        .and.include("yangpu-1 votes jiading-1 (jiading) in.");
      const notYet = said(answer)
        .split("\n")
        .find((line) => line.includes("Not yet"));
      expect(notYet).to.include("wujin-1").and.not.include("yangpu-1");
    });

    it("is shown with its address, its key and the file's hash before anybody is asked, for a name may be another's", async () => {
      const node = await open({ moment: "connected" });
      const how = context("connected", { says: false });
      await addDistrictToNetwork(input(node, "jiading"), how, 0).catch(() => undefined);
      const hash = inGroups(`0x${networkHash(await filesOf(await readNetwork(file)))}`).join(" ");
      expect(how.notes.map(({ en }) => en).join("\n"))
        .to.include(`jiading-1: address ${NEW}, at 127.0.0.1:30415, public key 0x${keyIn(ENODES[4]!)!}`)
        .and.include(`Network hash of ${file}: ${hash}`)
        .and.include("by telephone")
        .and.include("let your office confirm first");
      expect(how.notes.map(({ zh }) => zh).join("\n")).to.include(`jiading-1：地址 ${NEW}`);
    });

    it("is not voted for by a dry run, nor where the question is answered with no", async () => {
      const node = await open({ moment: "connected" });
      expect(told(await add("connected", node, { dryRun: true })).did).to.equal(null);
      expect(await codeOf(add("connected", node, { says: false }))).to.equal("NotConfirmed");
      expect(node.told).to.deep.equal([]);
    });

    it("is not voted for twice: what a node is going to vote, and what stands in a block, is seen", async () => {
      for (const moment of ["proposed", "oneVote"] as const) {
        const node = await open({ moment });
        const answer = await add(moment, node);
        expect(told(answer).did).to.equal(null);
        expect(stateOf(answer, "votes")).to.equal("open");
        expect(node.told).to.deep.equal([]);
      }
    });

    it("shows whose votes are there and whose are missing", async () => {
      const answer = await add("twoVotes", await open({ moment: "twoVotes" }));
      expect(said(answer))
        .to.include("2 of 3 votes that it takes")
        .and.include("1 missing")
        .and.match(/Not yet: nanhu-1 \(nanhu\), hefei-1 \(hefei\)/);
    });

    it("is not voted for while one failure more would stop the chain with it", async () => {
      const peers = recorded.moments.connected.nodes["0"]!["admin_peers"] as { result: unknown };
      const answers = { perm_getNodesAllowlist: ENODES, admin_peers: peers.result };
      const node = await open({ moment: "threeOfFour", answers });
      const answer = await add("threeOfFour", node);
      expect(said(answer)).to.include("Of 5 validators 4 would have to seal, and of those who stay only 3 do.");
      expect(node.told).to.deep.equal([]);
    });

    it("cannot be voted for while the chain stands still", async () => {
      const answer = await add("twoVotes", await open({ moment: "twoVotes", node: 2 }), { seconds: 120 });
      expect(said(answer)).to.include("The chain makes no blocks, so nobody can vote");
      expect(told(answer).did).to.equal(null);
    });

    it("seals, and then each takes its vote back", async () => {
      const node = await open({ moment: "decided" });
      const answer = await add("decided", node, { says: true });
      expect(stateOf(answer, "votes")).to.equal("done");
      expect(told(answer).did).to.equal("votesCleared");
      expect(node.told).to.deep.equal([["qbft_discardValidatorVote", NEW]]);
    });

    it("has all done where nothing is left for this node to see", async () => {
      const node = await open({ moment: "decided", answers: { qbft_getPendingVotes: {} } });
      const answer = await add("decided", node);
      expect(told(answer)).to.include({ finished: true, did: null });
    });

    it("has nothing to take back of a node that is no validator, which serves no votes", async () => {
      const operator = path.join(folder, "operator.yaml");
      await writeNetwork(operator, [0, 0, 0, 0, 0]);
      const text = await readFile(operator, "utf8");
      const at = text.lastIndexOf("kind: validator");
      await writeFile(operator, `${text.slice(0, at)}kind: operator${text.slice(at + "kind: validator".length)}`);
      const node = await open({ moment: "connected", node: 4, answers: { qbft_getPendingVotes: undefined } });
      const answer = await add("connected", node, { input: { file: operator } });
      expect(told(answer)).to.include({ as: "jiading-1" });
      expect(stateOf(answer, "votesCleared")).to.equal("done");
    });

    it("sees on its own machine whether it has caught up, and does not vote itself in", async () => {
      const node = await open({ moment: "connected", node: 4 });
      const answer = await add("connected", node);
      expect(told(answer)).to.include({ as: "jiading-1", did: null });
      expect(stateOf(answer, "nodes")).to.equal("done");
      expect(stateOf(answer, "votes")).to.equal("open");
    });

    it("has to stand in the file", async () => {
      const node = await open({ moment: "connected" });
      expect(await codeOf(add("connected", node, { input: { district: "suzhou" } }))).to.equal("DistrictSlugUnknown");
    });

    it("is not judged where no node answers", async () => {
      const node = await open({ moment: "connected" });
      await nodes.pop()!.close();
      expect(await codeOf(add("connected", node))).to.equal("NodesUnreachable");
    });
  });

  describe("One that goes", () => {
    const cleared = { qbft_getPendingVotes: {} };

    it("is voted out while its node still runs", async () => {
      const node = await open({ moment: "decided", answers: cleared });
      const answer = await retire("decided", node, { says: true });
      expect(told(answer).steps.map(({ key }) => key)).to.deep.equal([
        ...["ledger", "votes", "votesCleared", "trustRoot", "lists", "off"],
      ]);
      expect(told(answer).did).to.equal("votes");
      expect(node.told).to.deep.equal([["qbft_proposeValidatorVote", NANHU, false]]);
      expect(said(answer)).to.include("Now 5 validators, of whom 1 may fail and 1 may lie; then 4, of whom 1");
    });

    it("is not voted out where those who stay would be too few to seal", async () => {
      const node = await open({ moment: "threeOfFour" });
      const short = path.join(folder, "four.yaml");
      await writeNetwork(short, [0, 0, 0, 0], { count: 4 });
      const answer = await retire("threeOfFour", node, { says: true, input: { file: short } });
      // Three stay, of whom two seal; that is just enough of three.
      expect(told(answer).did).to.equal("votes");
      const two = recorded.blocks.length;
      const late = await open({ moment: "halted", height: two });
      const refused = await retire("halted", late, { seconds: 60 });
      expect(told(refused).did).to.equal(null);
      expect(late.told).to.deep.equal([]);
    });
  });

  it("of a district that stays, one node alone comes or goes, and the ledger is not asked", async () => {
    const node = await open({ moment: "decided", answers: { qbft_getPendingVotes: {} } });
    const answer = await retire("decided", node, { says: true, input: { only: "nanhu-1" } });
    expect(stateOf(answer, "ledger")).to.equal(undefined);
    expect(node.told).to.deep.equal([["qbft_proposeValidatorVote", NANHU, false]]);
    expect(await codeOf(retire("decided", node, { input: { only: "nanhu-9" } }))).to.equal("NodeNameUnknown");
  });

  describe("On the ledger", () => {
    let office: Office;

    before(async () => {
      office = await openOffice();
    });
    after(async () => office.close());

    it("a district that is there is found by its slug, and one that is not is said to be missing, with what to run", async () => {
      const profile = await office.profile("wujin bureau");
      const node = await open({ moment: "connected" });
      const answer = await add("connected", node, { profile });
      expect(stateOf(answer, "ledger")).to.equal("open");
      expect(said(answer))
        .to.match(/The ledger has no district \\*"jiading/)
        .and.include("tongdui safe create --key jiading");
      expect(told(answer).did).to.equal(null);
      expect(node.told).to.deep.equal([]);
    });

    it("an office sees it through its profile's node, and is told that its own place has none", async () => {
      const node = await open({ moment: "decided" });
      const profile = await office.profile("wujin bureau", { nodes: [node.url] });
      const answer = await add("decided", node, { profile, input: { only: "jiading-1", node: "http://127.0.0.1:1" } });
      expect(told(answer)).to.include({ as: null, did: null });
      expect(said(answer)).to.include("No node of this network answers at 127.0.0.1:1; seen through 127.0.0.1");
    });

    it("the decision that a district leaves is written for officials to sign, and the ledger stays as it is", async () => {
      const profile = await office.profile("wujin bureau");
      const node = await open({ moment: "decided" });
      const out = path.join(folder, "leaves.json");
      expect(stateOf(await retire("decided", node, { profile }), "ledger")).to.equal("open");
      const answer = await retire("decided", node, { profile, says: true, input: { threshold: 2, out } });
      expect(told(answer).did).to.equal("ledger");
      const { does } = JSON.parse(await readFile(out, "utf8")) as { does: { en: string }[] };
      expect(does.map(({ en }) => en).join("\n")).to.match(/nanhu|Nanhu/i);
      expect(does.length).to.equal(2);
      expect((await office.ledger.districts.districtOf(3)).status).to.equal(1n);
      expect(node.told).to.deep.equal([]);
    });
  });
});
