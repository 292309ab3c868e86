/** What the Bureau sets and sees at its desk, and an office that is away for a while. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { person } from "../../scripts/support/office.ts";
import { lookAnew, type Trial } from "./doing.ts";
import { signIn, type DeskWorld } from "./world.ts";

const BUREAU = "wujin bureau";

/** @param world with voucher 1-000001 of enterprise 2-1, of ¥100,000.00; Wujin has set nothing yet. */
export function checkOffice(it: Trial, world: () => DeskWorld): void {
  it("shows the public what the Bureau sets at its desk, at once and until it is set anew", async () => {
    const { portal, as, visit, queues } = world();
    await queues.caughtUp();
    const face = async (): Promise<unknown> => {
      const answer = await fetch(`${portal.url}/index/vouchers/1-000001`);
      return ((await answer.json()) as { face: unknown }).face;
    };
    expect(await face()).to.equal(null);
    const [page, visitor] = [await as(BUREAU, 2), await visit()];
    const change = async (amounts: boolean, seen: unknown): Promise<void> => {
      await page.getByLabel(/^Amounts of single vouchers/).setChecked(amounts);
      await page.getByRole("button", { name: "Keep these settings" }).click();
      await page.getByText("Kept. The public pages follow within a minute.").waitFor();
      while ((await face()) !== seen) await pause(200);
    };
    await page.getByRole("link", { name: "Publication settings" }).click();
    await page.getByText("Nothing was set yet: the strictest holds.").waitFor();
    expect(await page.getByLabel(/^Proofs of vouchers/).isDisabled()).to.equal(true);
    await page.getByLabel("Enterprises are shown").selectOption({ label: "by their numbers only" });
    await page.getByLabel("How to object, in English").fill("1 Government Square, 0519-0000 0000");
    await page.getByLabel("How to object, in Chinese").fill("政府广场 1 号，0519-0000 0000");
    await change(true, "10000000");
    await page.getByText(/^Version 1, set on/).waitFor();
    await visitor.goto(`${portal.url}/v/1-000001?lang=en`);
    const shown = visitor.locator("main");
    await shown.getByText("¥100,000.00").first().waitFor();
    await shown
      .getByText(/Enterprise 2-1|2-1/)
      .first()
      .waitFor();
    await visitor.goto(`${portal.url}/publication?lang=en`);
    await change(false, null);
    await visitor.goto(`${portal.url}/v/1-000001?lang=en`);
    await shown.getByRole("heading", { level: 1 }).waitFor();
    expect(await shown.innerText()).not.to.contain("100,000.00");
    await visitor.context().close();
    await page.context().close();
  });

  it("lets the Bureau say for which firms a program is and which papers it needs, and tells who asks what they can get", async () => {
    const w = world();
    const [page, visitor] = [await w.as(BUREAU, 2), await w.visit()];
    await setPrograms(page, { "1": { title: { en: "Vouchers of Wujin", zh: "武进双创券" } } });
    await page.getByRole("link", { name: "Publication settings" }).click();
    const sizes = page.getByRole("group", { name: /: for firms of these sizes$/ });
    const papers = page.getByRole("group", { name: /: papers that an application needs$/ });
    await sizes.getByLabel("micro").check();
    await papers.getByLabel("Description of what is needed").check();
    await papers.getByLabel("Business licence").uncheck();
    await page.getByRole("button", { name: "Keep these settings" }).click();
    await page.getByText("Kept. The public pages follow within a minute.").waitFor();
    const ask = async (size: string): Promise<string> => {
      await visitor.goto(`${w.portal.url}/what-can-i-get?lang=en&district=2&serviceClass=1&value=20000&size=${size}`);
      await visitor.getByText(/Vouchers of Wujin/).waitFor();
      return visitor.locator("main").innerText();
    };
    expect(await ask("micro"))
      .to.match(/These programs fit/)
      .and.match(/Quotation .*; Description of what is needed/);
    expect(await ask("large"))
      .to.contain("No program pays for this contract.")
      .and.contain("The policy is for firms that are micro.");
    await setPrograms(page, {});
    for (const one of [page, visitor]) await one.context().close();
  });

  it("tells the Bureau who changed the settings, in the access log", async () => {
    const page = await world().as(BUREAU, 2);
    await page.getByRole("link", { name: "Who looked at what" }).click();
    const changes = page.getByRole("row").filter({ hasText: "changed what is published" });
    await changes.first().waitFor();
    expect(await changes.count()).to.equal(5);
    expect(await changes.first().innerText()).to.contain(person(BUREAU).address);
    await page.context().close();
  });

  it("prints a voucher from the desk with the portal's address", async () => {
    const { as, portal } = world();
    const page = await as(BUREAU, 2);
    await page.goto(new URL("/v/1-000001?lang=en", page.url()).href);
    const caption = page.locator(".print-code figcaption");
    await caption.waitFor({ state: "attached" });
    expect(await caption.textContent()).to.equal(`${portal.url}/v/1-000001`);
    await page.context().close();
  });

  it("says that an office is away, keeps what it showed, and goes on by itself when it is back", async () => {
    const w = world();
    const office = w.queues.offices[2]!;
    const [page, other] = [await w.as(BUREAU, 2, { lang: "zh" }), (await w.withWallet("wujin finance")).page];
    await signIn(other, 2);
    const away = page.getByRole("alert").filter({ hasText: "目前无法连接办公系统。" });
    await office.stop();
    await away.waitFor();
    await page.getByRole("heading", { name: /待办事项/ }).waitFor();
    await other.reload();
    await other.getByText("The office cannot be reached at the moment.").waitFor();
    await office.restart();
    await away.waitFor({ state: "hidden" });
    await other.getByRole("heading", { name: /What waits for you/ }).waitFor();
    await lookAnew(w, page);
    await page.context().close();
    await other.context().close();
  });
}

/** Names programs, which no page does: as a program of the district's own would. @param page of the Bureau's desk. */
async function setPrograms(page: Page, programs: object): Promise<void> {
  const status = await page.evaluate(async (next) => {
    const headers = {
      "x-tongdui-desk": sessionStorage.getItem("tongdui.desk") ?? "",
      "content-type": "application/json",
    };
    const now = (await (await fetch("/office/2/settings", { headers })).json()) as {
      version: number;
      settings: object;
    };
    const body = JSON.stringify({ version: now.version, settings: now.settings, programs: next });
    return (await fetch("/office/2/settings", { method: "PUT", headers, body })).status;
  }, programs);
  expect(status).to.equal(200);
}
