import { expect } from "chai";
import { LOG_WORDS } from "../../portal/src/desk/logWords.ts";
import { RULES } from "../office/rules.ts";

/** What everybody may ask for is in no log. */
const UNLOGGED = ["GET /published", "GET /ledger"];

describe("The access log at the desk", () => {
  it("has words for each route of an office", () => {
    const without = Object.keys(RULES).filter((route) => !UNLOGGED.includes(route) && LOG_WORDS[route] === undefined);
    expect(without).to.deep.equal([]);
  });
});
