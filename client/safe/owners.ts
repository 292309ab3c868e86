/** Changes of a Safe's own owners and threshold, and the Safe's own contract. */
import { getAddress, type ContractRunner } from "ethers";
import { Safe__factory, SafeProxyFactory__factory, type Safe } from "../../typechain-types/index.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import type { Call } from "./transaction.ts";

/** The list of owners begins and ends with this address. */
const SENTINEL = "0x0000000000000000000000000000000000000001";

const safes = Safe__factory.createInterface();

/** A Safe's contract, typed. */
export function connectSafe(address: string, runner: ContractRunner | null): Safe {
  return Safe__factory.connect(address, runner);
}

/** The factory of Safes, typed. */
export function connectSafeFactory(address: string, runner: ContractRunner | null) {
  return SafeProxyFactory__factory.connect(address, runner);
}

/** @param threshold how many must sign from then on. */
export function addOwner(safe: string, owner: string, threshold: number): Call {
  return { to: safe, data: safes.encodeFunctionData("addOwnerWithThreshold", [owner, threshold]) };
}

/**
 * @param owners as the Safe lists them.
 * @throws TongduiError `NotAnOwner`.
 */
export function removeOwner(safe: string, owners: readonly string[], owner: string, threshold: number): Call {
  return { to: safe, data: safes.encodeFunctionData("removeOwner", [before(owners, owner), owner, threshold]) };
}

/**
 * @param owners as the Safe lists them.
 * @throws TongduiError `NotAnOwner`.
 */
export function replaceOwner(safe: string, owners: readonly string[], owner: string, by: string): Call {
  return { to: safe, data: safes.encodeFunctionData("swapOwner", [before(owners, owner), owner, by]) };
}

export function changeThreshold(safe: string, threshold: number): Call {
  return { to: safe, data: safes.encodeFunctionData("changeThreshold", [threshold]) };
}

/** A Safe's list is chained: whoever leaves it is named with the one before. */
function before(owners: readonly string[], owner: string): string {
  const place = owners.findIndex((candidate) => getAddress(candidate) === getAddress(owner));
  if (place >= 0) return owners[place - 1] ?? SENTINEL;
  throw new TongduiError("NotAnOwner", {
    en: `${owner} is no owner of this Safe.`,
    zh: `${owner} 不是该多签账户的所有者。`,
  });
}
