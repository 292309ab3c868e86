import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A node of the compiler's syntax tree; what else it has depends on its `nodeType`. */
export interface Node {
  readonly id: number;
  readonly nodeType: string;
  readonly start: number; // byte in the file
  readonly end: number;
  readonly parent: Node | undefined;
  readonly role: string; // the parent's property that holds it
  readonly type: string; // of an expression, as the compiler says it; "" for other nodes
  readonly raw: Readonly<Record<string, unknown>>;
  readonly children: readonly Node[];
}

/** The sources of a project by their paths. A text holds one character a byte, so that the compiler's offsets fit it. */
export type Sources = ReadonlyMap<string, string>;

export interface Tree {
  readonly roots: ReadonlyMap<string, Node>;
  readonly byId: ReadonlyMap<number, Node>;
}

export interface CompilerError {
  readonly severity: string;
  readonly message: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number; readonly end: number };
}

interface Output {
  readonly errors?: readonly CompilerError[];
  readonly sources?: Record<string, { ast: Record<string, unknown> }>;
}

interface Compiler {
  compile(input: string, callbacks: { import: (path: string) => { contents: string } }): string;
}

export const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
export const utf8 = (text: string): string => Buffer.from(text, "latin1").toString("utf8");

/** Reads sources for syntax and types only, which takes a fifth of a build. `packages` is where imports are found. */
export function analyse(sources: Sources, packages: string): Output {
  const compiler = createRequire(import.meta.url)("solc") as Compiler;
  const input = {
    language: "Solidity",
    sources: Object.fromEntries([...sources].map(([file, text]) => [file, { content: utf8(text) }])),
    settings: { evmVersion: "cancun", outputSelection: { "*": { "": ["ast"] } } },
  };
  const imported = (file: string) => ({ contents: readFileSync(path.join(packages, file), "utf8") });
  return JSON.parse(compiler.compile(JSON.stringify(input), { import: imported })) as Output;
}

export const errorsOf = (output: Output): CompilerError[] =>
  (output.errors ?? []).filter(({ severity }) => severity === "error");

const isNode = (value: unknown): value is Record<string, unknown> & { nodeType: string; src: string; id: number } =>
  typeof value === "object" && value !== null && "nodeType" in value && "src" in value;

function typeOf(raw: Record<string, unknown>): string {
  const types = raw.typeDescriptions as { typeString?: string } | undefined;
  return types?.typeString ?? "";
}

function grow(raw: unknown, role: string, parent: Node | undefined, byId: Map<number, Node>): Node | undefined {
  if (!isNode(raw)) return undefined;
  const [start, length] = raw.src.split(":").map(Number) as [number, number];
  const children: Node[] = [];
  const { id, nodeType } = raw;
  const node: Node = { id, nodeType, start, end: start + length, parent, role, type: typeOf(raw), raw, children };
  byId.set(id, node);
  for (const [name, value] of Object.entries(raw)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const child = grow(item, name, node, byId);
      if (child !== undefined) children.push(child);
    }
  }
  return node;
}

/** The syntax trees of sources that compile. @throws Error with the compiler's messages where they do not */
export function treeOf(sources: Sources, packages: string): Tree {
  const output = analyse(sources, packages);
  const errors = errorsOf(output);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const byId = new Map<number, Node>();
  const roots = new Map<string, Node>();
  for (const [file, { ast }] of Object.entries(output.sources ?? {})) {
    const root = grow(ast, "", undefined, byId);
    if (root !== undefined) roots.set(file, root);
  }
  return { roots, byId };
}

/** The node, then those below it, except in subtrees that `enters` refuses. */
export function* walk(node: Node, enters: (node: Node) => boolean): Generator<Node> {
  if (!enters(node)) return;
  yield node;
  for (const child of node.children) yield* walk(child, enters);
}

/** The nearest node at or above this one that fits. */
export function above(node: Node | undefined, fits: (node: Node) => boolean): Node | undefined {
  for (let at = node; at !== undefined; at = at.parent) if (fits(at)) return at;
  return undefined;
}

/** What is in one property of a node. */
export const inRole = (node: Node, role: string): Node[] => node.children.filter((child) => child.role === role);

export const only = (node: Node, role: string): Node | undefined => inRole(node, role)[0];

export const text = (node: Node, name: string): string => {
  const value = node.raw[name];
  return typeof value === "string" ? value : "";
};
