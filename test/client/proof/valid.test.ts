import { expect } from "chai";
import { provePayment, proveProgram, proveProvider } from "../../../client/proof/present.ts";
import type { Proof } from "../../../client/proof/source.ts";
import { proveVoucher } from "../../../client/proof/voucher.ts";
import { readTrustRoot, trustRootHash, trustRootText, verifyProof, type TrustRoot } from "../../../verifier/index.ts";
import { story } from "../../promises/story/story.ts";
import { load } from "../../support/load.ts";
import { paid } from "../../support/stages.ts";
import { ethers, type World } from "../../support/world.ts";
import { rootOf } from "../../verifier/support/realRoot.ts";
import { VALIDATORS } from "../../verifier/support/roots.ts";
import { sealedProof } from "../../verifier/support/sealing.ts";
import { changing, sourceOf } from "./support/making.ts";

const validators = VALIDATORS.slice(0, 4);

async function expectValid(bytes: Uint8Array, root: TrustRoot): Promise<void> {
  const verdict = await verifyProof(bytes, root);
  expect(verdict.valid ? "" : verdict.refusal.en).to.equal("");
}

async function proofsOf(w: World, root: TrustRoot) {
  const source = { ...(await sourceOf(w)), trustRoot: trustRootHash(root) };
  const ids = async (count: Promise<bigint>) => Array.from({ length: Number(await count) }, (_, i) => BigInt(i + 1));
  const proofs: Proof[] = [];
  for (const program of await ids(w.programs.count())) {
    proofs.push(await proveProgram(source, program));
    for (const serial of await ids(w.vouchers.serialOf(program))) {
      proofs.push(await proveVoucher(source, (program << 32n) | serial));
    }
  }
  for (const payment of await ids(w.payments.count())) proofs.push(await provePayment(source, payment));
  for (const district of [w.yangpu, w.wujin, w.nanhu, w.hefei]) {
    for (const number of await ids(w.providers.countOf(district.id))) {
      proofs.push(await proveProvider(source, (BigInt(district.id) << 32n) | number));
    }
  }
  return proofs;
}

describe("A proof that was made", () => {
  it("is valid, whatever of a ledger on which everything was done it is about", async () => {
    const { w } = await load(story);
    const root = readTrustRoot(trustRootText(await rootOf(w)));
    const proofs = await proofsOf(w, root);
    expect(proofs.length).to.be.greaterThan(20);
    for (const { bytes } of proofs) await expectValid(bytes, root);
  });

  it("is valid once three of four validators have sealed its blocks", async () => {
    const { w } = await load(paid);
    const root = await rootOf(w, validators);
    for (const { text } of await proofsOf(w, root)) {
      const { bytes } = sealedProof(text, { validators, signers: validators.slice(1) }, trustRootHash(root));
      await expectValid(bytes, root);
    }
  });

  it("is valid as its bare text", async () => {
    const { w, voucher } = await load(paid);
    const root = await rootOf(w);
    const { text } = await proveVoucher({ ...(await sourceOf(w)), trustRoot: trustRootHash(root) }, voucher);
    await expectValid(new TextEncoder().encode(text), root);
  });

  it("is valid where the node keeps no old states, and says what that leaves open", async () => {
    const { w, voucher } = await load(paid);
    const root = await rootOf(w);
    const newest = await ethers.provider.getBlockNumber();
    const forgetful = changing("eth_getProof", (answer, [, , block]) => (Number(block) < newest ? null : answer));
    const { bytes } = await proveVoucher(
      { ...(await sourceOf(w, forgetful)), trustRoot: trustRootHash(root) },
      voucher,
    );
    const verdict = await verifyProof(bytes, root);
    expect(verdict.valid && verdict.notProved.map(({ kind }) => kind)).to.include("looseBlocks");
  });
});
