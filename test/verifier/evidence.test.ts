import { expect } from "chai";
import { encodeRlp, type Hex } from "../../verifier/bytes.ts";
import { Evidence } from "../../verifier/evidence.ts";
import { readProofFile } from "../../verifier/proofFile.ts";
import { Refusal } from "../../verifier/refusal.ts";
import { trustRootHash, type TrustRoot } from "../../verifier/trustRoot.ts";
import { packed, proofText, type Content } from "./support/files.ts";
import { BLOCKS, EDITION, madeProof, readAll, ROOT, SEALERS, saying, type MadeBlock } from "./support/madeChain.ts";
import { addressOf, madeUpEdition, nextRoot, range, VALIDATORS } from "./support/roots.ts";
import { refused } from "./support/refused.ts";
import { inOrder, receiptFields, typed } from "./support/tries.ts";

const good = await madeProof();

/** The chain with one of its blocks changed. */
const withBlock = (at: number, change: Partial<MadeBlock>) => BLOCKS.with(at, { ...BLOCKS[at]!, ...change });

/** The code with which it is refused, whichever it is. */
async function codeOf(content: Content, root?: TrustRoot): Promise<string> {
  const error: unknown = await readAll(content, root).then(
    () => new Error("not refused"),
    (refusal: unknown) => refusal,
  );
  if (!(error instanceof Refusal)) throw error;
  return error.code;
}

describe("The evidence of a proof", () => {
  it("is what its anchor holds and what happened in its blocks, sealed by whom", async () => {
    const { evidence, slots, events } = await readAll(good);
    expect(evidence.headers.map(({ number, time }) => [number, time])).to.deep.equal([
      [10, 1_800_000_010],
      [12, 1_800_000_012],
      [15, 1_800_000_015],
    ]);
    expect(evidence.anchor).to.equal(evidence.headers[2]);
    expect(slots).to.deep.equal([7n, 0n, 11n, 0n]);
    expect(events.map(({ data }) => new TextDecoder().decode(data))).to.deep.equal(["one", "two", "three"]);
    expect(events.map(({ header, transaction }) => [header.number, transaction])).to.deep.equal([
      [10, 0],
      [12, 1],
      [12, 1],
    ]);
    expect(events.map(({ address }) => address)).to.deep.equal(Array(3).fill(EDITION.vouchers.address));
    for (const sealers of evidence.sealed!)
      expect(sealers.map(({ address }) => address)).to.deep.equal(SEALERS.map(addressOf));
  });

  it("is not of seals on a development chain", async () => {
    const root: TrustRoot = { ...ROOT, consensus: "development", validators: [] };
    const { evidence } = await readAll({ ...good, trustRoot: trustRootHash(root) }, root);
    expect(evidence.sealed).to.equal(undefined);
  });

  it("may leave code unproved in blocks before the anchor, if the file says so", async () => {
    const loose = { ...good, codeInEveryBlock: false };
    expect(await codeOf(loose)).to.equal("NodeUnused");
    const used = await usedNodes(loose);
    expect(used.length).to.be.lessThan(good.nodes.length);
    await readAll({ ...loose, nodes: used });
    expect(await codeOf({ ...good, nodes: used })).to.equal("AccountNotProved");
  });

  it("is taken under a newer trust root than it was made under", async () => {
    const validators = [range(0, 15, SEALERS), range(16, null, VALIDATORS.slice(2, 6))];
    await readAll(good, nextRoot(ROOT, { validators }));
  });

  it("is refused when those who sealed it were no validators any more, as a newer trust root says", async () => {
    const validators = [range(0, 14, SEALERS), range(15, null, VALIDATORS.slice(2, 6))];
    expect(await codeOf(good, nextRoot(ROOT, { validators }))).to.equal("OtherValidators");
  });

  it("is refused under an older trust root than it was made under, and under that of another ledger", async () => {
    const next = nextRoot(ROOT);
    expect(await codeOf({ ...good, trustRoot: trustRootHash(next) })).to.equal("TrustRootUnknown");
    expect(await codeOf(good, { ...ROOT, chainId: 20261 })).to.equal("TrustRootUnknown");
    const { en, zh } = await refused("TrustRootUnknown", () => readAll(good, { ...ROOT, chainId: 20261 }));
    expect(en).to.include("newer than your trust root or of another ledger, or your trust root was altered");
    expect(zh).to.match(/比您的信任根新.*另一账本.*被改动过/u);
  });

  it("is refused about an edition that the trust root does not name", async () =>
    expect(await codeOf({ ...good, edition: madeUpEdition(0x2000).edition.address })).to.equal("EditionUnknown"));

  it("is refused from a chain of the same validators and addresses where the programs are others", async () => {
    const other: Hex = `0x${"c0".repeat(32)}`;
    for (const part of ["edition", "vouchers", "orders", "payments"] as const)
      expect(await codeOf(await madeProof(withBlock(2, { code: { [part]: other } })))).to.equal("CodeDiffers");
    for (const [part, at] of [
      ["edition", 0],
      ["vouchers", 1],
    ] as const)
      expect(await codeOf(await madeProof(withBlock(at, { code: { [part]: other } })))).to.equal("CodeDiffers");
  });

  it("is taken with three seals of four a block, and refused with two, or with those of others", async () => {
    await readAll(await madeProof(BLOCKS, SEALERS.slice(1)));
    expect(await codeOf(await madeProof(BLOCKS, SEALERS.slice(2)))).to.equal("TooFewSeals");
    expect(await codeOf(await madeProof(BLOCKS, VALIDATORS.slice(2, 6)))).to.equal("SealByStranger");
    expect(await codeOf(await madeProof(BLOCKS, VALIDATORS.slice(2, 6), VALIDATORS.slice(2, 6)))).to.equal(
      "OtherValidators",
    );
  });

  describe("is refused when a header", () => {
    const [first, second, anchor] = good.headers as [Uint8Array, Uint8Array, Uint8Array];

    it("stands twice, or before one that came earlier", async () => {
      expect(await codeOf({ ...good, headers: [first, first, second, anchor] })).to.equal("HeadersOutOfOrder");
      expect(await codeOf({ ...good, headers: [second, first, anchor] })).to.equal("HeadersOutOfOrder");
    });

    it("has nothing in it that is proved", async () => {
      const extra = await madeProof([...BLOCKS.slice(0, 2), { number: 13, receipts: [] }, BLOCKS[2]!]);
      const { en } = await refused("HeaderUnused", () => readAll(extra));
      expect(en).to.contain("block 13");
    });

    it("is not sealed, though the others are", async () => {
      const unsealed = (await madeProof(BLOCKS, [])).headers;
      for (const at of [0, 1, 2])
        expect(await codeOf({ ...good, headers: good.headers.with(at, unsealed[at]!) })).to.equal("TooFewSeals");
    });
  });

  describe("is refused when a node", () => {
    it("is missing, whichever", async () => {
      for (const missing of good.nodes) {
        const nodes = good.nodes.filter((node) => node !== missing);
        expect(await codeOf({ ...good, nodes })).to.be.oneOf(["AccountNotProved", "SlotNotProved", "ReceiptNotProved"]);
      }
    });

    it("proves nothing", async () => {
      const leaf = encodeRlp([Uint8Array.of(0x20), Uint8Array.of(1)]);
      expect(await codeOf({ ...good, nodes: inOrder([...good.nodes, leaf]) })).to.equal("NodeUnused");
    });

    it("stands twice, or in another's place", async () => {
      const [a, b] = good.nodes as [Uint8Array, Uint8Array];
      expect(await codeOf({ ...good, nodes: [a, a, ...good.nodes.slice(1)] })).to.equal("NodesOutOfOrder");
      expect(await codeOf({ ...good, nodes: [b, a, ...good.nodes.slice(2)] })).to.equal("NodesOutOfOrder");
    });

    it("has another byte, whichever", async () => {
      for (const [at, node] of good.nodes.entries()) {
        for (let byte = 0; byte < node.length; byte += 31) {
          const spoilt = good.nodes.with(at, node.with(byte, node[byte]! ^ 0x10));
          const codes = ["NodeUnreadable", "AccountNotProved", "SlotNotProved", "ReceiptNotProved"];
          expect(await codeOf({ ...good, nodes: inOrder(spoilt) })).to.be.oneOf(codes);
        }
      }
    });
  });

  describe("is refused when an event", () => {
    for (const [what, place, code] of [
      ["is behind the last of its transaction", [1, 1, 3], "LogAbsent"],
      ["is of a transaction that the nodes do not lead to", [1, 0, 0], "ReceiptNotProved"],
      ["is of a transaction that the block does not have", [1, 64, 0], "ReceiptAbsent"],
      ["is of a transaction with an impossible number", [1, 2 ** 52, 0], "ReceiptNotProved"],
      ["is in the anchor, which has no transactions", [2, 0, 0], "ReceiptAbsent"],
    ] as const) {
      it(what, async () =>
        expect(await codeOf({ ...good, events: [...good.events.slice(0, 2), place] })).to.equal(code),
      );
    }

    it("is of a transaction that was undone", async () => {
      const undone = typed(2, receiptFields([saying(EDITION.vouchers.address, "undone")], new Uint8Array()));
      expect(await codeOf(await madeProof(withBlock(0, { receipts: [undone] })))).to.equal("TransactionFailed");
    });
  });

  it("is found to be left over only once everything was read", async () => {
    const evidence = await Evidence.of(await readProofFile(packed(proofText(good))), ROOT);
    await refused("HeaderUnused", () => evidence.finish());
  });

  it("reads a transaction once, however many of its thousands of events a file names", async () => {
    const events = Array.from({ length: 7_000 }, (_, i) => saying(EDITION.vouchers.address, `${i}`));
    const content = await madeProof(withBlock(0, { receipts: [typed(2, receiptFields(events))] }));
    const start = performance.now();
    const places = [...events.map((_, log) => [0, 0, log] as const), ...good.events.slice(1)];
    expect((await readAll({ ...content, events: places })).events.length).to.equal(7_002);
    expect(performance.now() - start).to.be.lessThan(5_000);
  });
});

/** Of the nodes of a proof those without which it does not hold. */
async function usedNodes(content: Content): Promise<Uint8Array[]> {
  const used: Uint8Array[] = [];
  for (const node of content.nodes) {
    const nodes = content.nodes.filter((other) => other !== node);
    if ((await codeOf({ ...content, nodes })) !== "NodeUnused") used.push(node);
  }
  return used;
}
