/** A district that ceases to publish amounts: nothing on any page tells one. It comes last, for the story's pages then say less. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { signIn } from "../../../scripts/embedded/offices.ts";
import { named } from "../../../scripts/scenario/cast.ts";
import type { House, Trial } from "./house.ts";
import type { Looks, Visitor } from "./visitor.ts";

/** The voucher's own; the district's budget is public. */
const AMOUNT = /(?<![\d,])(100,000|80,000|75,000|15,000|10,000)\.00/;
const FEN = /"(10000000|8000000|7500000|1500000|1000000)"/;
const PATHS = ["/", "/v/2-000001", "/vouchers", "/programs", "/programs/2", "/notices", "/results"];

export function checkPublication(it: Trial, house: () => House, open: (looks: Looks) => Promise<Visitor>): void {
  it("tells no amount of a district that publishes none, on any page", async () => {
    const { site, played } = house();
    const { bureau } = named(played.stage.cast.districts, "wujin");
    const office = await signIn(`${site}/office/2`, site, bureau);
    const settings = { enterprises: "name", amounts: false, smallCells: true, proofs: false };
    await office.send("PUT", "/settings", { version: 1, settings, programs: {} });
    const asked = async (): Promise<string> => (await fetch(`${site}/index/vouchers/2-000001`)).text();
    while (FEN.test(await asked())) await pause(500);

    const visitor = await open({ lang: "en" });
    for (const path of PATHS) {
      await visitor.goTo(path);
      expect(AMOUNT.exec(await visitor.text())?.[0], path).to.equal(undefined);
    }
    await visitor.demandAccessible();
    visitor.demandQuiet();
    for (const path of [
      "vouchers",
      "vouchers?format=csv",
      "orders",
      "payments",
      "changes",
      "totals/districts",
      "funnel",
    ])
      expect(FEN.exec(await (await fetch(`${site}/index/${path}`)).text())?.[0], path).to.equal(undefined);
    const feed = await (await fetch(`${site}/index/feed.atom`)).text();
    expect(feed).to.include("<entry>");
    expect(AMOUNT.exec(feed)?.[0], "feed").to.equal(undefined);
  });
}
