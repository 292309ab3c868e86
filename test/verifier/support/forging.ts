/** What a forger does: changes a proof and makes right again whatever needs no key. */
import {
  bytesOf,
  decodeRlp,
  encodeRlp,
  hexOf,
  isBytes,
  isList,
  keccak,
  utf8,
  type Hex,
  type Rlp,
} from "../../../verifier/bytes.ts";
import { readTrustRoot, trustRootText, verifyProof, type TrustRoot, type Verdict } from "../../../verifier/index.ts";
import { hashed } from "./files.ts";
import { sealed, type ProofText, type Sealing } from "./sealing.ts";
import { inOrder } from "./tries.ts";

/** A proof's members without its hash. */
export function contentOf(text: string): ProofText {
  const members = Object.entries(JSON.parse(text) as ProofText & { hash: string });
  return Object.fromEntries(members.filter(([name]) => name !== "hash")) as unknown as ProofText;
}

/** The proof with other members, under the hash that it then has. */
export function remade(text: string, over: Partial<ProofText>): string {
  return hashed({ ...contentOf(text), ...over });
}

/** The proof with some nodes more, each in its place. */
export function withNodes(text: string, more: readonly Uint8Array[]): string {
  const nodes = [...contentOf(text).nodes.map((node) => bytesOf(node as Hex)), ...more];
  return remade(text, { nodes: inOrder(nodes).map(hexOf) });
}

/** The proof with its headers sealed anew. */
export function resealed(text: string, sealing: Sealing, which: (at: number) => boolean = () => true): string {
  const headers = contentOf(text).headers.map((header, at) =>
    which(at) ? hexOf(sealed(bytesOf(header as Hex), sealing)) : header,
  );
  return remade(text, { headers });
}

/** The proof with one node changed, and every hash above it, up to the headers, made that of what is below. */
export function rehashed(text: string, at: number, node: Uint8Array): string {
  const { headers, nodes } = contentOf(text);
  const all = nodes.map((one) => one.slice(2));
  const above = headers.map((one) => one.slice(2));
  const changed: [index: number, by: string][] = [[at, hexOf(node).slice(2)]];
  for (let next = changed.pop(); next !== undefined; next = changed.pop()) {
    const [index, by] = next;
    const from = hashOf(all[index]!);
    const to = hashOf(by);
    all[index] = by;
    above.forEach((header, i) => (above[i] = header.replaceAll(from, to)));
    all.forEach((parent, i) => {
      if (parent.includes(from)) changed.push([i, parent.replaceAll(from, to)]);
    });
  }
  return remade(text, {
    headers: above.map((header) => `0x${header}`),
    nodes: inOrder(all.map((one) => bytesOf(`0x${one}`))).map(hexOf),
  });
}

function hashOf(hex: string): string {
  return hexOf(keccak(bytesOf(`0x${hex}`))).slice(2);
}

/** A root as a reader has it: from a file. */
export function readersRoot(root: TrustRoot): TrustRoot {
  return readTrustRoot(trustRootText(root));
}

/** The verdict on a text, packed as proofs are or as it is. */
export async function verdictOn(proof: string | Uint8Array, root: TrustRoot): Promise<Verdict> {
  return verifyProof(typeof proof === "string" ? utf8(proof) : proof, root);
}

/** The reason for which it is refused, or "valid". */
export async function codeOf(proof: string | Uint8Array, root: TrustRoot): Promise<string> {
  const verdict = await verdictOn(proof, root);
  return verdict.valid ? "valid" : verdict.refusal.code;
}

/** The proof with one leaf's value changed, and every hash above it right; the first leaf for which `change` gives something. */
export function withLeaf(text: string, change: (value: Rlp) => Rlp | undefined): string {
  for (const [at, hex] of contentOf(text).nodes.entries()) {
    const node = decodeRlp(bytesOf(hex as Hex));
    if (!isList(node, 2) || !isBytes(node[1])) continue;
    const by = change(decodeRlp(node[1]) ?? node[1]);
    if (by !== undefined) return rehashed(text, at, encodeRlp([node[0]!, isBytes(by) ? by : encodeRlp(by)]));
  }
  throw new Error("The proof has no such leaf.");
}

/** The proof without the nodes that prove nothing. */
export async function withoutUnused(text: string, root: TrustRoot): Promise<string> {
  const verdict = await verdictOn(text, root);
  if (verdict.valid || verdict.refusal.code !== "NodeUnused") return text;
  const at = Number(/\d+/.exec(verdict.refusal.en)?.[0]) - 1;
  return withoutUnused(remade(text, { nodes: contentOf(text).nodes.filter((_, i) => i !== at) }), root);
}
