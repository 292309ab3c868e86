import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import { ContractFactory, type Contract, type InterfaceAbi } from "ethers";
import { network } from "hardhat";
import { bytes, utf8 } from "./ast.ts";
import type { Fate } from "./kill.ts";
import { mutate } from "./project.ts";
import { explainedIn, report } from "./report.ts";
import { addressOf } from "./schemata.ts";
import type { Mutant } from "./mutants.ts";

const PACKAGES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const FILE = "contracts/Purse.sol";
const PURSE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

contract Purse {
    uint8 internal constant MOST = 9;
    uint256 public held;
    event Put(uint256 amount);
    error Unfit();

    modifier once() {
        require(held == 0, Unfit());
        _;
    }

    function put(uint256 amount) external once {
        require(amount <= MOST, Unfit()); // ≤ ¥9
        held += amount;
        emit Put(amount);
    }

    function least(uint256 a, uint256 b) external pure returns (uint256) {
        return a < b ? a : b;
    }

    function mark() external pure returns (bytes32) {
        return _same(0);
    }

    function _same(bytes32 word) private pure returns (bytes32) {
        return word;
    }
}
`;

/** Its mutants, and whether somebody who puts 9 and 10 in and compares 1 with 2 can tell them from the purse. */
const EXPECTED: Readonly<Record<string, "killed" | "survives">> = {
  "once: require(held == 0, Unfit()); → (dropped)": "killed",
  "once: held == 0 → held != 0": "killed",
  "once: held == 0 → held == 1": "killed",
  "put: once → (dropped)": "killed",
  "put: require(amount <= MOST, Unfit()); → (dropped)": "killed",
  "put: amount <= MOST → !(amount <= MOST)": "killed",
  "put: amount <= MOST → amount < MOST": "killed",
  "put: MOST → (MOST + 1)": "killed",
  "put: MOST → (MOST - 1)": "killed",
  "put: held += amount; → (dropped)": "killed",
  "put: held += amount → held -= amount": "killed",
  "put: held += amount → held = amount": "survives",
  "put: emit Put(amount); → (dropped)": "killed",
  "least: a < b ? a : b → uint256(0)": "killed",
  "least: a < b → a <= b": "survives",
  "least: a < b ? a : b → a < b ? b : a": "killed",
  "mark: _same(0) → bytes32(0)": "survives",
  "_same: word → bytes32(0)": "survives",
};

interface Compiled {
  readonly contracts: Record<string, Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>;
}

function compile(source: string) {
  const solc = createRequire(import.meta.url)("solc") as { compile: (input: string) => string };
  const outputSelection = { "*": { "*": ["abi", "evm.bytecode.object"] } };
  const input = { language: "Solidity", sources: { [FILE]: { content: source } }, settings: { outputSelection } };
  const { abi, evm } = (JSON.parse(solc.compile(JSON.stringify(input))) as Compiled).contracts[FILE]!.Purse!;
  return { abi, code: evm.bytecode.object };
}

describe("The mutants of a contract", () => {
  const { mutated, mutants, stillborn } = mutate(new Map([[FILE, bytes(PURSE)]]), PACKAGES, (all) => [...all]);
  const nameOf = ({ key }: Mutant): string => key.replace(`${FILE} Purse.`, "");

  it("are those that the operators make of it", () => {
    expect(mutants.map(nameOf)).to.deep.equal(Object.keys(EXPECTED));
  });

  it("leave out what does not compile, with the reason", () => {
    expect(stillborn.map(({ mutant }) => nameOf(mutant))).to.deep.equal(["mark: _same(0) → _same(1)"]);
    expect(stillborn[0]!.reason).to.include("int_const 1 to bytes32");
  });

  it("change what it does one at a time, and nothing while all are off", async () => {
    const { ethers, networkHelpers } = await network.create("default");
    const { abi, code } = compile(utf8(mutated.get(FILE)!));
    const [owner] = await ethers.getSigners();
    const purse = (await new ContractFactory(abi, code, owner).deploy()) as Contract;
    const least = async (a: bigint, b: bigint): Promise<unknown> => purse.getFunction("least").staticCall(a, b);
    const takes = async (amount: bigint): Promise<boolean> => {
      const put: Promise<unknown> = purse.getFunction("put").send(amount);
      return put.then(
        () => true,
        () => false,
      );
    };
    const behaviour = async (): Promise<unknown[]> => [
      [await takes(10n), await takes(9n), await takes(1n)],
      [await purse.getFunction("held").staticCall(), (await purse.queryFilter("Put")).length],
      [await least(1n, 2n), await least(2n, 1n)],
    ];
    const untouched = await networkHelpers.takeSnapshot();
    const asWritten = await behaviour();
    expect(asWritten).to.deep.equal([
      [false, true, false],
      [9n, 1],
      [1n, 1n],
    ]);
    for (const mutant of mutants) {
      await untouched.restore();
      await networkHelpers.setBalance(addressOf(mutant.id), 1n);
      const isSame = isDeepStrictEqual(await behaviour(), asWritten);
      expect(isSame ? "survives" : "killed", nameOf(mutant)).to.equal(EXPECTED[nameOf(mutant)]);
    }
  });
});

describe("The report on mutants", () => {
  const mutant = (number: number): Mutant => ({
    id: number,
    key: `contracts/Purse.sol Purse.put: ${number} → 0`,
    file: FILE,
    line: number,
    where: "Purse.put",
    operator: "number off by one",
    original: `${number}`,
    mutated: "0",
    site: { how: "expression", start: 0, end: 1, cast: "" },
    replacement: "0",
  });
  const hundred = Array.from({ length: 100 }, (_, i) => mutant(i + 1));
  const fates = (surviving: number): Fate[] =>
    hundred.map(({ key, id }) => ({ key, id, end: id <= surviving ? "survived" : "killed", tests: 1, ms: 1 }));
  const explaining = (...numbers: number[]) =>
    explainedIn(numbers.map((number) => `- \`${mutant(number).key}\`: nobody can tell\n`).join(""));

  it("is good when each survivor is explained", () => {
    expect(report(hundred, fates(0), explaining()).isGood).to.equal(true);
    expect(report(hundred, fates(2), explaining(1, 2)).isGood).to.equal(true);
  });

  it("is bad, and names the survivor's place, when one is not", () => {
    const { text, isGood } = report(hundred, fates(2), explaining(1));
    expect(isGood).to.equal(false);
    expect(text).to.include("contracts/Purse.sol:2 (number off by one)").and.not.include("contracts/Purse.sol:1 ");
  });

  it("is bad when more than five in a hundred survive, explained or not", () => {
    expect(report(hundred, fates(5), explaining(1, 2, 3, 4, 5)).isGood).to.equal(true);
    expect(report(hundred, fates(6), explaining(1, 2, 3, 4, 5, 6)).isGood).to.equal(false);
  });

  it("is bad when one is explained that is killed", () => {
    expect(report(hundred, fates(1), explaining(1, 7)).isGood).to.equal(false);
  });
});
