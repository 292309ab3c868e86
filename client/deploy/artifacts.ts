/** The build's output that deploying and verifying need, and how code on the chain is compared with it. */
import { concat, dataLength, getBytes, hexlify, id, Interface, keccak256, type InterfaceAbi } from "ethers";
import { CONTRACTS, type ConstructorArgument, type ContractName } from "../deployment.ts";

/** What the compiler made of one contract. */
export interface Artifact {
  readonly abi: InterfaceAbi;
  /** Creation code, without constructor arguments. */
  readonly bytecode: string;
  /** Code on the chain, with zeroes where immutables go. */
  readonly deployedBytecode: string;
  /** By the compiler's own ids: the places of each immutable in `deployedBytecode`. */
  readonly immutableReferences: Readonly<
    Record<string, readonly { readonly start: number; readonly length: number }[]>
  >;
}

export type Artifacts = Readonly<Record<ContractName, Artifact>>;

/** Where the source of each contract is. */
export const SOURCES: Readonly<Record<ContractName, string>> = {
  safeSingleton: "@safe-global/safe-smart-account/contracts/Safe.sol:Safe",
  safeProxyFactory: "@safe-global/safe-smart-account/contracts/proxies/SafeProxyFactory.sol:SafeProxyFactory",
  fallbackHandler:
    "@safe-global/safe-smart-account/contracts/handler/CompatibilityFallbackHandler.sol:CompatibilityFallbackHandler",
  multiSend: "@safe-global/safe-smart-account/contracts/libraries/MultiSendCallOnly.sol:MultiSendCallOnly",
  manager: "@openzeppelin/contracts/access/manager/AccessManager.sol:AccessManager",
  edition: "contracts/Edition.sol:Edition",
  districts: "contracts/Districts.sol:Districts",
  enterprises: "contracts/Enterprises.sol:Enterprises",
  providers: "contracts/Providers.sol:Providers",
  programs: "contracts/Programs.sol:Programs",
  vouchers: "contracts/Vouchers.sol:Vouchers",
  orders: "contracts/Orders.sol:Orders",
  payments: "contracts/Payments.sol:Payments",
  voucherPicture: "contracts/art/VoucherPicture.sol:VoucherPicture",
  certificatePicture: "contracts/art/CertificatePicture.sol:CertificatePicture",
  matching: "contracts/Matching.sol:Matching",
};

/** Creation code with its constructor arguments. */
export function creationCode(
  { abi, bytecode }: Artifact,
  constructorArguments: readonly ConstructorArgument[],
): string {
  return concat([bytecode, new Interface(abi).encodeDeploy(constructorArguments)]);
}

/** Whether code on the chain is the build's, wherever no immutable is. */
export function isCodeOf(artifact: Artifact, code: string): boolean {
  if (dataLength(code) !== dataLength(artifact.deployedBytecode)) return false;
  const bytes = getBytes(code);
  for (const { start, length } of Object.values(artifact.immutableReferences).flat()) {
    bytes.fill(0, start, start + length);
  }
  return hexlify(bytes) === artifact.deployedBytecode;
}

/** One hash that names the whole build. */
export function buildHash(artifacts: Artifacts): string {
  return id(CONTRACTS.map((name) => `${name} ${keccak256(artifacts[name].bytecode)}`).join("\n"));
}
