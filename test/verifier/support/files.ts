import { gzipSync } from "node:zlib";
import { hexOf, keccak, utf8, type Hex } from "../../../verifier/bytes.ts";
import type { EventPlace, ProofFile } from "../../../verifier/proofFile.ts";

export type Content = Omit<ProofFile, "hash">;

/** A proof in which nothing is proved yet. */
export function emptyProof(): Content {
  return {
    trustRoot: `0x${"aa".repeat(32)}`,
    edition: `0x${"ed".repeat(20)}`,
    subject: { kind: "voucher", id: "3-000017" },
    headers: [Uint8Array.of(0xc0), Uint8Array.of(0xc1, 0x01)],
    codeInEveryBlock: true,
    events: [[0, 0, 0] satisfies EventPlace, [1, 2, 3] satisfies EventPlace],
    nodes: [Uint8Array.of(0xc2, 0x01, 0x02)],
  };
}

/** The JSON of a proof without its hash. */
export function proofJson({ headers, nodes, ...content }: Content) {
  const { trustRoot, edition, subject, codeInEveryBlock, events } = content;
  return {
    format: "tongdui proof",
    version: 1,
    trustRoot,
    edition,
    subject,
    headers: headers.map(hexOf),
    codeInEveryBlock,
    events,
    nodes: nodes.map(hexOf),
  };
}

/** The text of JSON with its own hash as the last member. */
export function hashed(json: object): string {
  const hash: Hex = hexOf(keccak(utf8(JSON.stringify(json))));
  return JSON.stringify({ ...json, hash });
}

export function proofText(content: Content): string {
  return hashed(proofJson(content));
}

/** The bytes of a file as proofs are packed; `change` sees what is packed before its hash is taken. */
export function packed(text: string | Uint8Array, change = (body: Uint8Array) => body): Uint8Array {
  const body = change(gzipSync(text, { level: 9 }).subarray(10));
  const head = Uint8Array.of(0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 36, 0, 0x54, 0x44, 32, 0);
  return Uint8Array.from(Buffer.concat([head, keccak(body), body]));
}
