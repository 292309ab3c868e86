/** What a transaction needs beside what it does: what it offers for its gas, and the hash by which the chain knows it. */
import type { TransactionRequest } from "ethers";
import { bytesOfHex, hexOfBytes } from "../../client/replay/bytes.ts";
import { keccak } from "../../client/replay/keccak.ts";
import type { Facts } from "../../client/observing/log.ts";
import type { Happening } from "../../client/observing/watch.ts";
import type { Receipt } from "../../client/outcome.ts";
import type { End } from "./journal.ts";
import type { Nodes } from "../../client/nodes.ts";

/** The hash of a signed transaction, by which the chain knows it. */
export function hashOf(raw: string): string {
  return `0x${hexOfBytes(keccak(bytesOfHex(raw.slice(2))))}`;
}

/** Where gas costs something, the node says what. */
export async function dynamicFees(nodes: Nodes): Promise<TransactionRequest> {
  const { gasPrice, maxFeePerGas, maxPriorityFeePerGas } = await nodes.getFeeData();
  if (maxFeePerGas !== null && maxPriorityFeePerGas !== null) return { type: 2, maxFeePerGas, maxPriorityFeePerGas };
  return { type: 0, gasPrice: gasPrice ?? 0n };
}

/** How the journal writes what became of one. */
export function endOf(receipt: Receipt | undefined): End {
  if (!receipt) return "lost";
  return receipt.status === 1 ? "mined" : "failed";
}

/** What became of a transaction, for log and figures. */
export function toldOf(transaction: string, receipt: Receipt | undefined, ms: number): [Happening, Facts] {
  if (receipt?.status === 1) return ["in a block", { transaction, block: receipt.blockNumber, ms }];
  return ["failed", { transaction, code: receipt ? "Reverted" : "NumberTaken", ms }];
}
