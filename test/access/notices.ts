/** What each function does, in the words of its own contract: the NatSpec that the compiler keeps with the build. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const ARTIFACTS = new URL("../../artifacts/", import.meta.url);

interface Artifact {
  readonly sourceName: string;
  readonly inputSourceName: string;
  readonly contractName: string;
  readonly buildInfoId: string;
}
interface BuildOutput {
  readonly output: { readonly contracts: Record<string, Record<string, { readonly metadata: string }>> };
}
interface Metadata {
  readonly output: { readonly userdoc: { readonly methods: Record<string, { readonly notice?: string }> } };
}

const outputs = new Map<string, Promise<BuildOutput>>();

async function read(place: string): Promise<unknown> {
  return JSON.parse(await readFile(fileURLToPath(new URL(place, ARTIFACTS)), "utf8"));
}

/**
 * @param source where the contract is, as `contracts/Orders.sol`.
 * @param contract its name.
 * @returns the notices by signature; the sentence that says who may is left out, since the rules say it.
 */
export async function noticesOf(source: string, contract: string): Promise<Map<string, string>> {
  const { buildInfoId, inputSourceName } = (await read(`${source}/${contract}.json`)) as Artifact;
  const place = `build-info/${buildInfoId}.output.json`;
  if (!outputs.has(place)) outputs.set(place, read(place) as Promise<BuildOutput>);
  const built = (await outputs.get(place)!).output.contracts[inputSourceName]![contract]!;
  const { methods } = (JSON.parse(built.metadata) as Metadata).output.userdoc;
  return new Map(
    Object.entries(methods).map(([signature, { notice = "" }]) => [
      signature,
      notice.replace(/\s*WHO:.*$/s, "").replace(/\.$/, ""),
    ]),
  );
}
