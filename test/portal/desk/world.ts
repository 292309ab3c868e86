/** The desk in a real browser: offices, index and portal running, and for each person a desk of their own with a page before it. */
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { SealedKey } from "../../../client/documents/sealedKey.ts";
import { startPortal, type Portal } from "../../../portal/serve.ts";
import { openQueues, type Queues } from "../../office/support/queues.ts";
import { openPage, type Page as Desk } from "../../scripts/desk/desk.ts";
import type { Name } from "../../scripts/support/office.ts";
import { startBrowser } from "../../support/chromium.ts";

const PASSWORD = "the password of the nullifier key";

export interface DeskWorld {
  readonly queues: Queues;
  readonly portal: Portal;
  /** Somebody's browser, signed in at an office. */
  readonly as: (name: Name, district: number, over?: BrowserContextOptions & { lang?: "en" | "zh" }) => Promise<Page>;
  /** What the window of somebody's desk showed. */
  readonly window: (name: Name) => string;
  /** A picture of a page, where TONGDUI_PICTURES names a folder. */
  readonly picture: (page: Page, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openDeskWorld(): Promise<DeskWorld> {
  const browser = await startBrowser();
  if ("why" in browser) throw new Error(browser.why);
  const port = await freePort();
  const portalOrigin = `http://127.0.0.1:${port}`;
  const nullifierKey = { text: (await SealedKey.make(1, PASSWORD, 1_024)).text(), password: PASSWORD };
  const queues = await openQueues({
    0: { portalOrigin, nullifierKey },
    1: { portalOrigin },
    2: { portalOrigin },
  });
  const offices = Object.fromEntries(Object.entries(queues.offices).map(([district, { url }]) => [district, url]));
  const portal = await startPortal({ index: queues.index, offices, port });
  const desks = new Map<Name, Desk>();
  return {
    queues,
    portal,
    as: async (name, district, { lang = "en", ...over } = {}) => {
      const desk = desks.get(name) ?? (await openPage(queues.office, name, portal.url));
      desks.set(name, desk);
      return signedIn(browser, desk, district, { lang, ...over });
    },
    window: (name) => desks.get(name)?.notes() ?? "",
    picture: async (page, name) => {
      const folder = process.env["TONGDUI_PICTURES"];
      if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
    },
    close: async () => {
      await browser.close();
      for (const desk of desks.values()) await desk.close();
      await portal.close();
      await queues.close();
    },
  };
}

async function signedIn(
  browser: Browser,
  { url, token }: Desk,
  district: number,
  { lang, ...over }: BrowserContextOptions & { lang: "en" | "zh" },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...over });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  await page.goto(`${url}/desk?lang=${lang}#desk=${token}`);
  await page
    .getByRole("combobox", { name: { en: "At whose office", zh: "所在办公系统" }[lang] })
    .selectOption(String(district));
  await page.getByRole("button", { name: { en: "Sign in", zh: "登录" }[lang], exact: true }).click();
  await page.getByRole("heading", { level: 2, name: { en: /What waits for you/, zh: /待办事项/ }[lang] }).waitFor();
  return page;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
