import { readFile } from "node:fs/promises";
import path from "node:path";
import { CONTRACTS, type ContractName } from "../deployment.ts";
import { SOURCES, type Artifact, type Artifacts } from "./artifacts.ts";

/**
 * Reads what `npm run build` made.
 *
 * @param folder Hardhat's `artifacts` folder.
 */
export async function readHardhatArtifacts(folder: string): Promise<Artifacts> {
  const read = async (name: ContractName): Promise<[ContractName, Artifact]> => {
    const [source = "", contract = ""] = SOURCES[name].split(":");
    const text = await readFile(path.join(folder, source, `${contract}.json`), "utf8");
    const { abi, bytecode, deployedBytecode, immutableReferences } = JSON.parse(text) as Artifact;
    return [name, { abi, bytecode, deployedBytecode, immutableReferences }];
  };
  return Object.fromEntries(await Promise.all(CONTRACTS.map(read))) as Artifacts;
}
