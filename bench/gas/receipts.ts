/** Gas as the chain charged it: base, calldata and execution. */
import type { ContractTransactionResponse } from "ethers";

export const hook: { on?: (h: string, g: bigint) => void } = {};
/** The gas that a transaction used, all in. @throws Error where it failed. */
export async function gasOf(sent: Promise<ContractTransactionResponse>): Promise<bigint> {
  const receipt = await (await sent).wait();
  if (receipt === null) throw new Error("The transaction has no receipt.");
  hook.on?.(receipt.hash, receipt.gasUsed);
  return receipt.gasUsed;
}

/** Gas an item, rounded to the nearest whole. */
export const each = (gas: bigint, items: number): number => Math.round(Number(gas) / items);
