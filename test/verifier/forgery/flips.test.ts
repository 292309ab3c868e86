import { expect } from "chai";
import { bytesOf, hexOf, utf8, type Hex } from "../../../verifier/bytes.ts";
import type { TrustRoot, Verdict } from "../../../verifier/index.ts";
import { packed } from "../support/files.ts";
import { codeOf, contentOf, rehashed, remade, verdictOn } from "../support/forging.ts";
import { inOrder } from "../support/tries.ts";
import { unsealedText, vectorFile, vectorRoot, vectorText } from "../support/vectors.ts";

const root = await vectorRoot("root-0");
const open = await vectorRoot("root-development");
const short = await vectorText("voucher-in-hand");

/** Lowest bit, the bit between small and capital letters, highest bit, and any others. */
const FLIPS = [0x01, 0x20, 0x80];

/** The same numbers in every run. */
function* pseudoRandom(): Generator<number, never> {
  for (let state = 2_463_534_242; ;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}
const numbers = pseudoRandom();
const below = (limit: number) => numbers.next().value % limit;

/** Every position with each flip, or where that is too much, with one after the other. */
function* flipped(bytes: Uint8Array, each: "all flips" | "one flip" = "all flips"): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1) {
    const flips = [...FLIPS, 1 + below(255)];
    for (const flip of each === "all flips" ? flips : [flips[at % 4]!]) yield bytes.with(at, bytes[at]! ^ flip);
  }
}

/** Counts the reasons of refusal; none is "valid", and none is that the check itself came to grief. */
async function refusals(forged: Iterable<string | Uint8Array>, under: TrustRoot): Promise<Map<string, number>> {
  const codes = new Map<string, number>();
  for (const one of forged) {
    const code = await codeOf(one, under);
    if (code === "valid" || code === "Malformed") expect.fail(`${code}: ${typeof one === "string" ? one : hexOf(one)}`);
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
}

const sum = (codes: Map<string, number>) => [...codes.values()].reduce((all, count) => all + count, 0);

/** The proof with each byte of each of its headers flipped, under the hash that it then has. */
function* withHeadersFlipped(text: string): Generator<string> {
  const { headers } = contentOf(text);
  for (const [at, header] of headers.entries()) {
    for (const spoilt of flipped(bytesOf(header as Hex), "one flip")) {
      yield remade(text, { headers: headers.with(at, hexOf(spoilt)) });
    }
  }
}

/** The proof with each byte of its nodes flipped, put in order again. */
function* withNodesFlipped(text: string): Generator<string> {
  const nodes = contentOf(text).nodes.map((node) => bytesOf(node as Hex));
  for (const [at, node] of nodes.entries()) {
    for (const spoilt of flipped(node, "one flip"))
      yield remade(text, { nodes: inOrder(nodes.with(at, spoilt)).map(hexOf) });
  }
}

describe("A proof in which one byte is another", () => {
  it("is refused, whichever byte of the packed file it is", async () => {
    const codes = await refusals(flipped(await vectorFile("good/voucher-in-hand.proof.json.gz")), root);
    expect(sum(codes)).to.be.greaterThan(10_000);
    const long = await refusals(flipped(await vectorFile("good/voucher.proof.json.gz"), "one flip"), root);
    expect(sum(long)).to.be.greaterThan(10_000);
    // With its first two bytes otherwise it is no packed file at all.
    expect([...codes.keys()].sort()).to.deep.equal(["NotAProof", "PackingDamaged"]);
  });

  it("is refused, whichever byte of the text it is", async () => {
    const codes = await refusals(flipped(utf8(short)), root);
    expect(sum(codes)).to.equal(4 * short.length);
  });

  it("is refused, whichever byte of the text it is, packed again as proofs are", async () => {
    const forged = (function* () {
      for (const spoilt of flipped(utf8(short).subarray(0, 3_000), "one flip")) yield packed(spoilt);
    })();
    await refusals(forged, root);
  });
});

describe("A proof in which one byte is another, and its hash is made right", () => {
  it("is refused, whichever byte of a header it is", async () => {
    const codes = await refusals(withHeadersFlipped(short), root);
    expect(codes.get("SealByStranger")).to.be.greaterThan(500);
    const rest = ["HeaderUnreadable", "OtherValidators", "SealUnreadable", "SealByStranger"];
    expect(rest).to.include.members([...codes.keys()]);
  });

  it("is refused, whichever byte of a node it is, though nobody sealed the blocks", async () => {
    const codes = await refusals(withNodesFlipped(await unsealedText("voucher-in-hand")), open);
    const reasons = ["NodeUnreadable", "AccountNotProved", "SlotNotProved", "ReceiptNotProved"];
    expect(reasons).to.include.members([...codes.keys()]);
    expect(sum(codes)).to.be.greaterThan(2_000);
  });

  it("is refused, whichever number it is", async () => {
    const whole = await unsealedText("voucher");
    const { events } = contentOf(whole);
    const forged = events.flatMap((event, at) =>
      event.flatMap((number, place) =>
        [...FLIPS.map((flip) => number ^ flip), number + 1, number - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53]
          .filter((other) => other !== number)
          .map((other) =>
            remade(whole, { events: events.with(at, event.with(place, other) as [number, number, number]) }),
          ),
      ),
    );
    const codes = await refusals(forged, open);
    expect(sum(codes)).to.equal(forged.length);
  });
});

describe("A proof in which a byte is another, and every hash above it is made right by who holds all validators' keys", () => {
  it("is read without coming to grief, and says nothing else of the voucher unless its one event alone tells it", async () => {
    const text = await unsealedText("voucher-in-hand");
    const said = factsOf(await verdictOn(text, open));
    let valid = 0;
    for (const [at, node] of contentOf(text).nodes.entries()) {
      for (const spoilt of flipped(bytesOf(node as Hex), "one flip")) {
        const verdict = await verdictOn(rehashed(text, at, spoilt), open);
        if (!verdict.valid) expect(verdict.refusal.code).to.not.equal("Malformed");
        else expect(factsOf(verdict)).to.deep.equal(said);
        valid += Number(verdict.valid);
      }
    }
    // What does not concern the voucher: other accounts, other slots, other events.
    expect(valid).to.be.greaterThan(1_000);
  });
});

/** Without the block, which is another, and without what the ledger tells in the event alone: by which list it was issued. */
function factsOf(verdict: Verdict) {
  const facts = verdict.valid ? verdict.facts : [];
  return facts.filter(({ kind }) => kind !== "moment" && kind !== "change").map(({ en }) => en);
}
