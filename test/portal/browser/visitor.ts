/** Somebody who looks at the portal, with the screen, the language and the light that they have; what the browser complains of is kept. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import type { Lang } from "../../../client/text/text.ts";

export interface Looks {
  readonly lang: Lang;
  readonly phone?: boolean;
  readonly dark?: boolean;
}

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

/** What a browser says of each answer that is no page, as of a number that nobody has. */
const NOT_FOUND = /Failed to load resource: the server responded with a status of 40[0134]/;

export class Visitor {
  readonly page: Page;
  readonly #site: string;
  readonly #complaints: string[] = [];

  private constructor(page: Page, site: string) {
    this.page = page;
    this.#site = site;
    page.on("console", (message) => {
      const isComplaint = message.type() === "error" || message.type() === "warning";
      if (isComplaint && !NOT_FOUND.test(message.text())) this.#complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.#complaints.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(site) && !/^(data|blob):/.test(url)) this.#complaints.push(`asks ${url}`);
    });
  }

  /** @param site the portal's address. */
  static async open(browser: Browser, site: string, { lang, phone = false, dark = false }: Looks): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: phone ? PHONE : DESKTOP,
      isMobile: phone,
      hasTouch: phone,
      deviceScaleFactor: phone ? 2 : 1,
      colorScheme: dark ? "dark" : "light",
      locale: lang === "en" ? "en-GB" : "zh-CN",
    });
    // The machine may be busy with other tests.
    context.setDefaultTimeout(60_000);
    return new Visitor(await context.newPage(), site);
  }

  /** Goes to a page and waits until it shows what it is about. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.#site).href);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.locator("h1:visible").first().waitFor();
    // The pages let nobody evaluate text, Playwright's waiting included.
    while ((await this.page.locator("main .loading").count()) > 0) await pause(50);
  }

  async text(): Promise<string> {
    return this.page.locator("main").innerText();
  }

  /** Nothing that the browser complained of, and nothing asked of others. */
  demandQuiet(): void {
    expect(this.#complaints).to.deep.equal([]);
  }

  async demandAccessible(): Promise<void> {
    await expectAccessible(this.page);
  }

  async demandFits(): Promise<void> {
    await expectFits(this.page);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** Nothing by which axe would call the page hard to use, once its colours have stopped changing. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(
    "Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished)).then(() => undefined)",
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = grave.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html)
        .join(" ")
        .slice(0, 300)}`,
  );
  expect(found).to.deep.equal([]);
}

/** Nobody has to push the page to and fro. */
export async function expectFits(page: Page): Promise<void> {
  const wider = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  expect(wider, "wider than the screen").to.be.at.most(0);
}
