/**
 * The nodes of a proof's tries, and reading along them from a root that a sealed header holds.
 *
 * RULES: each node is a branch, an extension or a leaf, written in the one way; they stand in ascending order of their hashes, and
 * each is used. A value is read along nodes whose hashes are named by the node above, up to the root: so it is in the trie, or the
 * nodes show that nothing is there. A missing node proves nothing.
 * ASSUMPTION: the roots come from headers whose seals were checked; then no node can be other than those who sealed saw it.
 */
import { createMPT, type MPTOpts } from "@ethereumjs/mpt";
import { decodeRlp, encodeRlp, hexOf, isBytes, isList, keccak, sameBytes, type Hex, type Rlp } from "./bytes.ts";
import { refuse } from "./refusal.ts";

/** The root of a trie in which nothing is: the hash of RLP's empty bytes. */
const NOTHING = keccak(encodeRlp(new Uint8Array()));

type Database = NonNullable<MPTOpts["db"]>;

/** Said instead of a value where a node on the way is missing, so that neither a value nor its absence is proved. */
export const MISSING: unique symbol = Symbol("missing");

export class Nodes {
  readonly #nodes = new Map<string, Uint8Array>();
  readonly #unused = new Map<string, number>();

  /** @throws Refusal `NodeUnreadable`, `NodesOutOfOrder` */
  constructor(nodes: readonly Uint8Array[]) {
    let before: Hex = "0x";
    nodes.forEach((node, at) => {
      if (!isNode(decodeRlp(node))) refuse("NodeUnreadable", at);
      const hash = hexOf(keccak(node));
      if (hash <= before) refuse("NodesOutOfOrder", at);
      before = hash;
      this.#nodes.set(hash.slice(2), node);
      this.#unused.set(hash.slice(2), at);
    });
  }

  /** The value at a key of the trie with this root; undefined where the nodes show that there is none. */
  async get(root: Uint8Array, key: Uint8Array): Promise<Uint8Array | undefined | typeof MISSING> {
    if (sameBytes(root, NOTHING)) return undefined;
    let isMissing = false;
    const get = async (hash: string): Promise<Uint8Array | undefined> => {
      const node = this.#nodes.get(hash);
      if (node === undefined) isMissing = true;
      this.#unused.delete(hash);
      return Promise.resolve(node);
    };
    // The library only reads here, and to read it asks its database for nothing else.
    const trie = await createMPT({ root, db: { get } as unknown as Database, valueEncoding: "view" });
    const value = await trie.get(key, true).catch((error: unknown): typeof MISSING => {
      if (isMissing) return MISSING;
      throw error;
    });
    return value ?? undefined;
  }

  /** @throws Refusal `NodeUnused` */
  demandAllUsed(): void {
    for (const at of this.#unused.values()) refuse("NodeUnused", at);
  }
}

/** Whether this is a branch of seventeen, or a path of two that leads to a value or a node. */
function isNode(node: Rlp | undefined): boolean {
  if (!isList(node)) return false;
  if (node.length === 17)
    return node.slice(0, 16).every((child) => isEmpty(child) || isReference(child)) && isBytes(node[16]);
  const [path, target] = node;
  if (node.length !== 2 || !isBytes(path)) return false;
  // The first digit tells a leaf (2, 3) from an extension (0, 1), and an odd path (1, 3) from an even one, which has a 0 after it.
  const flag = (path[0] ?? 0xff) >> 4;
  if (flag > 3 || (flag % 2 === 0 && (path[0] ?? 0) % 16 !== 0)) return false;
  if (flag >= 2) return isBytes(target);
  return isReference(target) && (flag === 1 || path.length > 1);
}

/** What leads to the node below: its hash, or where that would be longer, the node itself. */
function isReference(child: Rlp | undefined): boolean {
  return isList(child) ? isNode(child) && encodeRlp(child).length < 32 : isBytes(child, 32);
}

function isEmpty(child: Rlp): boolean {
  return isBytes(child, 0);
}
