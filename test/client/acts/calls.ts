/** Calls of the ledger's functions with something for each argument. */
import { getAddress, id, type FunctionFragment, type ParamType } from "ethers";
import { ACTS, INTERFACES, type ActAddresses, type ActingPart } from "../../../client/acts/acts.ts";

export const PARTS = Object.keys(ACTS) as ActingPart[];
export const ADDRESSES = Object.fromEntries(
  PARTS.map((part, i) => [part, `0x${String(i + 1).padStart(40, "0")}`]),
) as ActAddresses;
export const SENDER = getAddress("0x52908400098527886e0f7030069857d2e4169ee7");

export function changing(part: ActingPart): FunctionFragment[] {
  const found: FunctionFragment[] = [];
  INTERFACES[part].forEachFunction((fragment) => {
    if (fragment.stateMutability === "nonpayable") found.push(fragment);
  });
  return found;
}

/** Something of each type, small and not zero. */
export function sample(type: ParamType): unknown {
  if (type.isTuple()) return type.components.map(sample);
  if (type.isArray()) {
    return Array.from({ length: type.arrayLength === -1 ? 2 : type.arrayLength }, () => sample(type.arrayChildren));
  }
  if (type.type === "address") return SENDER;
  if (type.type === "bool") return true;
  if (type.type === "bytes32") return id("something");
  if (type.type === "bytes") return "0x1234";
  if (type.type === "string") return "https://example.org/policy";
  return type.type === "uint48" ? (2n << 32n) | 15n : 3n;
}

export function callOf(part: ActingPart, name: string, args?: readonly unknown[]): string {
  const fragment = INTERFACES[part].getFunction(name)!;
  return INTERFACES[part].encodeFunctionData(fragment, args ?? fragment.inputs.map(sample));
}
