import vm from "node:vm";
import { expect } from "chai";
import { transform } from "esbuild";
import { bundled } from "../../bench/proof/bundle.ts";
import { proveVoucher } from "../../client/proof/voucher.ts";
import { trustRootHash, trustRootText, verifyProof, type Verdict } from "../../verifier/index.ts";
import { sourceOf } from "../client/proof/support/making.ts";
import { load } from "../support/load.ts";
import { paid } from "../support/stages.ts";
import { rootOf } from "./support/realRoot.ts";
import { VALIDATORS } from "./support/roots.ts";
import { sealedProof } from "./support/sealing.ts";

/** What every browser has, and nothing of Node's: no process, no Buffer, no require, no network. */
const BROWSER = { TextEncoder, TextDecoder, DecompressionStream, ReadableStream, Uint8Array, setTimeout };

/** What the bundle finds, and what of the world around it it asked for. */
async function verdictInPage(file: Uint8Array, root: string): Promise<Verdict> {
  const { code } = await transform(await bundled(), { format: "iife", globalName: "verifier" });
  const page = vm.createContext({ ...BROWSER, file, root });
  const check = `${code}; verifier.verifyProof(file, verifier.readTrustRoot(root))`;
  return (await vm.runInContext(check, page)) as Verdict;
}

describe("The verifier in a browser", () => {
  it("finds what it finds here, with nothing but what every browser has", async () => {
    const { w, voucher } = await load(paid);
    const validators = VALIDATORS.slice(0, 4);
    const root = await rootOf(w, validators);
    const { text } = await proveVoucher(await sourceOf(w), voucher);
    const { bytes } = sealedProof(text, { validators, signers: validators.slice(1) }, trustRootHash(root));
    const here = await verifyProof(bytes, root);
    const there = await verdictInPage(bytes, trustRootText(root));
    expect(here.valid && there.valid).to.equal(true);
    expect(sentences(there)).to.deep.equal(sentences(here));
    expect(sentences(here).length).to.be.greaterThan(5);

    const spoilt = bytes.with(bytes.length - 100, bytes.at(-100)! ^ 1);
    const refused = await verdictInPage(spoilt, trustRootText(root));
    expect(!refused.valid && refused.refusal.code).to.equal("PackingDamaged");
  });
});

function sentences(verdict: Verdict): string[] {
  return verdict.valid ? [...verdict.facts, ...verdict.notProved].flatMap(({ en, zh }) => [en, zh]) : [];
}
