import { isHexString } from "ethers";

/**
 * Where the revert data hides, by who raised the error:
 *
 *     ethers, call and estimateGas        error.data; the node's own words in error.info.error
 *     ethers, sending                     error.error.data, or error.info.error.data
 *     hardhat-ethers, in process          error.data
 *     a Hardhat node, other than reverts  error.data.data
 *     a browser's wallet                  error.data.originalError.data, error.data.data, error.data.cause.data
 *     errors of ours, Ponder's, fetch's   error.cause…
 *
 * Only these names are followed. The `transaction` and `payload` of an ethers error also have a `data`: what was sent, not
 * what came back.
 */
const WAYS_IN = ["error", "info", "cause", "originalError"];

/**
 * Finds what a call was reverted with.
 *
 * @returns hex; `0x` if it was reverted without a word; undefined if the error has no revert data at all.
 */
export function findRevertData(error: unknown): string | undefined {
  let wordless: string | undefined;
  for (const link of chain(error)) {
    const data = link["data"];
    if (!isHexString(data)) continue;
    if (data !== "0x") return data;
    wordless = data;
  }
  return wordless;
}

/** The error and everything inside it that may say more, from the outside inwards, each once. */
export function chain(error: unknown): Record<string, unknown>[] {
  const links = new Set<Record<string, unknown>>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const link = value as Record<string, unknown>;
    if (links.has(link)) return;
    links.add(link);
    for (const name of ["data", ...WAYS_IN]) visit(link[name]);
  };
  visit(error);
  return [...links];
}
