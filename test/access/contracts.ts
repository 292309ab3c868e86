/** The functions that the ledger's contracts have, by their ABIs. */
import type { FunctionFragment, Interface } from "ethers";
import {
  AccessManager__factory,
  CertificatePicture__factory,
  Districts__factory,
  Edition__factory,
  Enterprises__factory,
  Matching__factory,
  Orders__factory,
  Payments__factory,
  Programs__factory,
  Providers__factory,
  VoucherPicture__factory,
  Vouchers__factory,
} from "../../typechain-types/index.ts";
import { CONTRACTS, type Contract } from "./rule.ts";

const ABIS: Readonly<Record<Contract, Interface>> = {
  edition: Edition__factory.createInterface(),
  districts: Districts__factory.createInterface(),
  enterprises: Enterprises__factory.createInterface(),
  providers: Providers__factory.createInterface(),
  programs: Programs__factory.createInterface(),
  vouchers: Vouchers__factory.createInterface(),
  orders: Orders__factory.createInterface(),
  payments: Payments__factory.createInterface(),
  voucherPicture: VoucherPicture__factory.createInterface(),
  certificatePicture: CertificatePicture__factory.createInterface(),
  matching: Matching__factory.createInterface(),
  manager: AccessManager__factory.createInterface(),
};

/** The name in Solidity. */
export const titleOf = (contract: Contract): string =>
  contract === "manager" ? "AccessManager" : contract.charAt(0).toUpperCase() + contract.slice(1);

export const contractsOf = (): { contract: Contract; abi: Interface }[] =>
  CONTRACTS.map((contract) => ({ contract, abi: ABIS[contract] }));

/** A contract's functions: the name, or the name with its types where there are several of it; and whether it only reads. */
export function functionsOf(contract: Contract): { name: string; signature: string; reads: boolean }[] {
  const functions = ABIS[contract].fragments.filter(
    (fragment): fragment is FunctionFragment => fragment.type === "function",
  );
  return functions.map((one) => {
    const alone = functions.filter(({ name }) => name === one.name).length === 1;
    const signature = one.format("sighash");
    return { name: alone ? one.name : signature, signature, reads: one.constant };
  });
}
