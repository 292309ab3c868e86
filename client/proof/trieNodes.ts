/** Nodes of Merkle Patricia tries, whichever trie they are of, and which of them a proof needs. */
import { createMPT, type MPTOpts } from "@ethereumjs/mpt";
import { hexOfBytes } from "../replay/bytes.ts";
import { keccak } from "../replay/keccak.ts";
import { contradiction } from "./faults.ts";
import { bytesOf } from "./header.ts";

/** The root of a trie in which nothing is. */
const NOTHING = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

/** Nothing is taken from a node's word: what is read is read along the nodes, from a root that a header holds. */
export class TrieNodes {
  readonly #known = new Map<string, Uint8Array>();
  readonly #used = new Set<string>();

  /** Nodes along which can be read from then on. */
  add(nodes: readonly Uint8Array[]): void {
    for (const node of nodes) this.#known.set(hexOfBytes(keccak(node)), node);
  }

  /**
   * The value at a path, undefined where the nodes show that there is none. The nodes along it are used from then on.
   *
   * @throws TongduiError `NodeContradictsItself` where a node is missing or none.
   */
  async read(root: string, path: Uint8Array): Promise<Uint8Array | undefined> {
    if (root === NOTHING) return undefined;
    const get = async (hash: string) => {
      const node = this.#known.get(hash);
      if (node) this.#used.add(hash);
      return Promise.resolve(node);
    };
    // Whoever only reads a trie asks its database for nothing else.
    const db = { get } as unknown as NonNullable<MPTOpts["db"]>;
    try {
      const trie = await createMPT({ root: bytesOf(root), db, valueEncoding: "view" });
      return (await trie.get(path, true)) ?? undefined;
    } catch {
      throw contradiction({
        en: `what it gives as proof does not lead to the root ${root}`,
        zh: `其给出的证明与根 ${root} 不符`,
      });
    }
  }

  /** The nodes that were used, each once, in the order of their hashes. */
  used(): Uint8Array[] {
    return [...this.#used].sort().map((hash) => this.#known.get(hash) as Uint8Array);
  }
}
