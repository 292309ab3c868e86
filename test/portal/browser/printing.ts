/** What is printed of a voucher, and the way back from the paper to the page. */
import { execFile } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import type { House, Trial } from "./house.ts";
import { readCode } from "./code.ts";
import type { Looks, Visitor } from "./visitor.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../../scripts/tongdui.ts");
const VOUCHER = "2-000001";

export function checkPrinting(it: Trial, house: () => House, open: (looks: Looks) => Promise<Visitor>): void {
  it("prints a voucher on a sheet whose code leads to its page", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.goTo(`/v/${VOUCHER}`);
    await visitor.page.emulateMedia({ media: "print" });
    const code = await readCode(visitor.page, ".print-code");
    expect(code).to.match(new RegExp(`^${house().site}/v/${VOUCHER}(#proof=0x[0-9a-f]{64})?$`));
    const printed = await visitor.page.pdf({ format: "A4" });
    expect(printed.subarray(0, 5).toString()).to.equal("%PDF-");
    // A sheet, not a book.
    expect(printed.toString("latin1").match(/\/Type\s*\/Page\b/g)).to.have.lengthOf.within(1, 2);
    visitor.demandQuiet();
  });

  it("leads whoever has only a voucher's paper to its page, and there to a check that holds", async () => {
    const { folder, site } = house();
    const sheet = path.join(folder, "sheet.html");
    const profile = path.join(folder, "people/wujin/bureau.json");
    const proof = path.join(folder, "sheet.proof.json.gz");
    const words = ["prove", VOUCHER, "--out", proof, "--sheet", sheet, "--link", `${site}/v/${VOUCHER}`];
    await promisify(execFile)(process.execPath, [COMMAND, ...words, "--profile", profile], { cwd: folder });

    const visitor = await open({ lang: "zh", phone: true });
    await visitor.page.goto(pathToFileURL(sheet).href);
    const address = await readCode(visitor.page, "figure.code img");
    expect(address.startsWith(`${site}/v/${VOUCHER}`)).to.be.true;

    await visitor.page.goto(address);
    await visitor.settled();
    expect(await visitor.text())
      .to.include("余额")
      .and.to.include("15,000.00");
    await visitor.page.getByRole("button", { name: "核验", exact: true }).click();
    await visitor.page.locator("main [role=status]:not(.loading)").first().waitFor();
    expect(await visitor.page.locator("main [role=alert]").count()).to.equal(0);
  });
}
