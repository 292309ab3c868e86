import { inRole, only, text, type Node, type Tree } from "./ast.ts";

/** One small change of a source. */
export interface Edit {
  readonly operator: string;
  readonly node: Node; // what it changes
  readonly start: number; // byte
  readonly end: number;
  readonly text: string;
}

const OTHER_SIGN: Readonly<Record<string, readonly string[]>> = {
  "<": ["<="],
  "<=": ["<"],
  ">": [">="],
  ">=": [">"],
  "==": ["!="],
  "!=": ["=="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "&&": ["||"],
  "||": ["&&"],
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "|=": ["&=", "="],
  "&=": ["|=", "="],
  "++": ["--"],
  "--": ["++"],
};

/** Duties by their names in lib/Duties.sol: for each the two it is taken for. */
const DUTY: Readonly<Record<string, number>> = { BUREAU: 1, APPROVER: 2, FINANCE: 3, OPERATOR: 4, AUDITOR: 5 };
const OTHER_DUTY: Readonly<Record<string, readonly string[]>> = {
  ADMINISTRATOR: ["BUREAU"],
  BUREAU: ["APPROVER", "FINANCE"],
  APPROVER: ["BUREAU", "FINANCE"],
  FINANCE: ["BUREAU", "APPROVER"],
  OPERATOR: ["AUDITOR", "APPROVER"],
  AUDITOR: ["OPERATOR", "BUREAU"],
};

/** What the operators see of one file. */
export class Page {
  readonly source: string;
  readonly tree: Tree;

  constructor(source: string, tree: Tree) {
    this.source = source;
    this.tree = tree;
  }

  of(node: Node): string {
    return this.source.slice(node.start, node.end);
  }

  change(operator: string, node: Node, replacement: string, over: Node = node): Edit {
    return { operator, node, start: over.start, end: over.end, text: replacement };
  }

  /** Another sign between two operands, or before or after one. */
  sign(node: Node): Edit[] {
    const sign = text(node, "operator");
    const [left, right] = [only(node, "leftExpression"), only(node, "rightExpression")];
    const [leftSide, rightSide] = [only(node, "leftHandSide"), only(node, "rightHandSide")];
    const operand = only(node, "subExpression");
    let [from, to] = [node.start, node.end];
    if (operand !== undefined) {
      if (node.raw.prefix === true) to = operand.start;
      else from = operand.end;
    } else {
      from = (left ?? leftSide)?.end ?? from;
      to = (right ?? rightSide)?.start ?? to;
    }
    const at = this.source.indexOf(sign, from);
    if (at < 0 || at >= to) return [];
    return (OTHER_SIGN[sign] ?? []).map((other) => ({
      operator: `${sign} to ${other}`,
      node,
      start: at,
      end: at + sign.length,
      text: other,
    }));
  }

  /** Two neighbours of one type in each other's place. */
  swaps(operator: string, node: Node, items: readonly Node[], types: readonly string[]): Edit[] {
    return items.slice(1).flatMap((second, i) => {
      const first = items[i]!;
      if (types[i] !== types[i + 1] || this.of(first) === this.of(second)) return [];
      const between = this.source.slice(first.end, second.start);
      const swapped = this.of(second) + between + this.of(first);
      return [{ operator, node, start: first.start, end: second.end, text: swapped }];
    });
  }

  declared(node: Node): Node | undefined {
    const id = node.raw.referencedDeclaration;
    return typeof id === "number" ? this.tree.byId.get(id) : undefined;
  }
}

/** Zero is the only number that is compared with bytes. */
function isOfBytes(node: Node): boolean {
  const common = node.parent?.raw.commonType as { typeString?: string } | undefined;
  return common?.typeString?.startsWith("bytes") === true;
}

function number(page: Page, node: Node): Edit[] {
  const unit = text(node, "subdenomination");
  const value = text(node, "value").replaceAll("_", "");
  if (!/^(0x[0-9a-fA-F]+|[0-9]+)$/.test(value) || isOfBytes(node)) return [];
  const near = [BigInt(value) + 1n, BigInt(value) - 1n].filter((other) => other >= 0n);
  const written = (other: bigint) =>
    value.startsWith("0x") ? `0x${other.toString(16).padStart(value.length - 2, "0")}` : other.toString();
  return near.map((other) =>
    page.change("number off by one", node, `${written(other)}${unit === "" ? "" : ` ${unit}`}`),
  );
}

function literal(page: Page, node: Node): Edit[] {
  switch (text(node, "kind")) {
    case "number":
      return number(page, node);
    case "bool":
      return [page.change("truth flipped", node, text(node, "value") === "true" ? "false" : "true")];
    case "string": {
      const quoted = page.of(node);
      // One character stays one, as in a comparison of bytes.
      const other = text(node, "value").length === 1 ? '"~"' : quoted.replace(/(["'])$/, "!$1");
      return [page.change("other text", node, other)];
    }
    default:
      return [];
  }
}

/** A constant in an expression: another duty, one more, one less, or a sibling. */
function constant(page: Page, node: Node): Edit[] {
  const declared = page.declared(node);
  if (declared?.nodeType !== "VariableDeclaration" || declared.raw.constant !== true) return [];
  const name = text(declared, "name");
  const others = OTHER_DUTY[name];
  if (others !== undefined) {
    return others.map((other) => page.change(`${name} to ${other}`, node, `uint8(${DUTY[other]!.toString()})`));
  }
  if (/^uint\d*$/.test(node.type)) {
    return ["+", "-"].map((sign) => page.change("constant off by one", node, `(${page.of(node)} ${sign} 1)`));
  }
  const kin = only(declared, "typeName");
  if (kin?.nodeType === "UserDefinedTypeName") {
    const wrapped = `${node.type}.wrap(${node.type}.unwrap(${page.of(node)}) + 1)`;
    return [page.change("constant off by one", node, wrapped)];
  }
  const siblings = (declared.parent?.children ?? []).filter(
    (child) => child.nodeType === "VariableDeclaration" && child.raw.constant === true && child.type === declared.type,
  );
  const sibling = siblings[(siblings.indexOf(declared) + 1) % siblings.length];
  if (sibling === undefined || sibling === declared) return [];
  return [page.change("sibling constant", node, text(sibling, "name"))];
}

function member(page: Page, node: Node): Edit[] {
  const declared = page.declared(node);
  if (declared?.nodeType !== "EnumValue" || declared.parent === undefined) return constant(page, node);
  const members = inRole(declared.parent, "members");
  const at = members.indexOf(declared);
  const enumeration = only(node, "expression");
  if (enumeration === undefined) return [];
  const others = new Set([members[at + 1] ?? members[0], members[at - 1] ?? members.at(-1)]);
  others.delete(declared);
  return [...others].map((other) =>
    page.change("other member", node, `${page.of(enumeration)}.${text(other!, "name")}`),
  );
}

function zeroOf(type: string, page: Page): string | undefined {
  if (/^u?int\d*$/.test(type)) return `${type}(0)`;
  if (/^bytes\d+$/.test(type)) return `${type}(0)`;
  if (type === "address") return "address(0)";
  const known = [...page.tree.byId.values()].find(
    ({ nodeType, raw }) => nodeType === "UserDefinedValueTypeDefinition" && raw.name === type,
  );
  const under = known === undefined ? undefined : only(known, "underlyingType")?.type;
  if (under === undefined) return undefined;
  return `${type}.wrap(${under === "bytes32" ? "bytes32(0)" : "0"})`;
}

/** Whether another operator turns the condition into its opposite. */
const isNegatedAnyway = (condition: Node): boolean => ["==", "!=", "!"].includes(text(condition, "operator"));

function returned(page: Page, node: Node): Edit[] {
  const value = only(node, "expression");
  if (value === undefined) return [];
  if (value.nodeType === "TupleExpression") {
    const parts = inRole(value, "components");
    return page.swaps(
      "swapped in return",
      value,
      parts,
      parts.map(({ type }) => type),
    );
  }
  if (value.type === "bool" && isNegatedAnyway(value)) return [];
  if (value.type === "bool") return [page.change("return negated", value, `!(${page.of(value)})`)];
  const zero = zeroOf(value.type, page);
  if (zero === undefined || zero === page.of(value)) return [];
  return [page.change("returns nothing", value, zero)];
}

const kindOf = (type: string): string => type.replace(/^int_const .*/, "number").replace(/^literal_string .*/, "text");

function call(page: Page, node: Node): Edit[] {
  const callee = only(node, "expression");
  const parameters = inRole(node, "arguments");
  if (callee === undefined || node.raw.kind === "typeConversion") return [];
  const name = page.of(callee);
  if (name === "require") {
    const condition = parameters[0]!;
    if (isNegatedAnyway(condition)) return [];
    return [page.change("require negated", condition, `!(${page.of(condition)})`)];
  }
  const operator = node.parent?.nodeType === "EmitStatement" ? "swapped in event" : "swapped arguments";
  return page.swaps(
    operator,
    node,
    parameters,
    parameters.map(({ type }) => kindOf(type)),
  );
}

/** The next event of the same file that is told with the same types. */
function sibling(page: Page, emitted: Node): Edit[] {
  const callee = only(only(emitted, "eventCall")!, "expression")!;
  const event = page.declared(callee);
  if (event?.parent === undefined) return [];
  const types = (of: Node): string =>
    inRole(only(of, "parameters")!, "parameters")
      .map(({ type }) => type)
      .join();
  const alike = inRole(event.parent, "nodes").filter(
    (n) => n.nodeType === "EventDefinition" && types(n) === types(event),
  );
  const other = alike[(alike.indexOf(event) + 1) % alike.length];
  return other === undefined || other === event ? [] : [page.change("sibling event", callee, text(other, "name"))];
}

function statement(page: Page, node: Node): Edit[] {
  const of = only(node, "expression");
  if (node.parent?.nodeType === "ForStatement" && node.role !== "body") return [];
  // The compiler demands that a storage pointer is assigned before it is returned.
  if (of?.nodeType === "Assignment" && of.type.endsWith(" storage pointer")) return [];
  const drops = ["FunctionCall", "Assignment", "UnaryOperation"].includes(of?.nodeType ?? "");
  return drops ? [page.change("dropped", node, "")] : [];
}

/** What may be changed at a node itself. */
export function editsAt(page: Page, node: Node): Edit[] {
  switch (node.nodeType) {
    case "BinaryOperation": {
      const sign = text(node, "operator");
      const [left, right] = [only(node, "leftExpression")!, only(node, "rightExpression")!];
      const halves = sign === "&&" || sign === "||" ? [left, right] : [];
      return [...page.sign(node), ...halves.map((half) => page.change(`one side of ${sign}`, node, page.of(half)))];
    }
    case "Assignment":
      return page.sign(node);
    case "UnaryOperation": {
      const sign = text(node, "operator");
      const operand = only(node, "subExpression")!;
      if (sign === "!" || sign === "~") return [page.change(`${sign} dropped`, node, page.of(operand))];
      return page.sign(node);
    }
    case "Literal":
      return literal(page, node);
    case "Identifier":
      return constant(page, node);
    case "MemberAccess":
      return member(page, node);
    case "Conditional": {
      const [yes, no] = [only(node, "trueExpression")!, only(node, "falseExpression")!];
      const between = page.source.slice(yes.end, no.start);
      const swapped = page.of(no) + between + page.of(yes);
      return [{ operator: "branches swapped", node, start: yes.start, end: no.end, text: swapped }];
    }
    case "IfStatement":
    case "WhileStatement": {
      const condition = only(node, "condition")!;
      const always = node.nodeType === "IfStatement" ? ["true", "false"] : ["false"];
      return always.map((truth) => page.change(`condition ${truth}`, condition, truth));
    }
    case "FunctionCall":
      return call(page, node);
    case "Return":
      return returned(page, node);
    case "EmitStatement":
      return [page.change("dropped", node, ""), ...sibling(page, node)];
    case "RevertStatement":
    case "Continue":
    case "Break":
      return [page.change("dropped", node, "")];
    case "ExpressionStatement":
      return statement(page, node);
    default:
      return [];
  }
}
