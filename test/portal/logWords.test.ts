import { expect } from "chai";
import { aboutText, LOG_WORDS } from "../../portal/src/desk/logWords.ts";
import { RULES } from "../office/rules.ts";

/** What everybody may ask for is in no log. */
const UNLOGGED = ["GET /published", "GET /ledger"];

describe("The access log at the desk", () => {
  it("has words for each route of an office", () => {
    const without = Object.keys(RULES).filter((route) => !UNLOGGED.includes(route) && LOG_WORDS[route] === undefined);
    expect(without).to.deep.equal([]);
  });

  it("says what a document is for and about, not how the programs write it", () => {
    const hash = `0x${"ab".repeat(32)}`;
    const said = (about: string) => aboutText("POST /documents", about);
    expect(said(`object, ${hash}`)).to.deep.equal({ en: `why it is objected to: ${hash}`, zh: `异议：${hash}` });
    expect(said(`resolve, ${hash} home`).zh).to.equal(`处理异议：${hash}（所属区）`);
    expect(said("bank receipt, payment 7 order 0x1")).to.deep.equal({
      en: "the bank's receipt: payment 7 order 0x1",
      zh: "银行回单：拨付批次 7 订单 0x1",
    });
    expect(said("of its own, voucher 1-000001, the first").en).to.equal("of its own: voucher 1-000001, the first");
    expect(said("constructor, voucher 1-000001").zh).to.equal("constructor：双创券 1-000001");
    expect(aboutText("PUT /settings", "version 3").zh).to.equal("第 3 版");
    expect(aboutText("PUT /profiles/:id", "2-1")).to.deep.equal({ en: "2-1", zh: "2-1" });
  });
});
