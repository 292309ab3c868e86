import { expect } from "chai";
import { keccak, utf8, type Hex } from "../../verifier/bytes.ts";
import { chainFacts, chainLimits, districtOf, type Basis } from "../../verifier/chainFacts.ts";
import type { Block } from "../../verifier/ledger/ledgerEvidence.ts";
import { trustRootHash, type Member, type TrustRoot } from "../../verifier/trustRoot.ts";
import { load } from "../support/load.ts";
import { world } from "../support/world.ts";
import { rootOf } from "./support/realRoot.ts";

const member = (district: number): Member => ({ district, address: `0x${String(district).repeat(40)}` });
const MEMBERS = [1, 2, 3, 4].map(member);

/** The tests' ledger on a chain that is sealed: four validators, and from block 1,000 on three others of two districts. */
async function sealedRoot(): Promise<TrustRoot> {
  const root = await rootOf(await load(world));
  const later = [2, 3].map((district) => ({ ...member(district), address: `0x${"9".repeat(39)}${district}` as Hex }));
  return {
    ...root,
    consensus: "qbft",
    validators: [
      { from: 0, through: 999, members: MEMBERS },
      { from: 1_000, through: null, members: later },
    ],
  };
}

const block = (number: number): Block => ({ number, time: 1_900_000_000 + number, hash: keccak(utf8(String(number))) });

function basisOf(root: TrustRoot, sealers: ReadonlyMap<number, readonly Member[]>, codeInEveryBlock = true): Basis {
  const headers = [...sealers.keys()].map(block);
  const evidence = {
    anchor: headers.at(-1)!,
    headers,
    sealed: root.consensus === "qbft" ? [...sealers.values()] : undefined,
    slot: () => Promise.resolve(0n),
    event: () => Promise.reject(new Error("No event is asked for.")),
  };
  return { evidence, root, edition: root.editions[0]!, codeInEveryBlock };
}

describe("What a proof rests on", () => {
  it("is told for each range of validators: how many sealed at least, and whose they are", async () => {
    const root = await sealedRoot();
    const later = root.validators[1]!.members;
    const sealers = new Map([
      [10, MEMBERS],
      [999, MEMBERS.slice(0, 3)],
      [1_000, later],
    ]);
    const [first, second] = chainFacts(basisOf(root, sealers), ["vouchers"]);
    expect(first).to.include({ kind: "sealed", blocks: 2, from: 0, through: 999, fewest: 3, validators: 4 });
    expect(first?.en).to.equal(
      "The proof rests on 2 blocks between block 0 and block 999. Each is sealed by at least 3 of the 4 validators that the trust root names for it; according to the trust root, those who sealed belong to Yangpu, Wujin, Nanhu and Hefei High-tech.",
    );
    expect(second).to.include({ kind: "sealed", blocks: 1, from: 1_000, through: null, fewest: 2, validators: 2 });
    expect(second?.zh).to.equal(
      "本证明依据自区块 1000 起的 1 个区块。每个区块均由信任根所载 2 个验证节点中的至少 2 个签章；据信任根记载，签章的验证节点分属武进、南湖。",
    );
  });

  it("passes over validators who sealed none of its blocks", async () => {
    const root = await sealedRoot();
    const facts = chainFacts(basisOf(root, new Map([[10, MEMBERS]])), ["vouchers"]);
    expect(facts.map(({ kind }) => kind)).to.deep.equal(["sealed", "ledger", "moment"]);
  });

  it("is said of a development chain before all else, and nothing about seals", async () => {
    const root = await rootOf(await load(world));
    const basis = basisOf(root, new Map([[10, []]]));
    expect(chainFacts(basis, ["vouchers"]).map(({ kind }) => kind)).to.deep.equal(["development", "ledger", "moment"]);
    expect(chainLimits(basis)[0]?.kind).to.equal("seals");
  });

  it("names the moment in Shanghai, to the minute", async () => {
    const root = await rootOf(await load(world));
    const moment = chainFacts(basisOf(root, new Map([[10, []]])), []).at(-1);
    expect(moment).to.include({ kind: "moment", block: 10, time: 1_900_000_010 });
    expect(moment?.en).to.include("block 10, of 2030-03-18 01:46 (Shanghai time)");
  });

  it("names a district that the root does not know by its number", async () => {
    const root = await rootOf(await load(world));
    expect(districtOf(root, 9)).to.deep.equal({ id: 9, en: "district 9", zh: "第 9 区" });
  });
});

describe("Where a proof ends", () => {
  it("shows the whole hash of the trust root, to be compared", async () => {
    const root = await sealedRoot();
    const limit = chainLimits(basisOf(root, new Map([[1_000, MEMBERS]]))).find(({ kind }) => kind === "trustRoot");
    expect(limit?.en).to.include(trustRootHash(root));
    expect(limit?.zh).to.include(trustRootHash(root));
  });

  it("sends the reader elsewhere to compare it than to whoever sent the file", async () => {
    const root = await sealedRoot();
    const limit = chainLimits(basisOf(root, new Map([[1_000, MEMBERS]]))).find(({ kind }) => kind === "trustRoot");
    expect(limit?.en).to.include("the sites of two districts").and.include("whoever sent you this file does not count");
    expect(limit?.zh).to.include("两个区各自官方网站").and.include("发送本文件的人所提供的不能作为依据");
  });

  it("says of every trust root but the first that nobody looked at its signatures", async () => {
    const root = await sealedRoot();
    const limitsOf = (number: number) => chainLimits(basisOf({ ...root, number }, new Map([[1_000, MEMBERS]])));
    expect(limitsOf(0).map(({ kind }) => kind)).to.not.include("rootSignatures");
    const limit = limitsOf(2).find(({ kind }) => kind === "rootSignatures");
    expect(limit).to.include({ number: 2 });
    expect(limit?.en).to.include("its signatures are not checked here");
  });

  it("warns of retired keys once for each closed range that sealed a block of it", async () => {
    const root = await sealedRoot();
    const retired = (numbers: number[]) => {
      const sealers = new Map(numbers.map((number) => [number, MEMBERS]));
      return chainLimits(basisOf(root, sealers)).filter(({ kind }) => kind === "retiredKeys");
    };
    expect(retired([1_000])).to.deep.equal([]);
    expect(retired([1, 2, 999, 1_000])).to.have.length(1);
    expect(retired([999])[0]).to.include({ from: 0, through: 999 });
  });

  it("says that older blocks hang on their seals where the code is not proved in them", async () => {
    const root = await sealedRoot();
    const sealers = new Map([
      [10, MEMBERS],
      [11, MEMBERS],
    ]);
    const kinds = (isInEvery: boolean) => chainLimits(basisOf(root, sealers, isInEvery)).map(({ kind }) => kind);
    expect(kinds(true)).to.not.include("looseBlocks");
    expect(kinds(false)).to.include("looseBlocks");
    const [, ledger] = chainFacts(basisOf(root, sealers, false), ["vouchers"]);
    expect(ledger).to.include({ kind: "ledger", olderBlocks: "notProved" });
    expect(ledger?.en).to.include("in the newest block of the proof");
  });
});
