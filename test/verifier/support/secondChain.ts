/** A second chain on which the same accounts did the same, so that the same contracts stand at the same addresses. */
import { network } from "hardhat";
import type { Rpc } from "../../../client/replay/logs.ts";
import { ethers } from "../../support/world.ts";

type Block = { readonly timestamp: string; readonly transactions: readonly Transaction[] };
type Transaction = {
  readonly from: string;
  readonly to: string | null;
  readonly input: string;
  readonly gas: string;
};

/**
 * Does on another chain, block by block, what the tests' chain has seen. What parties signed for the first chain fails there; what
 * officers sent does not.
 */
export async function secondChain(chainId: number): Promise<Rpc> {
  const initialDate = new Date(1_000 * Number((await blockOf(ethers.provider, 0)).timestamp));
  const { provider } = (await network.create({ network: "default", override: { chainId, initialDate } })).ethers;
  const known = new Set<string>();
  await provider.send("evm_setAutomine", [false]);
  const last = await ethers.provider.getBlockNumber();
  for (let number = 1; number <= last; number += 1) {
    const { timestamp, transactions } = await blockOf(ethers.provider, number);
    for (const { from, to, input, gas } of transactions) {
      if (!known.has(from)) await provider.send("hardhat_impersonateAccount", [from]);
      known.add(from);
      await provider.send("eth_sendTransaction", [{ from, ...(to === null ? {} : { to }), data: input, gas }]);
    }
    await provider.send("evm_setNextBlockTimestamp", [Number(timestamp)]);
    await provider.send("evm_mine", []);
  }
  return provider;
}

async function blockOf(rpc: Rpc, number: number): Promise<Block> {
  return (await rpc.send("eth_getBlockByNumber", [`0x${number.toString(16)}`, true])) as Block;
}
