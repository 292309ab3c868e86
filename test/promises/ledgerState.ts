import { ethers, type World } from "../support/world.ts";

const CONTRACTS = [
  "edition",
  "manager",
  "districts",
  "enterprises",
  "providers",
  "programs",
  "vouchers",
  "orders",
  "payments",
  "matching",
] as const;
type Part = (typeof CONTRACTS)[number];

/** The root over all storage of each of the ledger's contracts: equal roots, equal slots. */
export async function storageRoots(w: World): Promise<Record<Part, string>> {
  const roots = CONTRACTS.map(async (part) => {
    const address = await w[part].getAddress();
    const proof = (await ethers.provider.send("eth_getProof", [address, [], "latest"])) as { storageHash: string };
    return [part, proof.storageHash] as const;
  });
  return Object.fromEntries(await Promise.all(roots)) as Record<Part, string>;
}

/** An event as it was told, without where in the chain it was. */
export interface TellTale {
  readonly contract: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** Everything that was told after a block. */
export async function toldAfter(block: number): Promise<TellTale[]> {
  const logs = await ethers.provider.getLogs({ fromBlock: block + 1, toBlock: "latest" });
  return logs.map(({ address, topics, data }) => ({ contract: address, topics, data }));
}
