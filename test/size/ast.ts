import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
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

interface Compiler {
  compile(input: string, callbacks: { import(file: string): { contents: string } }): string;
}

let read: Promise<readonly Source[]> | undefined;

/** The syntax trees of all our contracts as they are now: they are read anew, because a build keeps those that it left alone. */
export async function sources(): Promise<readonly Source[]> {
  read ??= readAll();
  return read;
}

async function readAll(): Promise<readonly Source[]> {
  const folder = path.join(ROOT, "contracts");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".sol")).sort();
  const texts = await Promise.all(files.map(async (file) => readFile(path.join(folder, file))));
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file, i) => [`contracts/${file}`, { content: texts[i]!.toString() }])),
    settings: { outputSelection: { "*": { "": ["ast"] } } },
  };
  const compiler = createRequire(import.meta.url)("solc") as Compiler;
  const packages = (file: string) => ({ contents: readFileSync(path.join(ROOT, "node_modules", file), "utf8") });
  const output = JSON.parse(compiler.compile(JSON.stringify(input), { import: packages })) as {
    errors?: readonly { severity: string; formattedMessage: string }[];
    sources: Record<string, { ast: Node }>;
  };
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error !== undefined) throw new Error(error.formattedMessage);
  return files.map((file, i) => ({ file, text: texts[i]!, tree: output.sources[`contracts/${file}`]!.ast }));
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
