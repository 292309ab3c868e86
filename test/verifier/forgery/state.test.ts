import { expect } from "chai";
import {
  bigNumber,
  bytesOf,
  decodeRlp,
  encodeRlp,
  hexOf,
  isBytes,
  isList,
  keccak,
  word,
  type Hex,
  type Rlp,
} from "../../../verifier/bytes.ts";
import { trustRootHash } from "../../../verifier/index.ts";
import { quantity } from "../support/besu.ts";
import { codeOf, contentOf, rehashed, remade, withLeaf } from "../support/forging.ts";
import { vectorFile, vectorRoot, unsealedText } from "../support/vectors.ts";

// Whoever holds all validators' keys can put what he likes under a root. Even so nothing is taken that the chain never writes.
const root = await vectorRoot("root-development");
const whole = await unsealedText("voucher");
const short = await unsealedText("voucher-in-hand");

/** The proof as one of the development chain. */
function remadeOpen(text: Uint8Array): string {
  return remade(new TextDecoder().decode(text), { trustRoot: trustRootHash(root) });
}

type Change<Item> = (item: Item) => Item;

const isAccount = (value: Rlp): value is readonly Rlp[] => isList(value, 4) && isBytes(value[2], 32);
const isSlot = (value: Rlp): value is Uint8Array => isBytes(value) && value.length > 8 && value.length <= 32;

const withAccount = (change: Change<readonly Rlp[]>) =>
  withLeaf(short, (value) => (isAccount(value) ? change(value) : undefined));
/** The voucher's own slot: its proof has no other. */
const withSlot = (change: (value: Uint8Array) => Rlp) =>
  withLeaf(short, (value) => (isSlot(value) ? change(value) : undefined));

/** The receipt of the issue, with a type before it if one is given: status, gas, bloom and events. */
function withReceipt(change: Change<readonly Rlp[]>, ...type: number[]): string {
  return withLeaf(short, (value) =>
    isList(value, 4) && isBytes(value[2], 256) ? Uint8Array.of(...type, ...encodeRlp(change(value))) : undefined,
  );
}

/** Its events, of which the third is the voucher's. */
const withLogs = (change: Change<readonly Rlp[]>) =>
  withReceipt((fields) => fields.with(3, change(fields[3] as readonly Rlp[])));
const place = contentOf(short).events[0]![2];
const withLog = (change: Change<readonly Rlp[]>) =>
  withLogs((logs) => logs.with(place, change(logs[place] as readonly Rlp[])));
const withTopics = (change: Change<readonly Rlp[]>) => withLog((log) => log.with(1, change(log[1] as readonly Rlp[])));

const zero = new Uint8Array(32);
const bytes = (value: Rlp | undefined) => value as Uint8Array;

describe("What no chain writes is refused, though all hashes above it are right:", () => {
  for (const [what, forged, code] of [
    [
      "a slot with a zero before its number",
      () => withSlot((value) => encodeRlp(Uint8Array.of(0, ...value.subarray(0, 30)))),
      "SlotUnreadable",
    ],
    ["a slot of nothing", () => withSlot(() => encodeRlp(new Uint8Array())), "SlotUnreadable"],
    ["a slot of 33 bytes", () => withSlot(() => encodeRlp(new Uint8Array(33).fill(1))), "SlotUnreadable"],
    ["a slot that is a list", () => withSlot((value) => [value]), "SlotUnreadable"],
    [
      "a slot in another form of RLP",
      () => withSlot((value) => Uint8Array.of(0xb8, value.length, ...value)),
      "SlotUnreadable",
    ],
    ["an account of five fields", () => withAccount((fields) => [...fields, new Uint8Array()]), "AccountUnreadable"],
    ["an account of three fields", () => withAccount((fields) => fields.slice(0, 3)), "AccountUnreadable"],
    [
      "an account whose nonce has a zero before it",
      () => withAccount((fields) => fields.with(0, Uint8Array.of(0, 1))),
      "AccountUnreadable",
    ],
    ["an account whose balance is a list", () => withAccount((fields) => fields.with(1, [])), "AccountUnreadable"],
    [
      "an account whose code has a hash of 31 bytes",
      () => withAccount((fields) => fields.with(3, bytes(fields[3]).subarray(1))),
      "AccountUnreadable",
    ],
    ["a receipt of five fields", () => withReceipt((fields) => [...fields, zero]), "ReceiptUnreadable"],
    ["a receipt with status 2", () => withReceipt((fields) => fields.with(0, Uint8Array.of(2))), "ReceiptUnreadable"],
    [
      "a receipt with status 1 after a zero",
      () => withReceipt((fields) => fields.with(0, Uint8Array.of(0, 1))),
      "ReceiptUnreadable",
    ],
    [
      "a receipt with a root for a status, as long ago",
      () => withReceipt((fields) => fields.with(0, zero)),
      "ReceiptUnreadable",
    ],
    [
      "a receipt that failed and yet has events",
      () => withReceipt((fields) => fields.with(0, new Uint8Array())),
      "TransactionFailed",
    ],
    [
      "a receipt with a short bloom",
      () => withReceipt((fields) => fields.with(2, new Uint8Array(255))),
      "ReceiptUnreadable",
    ],
    ["a receipt with two types", () => withReceipt((fields) => fields, 2, 2), "ReceiptUnreadable"],
    ["a receipt of type 0x80", () => withReceipt((fields) => fields, 0x80), "ReceiptUnreadable"],
    ["an event with five topics", () => withTopics((topics) => [...topics, zero, zero]), "ReceiptUnreadable"],
    ["an event with four topics", () => withTopics((topics) => [...topics, zero]), "EventUnreadable"],
    ["an event without topics", () => withTopics(() => []), "EventForeign"],
    [
      "an event with a topic of 31 bytes",
      () => withTopics((topics) => topics.with(1, bytes(topics[1]).subarray(1))),
      "ReceiptUnreadable",
    ],
    ["an event of four parts", () => withLog((log) => [...log, zero]), "ReceiptUnreadable"],
    [
      "an event of an address of 21 bytes",
      () => withLog((log) => log.with(0, Uint8Array.of(0, ...bytes(log[0])))),
      "ReceiptUnreadable",
    ],
    ["an event of another contract", () => withLog((log) => log.with(0, zero.subarray(12))), "EventForeign"],
    ["an event of another voucher", () => withTopics((topics) => topics.with(1, zero)), "EventForeign"],
    [
      "an event whose number stands on the left",
      () => withTopics((topics) => topics.with(2, Uint8Array.of(1, ...new Uint8Array(31)))),
      "ChangeMissing",
    ],
    [
      "an event with a word more",
      () => withLog((log) => log.with(2, Uint8Array.of(...bytes(log[2]), ...zero))),
      "EventUnreadable",
    ],
    [
      "an event with an action that does not exist",
      () => withLog((log) => log.with(2, bytes(log[2]).with(31, 13))),
      "EventUnreadable",
    ],
    [
      "an event with an action beyond a byte",
      () => withLog((log) => log.with(2, bytes(log[2]).with(0, 1))),
      "EventUnreadable",
    ],
    [
      "an event with another amount",
      () => withLog((log) => log.with(2, bytes(log[2]).with(63, 1 ^ bytes(log[2])[63]!))),
      "ChangeElsewhere",
    ],
    ["no events", () => withLogs(() => []), "LogAbsent"],
  ] as const) {
    it(what, async () => expect(await codeOf(forged(), root)).to.equal(code));
  }
});

const program = remadeOpen(await vectorFile("good/program.proof.json"));

describe("A header that no chain has is refused, though nobody's seals are over it:", () => {
  const withField = (field: number, value: Uint8Array) => {
    const fields = decodeRlp(bytesOf(contentOf(program).headers[0] as Hex)) as readonly Rlp[];
    return remade(program, { headers: [hexOf(encodeRlp(fields.with(field, value)))] });
  };
  for (const [what, field, value] of [
    ["of a time after the year 9999", 11, quantity("0x3afff44180")],
    ["of a time that no calendar has", 11, quantity("0x1fffffffffffff")],
    ["of a time beyond all numbers", 11, new Uint8Array(32).fill(1)],
    ["of a number beyond all numbers", 8, new Uint8Array(32).fill(1)],
    ["of a number with a zero before it", 8, Uint8Array.of(0, 1)],
    ["with a root of 31 bytes", 3, new Uint8Array(31)],
  ] as const) {
    it(what, async () => expect(await codeOf(withField(field, value), root)).to.equal("HeaderUnreadable"));
  }

  it("but not the last second of that year", async () => {
    expect(await codeOf(withField(11, quantity("0x3afff4417f")), root)).to.equal("valid");
  });

  it("and whatever byte of it is another, it is read without coming to grief", async () => {
    const header = bytesOf(contentOf(program).headers[0] as Hex);
    const reasons = new Set<string>();
    for (let at = 0; at < header.length; at += 1) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const spoilt = hexOf(header.with(at, header[at]! ^ flip));
        reasons.add(await codeOf(remade(program, { headers: [spoilt] }), root));
      }
    }
    expect(reasons).to.include("HeaderUnreadable").and.not.include("Malformed");
  });
});

describe("A slot that holds something else than the ledger wrote", () => {
  it("is noticed in each bit of the voucher's own", async () => {
    const reasons = new Set<string>();
    for (let bit = 0n; bit < 256n; bit += 1n) {
      const forged = withSlot((value) => encodeRlp(quantity(hexOf(word(bigNumber(value) ^ (1n << bit))))));
      reasons.add(await codeOf(forged, root));
    }
    const expected = ["HistoryElsewhere", "HistoryIncomplete", "SlotNotProved", "SlotUnreadable", "WordImpossible"];
    expect(expected).to.include.members([...reasons]);
    expect(reasons).to.include("HistoryElsewhere");
  });

  it("is noticed: the voucher, its freezes, its orders, claw-backs and payments do not agree with the history then", async () => {
    const reasons = new Set<string>();
    for (const [at, hex] of contentOf(whole).nodes.entries()) {
      const [path, value] = decodeRlp(bytesOf(hex as Hex)) as readonly Rlp[];
      const held = isBytes(value) ? decodeRlp(value) : undefined;
      if (!isBytes(held) || !isSlot(held)) continue;
      for (let byte = 0; byte < held.length; byte += 1) {
        const other = encodeRlp(held.with(byte, held[byte]! ^ (1 << (byte % 8))));
        reasons.add(await codeOf(rehashed(whole, at, encodeRlp([path!, other])), root));
      }
    }
    const expected = ["HistoryElsewhere", "OrderElsewhere", "ClawBackElsewhere", "PaymentElsewhere", "WordImpossible"];
    expect(reasons).to.include.all.keys(expected);
    // What the ledger tells in the slot alone: an order's days and provider, who opened a payment.
    expect(reasons).to.include("valid").and.not.include("Malformed");
  });
});

describe("A slot that is cut off its trie, so that it seems to be empty,", () => {
  /** The branch or extension in which a node hangs, with that child taken out, and all hashes above it right. */
  function cut(text: string, hash: string): string[] {
    return contentOf(text).nodes.flatMap((hex, at) => {
      const node = decodeRlp(bytesOf(hex as Hex));
      if (!isList(node, 17)) return [];
      const child = node.findIndex((one) => isBytes(one, 32) && hexOf(one) === hash);
      return child < 0 ? [] : [rehashed(text, at, encodeRlp(node.with(child, new Uint8Array())))];
    });
  }

  it("is noticed, whichever slot it is: what the history says is not there", async () => {
    const reasons = new Set<string>();
    for (const hex of contentOf(whole).nodes) {
      for (const forged of cut(whole, hexOf(keccak(bytesOf(hex as Hex))))) reasons.add(await codeOf(forged, root));
    }
    const expected = ["Unknown", "WordImpossible", "ClawBackElsewhere", "AccountAbsent", "ReceiptAbsent", "NodeUnused"];
    expect([...reasons].filter((code) => !expected.includes(code))).to.deep.equal([]);
    expect(reasons).to.include("Unknown").and.include("ClawBackElsewhere").and.not.include("valid");
  });

  it("is noticed where only the branch is changed, without the hashes above it", async () => {
    const { nodes } = contentOf(whole);
    for (const hex of nodes) {
      const node = decodeRlp(bytesOf(hex as Hex));
      if (!isList(node, 17)) continue;
      const child = node.findIndex((one) => isBytes(one, 32));
      const truncated = hexOf(encodeRlp(node.with(child, new Uint8Array())));
      const forged = remade(whole, { nodes: nodes.map((one) => (one === hex ? truncated : one)) });
      expect(await codeOf(forged, root)).to.be.oneOf([
        "NodesOutOfOrder",
        "AccountNotProved",
        "SlotNotProved",
        "ReceiptNotProved",
      ]);
    }
  });
});
