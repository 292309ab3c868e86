/** The storage layouts of the build, from Hardhat's folder of artifacts; for Node alone. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Layouts } from "./compare.ts";
import { PARTS, type Part } from "./events.ts";
import type { StorageLayout } from "./storageMap.ts";

type Artifact = { readonly buildInfoId: string };
type BuildOutput = {
  readonly output: { readonly contracts: Record<string, Record<string, { readonly storageLayout: StorageLayout }>> };
};

/** @param artifacts the folder that `npm run build` writes. */
export async function loadLayouts(artifacts: string): Promise<Layouts> {
  const builds = new Map<string, BuildOutput>();
  const layouts: Partial<Record<Part, StorageLayout>> = {};
  for (const part of PARTS) {
    const name = `${part.charAt(0).toUpperCase()}${part.slice(1)}`;
    const { buildInfoId } = await readJson<Artifact>(artifacts, "contracts", `${name}.sol`, `${name}.json`);
    const build =
      builds.get(buildInfoId) ?? (await readJson<BuildOutput>(artifacts, "build-info", `${buildInfoId}.output.json`));
    builds.set(buildInfoId, build);
    const layout = build.output.contracts[`project/contracts/${name}.sol`]?.[name]?.storageLayout;
    if (layout === undefined) throw new Error(`The build ${buildInfoId} has no storage layout of ${name}.`);
    layouts[part] = layout;
  }
  return layouts as Layouts;
}

async function readJson<Content>(...place: string[]): Promise<Content> {
  return JSON.parse(await readFile(path.join(...place), "utf8")) as Content;
}
