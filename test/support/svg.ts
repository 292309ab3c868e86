import { expect } from "chai";

const NAME = String.raw`[A-Za-z][\w:.-]*`;
const ATTRIBUTE = String.raw`\s+${NAME}="[^"<&]*(?:&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);[^"<&]*)*"`;
const TOKEN = new RegExp(String.raw`<(/?)(${NAME})((?:${ATTRIBUTE})*)\s*(/?)>|([^<>]+)`, "giuy");
const TEXT = /^(?:[^&]|&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)*$/iu;

/**
 * Demands well-formed XML of one `svg` element: tags that close in order, no attribute twice, text that is escaped. Comments and
 * declarations are not taken, since the ledger writes none; nor is what would run or load something.
 */
export function demandWellFormed(svg: string): void {
  const open: string[] = [];
  let elements = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < svg.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(svg);
    expect(token, `what begins with ${svg.slice(at, at + 60)}`).not.to.equal(null);
    const [, closing, name, attributes = "", empty, text] = token!;
    if (text !== undefined) {
      expect(text).to.match(TEXT);
      if (open.length === 0) expect(text.trim()).to.equal("");
    } else if (closing === "/") {
      expect(open.pop()).to.equal(name);
    } else {
      if (open.length === 0) expect([name, (elements += 1)]).to.deep.equal(["svg", 1]);
      expect(name).not.to.match(/^(?:script|foreignObject|image|iframe)$/i);
      const names = Array.from(attributes.matchAll(/\s([\w:.-]+)=/g), ([, attribute]) => attribute!);
      expect(new Set(names).size, attributes).to.equal(names.length);
      expect(names.filter((attribute) => /^on/i.test(attribute))).to.deep.equal([]);
      if (empty !== "/") open.push(name!);
    }
  }
  expect([open, elements]).to.deep.equal([[], 1]);
}
