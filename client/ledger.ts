/** The contracts of one deployment, typed and ready to be called. */
import type { ContractRunner, Interface } from "ethers";
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
} from "../typechain-types/index.ts";
import { PARTS, type Deployment, type PartName } from "./deployment.ts";

/** Where the ledger's contracts are. */
export type LedgerAddresses = Record<"manager" | "edition" | PartName, string>;

export type Ledger = ReturnType<typeof connectLedger>;

/**
 * @param where a deployment's file, or bare addresses.
 * @param runner a provider to read, or a signer to send as well.
 */
export function connectLedger(where: Pick<Deployment, "contracts"> | LedgerAddresses, runner: ContractRunner | null) {
  const at = (name: keyof LedgerAddresses) => ("contracts" in where ? where.contracts[name].address : where[name]);
  return {
    manager: AccessManager__factory.connect(at("manager"), runner),
    edition: Edition__factory.connect(at("edition"), runner),
    districts: Districts__factory.connect(at("districts"), runner),
    enterprises: Enterprises__factory.connect(at("enterprises"), runner),
    providers: Providers__factory.connect(at("providers"), runner),
    programs: Programs__factory.connect(at("programs"), runner),
    vouchers: Vouchers__factory.connect(at("vouchers"), runner),
    orders: Orders__factory.connect(at("orders"), runner),
    payments: Payments__factory.connect(at("payments"), runner),
    voucherPicture: VoucherPicture__factory.connect(at("voucherPicture"), runner),
    certificatePicture: CertificatePicture__factory.connect(at("certificatePicture"), runner),
    matching: Matching__factory.connect(at("matching"), runner),
  };
}

/** The interfaces of the ledger's contracts, by which their errors are read. */
export function ledgerInterfaces(): Interface[] {
  const nowhere = "0x0000000000000000000000000000000000000000";
  const parts: readonly PartName[] = PARTS;
  const addresses = Object.fromEntries(["manager", "edition", ...parts].map((name) => [name, nowhere]));
  const contracts = Object.values(connectLedger(addresses as LedgerAddresses, null));
  return contracts.map((contract) => contract.interface);
}
