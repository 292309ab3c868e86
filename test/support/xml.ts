/** An element of a document, with how many others it is in. */
export interface Element {
  readonly name: string;
  readonly depth: number;
  readonly attributes: Readonly<Record<string, string>>;
}

const TEXT = /^(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\d+);)*$/;
const TAG = /^<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>$/;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Not well-formed: ${what}`);
}

/**
 * The elements of a well-formed document of one root, in their order. It knows elements, attributes and text, which is
 * all that a picture of the ledger is made of, and takes nothing else.
 */
export function elementsOf(document: string): Element[] {
  const elements: Element[] = [];
  const open: string[] = [];
  for (const part of document.split(/(<[^>]*>)/).filter((text) => text !== "")) {
    if (!part.startsWith("<")) {
      must(open.length > 0 && TEXT.test(part), part);
      continue;
    }
    const tag = TAG.exec(part);
    must(tag !== null, part);
    const [, closing, name = "", written = "", empty] = tag;
    if (closing) {
      must(open.pop() === name, part);
      continue;
    }
    must(open.length > 0 || elements.length === 0, `${part} is beside the root`);
    const pairs = [...written.matchAll(ATTRIBUTE)].map(([, key = "", value = ""]) => [key, value] as const);
    must(new Set(pairs.map(([key]) => key)).size === pairs.length, `${part} says something twice`);
    must(
      pairs.every(([, value]) => TEXT.test(value)),
      part,
    );
    elements.push({ name, depth: open.length, attributes: Object.fromEntries(pairs) });
    if (!empty) open.push(name);
  }
  must(elements.length > 0 && open.length === 0, `${open.join(", ")} not closed`);
  return elements;
}
