import { readFileSync } from "node:fs";
import { expect } from "chai";

/** Figures by their names, with their aims. */
function figuresIn(page: string): string[][] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  return [...text.matchAll(/^\| `(\w+)` +\| +([\d.]+) \| ([^|]*)\|/gm)].map(([, ...cells]) =>
    cells.map((cell) => cell.trim()),
  );
}

describe("The index's guide", () => {
  it("gives the same figures and aims in both languages", () => {
    const figures = figuresIn("indexer.md");
    expect(figures.map(([name]) => name)).to.include.members(["indexRatio", "voucherPageMs", "firstLoadGzipKiB"]);
    expect(figuresIn("indexer.zh-CN.md")).to.deep.equal(figures);
  });
});
