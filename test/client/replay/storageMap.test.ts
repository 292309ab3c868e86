import { expect } from "chai";
import { keccak256, solidityPacked } from "ethers";
import { StorageMap, type StorageLayout } from "../../../client/replay/storageMap.ts";

const scalar = (label: string, bytes: number) => ({ encoding: "inplace", label, numberOfBytes: String(bytes) });

/** A uint16 and a bool that share slot 0, a struct by a key, a mapping of mappings, and an array of eight. */
const LAYOUT: StorageLayout = {
  storage: [
    { label: "count", slot: "0", offset: 0, type: "t_uint16" },
    { label: "closed", slot: "0", offset: 2, type: "t_bool" },
    { label: "parties", slot: "1", offset: 0, type: "t_parties" },
    { label: "withdrawn", slot: "2", offset: 0, type: "t_withdrawn" },
    { label: "joint", slot: "3", offset: 0, type: "t_joint" },
  ],
  types: {
    t_uint16: scalar("uint16", 2),
    t_bool: scalar("bool", 1),
    t_address: scalar("address", 20),
    t_uint128: scalar("uint128", 16),
    t_joint: { encoding: "inplace", label: "uint128[4]", numberOfBytes: "64", base: "t_uint128" },
    t_flags: { encoding: "mapping", label: "", numberOfBytes: "32", key: "t_uint16", value: "t_bool" },
    t_withdrawn: { encoding: "mapping", label: "", numberOfBytes: "32", key: "t_address", value: "t_flags" },
    t_parties: { encoding: "mapping", label: "", numberOfBytes: "32", key: "t_uint16", value: "t_party" },
    t_party: {
      encoding: "inplace",
      label: "struct Party",
      numberOfBytes: "64",
      members: [
        { label: "wallet", slot: "0", offset: 0, type: "t_address" },
        { label: "stopped", slot: "0", offset: 20, type: "t_bool" },
        { label: "amount", slot: "1", offset: 0, type: "t_uint128" },
      ],
    },
  },
};

const WALLET = `0x${"ab".repeat(20)}`;
const VALUES = {
  count: 0x1234,
  closed: true,
  parties: [[5n, { wallet: WALLET, stopped: true, amount: 7n }]],
  withdrawn: [[WALLET, new Map([[9n, true]])]],
  joint: [1n, 2n, 3n, 0n],
} as const;

const keyed = (key: bigint | string, slot: bigint): bigint =>
  BigInt(keccak256(solidityPacked(["uint256", "uint256"], [key, slot])));

function slotsOf(over: Record<string, unknown> = {}): [string, bigint, bigint][] {
  const slots = new StorageMap(LAYOUT).slots({ ...VALUES, ...over } as never);
  return Array.from(slots, ({ slot, word, fields }) => [fields.map(({ path }) => path).join(" "), slot, word]);
}

describe("A map of a contract's storage", () => {
  it("puts every value where the compiler puts it", () => {
    const party = keyed(5n, 1n);
    expect(slotsOf()).to.deep.equal([
      ["count closed", 0n, 0x1_1234n],
      ["parties[5].wallet parties[5].stopped", party, (1n << 160n) | BigInt(WALLET)],
      ["parties[5].amount", party + 1n, 7n],
      [`withdrawn[${WALLET}][9]`, keyed(9n, keyed(WALLET, 2n)), 1n],
      ["joint[0] joint[1]", 3n, (2n << 128n) | 1n],
      ["joint[2] joint[3]", 4n, 3n],
    ]);
  });

  it("refuses a value that does not fit its place", () => {
    expect(() => slotsOf({ count: 65_536 })).to.throw("count does not fit into 16 bits.");
    expect(() => slotsOf({ count: -1 })).to.throw("count does not fit into 16 bits.");
  });

  it("demands a value for every variable, and none else", () => {
    expect(() => slotsOf({ count: undefined })).to.throw("The replay says nothing about count.");
    expect(() => slotsOf({ owner: 1n })).to.throw("The contract has no owner.");
    const party = { wallet: WALLET, stopped: false, amount: 1n, name: 1n };
    expect(() => slotsOf({ parties: [[5n, party]] })).to.throw("The contract has no parties[5].name.");
  });

  it("refuses types that the ledger does not use", () => {
    const list = { encoding: "dynamic_array", label: "uint16[]", numberOfBytes: "32", base: "t_uint16" };
    const layout = {
      storage: [{ label: "list", slot: "0", offset: 0, type: "t_list" }],
      types: { ...LAYOUT.types, t_list: list },
    };
    expect(() => [...new StorageMap(layout).slots({ list: [1n] })]).to.throw("list is of the type uint16[]");
    const unknown = { ...layout, types: {} };
    expect(() => [...new StorageMap(unknown).slots({ list: [1n] })]).to.throw("does not explain its type t_list");
  });
});
