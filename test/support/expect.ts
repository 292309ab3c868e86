import { expect } from "chai";
import type { BaseContract, ContractTransactionResponse } from "ethers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { District, World } from "./world.ts";

export type Signer = HardhatEthersSigner;
export type Transaction = Promise<ContractTransactionResponse>;

/** Demands that an act, of `who` where that is not plain, is refused with exactly this error and exactly these values. */
export async function expectRefused(
  act: Promise<unknown>,
  contract: BaseContract,
  error: string,
  args: readonly unknown[] = [],
  who?: string,
): Promise<void> {
  const taken = contract.interface.getError(error)?.inputs.length;
  expect(taken, `values of ${error}`).to.equal(args.length);
  const refusal = expect(act, who).to.be.revertedWithCustomError(contract, error);
  await (args.length === 0 ? refusal : refusal.withArgs(...args));
}

/** Demands that a batch is refused as a whole, for one item's error. */
export async function expectItemRefused(
  act: Promise<unknown>,
  batch: BaseContract,
  item: number,
  contract: BaseContract,
  error: string,
  args: readonly unknown[] = [],
): Promise<void> {
  const reason = contract.interface.encodeErrorResult(error, args);
  await expectRefused(act, batch, "ItemFailed", [item, reason]);
}

/** An event's name and all its values, in their order. */
export type Told = readonly [event: string, args: readonly unknown[]];

/** Demands that a transaction makes a contract emit exactly these events, in this order. */
export async function expectEvents(act: Transaction, contract: BaseContract, expected: readonly Told[]): Promise<void> {
  expect(await eventsOf(act, contract)).to.deep.equal(expected.map(([event, args]) => [event, args.map(plain)]));
}

/** Everything that a transaction made a contract emit, in order. */
export async function eventsOf(act: Transaction, contract: BaseContract): Promise<[event: string, args: unknown[]][]> {
  const receipt = await (await act).wait();
  const address = await contract.getAddress();
  return (receipt?.logs ?? [])
    .filter((log) => log.address === address)
    .map((log) => {
      const event = contract.interface.parseLog(log);
      return event === null ? ["unknown", []] : [event.name, event.args.toArray().map(plain)];
    });
}

/** A value as the ledger tells it: numbers as bigint, accounts as addresses, structs as lists. */
function plain(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return Array.from(value as unknown[], plain);
  if (typeof value === "object" && value !== null && "address" in value) return value.address;
  return value;
}

/** The people of a district by their duties. */
export function officersOf(district: District): Signer[] {
  const { administrator, bureau, bureau2, approver, approver2, finance } = district;
  return [administrator, bureau, bureau2, approver, approver2, finance];
}

/** Officers of two districts with the same duties, the consortium's offices, and people without any. */
export function everyone(w: World): Signer[] {
  return [...officersOf(w.wujin), ...officersOf(w.yangpu), w.safe, w.operator, w.auditor, w.stranger, w.deployer];
}

/** Demands that all but the allowed are refused, with the error that names them. */
export async function expectOnly(
  w: World,
  allowed: readonly Signer[],
  act: (by: Signer) => Promise<unknown>,
  contract: BaseContract,
  error: string,
  args: (by: Signer) => readonly unknown[],
): Promise<void> {
  for (const by of everyone(w)) {
    if (!allowed.includes(by)) await expectRefused(act(by), contract, error, args(by));
  }
}

/** Demands that all but the allowed are refused for want of a duty of a district. */
export async function expectDuty(
  w: World,
  district: number,
  duty: bigint,
  allowed: readonly Signer[],
  contract: BaseContract,
  act: (by: Signer) => Promise<unknown>,
): Promise<void> {
  await expectOnly(w, allowed, act, contract, "DutyMissing", (by) => [by.address, district, duty]);
}
