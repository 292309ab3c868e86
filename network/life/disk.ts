/** How much of its disk a node's data take: told by its metrics alone, where they can be reached and name its store. */
import { NodeSilent } from "./oneNode.ts";
import { reasonOf, withoutCredentials } from "../../client/nodes.ts";

/** Besu tells it where its metrics include the category KVSTORE_ROCKSDB, which they do not by themselves. */
const STORE_SIZE = /^\S*rocks_db_files_size_bytes(?:\{[^}]*\})?\s+(\S+)/gm;

/**
 * Bytes of the store, or undefined where the node has metrics and does not say.
 *
 * @param url of the metrics, as in `http://10.11.0.1:9545/metrics`.
 * @throws NodeSilent.
 */
export async function storeBytes(url: string, seconds = 5): Promise<number | undefined> {
  const { href, headers } = withoutCredentials(url);
  let text: string;
  try {
    const response = await fetch(href, { headers, signal: AbortSignal.timeout(seconds * 1_000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    text = await response.text();
  } catch (error) {
    throw new NodeSilent(reasonOf(error), { cause: error });
  }
  const sizes = [...text.matchAll(STORE_SIZE)].map(([, size]) => Number(size)).filter(Number.isFinite);
  return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size, 0);
}
