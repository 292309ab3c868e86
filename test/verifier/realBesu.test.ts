import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { bytesOf, decodeRlp, encodeRlp, hexOf, type Hex, type Rlp } from "../../verifier/bytes.ts";
import { Evidence } from "../../verifier/evidence.ts";
import {
  readTrustRoot,
  trustRootHash,
  verifyProof,
  verifySuccession,
  type Fact,
  type TrustRoot,
} from "../../verifier/index.ts";
import { readProofFile } from "../../verifier/proofFile.ts";
import { EXTRA_DATA } from "./support/besu.ts";
import { codeOf, contentOf, remade } from "./support/forging.ts";

const file = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`vectors/besu-25.12.0/${name}`, import.meta.url)));
const proof = async (name: string) => file(`${name}.proof.json.gz`);
const textOf = async (name: string): Promise<string> => new TextDecoder().decode(gunzipSync(await proof(name)));

async function readRoots(): Promise<[TrustRoot, TrustRoot, TrustRoot]> {
  const [a, b, c] = await Promise.all([0, 1, 2].map(async (n) => readTrustRoot(await file(`trust-root-${n}.json`))));
  return [a!, b!, c!];
}
const roots = await readRoots();
const [first, second, third] = roots;

/** Each proof, the number of the root under which it was made, how many sealed each of its blocks, and what it shows. */
const PROOFS = [
  ["voucher", 2, [3, 3, 3, 3, 3, 2, 2, 2, 2, 3, 3], { kind: "figures", rest: 1_500_000n, redeemed: 8_500_000n }],
  ["voucher-before", 0, [3, 3, 3, 3, 3, 3], { kind: "figures", rest: 1_500_000n, locked: 1_000_000n }],
  ["voucher-pruned", 1, [3, 3, 3, 3, 3, 2, 2, 2, 2, 2], { kind: "figures", rest: 1_500_000n, paid: 8_500_000n }],
  ["provider", 1, [2], { kind: "provider", provider: (1n << 32n) | 1n }],
  ["program", 0, [3], { kind: "program", program: 2n }],
  ["payment", 0, [3], { kind: "payment", payment: 1n }],
] as const;

async function valid(name: string, root: TrustRoot) {
  const verdict = await verifyProof(await proof(name), root);
  if (!verdict.valid) throw verdict.refusal;
  return verdict;
}

function ofKind<Kind extends Fact["kind"]>(facts: readonly Fact[], kind: Kind) {
  return facts.filter((one): one is Extract<Fact, { kind: Kind }> => one.kind === kind);
}

/** The header without its first seal, without its second, and so on. */
function shortOfOne(header: Uint8Array): Uint8Array[] {
  const fields = decodeRlp(header) as Uint8Array[];
  const extra = decodeRlp(fields[EXTRA_DATA]!) as Rlp[];
  const seals = extra[4] as Uint8Array[];
  return seals.map((_, i) => encodeRlp(fields.with(EXTRA_DATA, encodeRlp(extra.with(4, seals.toSpliced(i, 1))))));
}

describe("A proof made on a real Besu network", () => {
  for (const [name, made, seals, shown] of PROOFS) {
    it(`of ${name} is valid, with all seals, under root ${made}, and under each that followed`, async () => {
      for (const root of roots.slice(made)) {
        const { facts, development } = await valid(name, root);
        expect(development).to.equal(false);
        expect(facts.find(({ kind }) => kind === shown.kind)).to.include(shown);
        const { sealed } = await Evidence.of(await readProofFile(await proof(name)), root);
        expect(sealed?.map((members) => members.length)).to.deep.equal(seals);
      }
    });
  }

  for (const [name, made] of PROOFS.filter(([, number]) => number > 0)) {
    it(`of ${name} is refused under the roots before root ${made}`, async () => {
      for (const root of roots.slice(0, made))
        expect(await codeOf(await proof(name), root)).to.equal("TrustRootUnknown");
    });
  }

  it("tells the voucher's whole life, through two changes of the validators", async () => {
    const { facts, notProved } = await valid("voucher", third);
    const changes = ofKind(facts, "change");
    expect(changes.map(({ action }) => action).join(" ")).to.equal(
      "issued locked redeemed paid locked frozen unfrozen redeemed paid extended",
    );
    expect(changes.map(({ block }) => block)).to.deep.equal([178, 179, 181, 184, 185, 457, 459, 461, 464, 577]);
    expect(
      ofKind(facts, "sealed").map(({ blocks, from, through, fewest }) => [blocks, from, through, fewest]),
    ).to.deep.equal([
      [5, 0, 331, 3],
      [4, 332, 554, 2],
      [2, 555, null, 3],
    ]);
    expect(notProved.map(({ kind }) => kind).filter((kind) => kind === "retiredKeys")).to.have.length(2);
  });

  it("of a node that keeps few states is valid, and says what it leaves open", async () => {
    const { facts, notProved } = await valid("voucher-pruned", second);
    expect(ofKind(facts, "ledger")[0]!.olderBlocks).to.equal("notProved");
    expect(notProved.map(({ kind }) => kind)).to.include("looseBlocks");
  });

  it("holds a block that was sealed in round 1, while a validator was down", async () => {
    const [header = ""] = contentOf(await textOf("program")).headers;
    const fields = decodeRlp(bytesOf(header as Hex)) as Uint8Array[];
    const [, , , round] = decodeRlp(fields[EXTRA_DATA]!) as Uint8Array[];
    expect(round).to.deep.equal(Uint8Array.of(1));
  });

  it("has no seal to spare: each header without one of them is refused", async () => {
    const text = await textOf("voucher");
    const { headers } = contentOf(text);
    for (const [at, header] of headers.entries()) {
      for (const short of shortOfOne(bytesOf(header as Hex))) {
        const forged = remade(text, { headers: headers.with(at, hexOf(short)) });
        expect(await codeOf(forged, third), `header ${at}`).to.equal("TooFewSeals");
      }
    }
  });

  it("made after a change of the validators is refused as one of before, whoever says that it was", async () => {
    for (const [name, root] of [
      ["voucher", second],
      ["voucher", first],
      ["provider", first],
    ] as const) {
      const said = remade(await textOf(name), { trustRoot: trustRootHash(root) });
      expect(await codeOf(said, root)).to.equal("OtherValidators");
    }
  });
});

describe("The trust roots of a real Besu network", () => {
  it("follow from each other by the signatures of the validators' own keys", () => {
    const districts = (signers: readonly { readonly district: number }[]) => signers.map(({ district }) => district);
    expect(districts(verifySuccession(first, second))).to.have.members([1, 2, 4]);
    expect(districts(verifySuccession(second, third))).to.have.members([2, 3]);
  });

  it("do not follow without one of these signatures", () => {
    for (const [previous, next] of [
      [first, second],
      [second, third],
    ] as const) {
      const short = { ...next, signatures: next.signatures.slice(1) };
      expect(() => verifySuccession(previous, short)).to.throw();
    }
  });
});
