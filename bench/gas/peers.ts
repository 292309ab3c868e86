/**
 * What others cost for a like act, in the same run on the same chain: a hundred tokens or attestations to a hundred fresh
 * addresses, in one transaction, gas each, all in.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { AbiCoder, ContractFactory, getAddress, id, ZeroHash, type ContractTransactionResponse } from "ethers";
import type { BaseContract, InterfaceAbi } from "ethers";
import { AccessManager__factory } from "../../typechain-types/index.ts";
import { account } from "../../test/support/world.ts";
import { each, gasOf } from "./receipts.ts";
import { NOTHING, type Figures } from "./figures.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MANY = 100;
const FACE = 1_000_000n;

type Minter = BaseContract & Record<string, (...args: unknown[]) => Promise<ContractTransactionResponse>>;

/** An address that nobody has used. */
const fresh = (n: number): string => getAddress(`0x${id(`holder ${n}`).slice(-40)}`);
const holders = (first: number): string[] => Array.from({ length: MANY }, (_, n) => fresh(first + n));

async function deploy(file: string, ...args: unknown[]): Promise<Minter> {
  const { abi, bytecode } = JSON.parse(await readFile(file, "utf8")) as { abi: InterfaceAbi; bytecode: string };
  const made = await new ContractFactory(abi, bytecode, await account("deployer")).deploy(...args);
  await made.waitForDeployment();
  return made as Minter;
}

const built = (name: string): string =>
  path.join(ROOT, `cache/bench/artifacts/bench/gas/contracts/${name}.sol/${name}.json`);

/** The artefacts that EAS publishes: its own compiler, settings and bytes. */
const published = (name: string): string =>
  path.join(ROOT, `node_modules/@ethereum-attestation-service/eas-contracts/artifacts/contracts/${name}.sol/${name}.json`);

/** The second hundred of a token that has been minted before: the counter's slot is not new any more. */
async function mint(name: string): Promise<Figures> {
  const token = await deploy(built(name));
  await gasOf(token.mint!(holders(0)));
  return { ...NOTHING, issue100: each(await gasOf(token.mint!(holders(MANY))), MANY) };
}

async function ordinary(): Promise<Figures> {
  const deployer = await account("deployer");
  const manager = await new AccessManager__factory(deployer).deploy(deployer);
  const token = await deploy(built("OrdinarySoulbound"), await manager.getAddress());
  const items = (first: number) => holders(first).map((holder) => ({ holder, face: FACE }));
  const issue = async (first: number) => gasOf(token.issue!(items(first), 1_930_000_000n, id("policy")));
  await issue(0);
  return { ...NOTHING, issue100: each(await issue(MANY), MANY) };
}

/** An attestation of what the ledger's voucher says: enterprise, face, policy; its expiry is EAS's own field. */
async function eas(): Promise<Figures & { attest: number }> {
  const registry = await deploy(published("SchemaRegistry"));
  const service = await deploy(published("EAS"), await registry.getAddress());
  const deployer = await account("deployer");
  const words = "uint48 enterprise,uint48 face,bytes32 policy";
  const schema = (await registry.register!.staticCall!(words, `0x${"00".repeat(20)}`, true)) as string;
  await gasOf(registry.register!(words, `0x${"00".repeat(20)}`, true));
  const coder = AbiCoder.defaultAbiCoder();
  const attestation = (n: number) => ({
    recipient: fresh(n),
    expirationTime: 1_930_000_000n,
    revocable: true,
    refUID: ZeroHash,
    data: coder.encode(["uint48", "uint48", "bytes32"], [(2n << 32n) | BigInt(n + 1), FACE, id("policy")]),
    value: 0n,
  });
  const connected = service.connect(deployer) as Minter;
  const hundred = Array.from({ length: MANY }, (_, n) => attestation(n));
  const attest = each(await gasOf(connected.attest!({ schema, data: attestation(MANY) })), 1);
  const all = await gasOf(connected.multiAttest!([{ schema, data: hundred }]));
  return { ...NOTHING, issue100: each(all, MANY), attest };
}

export async function measurePeers() {
  return {
    openZeppelinErc721: await mint("OpenZeppelinErc721"),
    openZeppelinErc1155: await mint("OpenZeppelinErc1155"),
    soladyErc721: await mint("SoladyErc721"),
    ordinarySoulbound: await ordinary(),
    eas: await eas(),
  };
}
