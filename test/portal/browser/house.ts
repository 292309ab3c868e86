/** Everything that `npm start` starts, with the story in it, in a folder of its own, and a browser in front of it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { openEmbedded, type Embedded } from "../../../scripts/embedded/embedded.ts";
import { Visitor, type Looks } from "./visitor.ts";

export interface House extends Embedded {
  readonly site: string;
  readonly visit: (looks: Looks) => Promise<Visitor>;
  readonly close: () => Promise<void>;
}

/** A test, as mocha's `it` declares it. */
export type Trial = (title: string, run: () => Promise<void>) => void;

/** @param browser ends with the house. */
export async function openHouse(browser: Browser): Promise<House> {
  const folder = await mkdtemp(path.join(tmpdir(), "house-"));
  const ends: (() => Promise<void>)[] = [];
  const out = { write: () => undefined };
  const begun = (end: () => Promise<void>): void => void ends.push(end);
  const embedded = await openEmbedded({ folder, port: 0, portalPort: 0, lang: "en", out, begun });
  const site = embedded.servers.portal;
  return {
    ...embedded,
    site,
    visit: async (looks) => Visitor.open(browser, site, looks),
    close: async () => {
      await browser.close();
      await Promise.all(ends.map(async (end) => end()));
      await embedded.played.stage.node.close();
      await rm(folder, { recursive: true });
    },
  };
}
