/** An enterprise applies at its desk, is asked back, is refused and appeals, and what was accepted becomes the file of a list. */
import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { expectAccessible } from "../browser/visitor.ts";
import { expectComplaint, lookAnew, type Trial } from "./doing.ts";
import type { DeskWorld } from "./world.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1");
const LICENCE = { name: "营业执照.pdf", mimeType: "application/pdf", buffer: PDF };
const QUOTATION = { name: "quotation.pdf", mimeType: "application/pdf", buffer: PDF };
const PURPOSE = "石墨烯粉体制备工艺优化 <b>graphene powder</b>";

/** @param world in which firm 1-1 is enterprise 2-1. */
export function checkApplications(it: Trial, world: () => DeskWorld): void {
  it("brings an application from the enterprise to the file of a list, with a question and an appeal on the way", async () => {
    const w = world();
    const firm = await w.as("firm 1-1", 2);
    const bureau = await w.as("wujin bureau", 2);
    const approver = await w.as("wujin approver", 2, { lang: "zh" });

    await firm.getByRole("link", { name: "Applications", exact: true }).click();
    await firm.getByRole("button", { name: "Begin an application" }).click();
    await firm.getByLabel(/^Value of the contract/).fill("40,000.00");
    await firm.getByLabel(/^Asked for/).fill("1万");
    await firm.getByLabel(/^What the service is for/).fill(PURPOSE);
    await firm.getByRole("button", { name: "Keep, and add papers" }).click();
    await expectComplaint(firm, /./);
    await firm.getByLabel(/^Asked for/).fill("10,000.00");
    await firm.getByRole("button", { name: "Keep, and add papers" }).click();
    await firm.getByText("not handed in yet").waitFor();
    await firm.getByText(PURPOSE).waitFor();
    await firm.getByText(/shown to its officers, to the Auditor, and to nobody else/).waitFor();
    await expectAccessible(firm);

    await step(firm, "Hand in");
    await expectComplaint(firm, /business licence/);
    await addPaper(firm, "Business licence", { ...LICENCE, buffer: Buffer.from("not a paper") });
    await expectComplaint(firm, /PDF, PNG or JPEG/);
    await addPaper(firm, "Business licence", LICENCE);
    await firm.getByRole("button", { name: "Save 营业执照.pdf" }).waitFor();
    await addPaper(firm, "Quotation or draft of the contract", QUOTATION);
    await firm.getByRole("button", { name: "Save quotation.pdf" }).waitFor();
    await step(firm, "Hand in");
    await firm.getByText("with the Bureau").waitFor();

    await openApplication(w, bureau, /^Application of enterprise/);
    await bureau.getByText(PURPOSE).waitFor();
    const saving = bureau.waitForEvent("download");
    await bureau.getByRole("button", { name: "Save quotation.pdf" }).click();
    expect(await readFile(await (await saving).path())).to.deep.equal(PDF);
    await step(bureau, "Ask for more", "Which powder?");
    await bureau.getByText("to be completed").waitFor();
    await w.picture(bureau, "application of a bureau");

    await openApplication(w, firm, /^The Bureau asks/);
    await firm.getByText("Which powder?").waitFor();
    await step(firm, "Hand in", "Graphene.");
    await openApplication(w, bureau, /^Application of enterprise/);
    await step(bureau, "Refuse", "Not this year.");
    await bureau.getByText("refused", { exact: true }).first().waitFor();
    await openApplication(w, firm, /^Your application was refused/);
    await step(firm, "Appeal", "The terms say otherwise.");
    await openApplication(w, approver, /的申诉$/);
    await approver.getByText("The terms say otherwise.").waitFor();
    await expectAccessible(approver);
    await approver.getByRole("button", { name: "支持申诉", exact: true }).click();
    await approver.getByLabel("通过金额（元）").fill("8000");
    await approver.getByLabel("理由（对方可见）").fill("符合条款。");
    await approver.getByRole("button", { name: "确认支持申诉" }).click();
    await approver.getByText("已通过", { exact: true }).first().waitFor();

    await bureau.getByRole("link", { name: "Applications", exact: true }).click();
    await bureau.getByRole("button", { name: "Make the list" }).click();
    await bureau.getByText("1 application that was accepted, ¥8,000.00 together.").waitFor();
    await bureau.getByRole("button", { name: "Confirm: make it" }).click();
    await bureau.locator(".badge", { hasText: "accepted, in a list" }).waitFor();
    const file = bureau.waitForEvent("download");
    await bureau.getByRole("button", { name: "Save", exact: true }).click();
    const table = await readFile(await (await file).path(), "utf8");
    expect(table).to.match(/^\ufeffEnterprise,Face,Note\n2-1,8000\.00,[0-9a-f-]{36}\n$/);
    await bureau.getByRole("button", { name: "Make the list" }).click();
    await bureau.getByText("No application that was accepted under this program waits for a list.").waitFor();
    await w.picture(bureau, "applications of a bureau");
    await expectAccessible(bureau);

    // As long as it is in a list that is not dealt with, its papers stay.
    await bureau.getByRole("button", { name: "Take back", exact: true }).click();
    await bureau.getByText("taken back", { exact: true }).waitFor();
    await firm.getByRole("link", { name: "Applications", exact: true }).click();
    await firm.getByRole("link", { name: "2-1", exact: true }).first().click();
    await firm.getByText("put into a list").first().waitFor();
    await step(firm, "Withdraw");
    await firm.getByText("withdrawn", { exact: true }).first().waitFor();
    await bureau.getByRole("link", { name: "2-1", exact: true }).first().click();
    await erase(bureau, "Quotation or draft of the contract: quotation.pdf");
    await bureau.getByRole("button", { name: "Save quotation.pdf" }).waitFor({ state: "detached" });
    await bureau.getByRole("button", { name: "Save 营业执照.pdf" }).waitFor();
    await expectAccessible(bureau);
    await w.picture(bureau, "application with an erased paper");
    await erase(bureau, "All of it: entries, words and papers");
    await bureau.getByText(PURPOSE).waitFor({ state: "detached" });
    await bureau.getByText("put into a list").first().waitFor();
    await expectAccessible(bureau);
    for (const page of [firm, bureau, approver]) await page.context().close();
  });
}

async function openApplication(w: DeskWorld, page: Page, title: RegExp): Promise<void> {
  await lookAnew(w, page);
  await page.getByRole("link", { name: title }).first().click();
}

async function erase(page: Page, what: string): Promise<void> {
  await page.getByLabel("What", { exact: true }).selectOption({ label: what });
  await page.getByLabel(/^Why it is erased/).fill("Asked for by the enterprise.");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await page.getByText("Erased.", { exact: true }).waitFor();
}

async function step(page: Page, name: string, words?: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  if (words !== undefined) await page.getByLabel(/^(Why, in words|Words along with it)/).fill(words);
  await page.getByRole("button", { name: `Confirm: ${name.toLowerCase()}` }).click();
}

async function addPaper(
  page: Page,
  kind: string,
  file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
): Promise<void> {
  await page.getByLabel("Which paper").selectOption({ label: kind });
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
}
