import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A node of the compiler's syntax tree, as far as it is read here. */
export interface Node {
  readonly id: number;
  readonly nodeType: string;
  readonly name?: string;
  readonly kind?: string;
  /** `offset:length:file`, in bytes. */
  readonly src: string;
  readonly condition?: Node;
  readonly referencedDeclaration?: number;
  readonly baseFunctions?: readonly number[];
}

/** A function with the file and contract that it is written in. */
export interface Place {
  readonly file: string;
  readonly contract: string;
  readonly function: string;
  readonly node: Node;
}

export interface Source {
  readonly file: string;
  readonly text: Buffer;
  readonly tree: Node;
}

const ROOT = path.resolve(import.meta.dirname, "../..");

type Json = Record<string, unknown>;
const read = async (...place: string[]): Promise<Json> =>
  JSON.parse(await readFile(path.join(ROOT, "artifacts", ...place), "utf8")) as Json;

/** The syntax trees of all our contracts, from the build that made Orders: all of ours are one build's. */
export async function sources(): Promise<Source[]> {
  const { buildInfoId } = (await read("contracts", "Orders.sol", "Orders.json")) as { buildInfoId: string };
  const build = (await read("build-info", `${buildInfoId}.output.json`)) as {
    output: { sources: Record<string, { ast: Node }> };
  };
  const folder = path.join(ROOT, "contracts");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".sol"));
  return Promise.all(
    files.sort().map(async (file) => {
      const source = build.output.sources[`project/contracts/${file}`];
      if (source === undefined) throw new Error(`The build ${buildInfoId} has no ${file}.`);
      return { file, text: await readFile(path.join(folder, file)), tree: source.ast };
    }),
  );
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "nodeType" in value && "src" in value;

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value: unknown) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** All nodes under one, and itself. */
export function* within(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* within(child);
}

/** All functions of a source. */
export function functionsOf({ file, tree }: Source): Place[] {
  const found: Place[] = [];
  const seek = (node: Node, contract: string): void => {
    if (node.nodeType === "FunctionDefinition") {
      found.push({ file, contract, function: node.name || node.kind!, node });
      return;
    }
    const inside = node.nodeType === "ContractDefinition" ? node.name! : contract;
    for (const child of childrenOf(node)) seek(child, inside);
  };
  seek(tree, "");
  return found;
}

/** A node as it is written. */
export function written({ text }: Source, { src }: Node): string {
  const [offset, length] = src.split(":").map(Number) as [number, number];
  return text
    .subarray(offset, offset + length)
    .toString()
    .replaceAll(/\s+/g, " ");
}
