/** The trust root of a ledger on the in-process node. */
import { keccak256, type Wallet } from "ethers";
import { PARTS, type Edition, type TrustRoot } from "../../../verifier/trustRoot.ts";
import { ethers, type World } from "../../support/world.ts";
import { addressOf, range } from "./roots.ts";

/** @param validators who seal its blocks; none: a development chain. */
export async function rootOf(w: World, validators: readonly Wallet[] = []): Promise<TrustRoot> {
  const { provider } = ethers;
  const part = async (name: keyof Edition) => {
    const address = await w[name].getAddress();
    return [name, { address: addressOf({ address }), codeHash: keccak256(await provider.getCode(address)) }];
  };
  const [network, first] = await Promise.all([provider.getNetwork(), provider.getBlock(0)]);
  return {
    format: "tongdui trust root",
    version: 1,
    number: 0,
    ancestors: [],
    chainId: Number(network.chainId),
    genesis: first?.hash as TrustRoot["genesis"],
    consensus: validators.length > 0 ? "qbft" : "development",
    districts: [
      { id: 1, en: "Yangpu", zh: "杨浦" },
      { id: 2, en: "Wujin", zh: "武进" },
      { id: 3, en: "Nanhu", zh: "南湖" },
      { id: 4, en: "Hefei High-tech", zh: "合肥高新" },
    ],
    editions: [Object.fromEntries(await Promise.all([...PARTS, "matching" as const].map(part))) as Edition],
    validators: validators.length > 0 ? [range(0, null, validators)] : [],
    signatures: [],
  };
}
