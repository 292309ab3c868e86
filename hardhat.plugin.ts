import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import type { SolidityHooks } from "hardhat/types/hooks";
import type { HardhatPlugin } from "hardhat/types/plugins";
import type { CompilerOutputError } from "hardhat/types/solidity";

// The compiler's messages point at "npm/name@version/File.sol" or "project/folder/File.sol".
function isAboutPackage({ severity, formattedMessage }: CompilerOutputError): boolean {
  return severity !== "error" && formattedMessage?.includes("--> npm/") === true;
}

function strict(error: CompilerOutputError): CompilerOutputError {
  const isAboutContract = error.formattedMessage?.includes("--> project/contracts/") === true;
  return isAboutContract ? { ...error, type: "Error", severity: "error" } : error;
}

// Node runs our TypeScript as it is, so an import names the file that exists. Typechain's name a .js file.
async function fitForNode(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
    const file = path.join(entry.parentPath, entry.name);
    const generated = await readFile(file, "utf8");
    const fitted = generated.replaceAll(/( from ['"]\.[^'"]*)\.js(['"])/g, "$1.ts$2");
    if (fitted !== generated) await writeFile(file, fitted);
  }
}

interface Interfaced {
  readonly contractName: string;
  readonly sourceName: string;
  readonly abi: unknown;
}

// What a browser needs of our contracts: their interfaces as typed data, without the bytecode that typechain's factories carry along.
async function writeAbis(artifacts: readonly string[], folder: string): Promise<void> {
  const all = await Promise.all(artifacts.map(async (file) => JSON.parse(await readFile(file, "utf8")) as Interfaced));
  const own = all.filter(({ sourceName }) => sourceName.startsWith("contracts/"));
  const lines = own.map(({ contractName, abi }) => `export const ${contractName} = ${JSON.stringify(abi)} as const;\n`);
  await writeFile(path.join(folder, "abis.ts"), lines.sort().join(""));
}

const solidity: Partial<SolidityHooks> = {
  // A warning about a contract of ours fails the build before anything is cached. A package's is not ours to mend.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its replacement runs when the build has already succeeded
  async invokeSolc(context, compiler, input, config, next) {
    const output = await next(context, compiler, input, config);
    const errors = output.errors?.filter((error) => !isAboutPackage(error));
    return { ...output, ...(errors && { errors: context.globalOptions.coverage ? errors : errors.map(strict) }) };
  },

  async processArtifactsAfterSuccessfulBuild(context, artifacts) {
    const { outDir } = context.config.typechain;
    if (outDir === undefined || context.globalOptions.noTypechain) return;
    await fitForNode(outDir);
    await writeAbis(artifacts, outDir);
  },
};

const plugin: HardhatPlugin = {
  id: "tongdui-build",
  dependencies: () => [import("@nomicfoundation/hardhat-typechain")],
  hookHandlers: { solidity: () => Promise.resolve({ default: () => Promise.resolve(solidity) }) },
};

export default plugin;
