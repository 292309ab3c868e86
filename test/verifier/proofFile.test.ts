import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { utf8 } from "../../verifier/bytes.ts";
import { readProofFile } from "../../verifier/proofFile.ts";
import { Refusal } from "../../verifier/refusal.ts";
import { trustRootText } from "../../verifier/trustRoot.ts";
import { refusedWithin } from "./support/bounds.ts";
import { emptyProof, hashed, packed, proofJson, proofText } from "./support/files.ts";
import { refused } from "./support/refused.ts";
import { firstRoot } from "./support/roots.ts";

const text = proofText(emptyProof());
const file = packed(text);
const json = proofJson(emptyProof());
const present = { ...json, subject: { kind: "program", id: "3" }, headers: json.headers.slice(0, 1), events: [] };

const read = (what: string) => readProofFile(utf8(what));

/** What stands at a place of the JSON, shortened. */
function valueOf(spoilt: object, place: string): string {
  const member = place.split(".")[0] ?? "";
  return JSON.stringify(member in spoilt ? spoilt[member as keyof typeof spoilt] : spoilt).slice(-50);
}

describe("A proof file", () => {
  it("is read packed and as plain text, and says the same", async () => {
    const plain = await read(text);
    expect(await readProofFile(file)).to.deep.equal(plain);
    expect({ ...plain, hash: undefined }).to.deep.equal({ ...emptyProof(), hash: undefined });
    expect(`"${plain.hash}"}`).to.equal(text.slice(-69));
  });

  it("is unpacked by gunzip as well", () => expect(gunzipSync(file).toString()).to.equal(text));

  for (const [kind, id] of [
    ["provider", "P2-1"],
    ["program", "65535"],
    ["payment", "12"],
  ] as const) {
    it(`is about a ${kind} too`, async () => {
      const { subject } = await read(hashed({ ...present, subject: { kind, id } }));
      expect(subject).to.deep.equal({ kind, id });
    });
  }

  it("is refused when any one byte of the packed file is another", async () => {
    for (let at = 0; at < file.length; at += 1)
      for (const flip of [0x01, 0x80, 0xff]) {
        const spoilt = file.with(at, (file[at] ?? 0) ^ flip);
        expect(await readProofFile(spoilt).catch((error: unknown) => error), `byte ${at}`).to.be.instanceOf(Refusal);
      }
  });

  it("is refused when any one character of the text is another, or it is cut anywhere", async () => {
    for (let at = 0; at < text.length; at += 1) {
      const spoilt = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
      expect(await read(spoilt).catch((error: unknown) => error), spoilt).to.be.instanceOf(Refusal);
      expect(await read(text.slice(0, at)).catch((error: unknown) => error)).to.be.instanceOf(Refusal);
    }
  });

  it("is refused when it is packed anew by another program, or its packing is broken", async () => {
    await refused("PackingDamaged", () => readProofFile(Uint8Array.of(0x1f, 0x8b)));
    await refused("PackingDamaged", () => readProofFile(packed(text, (body) => body.subarray(0, -9))));
    await refused("PackingDamaged", () => readProofFile(packed(text, (body) => Uint8Array.of(...body, 1, 2, 3))));
    await refused("PackingDamaged", () => readProofFile(packed(text, (body) => body.with(3, 0xff))));
    await refused("PackingDamaged", () => readProofFile(Uint8Array.of(0x1f, 0x8b, 8, 0, ...file.subarray(4))));
  });

  for (const [what, spoilt] of [
    ["null", "null"],
    ["a number", "7"],
    ["broken JSON", text.slice(0, -1)],
    ["another program's file", '{"format":"another"}'],
  ] as const) {
    it(`is not ${what}`, () => refused("NotAProof", () => read(spoilt)));
  }

  for (const [what, code, mistaken] of [
    ["an empty file", "FileEmpty", ""],
    ["blanks and line feeds", "FileEmpty", " \r\n"],
    ["a web page", "FileIsWebPage", "\n<!DOCTYPE html>\n<html><head></head></html>"],
    ["a web page that says what failed", "FileIsWebPage", '<?xml version="1.0"?><Error></Error>'],
    ["a trust root", "FileIsTrustRoot", trustRootText(firstRoot())],
    ["a trust root in another layout", "FileIsTrustRoot", JSON.stringify(firstRoot())],
  ] as const) {
    it(`is said to be ${what} where it is one`, async () => {
      await refused(code, () => read(mistaken));
      await refused(code, () => readProofFile(packed(mistaken)));
    });
  }

  it("is not said to be damaged where another program packed it, but is where it is cut short or a byte changed", async () => {
    const saysUnpack = async (spoilt: Uint8Array) => {
      const { en, zh } = await refused("PackingDamaged", () => readProofFile(spoilt));
      expect([en.includes(".json"), zh.includes(".json")]).to.deep.equal([true, true]);
      return { en: en.includes("damaged"), zh: zh.includes("损坏") };
    };
    expect(await saysUnpack(new Uint8Array(gzipSync(text)))).to.deep.equal({ en: false, zh: false });
    const damaged = [
      ...[0, 3, 20].map((length) => file.slice(0, 2 + length)),
      ...[file.slice(0, -1), file.slice(0, file.length >> 1)],
      ...Array.from({ length: 14 }, (_, i) => file.with(2 + i, (file[2 + i] ?? 0) ^ 0xff)),
    ];
    for (const spoilt of damaged) expect(await saysUnpack(spoilt)).to.deep.equal({ en: true, zh: true });
  });

  it("is not bytes that are no text", () => refused("NotAProof", () => readProofFile(Uint8Array.of(0x7b, 0xff))));

  it("is refused with the advice to take a newer verifier when its version is a later one", () =>
    refused("ProofVersionUnknown", () => read(hashed({ ...json, version: 2 }))));

  for (const [place, spoilt] of [
    ["trustRoot", { ...json, trustRoot: "0x00" }],
    ["trustRoot", { ...json, trustRoot: `0x${"AA".repeat(32)}` }],
    ["edition", { ...json, edition: 7 }],
    ["subject.id", { ...json, subject: { kind: "voucher", id: "3-17" } }],
    ["subject.id", { ...json, subject: { kind: "voucher", id: "3-000017\n" } }],
    ["subject.kind", { ...json, subject: { kind: "enterprise", id: "1" } }],
    ["headers", { ...json, headers: [] }],
    ["headers", { ...json, headers: ["0xC0"] }],
    ["headers", { ...present, headers: json.headers }],
    ["codeInEveryBlock", { ...json, codeInEveryBlock: 1 }],
    ["codeInEveryBlock", { ...present, codeInEveryBlock: false }],
    ["events", { ...json, events: [[0, 0]] }],
    ["events", { ...json, events: [[0, -1, 0]] }],
    ["events", { ...json, events: [[0, 0.5, 0]] }],
    ["events", { ...json, events: [[2, 0, 0]] }],
    ["events", { ...json, events: [] }],
    ["events", { ...present, events: [[0, 0, 0]] }],
    ["nodes", { ...json, nodes: ["0x0"] }],
    ["nodes", { ...json, nodes: "0x00" }],
    ["JSON", { ...json, note: 1 }],
  ] as const) {
    it(`is refused where ${place} is ${valueOf(spoilt, place)}`, async () => {
      const { en } = await refused("ProofMisshapen", () => read(hashed(spoilt)));
      expect(en).to.contain(` ${place} `);
    });
  }

  for (const [what, spoilt] of [
    ["a blank more", `${text} `],
    ["a member twice", text.replace('"version":1', '"version":2,"version":1')],
    ["members in another order", hashed({ ...Object.fromEntries(Object.entries(json).reverse()) })],
    ["a letter written as a number", text.replace("voucher", "vouche\\u0072")],
    ["a number written as a fraction", text.replace('"version":1', '"version":1.0')],
  ] as const) {
    it(`is refused with ${what}`, () => refused("ProofNotCanonical", () => read(spoilt)));
  }

  it("is refused when its hash is that of another content", () =>
    refused("ProofHashWrong", () => read(text.replace("3-000017", "3-000018"))));

  it("is refused or read, never a crash, whatever its text became", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(30), fc.string({ maxLength: 6 }), async (at, cut, put) => {
        const spoilt = text.slice(0, at) + put + text.slice(at + cut);
        const result = await read(spoilt).catch((error: unknown) => error);
        expect(spoilt === text || result instanceof Refusal).to.equal(true);
      }),
    );
  });

  it("is refused, never a crash, when it is random bytes, packed or not", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...[[], [0x1f, 0x8b], file.slice(0, 48)]),
        async (bytes, head) => {
          for (const spoilt of [Uint8Array.of(...head, ...bytes), packed(bytes), packed("", () => bytes)])
            expect(await readProofFile(spoilt).catch((error: unknown) => error)).to.be.instanceOf(Refusal);
        },
      ),
    );
  });
});

describe("A hostile file is refused in bounded time and memory:", () => {
  const eightMiB = 8 << 20;
  const proofWith = (member: string) => `{"format":"tongdui proof","version":1,"trustRoot":${member}}`;

  it("more than 4 MiB packed", () =>
    refused("FileTooLarge", () => readProofFile(Buffer.concat([file, new Uint8Array(4 << 20)]))));
  it("more than 8 MiB of text", () =>
    refused("FileTooLarge", () => readProofFile(new Uint8Array(eightMiB + 1).fill(0x20))));

  it("what is small and unpacks to 128 MiB", async () => {
    const bomb = packed(new Uint8Array(128 << 20));
    const refusal = await refusedWithin(5, 100, () => readProofFile(bomb));
    expect(refusal.code).to.equal("FileTooLargeUnpacked");
  });

  for (const [what, spoilt] of [
    ["eight million brackets", () => proofWith("[".repeat(eightMiB - 70))],
    ["four million lists", () => proofWith(`[${"[],".repeat(2_700_000)}[]]`)],
    ["a million objects in each other", () => proofWith('{"a":'.repeat(1_600_000))],
    ["as many lists in each other as there may be events", () => proofWith("[".repeat(65_538) + "]".repeat(65_538))],
    ["four million numbers as headers", () => hashed({ ...json, headers: Array(4_000_000).fill(7) })],
    ["one node more than there may be", () => hashed({ ...json, nodes: Array(65_537).fill("0x01") })],
    ["two million escaped characters", () => proofWith(`"${"\\u0041".repeat(1_390_000)}"`)],
    ["a number of eight million digits", () => proofWith("9".repeat(eightMiB - 70))],
    [
      "one node of four million bytes that is no hex",
      () => hashed({ ...json, nodes: [`0x${"0".repeat(eightMiB - 1_000)}g0`] }),
    ],
  ] as const) {
    it(what, async () => {
      const spoiltBytes = utf8(spoilt());
      expect(spoiltBytes.length).to.be.lessThan(eightMiB + 1);
      await refusedWithin(5, 250, () => readProofFile(spoiltBytes));
    });
  }
});
