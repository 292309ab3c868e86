/** An institution that the ledger does not know is invited, applies for admission at its desk, and is accepted. */
import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { creditCode } from "../../../client/documents/creditCode.ts";
import { person } from "../../scripts/support/office.ts";
import { expectAccessible, expectFits } from "../browser/visitor.ts";
import { lookAnew, type Trial } from "./doing.ts";
import { askIn, signIn, type DeskWorld } from "./world.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1");
const NEWCOMER = "an institution";

export function checkAdmissions(it: Trial, world: () => DeskWorld): void {
  it("lets an invited institution apply, and nobody who is not", async () => {
    const w = world();
    const { page } = await w.withWallet(NEWCOMER);
    await askIn(page, 2);
    await page
      .getByRole("alert")
      .filter({ hasText: /holds no duty at this office/ })
      .waitFor();
    const operator = await w.as("operator", 2);
    await operator.getByRole("link", { name: "Admission", exact: true }).click();
    await operator.getByLabel("Account", { exact: true }).fill(person(NEWCOMER).address);
    await operator.getByRole("button", { name: "Invite", exact: true }).click();
    await operator.getByText(person(NEWCOMER).address).waitFor();

    await signIn(page, 2);
    await page.getByRole("link", { name: "Admission", exact: true }).click();
    await page.getByRole("button", { name: "Begin an application" }).click();
    await page.getByLabel("Name in Chinese").fill("常州材料研究所 <i>");
    await page.getByLabel("Unified social credit code").fill("91320412000000000X");
    await page.getByLabel(/^Actual controller/).fill("E12345678");
    await page.getByLabel("Registered address").fill("武进区");
    await page.getByLabel("What the institution can do").fill("Materials.");
    await page.getByRole("group", { name: "Services" }).getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Keep, and add papers" }).click();
    await page.getByRole("alert").first().waitFor();
    await page.getByLabel("Unified social credit code").fill(someCode());
    await page.getByRole("button", { name: "Keep, and add papers" }).click();
    for (const kind of [
      "Business licence",
      "Proof of qualification for the services",
      "Signed pledge of honest service",
    ]) {
      await page.getByLabel("Which paper").selectOption({ label: kind });
      const name = `${kind}.pdf`;
      await page.getByLabel("File", { exact: true }).setInputFiles({ name, mimeType: "application/pdf", buffer: PDF });
      await page.getByRole("button", { name: `Save ${name}` }).waitFor();
    }
    await expectAccessible(page);
    await expectFits(page);
    await page.getByRole("button", { name: "Hand in", exact: true }).click();
    await page.getByRole("button", { name: "Confirm: hand in" }).click();
    await page.getByText("with the Operator").waitFor();

    await lookAnew(w, operator);
    await operator.getByRole("link", { name: /^Application for admission of/ }).click();
    await w.picture(operator, "admission of an operator");
    await operator.getByRole("button", { name: "Accept", exact: true }).click();
    await operator.getByRole("button", { name: "Confirm: accept" }).click();
    await operator.locator(".badge", { hasText: "accepted" }).waitFor();
    await operator.getByRole("link", { name: "Admission", exact: true }).click();
    const saving = operator.waitForEvent("download");
    await operator.getByRole("button", { name: "Save the table of accepted institutions" }).click();
    expect(await readFile(await (await saving).path(), "utf8")).to.contain(`常州材料研究所 <i>,${someCode()}`);
    for (const one of [page, operator]) await one.context().close();
  });
}

/** Whose check character is right. */
function someCode(): string {
  for (const last of "0123456789ABCDEFGHJKLMNPQRTUWXY") {
    try {
      return creditCode(`91320412000000000${last}`);
    } catch {
      // Another one.
    }
  }
  throw new Error("There is none.");
}
