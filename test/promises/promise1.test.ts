import { afterEveryBlock, booksOf, expectBudgetsAddUp } from "../support/invariants.ts";
import { load } from "../support/load.ts";
import type { World } from "../support/world.ts";
import { lateReturnsKeep } from "./lateReturns.ts";
import { story } from "./story/story.ts";

describe("Promise 1: for every program: outstanding = Σ (remaining + locked) of its vouchers; outstanding + redeemed ≤ approved; recovered ≤ paid ≤ redeemed", () => {
  it("holds after every block of a life in which everything happens", async () => {
    const { w } = await load(story);
    await afterEveryBlock(w, expectBudgetsAddUp);
  });

  const check = async (w: World, when: string): Promise<void> => expectBudgetsAddUp(await booksOf(w), when);
  lateReturnsKeep(check);
});
