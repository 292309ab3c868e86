import { expect } from "chai";
import { isAddressable, type BaseContract, type ContractTransactionResponse, type Log } from "ethers";

/** An event of one of the ledger's contracts, with all its arguments. */
export type Told = readonly [contract: BaseContract, event: string, args: readonly unknown[]];

type Words = unknown[];

const worded = (value: unknown): unknown => {
  if (Array.isArray(value)) return Array.from(value as unknown[], worded);
  return typeof value === "bigint" ? value.toString() : value;
};

const readable = (contract: BaseContract, log: Pick<Log, "topics" | "data">): Words => {
  const read = contract.interface.parseLog(log);
  return read ? [read.name, ...(worded(read.args) as Words)] : ["unknown", ...log.topics];
};

/** The act emits exactly these events, in this order and nothing else; they may be worked out from the state it left. */
export async function expectTold(
  act: Promise<ContractTransactionResponse>,
  told: readonly Told[] | (() => Promise<readonly Told[]>),
): Promise<void> {
  const receipt = await (await act).wait();
  const expected = await Promise.all(
    (typeof told === "function" ? await told() : told).map(async ([contract, event, args]) => {
      const values = await Promise.all(args.map((arg) => (isAddressable(arg) ? arg.getAddress() : arg)));
      const log = contract.interface.encodeEventLog(event, values);
      return { address: await contract.getAddress(), words: readable(contract, log), contract };
    }),
  );
  const contracts = new Map(expected.map(({ address, contract }) => [address, contract]));
  const emitted = receipt!.logs.map((log) => {
    const contract = contracts.get(log.address);
    return { address: log.address, words: contract ? readable(contract, log) : ["elsewhere", ...log.topics] };
  });
  expect(emitted).to.deep.equal(expected.map(({ address, words }) => ({ address, words })));
}
