/** How each contract and each Safe is made: what the deployer sends and the verifier expects. */
import { concat, getCreate2Address, keccak256, solidityPackedKeccak256, ZeroAddress, zeroPadValue } from "ethers";
import { Edition__factory, Safe__factory, SafeProxyFactory__factory } from "../../typechain-types/index.ts";
import {
  districtsIn,
  PARTS,
  type ConstructorArgument,
  type ContractName,
  type DeploymentRecord,
  type PartName,
} from "../deployment.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { creationCode, type Artifacts } from "./artifacts.ts";
import { CONSORTIUM_KEY } from "./plan.ts";

/** Pictures know nothing but what they are given to draw. */
const WITHOUT_EDITION: readonly ContractName[] = ["voucherPicture", "certificatePicture"];

export function isPart(name: ContractName): name is PartName {
  return (PARTS as readonly ContractName[]).includes(name);
}

/** A part's number, from 1. */
export function partNumber(name: PartName): number {
  return PARTS.indexOf(name) + 1;
}

/** Whether a contract keeps the edition and the manager as immutables of its own. */
export function knowsEdition(name: ContractName): name is PartName {
  return isPart(name) && !WITHOUT_EDITION.includes(name);
}

/** A recorded contract's address. */
export function addressOf(record: DeploymentRecord, name: ContractName): string {
  const contract = record.contracts[name];
  if (contract) return contract.address;
  throw new TongduiError("ContractNotDeployed", {
    en: `The contract "${name}" is not deployed yet.`,
    zh: `合约“${name}”尚未部署。`,
  });
}

export function constructorArgumentsOf(record: DeploymentRecord, name: ContractName): ConstructorArgument[] {
  const { plan, deployer } = record;
  if (name === "manager") return [deployer];
  if (name === "edition") {
    return [addressOf(record, "manager"), plan.settings, plan.salt, plan.predecessor ?? ZeroAddress];
  }
  return knowsEdition(name) ? [addressOf(record, "edition")] : [];
}

/** The transaction that makes a contract: by itself, or through the Edition. */
export function makingOf(
  record: DeploymentRecord,
  artifacts: Artifacts,
  name: ContractName,
): { to?: string; data: string } {
  const code = creationCode(artifacts[name], constructorArgumentsOf(record, name));
  if (!isPart(name)) return { data: code };
  const data = Edition__factory.createInterface().encodeFunctionData("make", [partNumber(name), code]);
  return { to: addressOf(record, "edition"), data };
}

export interface SafeForm {
  readonly owners: readonly string[];
  readonly threshold: number;
}

/** How a Safe is set up: a district's has its officials, the consortium's the districts' Safes as owners. */
export function safeFormOf(record: DeploymentRecord, key: string): SafeForm {
  const { districts, consortium } = record.plan;
  const setUp = record.safes[key]?.setUp;
  if (setUp) return setUp;
  if (key === CONSORTIUM_KEY) {
    const owners = districts.map((district) => record.safes[district.key]?.address ?? ZeroAddress);
    return { owners, threshold: consortium.threshold };
  }
  const district = districts.find((candidate) => candidate.key === key);
  return { owners: district?.officials ?? [], threshold: district?.threshold ?? 0 };
}

/** What the Safes' factory is asked, and the salt that it makes of it for the new address. */
export function safeMakingOf(record: DeploymentRecord, key: string): SafeMaking {
  return makingOfSafe(record, key, safeFormOf(record, key));
}

interface SafeMaking {
  readonly to: string;
  readonly data: string;
  readonly salt: string;
}

function makingOfSafe(record: DeploymentRecord, key: string, { owners, threshold }: SafeForm): SafeMaking {
  const handler = addressOf(record, "fallbackHandler");
  const setup = Safe__factory.createInterface().encodeFunctionData("setup", [
    [...owners],
    threshold,
    ZeroAddress,
    "0x",
    handler,
    ZeroAddress,
    0,
    ZeroAddress,
  ]);
  // Two districts with one set of officials would else share a Safe.
  const nonce = solidityPackedKeccak256(["bytes32", "string"], [record.plan.salt, key]);
  const data = SafeProxyFactory__factory.createInterface().encodeFunctionData("createProxyWithNonce", [
    addressOf(record, "safeSingleton"),
    setup,
    nonce,
  ]);
  return {
    to: addressOf(record, "safeProxyFactory"),
    data,
    salt: solidityPackedKeccak256(["bytes32", "uint256"], [solidityPackedKeccak256(["bytes"], [setup]), nonce]),
  };
}

/**
 * Where a Safe is that was set up as the plan says and in no other way: nothing else leads to this address.
 *
 * @param proxyCode the factory's own creation code of a proxy.
 */
export function safeAddressOf(record: DeploymentRecord, key: string, proxyCode: string): string {
  return addressOfSafe(record, safeMakingOf(record, key), proxyCode);
}

function addressOfSafe(record: DeploymentRecord, { to, salt }: SafeMaking, proxyCode: string): string {
  const code = concat([proxyCode, zeroPadValue(addressOf(record, "safeSingleton"), 32)]);
  return getCreate2Address(to, salt, keccak256(code));
}

/**
 * A Safe that joins later: what the factory is asked for it, and where it will be.
 *
 * @param proxyCode the factory's own creation code of a proxy.
 */
export function newSafeCall(
  record: DeploymentRecord,
  { key, ...form }: SafeForm & { readonly key: string },
  proxyCode: string,
): { readonly call: { readonly to: string; readonly data: string }; readonly address: string } {
  const making = makingOfSafe(record, key, form);
  const { to, data } = making;
  return { call: { to, data }, address: addressOfSafe(record, making, proxyCode) };
}

/** Every Safe's key, the consortium's last because the others own it. */
export function safeKeys(record: DeploymentRecord): string[] {
  return [...districtsIn(record).map(({ key }) => key), CONSORTIUM_KEY];
}
