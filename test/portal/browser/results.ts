/** The page that says what has come of the vouchers, and the feed of news. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { faultsOfFeed, readXml } from "../../support/atomReader.ts";
import type { House, Trial } from "./house.ts";
import type { Looks, Visitor } from "./visitor.ts";

export function checkResults(trial: Trial, house: () => House, open: (looks: Looks) => Promise<Visitor>): void {
  trial("shows how far the story's voucher came, as a picture, a table and a milestone", async () => {
    // The index hears within seconds that the district publishes amounts.
    while (!(await (await fetch(`${house().site}/index/funnel`)).text()).includes('"issued":"10000000"'))
      await pause(200);
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/results");
    const funnel = visitor.page.locator("figure.chart").first();
    await funnel.locator("canvas").waitFor();
    await funnel.locator("summary").click();
    const rows = await funnel.locator("tbody tr").allInnerTexts();
    const figures = Object.fromEntries(
      rows.map((row): [string, string] => {
        const [stage = "", amount = ""] = row.split("\t");
        return [stage.trim(), amount.trim()];
      }),
    );
    expect(figures).to.include({
      Issued: "¥100,000.00",
      Ordered: "¥85,000.00",
      Spent: "¥75,000.00",
      Paid: "¥75,000.00",
    });
    expect(await visitor.text())
      .to.include("the first voucher is issued")
      .and.to.include("the first voucher is paid for");
    await visitor.demandAccessible();
    visitor.demandQuiet();
  });

  trial("keeps in its address what it is narrowed down to", async () => {
    const visitor = await open({ lang: "zh", phone: true });
    await visitor.goTo("/results");
    await visitor.page.locator("select").nth(1).selectOption({ index: 1 });
    await visitor.settled();
    expect(visitor.page.url()).to.include("district=");
    await visitor.page.reload();
    await visitor.settled();
    expect(await visitor.page.locator("main select").first().inputValue()).not.to.equal("");
    visitor.demandQuiet();
  });

  trial("prints its figures without what is only for the screen", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/results");
    await visitor.page.emulateMedia({ media: "print" });
    expect(await visitor.page.locator("main select:visible").count()).to.equal(0);
    expect(await visitor.page.locator("main table:visible").count()).to.be.at.least(3);
    expect((await visitor.page.pdf({ format: "A4" })).subarray(0, 5).toString()).to.equal("%PDF-");
  });

  trial("leads readers of notices and of results to the feed", async () => {
    const visitor = await open({ lang: "en" });
    for (const page of ["/notices", "/results"]) {
      await visitor.goTo(page);
      const link = visitor.page.getByRole("main").getByRole("link", { name: "notices and results" });
      expect(await link.getAttribute("href"), page).to.equal("/index/feed.atom?lang=en");
    }
    visitor.demandQuiet();
  });

  trial("names the feed on every page, and the feed's links lead to pages of this site", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/programs");
    const feeds = visitor.page.locator('link[rel=alternate][type="application/atom+xml"]');
    const addresses = await feeds.evaluateAll((links) => links.map((link) => (link as { href?: string }).href ?? ""));
    expect(addresses).to.deep.equal(["zh", "en"].map((lang) => `${house().site}/index/feed.atom?lang=${lang}`));
    const browser = visitor.page.context().browser();
    if (!browser) throw new Error("The visitor has no browser.");
    for (const address of addresses) {
      const feed = await readXml(browser, await (await fetch(address)).text());
      expect(faultsOfFeed(feed)).to.deep.equal([]);
      for (const entry of feed.children.filter(({ name }) => name === "entry")) {
        const href = entry.children.find(({ name }) => name === "link")?.attributes["href"] ?? "";
        expect((await fetch(new URL(href, address), { headers: { accept: "text/html" } })).status, href).to.equal(200);
      }
    }
  });
}
