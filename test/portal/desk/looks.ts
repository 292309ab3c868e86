/** Each page of the desk behind its sign-in, as axe sees it: in both languages, on a phone and a desktop, in the light and in the dark. */
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { DESKTOP, expectAccessible, expectFits, PHONE } from "../browser/visitor.ts";
import { lookAnew, type Trial } from "./doing.ts";
import type { DeskWorld } from "./world.ts";

/** Every two of the three come together once. */
const LOOKS = [
  { lang: "English", phone: true, dark: false },
  { lang: "English", phone: false, dark: true },
  { lang: "中文", phone: true, dark: true },
  { lang: "中文", phone: false, dark: false },
] as const;

const PAGES: readonly (readonly [who: string, district: number, paths: readonly string[]])[] = [
  [
    "wujin bureau",
    2,
    ["/desk", "/desk/applications", "/desk/announce", "/desk/settings", "/desk/log", "/desk/nothing-is-here"],
  ],
  ["operator", 0, ["/desk/drafts"]],
  ["firm 1-1", 0, ["/desk/vouchers"]],
  ["firm 1-1", 2, ["/desk/applications", "/desk/posts", "/desk/posts/new", "/desk/posts/match", "/desk/reminders"]],
  ["laboratory 1", 0, ["/desk/vouchers"]],
  ["laboratory 1", 1, ["/desk/suspensions"]],
  ["auditor", 0, ["/desk"]],
];

/** @param world in which the redemption of voucher 1-000003 is in public notice. */
export function checkLooks(it: Trial, world: () => DeskWorld): void {
  for (const [who, district, paths] of PAGES) {
    it(`is easy to use for ${who}: ${paths.join(", ")}`, async () => {
      const w = world();
      const page = await w.as(who, district);
      await lookAnew(w, page);
      for (const path of paths) {
        await page.goto(new URL(path, page.url()).href);
        await allLooks(w, page, `${who} ${path}`);
      }
      await page.context().close();
    });
  }

  it("is easy to use where a matter is looked at, filled in and about to be recorded", async () => {
    const w = world();
    const page = await w.as("auditor", 0);
    await lookAnew(w, page);
    await page
      .getByRole("link", { name: /In public notice/ })
      .first()
      .click();
    await allLooks(w, page, "auditor matter");
    await page.getByLabel(/^(Reason|理由)/).fill("The list names a firm twice");
    await page.getByRole("button", { name: /Show what will be recorded|查看将记录的内容/ }).click();
    await page.getByText(/The ledger would take it|账本可以受理/).waitFor();
    await allLooks(w, page, "auditor act");
    await page.context().close();
  });
}

async function allLooks(w: DeskWorld, page: Page, name: string): Promise<void> {
  for (const { lang, phone, dark } of LOOKS) {
    await page.setViewportSize(phone ? PHONE : DESKTOP);
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    const button = page.getByRole("button", { name: lang, exact: true });
    if (await button.isVisible()) await button.click();
    await page
      .locator(`html[lang="${lang === "English" ? "en" : "zh-CN"}"] h1:visible`)
      .first()
      .waitFor();
    while ((await page.locator("main .loading").count()) > 0) await pause(50);
    await w.picture(
      page,
      `${name} ${lang} ${phone ? "phone" : "desktop"} ${dark ? "dark" : "light"}`.replaceAll("/", "-"),
    );
    await expectAccessible(page);
    await expectFits(page);
  }
}
