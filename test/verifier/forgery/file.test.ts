import { deflateRawSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { keccak, utf8 } from "../../../verifier/bytes.ts";
import { verifyProof } from "../../../verifier/index.ts";
import { hashed, packed } from "../support/files.ts";
import { codeOf, contentOf, remade } from "../support/forging.ts";
import { vectorFile, vectorRoot, vectorText } from "../support/vectors.ts";

const root = await vectorRoot("root-0");
const text = await vectorText("voucher-in-hand");
const file = await vectorFile("good/voucher-in-hand.proof.json.gz");

/** A head like that of proofs with other fields in it, and the hash of what follows. */
function withHead(head: readonly number[], body: Uint8Array): Uint8Array {
  return Uint8Array.of(...head, ...keccak(body), ...body);
}
const HEAD = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 36, 0, 0x54, 0x44, 32, 0];
const body = file.subarray(48);

describe("A proof whose text says the same in other characters is refused", () => {
  for (const [what, forged] of [
    ["with a blank at its end", `${text} `],
    ["with a line feed at its end", `${text}\n`],
    ["with a mark of UTF-8 before it", `\ufeff${text}`],
    ["with blanks in it", JSON.stringify(JSON.parse(text), null, 1)],
    ["with an escaped letter", text.replace('"kind"', '"k\\u0069nd"')],
    ["with an escaped solidus", text.replace("tongdui proof", "tongdui\\u0020proof")],
    ["with 1e0 for 1", text.replace('"version":1,', '"version":1e0,')],
    ["with 1.0 for 1", text.replace('"version":1,', '"version":1.0,')],
    ["with -0 for 0", text.replace('"events":[[0,', '"events":[[-0,')],
    ["with 0e9 for 0", text.replace('"events":[[0,', '"events":[[0e9,')],
    [
      "with capital digits",
      text.replace(/"nodes":\["0x[0-9a-f]+/, (nodes) => nodes.toUpperCase().replace(/^.*?X/, '"nodes":["0x')),
    ],
    ["with a member twice, the good one last", text.replace('"version":1,', '"version":9,"version":1,')],
    [
      "with a subject twice, the good one last",
      text.replace('"subject":', '"subject":{"kind":"program","id":"1"},"subject":'),
    ],
    ["with its own prototype", text.replace('"format"', '"__proto__":1,"format"')],
    ["with a prototype in its subject", text.replace('"kind"', '"__proto__":[],"kind"')],
    ["with a member that is called constructor", text.replace('"format"', '"constructor":1,"format"')],
    [
      "with members in another order",
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse())),
    ],
  ] as const) {
    it(what, async () => {
      expect(forged).to.not.equal(text);
      const codes = ["NotAProof", "ProofMisshapen", "ProofNotCanonical", "ProofHashWrong"];
      expect(await codeOf(forged, root)).to.be.oneOf(codes);
      // Whoever changes it can hash and pack it too.
      expect(await codeOf(packed(forged), root)).to.be.oneOf(codes);
    });
  }

  it("under the hash of that text", async () => {
    const content = text.slice(0, text.lastIndexOf(',"hash"'));
    for (const spoilt of [content.replace("[[0,", "[[-0,"), content.replace('"kind"', '"__proto__":[],"kind"')]) {
      const hash = Buffer.from(keccak(utf8(`${spoilt}}`))).toString("hex");
      expect(await codeOf(`${spoilt},"hash":"0x${hash}"}`, root)).to.be.oneOf(["ProofNotCanonical", "ProofMisshapen"]);
    }
  });

  it("in UTF-16, or with bytes that are no UTF-8", async () => {
    expect(await codeOf(Uint8Array.from(Buffer.from(text, "utf16le")), root)).to.equal("NotAProof");
    const overlong = Buffer.concat([
      Buffer.from(text.slice(0, 10)),
      Buffer.of(0xc0, 0xaf),
      Buffer.from(text.slice(10)),
    ]);
    expect(await codeOf(Uint8Array.from(overlong), root)).to.equal("NotAProof");
  });

  it("of another format or version, or with a note for whoever reads it", async () => {
    const { subject, ...rest } = contentOf(text);
    expect(await codeOf(hashed({ ...rest, subject, format: "Tongdui proof" }), root)).to.equal("NotAProof");
    expect(await codeOf(hashed({ ...rest, subject, version: 2 }), root)).to.equal("ProofVersionUnknown");
    expect(await codeOf(hashed({ ...rest, subject, version: "1" }), root)).to.equal("ProofVersionUnknown");
    expect(await codeOf(hashed({ ...rest, subject, note: "trust me" }), root)).to.equal("ProofMisshapen");
    expect(await codeOf(hashed({ ...rest, subject: { ...subject, note: "trust me" } }), root)).to.equal(
      "ProofMisshapen",
    );
  });
});

describe("A proof that is packed in another way is refused", () => {
  for (const [what, forged] of [
    ["by gzip itself", Uint8Array.from(gzipSync(text))],
    ["with the time of packing", withHead([...HEAD.slice(0, 4), 1, 2, 3, 4, ...HEAD.slice(8)], body)],
    ["with a file name", withHead([...HEAD.slice(0, 3), 12, ...HEAD.slice(4)], body)],
    ["with a field of another name", withHead([...HEAD.slice(0, 12), 0x54, 0x45, 32, 0], body)],
    ["with a longer field", withHead([...HEAD.slice(0, 10), 37, 0, 0x54, 0x44, 32, 0], body)],
    ["with a field of no bytes", Uint8Array.of(...HEAD.slice(0, 3), 4, 0, 0, 0, 0, 0, 0xff, 0, 0, ...body)],
    ["with bytes behind it", withHead(HEAD, Uint8Array.of(...body, 0))],
    ["with zeros behind it, as tapes have", withHead(HEAD, Uint8Array.of(...body, ...new Uint8Array(512)))],
    ["with a second member", withHead(HEAD, Uint8Array.of(...body, ...gzipSync("{}")))],
    ["with the same file behind it", withHead(HEAD, Uint8Array.of(...body, ...file))],
    ["with another checksum", withHead(HEAD, body.with(-8, body.at(-8)! ^ 1))],
    ["with another length", withHead(HEAD, body.with(-1, 1))],
    ["with half of it", withHead(HEAD, body.subarray(0, body.length >> 1))],
    ["with nothing in it", withHead(HEAD, new Uint8Array())],
  ] as const) {
    it(what, async () => expect(await codeOf(forged, root)).to.equal("PackingDamaged"));
  }

  it("but not with another strength of packing: it is the text that is proved", async () => {
    const weak = withHead(
      HEAD,
      Uint8Array.from(Buffer.concat([deflateRawSync(text, { level: 1 }), body.subarray(-8)])),
    );
    expect(weak.length).to.not.equal(file.length);
    expect((await verifyProof(weak, root)).valid).to.equal(true);
  });

  it("as a bomb of 256 MiB, of which no more is unpacked than a proof can have", async () => {
    const zeros = new Uint8Array(1 << 20);
    const bomb = packed(Buffer.concat(Array.from({ length: 256 }, () => zeros)));
    expect(bomb.length).to.be.lessThan(1 << 20);
    const before = process.memoryUsage.rss();
    const start = performance.now();
    expect(await codeOf(bomb, root)).to.equal("FileTooLargeUnpacked");
    expect((process.memoryUsage.rss() - before) / (1 << 20), "MiB").to.be.lessThan(128);
    expect(performance.now() - start).to.be.lessThan(10_000);
  });

  it("as one that packs itself", async () => {
    expect(await codeOf(packed(file), root)).to.equal("NotAProof");
  });
});

describe("A proof of which a piece is another's", () => {
  it("is refused with the hash of another proof", async () => {
    const other = await vectorText("provider");
    expect(await codeOf(text.slice(0, -68) + other.slice(-68), root)).to.equal("ProofHashWrong");
  });

  it("is refused under the hash of a root that nobody knows, or with one in another's place", async () => {
    expect(await codeOf(remade(text, { trustRoot: `0x${"00".repeat(32)}` }), root)).to.equal("TrustRootUnknown");
    expect(await codeOf(remade(text, { trustRoot: root.genesis }), root)).to.equal("TrustRootUnknown");
  });
});
