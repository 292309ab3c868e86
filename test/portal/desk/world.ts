/** The desk in a real browser: offices, index and portal running, and for each person a desk of their own with a page before it. */
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { SealedKey } from "../../../client/documents/sealedKey.ts";
import type { Lang } from "../../../client/text/text.ts";
import { startPortal, type Portal } from "../../../portal/serve.ts";
import { openQueues, type Queues } from "../../office/support/queues.ts";
import { openPage, type Page as Desk } from "../../scripts/desk/desk.ts";
import type { Name } from "../../scripts/support/office.ts";
import { startBrowser } from "../../support/chromium.ts";
import { BrowserWallet } from "./browserWallet.ts";

const PASSWORD = "the password of the nullifier key";

export interface Looks {
  readonly lang?: Lang;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface DeskWorld {
  readonly queues: Queues;
  readonly portal: Portal;
  /** Somebody's browser, signed in at an office. */
  readonly as: (name: Name, district: number, over?: Looks) => Promise<Page>;
  /** Somebody's browser with a wallet in it, at the public portal's desk; nobody is signed in yet. */
  readonly withWallet: (name: Name, over?: Looks) => Promise<{ readonly page: Page; readonly wallet: BrowserWallet }>;
  /** A browser at the public portal. */
  readonly visit: (over?: Looks) => Promise<Page>;
  /** What the window of somebody's desk showed. */
  readonly window: (name: Name) => string;
  /** A picture of a page, where TONGDUI_PICTURES names a folder. */
  readonly picture: (page: Page, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openDeskWorld(): Promise<DeskWorld> {
  const browser = await startBrowser();
  if ("why" in browser) throw new Error(browser.why);
  const [port, ...ports] = await freePorts(4);
  const portalOrigin = `http://127.0.0.1:${port}`;
  const nullifierKey = { text: (await SealedKey.make(1, PASSWORD, 1_024)).text(), password: PASSWORD };
  const common = (district: number) => ({ portalOrigin, port: ports[district] ?? 0 });
  const queues = await openQueues({ 0: { ...common(0), nullifierKey }, 1: common(1), 2: common(2) });
  const { office } = queues;
  await office.tongdui("operator", "trust-root", "make");
  const trustRoot = path.join(office.folder, "deployments/pilot.trust-root.json");
  const offices = Object.fromEntries(Object.entries(queues.offices).map(([district, { url }]) => [district, url]));
  const portal = await startPortal({ index: queues.index, offices, trustRoot, port: port ?? 0 });
  const desks = new Map<Name, Desk>();
  const open = async ({ viewport = { width: 1_280, height: 900 } }: Looks): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport });
    // The machine may be busy with other tests.
    context.setDefaultTimeout(60_000);
    return context;
  };
  return {
    queues,
    portal,
    as: async (name, district, looks = {}) => {
      const desk = desks.get(name) ?? (await openPage(office, name, portal.url));
      desks.set(name, desk);
      const page = await (await open(looks)).newPage();
      const { lang = "en" } = looks;
      await page.goto(`${desk.url}/desk?lang=${lang}#desk=${desk.token}`);
      await signIn(page, district);
      return page;
    },
    withWallet: async (name, looks = {}) => {
      const [context, wallet] = [await open(looks), new BrowserWallet(office, name)];
      await wallet.installIn(context);
      const page = await context.newPage();
      await page.goto(`${portal.url}/desk?lang=${looks.lang ?? "en"}`);
      return { page, wallet };
    },
    visit: async (looks = {}) => (await open(looks)).newPage(),
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

/** Chooses an office and asks to be let in. */
export async function askIn(page: Page, district: number): Promise<void> {
  await page.getByRole("combobox", { name: /At whose office|所在办公系统/ }).selectOption(String(district));
  await page.getByRole("button", { name: /^(Sign in|登录)$/ }).click();
}

/** And waits until the queue stands. */
export async function signIn(page: Page, district: number): Promise<void> {
  await askIn(page, district);
  await page.getByRole("heading", { level: 2, name: /What waits for you|待办事项/ }).waitFor();
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ports.push((server.address() as AddressInfo).port);
  }
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  return ports;
}
