/** A provider that was suspended appeals at its desk, and what is decided there two officers carry out on the ledger. */
import { id } from "ethers";
import { formatProvider } from "../../../client/ids.ts";
import { reinstating } from "../../../client/suspensionAppeals.ts";
import type { Scene } from "../../scripts/support/scene.ts";
import { expectAccessible, expectFits } from "../browser/visitor.ts";
import { giveReason, open, record, sent, type Trial } from "./doing.ts";
import type { DeskWorld } from "./world.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1");
const WORDS = "Why, in words that the other side reads";

export function checkSuspensions(it: Trial, world: () => DeskWorld, scene: () => Scene): void {
  it("lets a suspended provider appeal, and two officers lift what was decided against", async () => {
    const w = world();
    const { provider, program } = scene();
    const named = formatProvider(provider);
    await sent(w.queues.office.as("yangpu bureau").providers.suspend(provider, id("kept elsewhere")));
    const page = await w.as(`laboratory ${program}`, 1);
    await open(w, page, new RegExp(`^Provider ${named} was suspended; you may appeal`));
    await page.getByText("This office has no words for it: ask the Bureau.").waitFor();
    await page.getByRole("button", { name: "Begin the appeal" }).click();
    await page.getByLabel("Which paper").selectOption({ label: "Proof of qualification for the services" });
    const file = { name: "renewed.pdf", mimeType: "application/pdf", buffer: PDF };
    await page.getByLabel("File", { exact: true }).setInputFiles(file);
    await page.getByRole("button", { name: "Save renewed.pdf" }).waitFor();
    await page.getByRole("button", { name: "Hand in the appeal" }).click();
    await page.getByLabel(WORDS).fill("The accreditation was renewed <i>in time</i>.");
    await expectAccessible(page);
    await expectFits(page);
    await page.getByRole("button", { name: "Confirm: hand in the appeal" }).click();
    await page.locator(".badge", { hasText: "appeal with the Approver" }).waitFor();

    const approver = await w.as("yangpu approver", 1);
    await open(w, approver, new RegExp(`^Appeal of provider ${named} against its suspension`));
    await approver.getByText("The accreditation was renewed <i>in time</i>.").waitFor();
    await approver.getByRole("button", { name: "Grant the appeal", exact: true }).click();
    await approver.getByLabel(WORDS).fill("So it was.");
    await approver.getByRole("button", { name: "Confirm: grant the appeal" }).click();
    for (const command of reinstating(named)) await approver.getByText(command).waitFor();
    await expectAccessible(approver);
    await w.picture(approver, "suspension appeal granted");

    const bureau = await w.as("yangpu bureau", 1);
    await open(w, bureau, new RegExp(`^The appeal of provider ${named} was granted`));
    await giveReason(bureau, "The appeal was granted.");
    await record(bureau);
    await open(w, approver, new RegExp(`^Reinstate provider ${named}`));
    await record(approver);
    await page.reload();
    await page.getByText("The ledger does not have this suspension any more.").waitFor();
    for (const one of [page, approver, bureau]) await one.context().close();
  });
}
