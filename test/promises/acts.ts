import type { FunctionFragment } from "ethers";
import type { World } from "../support/world.ts";

const CONTRACTS = [
  "edition",
  "districts",
  "enterprises",
  "providers",
  "programs",
  "vouchers",
  "orders",
  "payments",
] as const;
export type ContractName = (typeof CONTRACTS)[number] | "manager";

/** Every function of the ledger's own contracts that can change something, as `contract.function`. */
export function actsOf(w: World): string[] {
  return CONTRACTS.flatMap((contract) => stateChanging(w, contract));
}

/** Those of one contract. */
export function stateChanging(w: World, contract: ContractName): string[] {
  return w[contract].interface.fragments
    .filter((fragment): fragment is FunctionFragment => fragment.type === "function")
    .filter(({ constant }) => !constant)
    .map(({ name }) => `${contract}.${name}`);
}
