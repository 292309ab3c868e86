import { expect } from "chai";
import { provePayment, proveProgram, proveProvider } from "../../client/proof/present.ts";
import { proveVoucher } from "../../client/proof/voucher.ts";
import {
  readTrustRoot,
  trustRootHash,
  trustRootText,
  verifyProof,
  type Subject,
  type TrustRoot,
  type Verdict,
} from "../../verifier/index.ts";
import { utf8 } from "../../verifier/bytes.ts";
import { story } from "../promises/story/story.ts";
import { load } from "../support/load.ts";
import { sourceOf } from "../client/proof/support/making.ts";
import { halfPaid } from "../support/stages.ts";
import type { World } from "../support/world.ts";
import { proved } from "./support/chainEvidence.ts";
import { hashed } from "./support/files.ts";
import { rootOf } from "./support/realRoot.ts";
import { VALIDATORS } from "./support/roots.ts";
import { sealedProof } from "./support/sealing.ts";

type Valid = Extract<Verdict, { valid: true }>;

/** A root as a reader has it: from a file. */
async function readersRoot(w: World, validators: typeof VALIDATORS = []): Promise<TrustRoot> {
  return readTrustRoot(trustRootText(await rootOf(w, validators)));
}

async function sourceUnder(w: World, root: TrustRoot) {
  return { ...(await sourceOf(w)), trustRoot: trustRootHash(root) };
}

async function valid(file: Uint8Array, root: TrustRoot): Promise<Valid> {
  const verdict = await verifyProof(file, root);
  if (!verdict.valid) throw verdict.refusal;
  return verdict;
}

describe("A proof made by a node and checked without one", () => {
  it("is valid for each voucher of a long story, and says what the chain itself says", async () => {
    const { w, vouchers } = await load(story);
    const root = await readersRoot(w);
    const source = await sourceUnder(w, root);
    for (const voucher of vouchers) {
      const { bytes, text, hash } = await proveVoucher(source, voucher);
      const verdict = await valid(bytes, root);
      const direct = await proved(w, voucher);
      expect(verdict.facts).to.deep.equal(direct.facts);
      expect(verdict.notProved).to.deep.equal(direct.notProved);
      expect([verdict.hash, verdict.development]).to.deep.equal([hash, true]);
      expect(await valid(utf8(text), root)).to.deep.equal(verdict);
    }
  });

  it("is valid under the validators' seals, and says who sealed", async () => {
    const { w, voucher } = await load(halfPaid);
    const validators = VALIDATORS.slice(0, 4);
    const root = await readersRoot(w, validators);
    const { text } = await proveVoucher(await sourceOf(w), voucher);
    const signers = [0, 1, 3].map((i) => validators[i]!);
    const { bytes } = sealedProof(text, { validators, signers }, trustRootHash(root));
    const { facts, notProved, development } = await valid(bytes, root);
    expect(development).to.equal(false);
    expect(facts[0]).to.include({ kind: "sealed", fewest: 3, validators: 4 });
    expect(notProved.map(({ kind }) => kind)).to.deep.equal(["trustRoot", "later", "documents", "bank"]);
  });

  it("is valid of a provider, a program and a payment", async () => {
    const { w, provider, program, payment } = await load(halfPaid);
    const root = await readersRoot(w);
    const source = await sourceUnder(w, root);
    for (const { bytes } of [
      await proveProvider(source, provider.id),
      await proveProgram(source, program),
      await provePayment(source, payment),
    ]) {
      const { subject, facts, notProved } = await valid(bytes, root);
      expect(facts.some(({ kind }) => kind === subject.kind)).to.equal(true);
      expect(notProved[0]?.kind).to.equal("past");
    }
  });

  it("is refused where it is about another subject than its evidence", async () => {
    const { w, voucher, provider, program, payment } = await load(halfPaid);
    const root = await readersRoot(w);
    const source = await sourceUnder(w, root);
    const voucherProof = await proveVoucher(source, voucher);
    const forged = [
      about(voucherProof, { kind: "voucher", id: "1-000002" }),
      about(await proveProvider(source, provider.id), { kind: "provider", id: "P1-2" }),
      about(await proveProvider(source, provider.id), { kind: "program", id: "1" }),
      about(await proveProgram(source, program), { kind: "program", id: "2" }),
      about(await provePayment(source, payment), { kind: "payment", id: "2" }),
    ];
    // What the nodes at hand happen to prove of another subject is that it is not there.
    const codes = ["SlotNotProved", "AccountNotProved", "Unknown"];
    for (const file of forged) expect(await codeOf(file, root)).to.be.oneOf(codes);
  });

  it("is refused where a change is left out of the file with its header, or told twice", async () => {
    const { w, voucher } = await load(halfPaid);
    const root = await readersRoot(w);
    const { text } = await proveVoucher(await sourceUnder(w, root), voucher);
    const { events, headers } = JSON.parse(text) as { events: number[][]; headers: string[] };
    const last = events.at(-1)!;
    expect(await codeOf(changed(text, { events: events.slice(0, -1) }), root)).to.equal("HistoryIncomplete");
    expect(await codeOf(changed(text, { events: [...events, last] }), root)).to.equal("HistoryIncomplete");
    const twice = [...events.slice(0, -1), events.at(-2)!];
    expect(await codeOf(changed(text, { events: twice }), root)).to.equal("EventOutOfOrder");
    expect(await codeOf(changed(text, { headers: headers.slice(1) }), root)).to.not.equal("valid");
  });

  it("is refused rather than failing, whatever is in the file", async () => {
    const root = await readersRoot((await load(halfPaid)).w);
    for (const file of [new Uint8Array(), utf8("{}"), utf8("null"), Uint8Array.of(0x1f, 0x8b)]) {
      expect((await verifyProof(file, root)).valid).to.equal(false);
    }
  });
});

/** A proof's text with other members, under the hash that it then has. */
function changed(text: string, over: object): Uint8Array {
  const members = Object.entries({ ...(JSON.parse(text) as object), ...over });
  return utf8(hashed(Object.fromEntries(members.filter(([name]) => name !== "hash"))));
}

function about({ text }: { text: string }, subject: Subject): Uint8Array {
  return changed(text, { subject });
}

async function codeOf(file: Uint8Array, root: TrustRoot): Promise<string> {
  const verdict = await verifyProof(file, root);
  return verdict.valid ? "valid" : verdict.refusal.code;
}
