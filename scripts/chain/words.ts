/** The words of many slots of a contract, as the node holds them at the moment. */
import type { Nodes } from "../../client/nodes.ts";

/** Questions and answers take many times the room of a word, so they are held for so many at a time. */
const WORDS_AT_ONCE = 4_000;

/**
 * @param keys what the slots belong to. @param slotOf `0x` and 64 digits; client/slots.ts has them.
 * @returns a word a key, in their order.
 */
export async function readWords<Key>(
  nodes: Nodes,
  contract: string,
  keys: readonly Key[],
  slotOf: (key: Key) => string,
): Promise<bigint[]> {
  const words: bigint[] = [];
  for (let first = 0; first < keys.length; first += WORDS_AT_ONCE) {
    const answers = await nodes.sendMany(
      "eth_getStorageAt",
      keys.slice(first, first + WORDS_AT_ONCE).map((key) => [contract, slotOf(key), "latest"]),
    );
    for (const answer of answers) words.push(BigInt(answer as string));
  }
  return words;
}
