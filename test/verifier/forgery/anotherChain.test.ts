import { expect } from "chai";
import { proveVoucher } from "../../../client/proof/voucher.ts";
import { bytesOf, type Hex } from "../../../verifier/bytes.ts";
import { contractsIn, trustRootHash } from "../../../verifier/trustRoot.ts";
import { node, sourceOf } from "../../client/proof/support/making.ts";
import { load } from "../../support/load.ts";
import {
  codeOf,
  contentOf,
  readersRoot,
  remade,
  resealed,
  verdictOn,
  withNodes,
  withoutUnused,
} from "../support/forging.ts";
import { wholeLife } from "../support/lives.ts";
import { rootOf } from "../support/realRoot.ts";
import { addressOf } from "../support/roots.ts";
import { secondChain } from "../support/secondChain.ts";
import { FIRST } from "../vectors/good.ts";

/**
 * Two chains with the same validators and the same accounts, and so with all contracts at the same addresses. On both the
 * first voucher was issued in the same block at the same time to the same firm. Both proofs are sealed by all.
 */
async function twoChains() {
  const { w, other: voucher } = await load(wholeLife);
  const root = readersRoot(await rootOf(w, FIRST));
  const source = { ...(await sourceOf(w)), trustRoot: trustRootHash(root) };
  const rpc = await secondChain(root.chainId + 1);
  const seal = (text: string) => resealed(text, { validators: FIRST });
  const ours = seal((await proveVoucher(source, voucher)).text);
  const theirs = seal((await proveVoucher({ ...source, rpc }, voucher)).text);
  return { w, voucher, root, rpc, source, ours, theirs };
}

/** Our proof, with the block of the issue and all that is proved in it from the other chain. */
function mixed(ours: string, theirs: string): string {
  const [theirBlock] = contentOf(theirs).headers;
  const theirNodes = contentOf(theirs).nodes.map((one) => bytesOf(one as Hex));
  return withNodes(remade(ours, { headers: contentOf(ours).headers.with(0, theirBlock!) }), theirNodes);
}

describe("A proof from another chain of the same validators", () => {
  it("is of the same contracts at the same addresses, but for the chain's number in the Edition", async () => {
    const { w, rpc, root, ours, theirs } = await twoChains();
    const differing: string[] = [];
    for (const [part, { address }] of contractsIn(root.editions[0]!)) {
      const codes = await Promise.all([node, rpc].map(async (at) => at.send("eth_getCode", [address, "latest"])));
      expect(codes[0]).to.not.equal("0x");
      if (codes[0] !== codes[1]) differing.push(part);
    }
    expect(differing).to.include("edition").and.not.include("vouchers");
    expect(addressOf({ address: await w.edition.getAddress() })).to.equal(contentOf(theirs).edition);
    expect(contentOf(theirs).events).to.deep.equal(contentOf(ours).events);
    expect(await codeOf(ours, root)).to.equal("valid");
  });

  it("is refused whole, whether the code is said to be proved in every block or not", async () => {
    const { root, theirs } = await twoChains();
    expect(await codeOf(theirs, root)).to.equal("CodeDiffers");
    expect(await codeOf(remade(theirs, { codeInEveryBlock: false }), root)).to.equal("CodeDiffers");
  });

  it("is refused where only the block of a change is from there, when the code is proved in every block", async () => {
    const { root, ours, theirs } = await twoChains();
    expect(await codeOf(mixed(ours, theirs), root)).to.equal("CodeDiffers");
  });

  it("is refused where only the newest block is from there", async () => {
    const { root, ours, theirs } = await twoChains();
    for (const codeInEveryBlock of [true, false]) {
      expect(await codeOf(remade(mixed(theirs, ours), { codeInEveryBlock }), root)).to.equal("CodeDiffers");
    }
  });

  it("is not noticed in an older block where the code is proved in the newest alone: the result says that only the seals tie it", async () => {
    const { root, ours, theirs } = await twoChains();
    const loose = await withoutUnused(remade(mixed(ours, theirs), { codeInEveryBlock: false }), root);
    const verdict = await verdictOn(loose, root);
    if (!verdict.valid) throw verdict.refusal;
    expect(verdict.notProved.filter(({ kind }) => kind === "looseBlocks").map(({ en }) => en)).to.deep.equal([
      "That the ledger's code stood in the older blocks too: it is proved in the newest one alone, and only the validators' seals tie the others to the same chain.",
    ]);
    expect(verdict.facts.find(({ kind }) => kind === "ledger")).to.include({ olderBlocks: "notProved" });
  });

  it("is refused even so where it does not agree with what the newest block holds", async () => {
    const { root, ours, source, rpc } = await twoChains();
    const another = await proveVoucher({ ...source, rpc }, (1n << 32n) | 3n);
    const forged = mixed(ours, resealed(another.text, { validators: FIRST }));
    const [[header, transaction, log]] = contentOf(another.text).events as [[number, number, number]];
    const events = [[header, transaction, log] as const];
    expect(await codeOf(remade(forged, { codeInEveryBlock: false, events }), root)).to.equal("EventForeign");
  });
});
