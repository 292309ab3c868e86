import { expect } from "chai";
import { Interface, type ParamType, type Result } from "ethers";
import { eventReader } from "../../../client/replay/abi.ts";

const CONTRACT = new Interface([
  "event Plain(uint16 indexed district, bytes32 name, address indexed by, bool paid, uint48 amount)",
  "event Struct(bytes32 indexed order, tuple(uint48 voucher, uint16[8] joint, bytes32 policy) terms, string uri, uint8 round)",
  "event Lists(tuple(bytes32 order, tuple(bytes32 nullifier, uint48 amount)[] invoices, uint64 deadline) claim, bytes what, string[] names)",
  "event Short(bytes4 selector, bool indexed done)",
]);

const WORD = `0x${"1a".repeat(32)}`;
const OTHER = `0x${"b2".repeat(32)}`;
const ACCOUNT = `0x${"0c".repeat(20)}`;

/** A value as ethers reads it, with structs as objects and addresses in lower case. */
function plain(type: ParamType, value: unknown): unknown {
  if (type.isArray()) return (value as Result).toArray().map((item) => plain(type.arrayChildren, item));
  if (type.isTuple()) return named(type.components, value as Result);
  return type.baseType === "address" ? (value as string).toLowerCase() : value;
}

function named(types: readonly ParamType[], values: Result): Record<string, unknown> {
  return Object.fromEntries(types.map((type, i) => [type.name, plain(type, values[i])]));
}

const SAMPLES: [event: string, values: unknown[]][] = [
  ["Plain", [7, WORD, ACCOUNT, true, 5_000]],
  ["Plain", [7, OTHER, ACCOUNT, false, 2n ** 48n - 1n]],
  ["Struct", [OTHER, { voucher: 3, joint: [1, 2, 3, 4, 5, 6, 7, 8], policy: WORD }, "https://例え.example/é", 9]],
  ["Struct", [OTHER, { voucher: 3, joint: [0, 0, 0, 0, 0, 0, 0, 0], policy: WORD }, "", 9]],
  [
    "Lists",
    [
      { order: WORD, deadline: 5, invoices: [1, 2, 3].map((amount) => ({ nullifier: OTHER, amount })) },
      `0x${"de".repeat(77)}`,
      ["one", "two ".repeat(20), ""],
    ],
  ],
  ["Lists", [{ order: WORD, invoices: [], deadline: 5 }, "0x", []]],
  ["Short", ["0x01020304", true]],
];

describe("Reading events", () => {
  for (const [name, values] of SAMPLES) {
    it(`gives what ethers reads: ${name}`, () => {
      const event = CONTRACT.getEvent(name)!;
      const { topics, data } = CONTRACT.encodeEventLog(event, values);
      const expected = named(event.inputs, CONTRACT.decodeEventLog(event, data, topics));
      expect(eventReader(event)(topics, data)).to.deep.equal(expected);
    });
  }

  it("refuses a type that no event of the ledger has", () => {
    const event = new Interface(["event Odd(int8 value)"]).getEvent("Odd")!;
    expect(() => eventReader(event)).to.throw("int8");
  });
});
