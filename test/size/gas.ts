import { getBytes, type ContractTransactionResponse } from "ethers";

/** EIP-7825: no chain from Osaka on takes a transaction with more gas. */
export const MOST_GAS = 16_777_216;

/** Given to a transaction, so that it runs as it would on such a chain. */
export const CAPPED = { gasLimit: MOST_GAS } as const;

/** The gas of a transaction, all of it: base, calldata and what it did. */
export async function gasOf(act: Promise<ContractTransactionResponse>): Promise<number> {
  const receipt = await (await act).wait();
  return Number(receipt!.gasUsed);
}

/** The gas of what a transaction did, without what its bytes cost: these depend on ids and signatures. */
export async function workOf(act: Promise<ContractTransactionResponse>): Promise<number> {
  const response = await act;
  const bytes = getBytes(response.data);
  const zeros = bytes.filter((byte) => byte === 0).length;
  return (await gasOf(act)) - 21_000 - zeros * 4 - (bytes.length - zeros) * 16;
}

const MAGIC = "631626ba7e60e01b5f52"; // the answer of ERC-1271, at the start of memory

/** Wallets in the machine's own code. */
export const WALLET = {
  agrees: `0x${MAGIC}60205ff3`,
  /** Uses up its 100,000 gas for memory, all of which it answers: who asks does not copy it. */
  agreesAtLength: `0x${MAGIC}6203225f5ff3`,
  /** Turns in a circle until just enough is left to agree. */
  agreesLate: `0x5b60805a115f57${MAGIC}60205ff3`,
  burns: "0x5b5f56",
  reverts: "0x5f5ffd",
} as const;

/** 65 bytes that are somebody's signature, so that they are worked out first, but never the wallet's. */
export const OTHERS_SIGNATURE = `0x${"11".repeat(32)}${"22".repeat(32)}1b`;
