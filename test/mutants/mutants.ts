import { above, only, text, utf8, walk, type Node, type Sources, type Tree } from "./ast.ts";
import { editsAt, Page, type Edit } from "./edits.ts";

/** A part of a source that is switched as a whole, since the edit alone would change a type or is no expression. */
export interface Site {
  readonly how: "expression" | "statement" | "modifier";
  readonly start: number; // byte
  readonly end: number;
  readonly cast: string; // the type that both branches need, or ""
}

export interface Mutant {
  readonly id: number;
  readonly key: string; // stays the same when lines shift
  readonly file: string;
  readonly line: number;
  readonly where: string; // contract or library, and function
  readonly operator: string;
  readonly original: string;
  readonly mutated: string;
  readonly site: Site;
  readonly replacement: string; // of the whole site
}

const SKIPPED = new Set([
  "InlineAssembly",
  "PragmaDirective",
  "ImportDirective",
  "UsingForDirective",
  "StructDefinition",
  "EnumDefinition",
  "EventDefinition",
  "ErrorDefinition",
  "UserDefinedValueTypeDefinition",
  "StructuredDocumentation",
  "ParameterList",
  "ModifierInvocation",
  "OverrideSpecifier",
  "InheritanceSpecifier",
  "ElementaryTypeName",
  "UserDefinedTypeName",
  "ArrayTypeName",
  "Mapping",
]);

// What runs on deployment only by being written into the code cannot be switched; its uses are changed instead.
const enters = (node: Node): boolean =>
  !SKIPPED.has(node.nodeType) &&
  !(node.nodeType === "VariableDeclaration" && (node.raw.constant === true || node.raw.stateVariable === true));

const STATEMENTS = new Set(["ExpressionStatement", "EmitStatement", "Return", "RevertStatement", "Continue", "Break"]);
const EXPRESSIONS = new Set([
  "Assignment",
  "BinaryOperation",
  "Conditional",
  "FunctionCall",
  "Identifier",
  "IndexAccess",
  "Literal",
  "MemberAccess",
  "TupleExpression",
  "UnaryOperation",
]);
const UNTYPED = /^(int_const|rational_const|literal_string|tuple\(\)|function |type\(|error$|event$|modifier )|^$/;
const isInLoopHead = (node: Node): boolean => node.parent?.nodeType === "ForStatement" && node.role !== "body";

// Only a value of a type of its own can be chosen by a condition; what is assigned to, called or tried cannot.
function canBeChosen(node: Node): boolean {
  if (!EXPRESSIONS.has(node.nodeType) || UNTYPED.test(node.type)) return false;
  if (node.raw.lValueRequested === true || node.role === "externalCall") return false;
  if (node.nodeType === "TupleExpression" && node.type.startsWith("tuple(")) return false;
  return !(node.parent?.nodeType === "FunctionCall" && node.role === "expression");
}

function statementSite(node: Node, source: string): Site | undefined {
  if (isInLoopHead(node)) return undefined;
  const semicolon = source.indexOf(";", node.end);
  const end = source.slice(node.end, semicolon).trim() === "" ? semicolon + 1 : node.end;
  return { how: "statement", start: node.start, end, cast: "" };
}

function castFor(node: Node): string | undefined {
  const declaration =
    node.parent?.nodeType === "VariableDeclarationStatement" ? only(node.parent, "declarations") : node;
  const type = declaration?.type ?? "";
  if (/^u?int\d*$/.test(type)) return type;
  return undefined;
}

function siteOf(edited: Node, source: string): Site | undefined {
  for (let node: Node | undefined = edited; node !== undefined; node = node.parent) {
    if (STATEMENTS.has(node.nodeType)) return statementSite(node, source);
    if (canBeChosen(node)) return { how: "expression", start: node.start, end: node.end, cast: "" };
    if (node.parent?.nodeType === "VariableDeclarationStatement") {
      const cast = castFor(node);
      return cast === undefined ? undefined : { how: "expression", start: node.start, end: node.end, cast };
    }
  }
  return undefined;
}

function nameOf(node: Node): string {
  const inside = above(node, ({ nodeType }) => ["FunctionDefinition", "ModifierDefinition"].includes(nodeType));
  const unit = above(node, ({ nodeType }) => nodeType === "ContractDefinition");
  const own = inside === undefined ? "" : text(inside, "name") || text(inside, "kind");
  return [unit === undefined ? "" : text(unit, "name"), own].filter((part) => part !== "").join(".");
}

const flat = (code: string): string => utf8(code).replaceAll(/\s+/g, " ").trim();

/** Two texts, cut down to where they differ and some words around it. */
function brief(original: string, mutated: string): [string, string] {
  if (mutated === "") return [original.length > 120 ? `${original.slice(0, 119)}…` : original, "(dropped)"];
  const around = 40;
  let head = 0;
  while (head < original.length && original[head] === mutated[head]) head += 1;
  let tail = 0;
  const most = Math.min(original.length, mutated.length) - head;
  while (tail < most && original.at(-1 - tail) === mutated.at(-1 - tail)) tail += 1;
  const from = Math.max(0, head - around);
  const cut = (code: string): string => {
    const to = Math.min(code.length, code.length - tail + around);
    return `${from > 0 ? "…" : ""}${code.slice(from, to)}${to < code.length ? "…" : ""}`;
  };
  return [cut(original), cut(mutated)];
}

type Draft = Omit<Mutant, "id" | "key" | "original" | "mutated"> & { readonly edit: Edit };

function* draftsIn(file: string, page: Page): Generator<Draft> {
  const { source } = page;
  for (const node of walk(page.tree.roots.get(file)!, enters)) {
    for (const edit of editsAt(page, node)) {
      const site = siteOf(edit.node, source);
      if (site === undefined) continue;
      const whole =
        edit.text === "" && site.start === edit.start
          ? ""
          : source.slice(site.start, edit.start) + edit.text + source.slice(edit.end, site.end);
      const line = source.slice(0, edit.start).split("\n").length;
      yield { file, line, where: nameOf(node), operator: edit.operator, site, replacement: whole, edit };
    }
  }
  for (const node of walk(page.tree.roots.get(file)!, ({ nodeType }) => nodeType !== "Block")) {
    const invocations = node.nodeType === "FunctionDefinition" ? node.children : [];
    for (const invocation of invocations) {
      if (invocation.nodeType !== "ModifierInvocation" || invocation.raw.kind !== "modifierInvocation") continue;
      const site: Site = { how: "modifier", start: invocation.start, end: invocation.end, cast: "" };
      const edit: Edit = { operator: "modifier dropped", node: invocation, ...site, text: "" };
      const line = source.slice(0, edit.start).split("\n").length;
      yield { file, line, where: nameOf(node), operator: edit.operator, site, replacement: "", edit };
    }
  }
}

/** All mutants of the files that `takes` allows, in the order of the sources, each change once. */
export function mutantsOf(sources: Sources, tree: Tree, takes: (file: string) => boolean): Mutant[] {
  const mutants: Mutant[] = [];
  const seen = new Set<string>();
  const ordinals = new Map<string, number>();
  for (const [file, source] of sources) {
    if (!takes(file)) continue;
    const drafts = [...draftsIn(file, new Page(source, tree))].sort((a, b) => a.edit.start - b.edit.start);
    for (const { file, line, where, operator, site, replacement } of drafts) {
      const before = source.slice(site.start, site.end);
      const changed = [file, site.start, site.end, flat(replacement)].join("|");
      if (flat(before) === flat(replacement) || seen.has(changed)) continue;
      seen.add(changed);
      const [original, mutated] = brief(flat(before), flat(replacement));
      const name = `${file} ${where}: ${original} → ${mutated}`;
      const ordinal = (ordinals.get(name) ?? 0) + 1;
      ordinals.set(name, ordinal);
      const key = ordinal === 1 ? name : `${name} #${ordinal}`;
      const id = mutants.length + 1;
      mutants.push({ id, key, file, line, where, operator, original, mutated, site, replacement });
    }
  }
  return mutants;
}
