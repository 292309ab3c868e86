/** The words of many slots of a contract, as the node holds them at the moment. */
import type { Nodes } from "./nodes.ts";

/** @param slots `0x` and 64 digits each; client/slots.ts makes them. */
export async function readWords(nodes: Nodes, contract: string, slots: readonly string[]): Promise<bigint[]> {
  const answers = await nodes.sendMany(
    "eth_getStorageAt",
    slots.map((slot) => [contract, slot, "latest"]),
  );
  return answers.map((answer) => BigInt(answer as string));
}
