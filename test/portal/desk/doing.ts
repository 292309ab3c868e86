/** What somebody does on a page of the desk, again and again. */
import { expect } from "chai";
import type { Page } from "playwright-core";
import type { DeskWorld } from "./world.ts";

/** A test, as mocha's `it` declares it. */
export type Trial = (title: string, run: () => Promise<void>) => unknown;

export async function sent(transaction: Promise<{ wait: () => Promise<unknown> }>): Promise<void> {
  await (await transaction).wait();
}

/** Looks at the queue anew, once the index has the newest block. */
export async function lookAnew(w: DeskWorld, page: Page): Promise<void> {
  await w.queues.caughtUp();
  await page
    .getByRole("link", { name: /What waits for you|待办/ })
    .first()
    .click();
  await page.reload();
  await page.getByRole("heading", { level: 2, name: /What waits for you|待办事项/ }).waitFor();
}

/** Opens what has come into the queue. */
export async function open(w: DeskWorld, page: Page, title: RegExp): Promise<void> {
  await lookAnew(w, page);
  await page.getByRole("link", { name: title }).click();
}

export const recordButton = (page: Page) => page.getByRole("button", { name: /^(Record it|确认办理)/ });

/** Confirms the act on the screen, and waits until it is in a block. */
export async function record(page: Page): Promise<void> {
  await recordButton(page).click();
  await page.getByText(/Recorded in block \d+|已记录，区块/).waitFor();
}

/** Gives the reason that an act takes, and goes on to what will be recorded. */
export async function giveReason(page: Page, words: string): Promise<void> {
  await page.getByLabel(/^(Reason|理由)/).fill(words);
  await page.getByRole("button", { name: /Show what will be recorded|查看将记录的内容/ }).click();
}

/** What stands in the page's complaint. */
export async function expectComplaint(page: Page, words: RegExp): Promise<void> {
  await page.getByRole("alert").filter({ hasText: words }).first().waitFor();
}

/** How much an account has sent. */
export async function sentBy(w: DeskWorld, name: string): Promise<number> {
  return w.queues.office.wallet(name).getNonce();
}

/** Does something after which nothing more stands on the ledger in somebody's name. */
export async function recordsNothing(w: DeskWorld, name: string, work: () => Promise<void>): Promise<void> {
  const before = await sentBy(w, name);
  await work();
  expect(await sentBy(w, name), `sent by ${name}`).to.equal(before);
}
