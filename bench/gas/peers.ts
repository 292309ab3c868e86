/**
 * What others cost for a like act, in the same run on the same chain and by the rule of ledger.ts: one transaction to a
 * hundred addresses that nobody has used, after such a hundred before it; gas each, all in.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { AbiCoder, ContractFactory, getAddress, id, ZeroHash } from "ethers";
import type { BaseContract, ContractMethod, InterfaceAbi } from "ethers";
import { AccessManager__factory } from "../../typechain-types/index.ts";
import { account } from "../../test/support/world.ts";
import { NOTHING, type Parts, type Peer, type Result } from "./figures.ts";
import { costOf, each, eachPart, gasOf, type Cost } from "./receipts.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MANY = 100;
const FACE = 1_000_000n;
const EXPIRY = 1_930_000_000n;
const POLICY = id("policy");

/** An address that nobody has used. */
const fresh = (n: number): string => getAddress(`0x${id(`holder ${n}`).slice(-40)}`);
const holders = (first: number): string[] => Array.from({ length: MANY }, (_, n) => fresh(first + n));

async function deploy(file: string, ...args: unknown[]): Promise<BaseContract> {
  const { abi, bytecode } = JSON.parse(await readFile(file, "utf8")) as { abi: InterfaceAbi; bytecode: string };
  const made = await new ContractFactory(abi, bytecode, await account("deployer")).deploy(...args);
  await made.waitForDeployment();
  return made;
}

/** A function of a contract whose ABI is read at run time. */
const method = (contract: BaseContract, name: string): ContractMethod => contract.getFunction(name);

const built = (name: string): string =>
  path.join(ROOT, `cache/bench/artifacts/bench/gas/contracts/${name}.sol/${name}.json`);

/** The artefacts that EAS publishes: its own compiler, settings and bytes. */
const EAS = "@ethereum-attestation-service/eas-contracts/artifacts/contracts";
const published = (name: string): string => path.join(ROOT, `node_modules/${EAS}/${name}.sol/${name}.json`);

/** The second hundred of two. @param send a hundred's transaction, to the holders from a number on */
async function secondOf(send: (first: number) => ReturnType<ContractMethod["send"]>): Promise<Cost> {
  await gasOf(send(0));
  return costOf(send(MANY));
}

async function mint(name: string): Promise<Cost> {
  const token = await deploy(built(name));
  return secondOf(async (first) => method(token, "mint").send(holders(first)));
}

async function ordinary(): Promise<Cost> {
  const deployer = await account("deployer");
  const manager = await new AccessManager__factory(deployer).deploy(deployer);
  const token = await deploy(built("OrdinarySoulbound"), await manager.getAddress());
  const items = (first: number) => holders(first).map((holder) => ({ holder, face: FACE }));
  return secondOf(async (first) => method(token, "issue").send(items(first), EXPIRY, POLICY));
}

/** An attestation of what the ledger's voucher says: enterprise, face, policy; its expiry is EAS's own field. */
async function attestations(): Promise<{ hundred: Cost; one: bigint }> {
  const registry = await deploy(published("SchemaRegistry"));
  const service = await deploy(published("EAS"), await registry.getAddress());
  const entry = ["uint48 enterprise,uint48 face,bytes32 policy", `0x${"00".repeat(20)}`, true];
  const schema = (await method(registry, "register").staticCall(...entry)) as string;
  await gasOf(method(registry, "register").send(...entry));
  const attestation = (n: number) => ({
    recipient: fresh(n),
    expirationTime: EXPIRY,
    revocable: true,
    refUID: ZeroHash,
    data: AbiCoder.defaultAbiCoder().encode(
      ["uint48", "uint48", "bytes32"],
      [(2n << 32n) | BigInt(n + 1), FACE, POLICY],
    ),
    value: 0n,
  });
  const many = (first: number) => Array.from({ length: MANY }, (_, n) => attestation(first + n));
  const hundred = await secondOf(async (first) => method(service, "multiAttest").send([{ schema, data: many(first) }]));
  const one = await gasOf(method(service, "attest").send({ schema, data: attestation(2 * MANY) }));
  return { hundred, one };
}

export interface PeersResult {
  readonly peers: Result["peers"];
  readonly floors: Record<Peer, Parts>;
  /** Gas of one attestation in a transaction of its own. */
  readonly easAttest: number;
}

export async function measurePeers(): Promise<PeersResult> {
  const eas = await attestations();
  const costs: Record<Peer, Cost> = {
    openZeppelinErc721: await mint("OpenZeppelinErc721"),
    openZeppelinErc1155: await mint("OpenZeppelinErc1155"),
    soladyErc721: await mint("SoladyErc721"),
    ordinarySoulbound: await ordinary(),
    eas: eas.hundred,
  };
  const forEach = <T>(make: (cost: Cost) => T) =>
    Object.fromEntries(Object.entries(costs).map(([name, cost]) => [name, make(cost)])) as Record<Peer, T>;
  return {
    peers: forEach(({ gas }) => ({ ...NOTHING, issue100: each(gas, MANY) })),
    floors: forEach(({ floor }) => eachPart(floor, MANY)),
    easAttest: Number(eas.one),
  };
}
