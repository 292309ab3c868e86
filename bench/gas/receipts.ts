/** Gas as the chain charged it, and what of it no code could save. */
import type { ContractTransactionResponse, TransactionReceipt } from "ethers";
import { pricesOf, type Prices } from "./floor.ts";

type Sent = Promise<ContractTransactionResponse>;

/** What some transactions used, and the floor of it. */
export interface Cost {
  readonly gas: bigint;
  readonly floor: Prices;
}

async function receiptOf(sent: Sent): Promise<TransactionReceipt> {
  const receipt = await (await sent).wait();
  if (receipt === null) throw new Error("The transaction has no receipt.");
  return receipt;
}

/** The gas that a transaction used, all in. @throws Error where it failed. */
export const gasOf = async (sent: Sent): Promise<bigint> => (await receiptOf(sent)).gasUsed;

/** The same with the floor, which takes the node another run of the transaction. */
export async function costOf(sent: Sent): Promise<Cost> {
  const receipt = await receiptOf(sent);
  return { gas: receipt.gasUsed, floor: await pricesOf(receipt) };
}

export function sumOf(costs: readonly Cost[]): Cost {
  const sum = { gas: 0n, floor: { sending: 0n, slots: 0n, events: 0n, signatures: 0n } };
  for (const { gas, floor } of costs) {
    sum.gas += gas;
    for (const part of Object.keys(floor) as (keyof Prices)[]) sum.floor[part] += floor[part];
  }
  return sum;
}

/** Gas an item, rounded to the nearest whole. */
export const each = (gas: bigint, items: number): number => Math.round(Number(gas) / items);

export const eachPart = ({ sending, slots, events, signatures }: Prices, items: number) => ({
  sending: each(sending, items),
  slots: each(slots, items),
  events: each(events, items),
  signatures: each(signatures, items),
});
