import { afterEveryBlock, booksOf, expectVouchersAddUp } from "../support/invariants.ts";
import { load } from "../support/load.ts";
import type { World } from "../support/world.ts";
import { lateReturnsKeep } from "./lateReturns.ts";
import { story } from "./story/story.ts";

describe("Promise 2: for every voucher: face = remaining + locked + redeemed + returned, always", () => {
  it("holds after every block of a life in which everything happens", async () => {
    const { w } = await load(story);
    await afterEveryBlock(w, expectVouchersAddUp);
  });

  const check = async (w: World, when: string): Promise<void> => expectVouchersAddUp(await booksOf(w), when);
  lateReturnsKeep(check);
});
