/** The proof file: its text, the text's hash, and how it is packed. docs/proof-format.md describes it. */
import { crc32, deflateRawSync } from "node:zlib";
import { hexOfBytes, joinBytes } from "../replay/bytes.ts";
import { keccak } from "../replay/keccak.ts";
import { tooLarge } from "./faults.ts";
import type { Place } from "./receipts.ts";

export type Subject = {
  readonly kind: "voucher" | "provider" | "program" | "payment";
  /** As people write it. */
  readonly id: string;
};

/** What a proof says of itself; everything else in it is evidence. */
export interface Heading {
  /** The hash of the trust root that it is made under. */
  readonly trustRoot: string;
  /** The edition's address. */
  readonly edition: string;
  readonly subject: Subject;
}

export interface Evidence {
  /** RLP, ascending by number; the last is the anchor. */
  readonly headers: readonly Uint8Array[];
  /** The ledger's code is proved in every header's state. */
  readonly codeInEveryBlock: boolean;
  /** For each change the place of its header in `headers`, and its place in the block. */
  readonly events: readonly (readonly [header: number, ...place: Place])[];
  /** Of all tries, each once, ascending by their hashes. */
  readonly nodes: readonly Uint8Array[];
}

export interface ProofFile {
  /** Canonical JSON. */
  readonly text: string;
  readonly hash: string;
  /** The text, packed: what is kept as PROOF.json.gz. */
  readonly bytes: Uint8Array;
}

/** gzip with an extra field, no time, and no system named. */
const GZIP = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff];
/** The length of all extra fields; then ours: its name, and the length of the hash in it. */
const EXTRA = [36, 0, ...new TextEncoder().encode("TD"), 32, 0];

/** What a verifier takes. */
const LARGEST_TEXT = 8 << 20;
const LARGEST_PACKED = 4 << 20;

/** Writes and packs a proof. @throws TongduiError `ProofTooLarge`. */
export function proofFile({ trustRoot, edition, subject }: Heading, evidence: Evidence): ProofFile {
  const { headers, codeInEveryBlock, events, nodes } = evidence;
  const members = {
    format: "tongdui proof",
    version: 1,
    trustRoot: trustRoot.toLowerCase(),
    edition: edition.toLowerCase(),
    subject: { kind: subject.kind, id: subject.id },
    headers: headers.map(hexOf),
    codeInEveryBlock,
    events,
    nodes: nodes.map(hexOf),
  };
  const hash = hexOf(keccak(new TextEncoder().encode(JSON.stringify(members))));
  const text = JSON.stringify({ ...members, hash });
  const bytes = packed(text);
  if (text.length > LARGEST_TEXT || bytes.length > LARGEST_PACKED) throw tooLarge();
  return { text, hash, bytes };
}

/** The extra field holds the hash of all that follows it, so that no byte of the file can change unnoticed. */
function packed(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const deflated = deflateRawSync(bytes, { level: 9, memLevel: 9 });
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, crc32(bytes), true);
  tail.setUint32(4, bytes.length, true);
  const body = joinBytes(deflated, new Uint8Array(tail.buffer));
  return joinBytes(GZIP, EXTRA, keccak(body), body);
}

function hexOf(bytes: Uint8Array): string {
  return `0x${hexOfBytes(bytes)}`;
}
