import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { addressOf, impure } from "./schemata.ts";

const TESTS = "test/solidity";
const IN_ENVIRONMENT = "MUTANT";

/** What a test in Solidity stands on, so that the mutant named in the environment is on from its first moment. */
const BASE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

interface Chain {
    function envAddress(string calldata name) external view returns (address);
    function deal(address account, uint256 balance) external;
}

abstract contract UnderMutant {
    constructor() {
        Chain chain = Chain(address(uint160(uint256(keccak256("hevm cheat code")))));
        chain.deal(chain.envAddress("${IN_ENVIRONMENT}"), 1);
    }
}
`;

/** Runs Hardhat in a folder. @throws Error with what it printed where it fails */
export async function hardhat(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<void> {
  const cli = path.join(folder, "node_modules/hardhat/dist/src/cli.js");
  const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 1 << 28 };
  await promisify(execFile)(process.execPath, [cli, ...args], options);
}

const testFiles = async (folder: string): Promise<string[]> =>
  (await readdir(path.join(folder, TESTS))).filter((name) => name.endsWith(".sol")).map((name) => `${TESTS}/${name}`);

/** Makes the Solidity tests of a copied project fit to be run under a mutant. */
export async function fitSolidityTests(folder: string): Promise<void> {
  for (const name of await testFiles(folder)) {
    const file = path.join(folder, name);
    const source = impure(await readFile(file, "utf8"));
    const onBase = source
      .replaceAll(/^contract (\w+) is /gm, "contract $1 is UnderMutant, ")
      .replaceAll(/^contract (\w+) \{/gm, "contract $1 is UnderMutant {");
    await writeFile(file, `${onBase}\nimport { UnderMutant } from "./UnderMutant.sol";\n`);
  }
  await writeFile(path.join(folder, TESTS, "UnderMutant.sol"), BASE);
}

/** The Solidity tests by what they are about. */
export interface SolidityTests {
  /** By source: the files of tests that use it, and those that it is used by, alone. */
  readonly ofParts: ReadonlyMap<string, readonly string[]>;
  /** Those that deploy the whole ledger; they take longest, and may notice any mutant. */
  readonly ofLedger: readonly string[];
}

const LEDGER = `${TESTS}/Ledger.sol`;

export async function solidityTests(folder: string): Promise<SolidityTests> {
  const ofParts = new Map<string, string[]>();
  const ofLedger: string[] = [];
  for (const test of (await testFiles(folder)).filter((name) => name.endsWith(".t.sol"))) {
    const sources = await usedBy(folder, test);
    if (sources.has(LEDGER)) ofLedger.push(test);
    else for (const source of sources) ofParts.set(source, [...(ofParts.get(source) ?? []), test]);
  }
  return { ofParts, ofLedger };
}

async function usedBy(folder: string, test: string): Promise<Set<string>> {
  const found = new Set<string>();
  const open = [test];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const source = await readFile(path.join(folder, file), "utf8");
    for (const [, to] of source.matchAll(/from "(\.[^"]+)"/g))
      open.push(path.posix.join(path.posix.dirname(file), to!));
  }
  return found;
}

/** Runs files of Solidity tests with a mutant on, or with none. @returns which test failed first, or undefined */
export async function failingSolidityTest(
  folder: string,
  mutant: number,
  files: readonly string[],
): Promise<string | undefined> {
  try {
    await hardhat(folder, ["test", "solidity", "--no-compile", ...files], { [IN_ENVIRONMENT]: addressOf(mutant) });
    return undefined;
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    const failed = /^ +\d+\) *(?:\w+#)?((?:test|invariant)\w+)/m.exec(stdout)?.[1];
    if (failed === undefined) throw error;
    return `${TESTS} ${failed}`;
  }
}
