import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { accessPage, PLACE } from "./page.ts";

describe("docs/access.md", () => {
  it("is what the table of rules makes of it; npm run docs:access writes it", async () => {
    expect(await readFile(PLACE, "utf8")).to.equal(await accessPage());
  });
});
