import { expect } from "chai";
import fc from "fast-check";
import { networkHelpers } from "../support/world.ts";
import { FOR_ITSELF, FOR_SIBLINGS, MAKE } from "./rules/closed.ts";
import { ACTS, opening } from "./opening.ts";
import { play } from "./play.ts";
import { Runs } from "./runs.ts";
import { Tally } from "./tally.ts";
import { Disagreement } from "./walk.ts";
import { WEIGHTS } from "./weights.ts";

const RUNS = Number(process.env.TONGDUI_MODEL_RUNS ?? 25);
const SEED = Number(process.env.TONGDUI_MODEL_SEED ?? 20_301_125);
const LENGTH = 250;

describe("The ledger and a reference model of its rules", () => {
  it("agree", async () => {
    const start = await opening();
    const tally = new Tally();
    let snapshot = await networkHelpers.takeSnapshot();
    let failing = "";
    const began = performance.now();
    const property = fc.asyncProperty(new Runs(LENGTH, WEIGHTS), async (run) => {
      await snapshot.restore();
      snapshot = await networkHelpers.takeSnapshot();
      try {
        await play(start, run, tally);
      } catch (error) {
        if (error instanceof Disagreement) failing = error.message;
        throw error;
      }
    });
    const outcome = await fc.check(property, { seed: SEED, numRuns: RUNS });
    console.log(tally.table(ACTS));
    console.log(tally.acts, "acts", ((performance.now() - began) / tally.acts).toFixed(1), "ms an act", outcome.numRuns, outcome.numShrinks);
    if (outcome.failed) console.log(failing || String((outcome as any).errorInstance?.stack));
    expect(outcome.failed).to.equal(false);
    void FOR_ITSELF; void FOR_SIBLINGS; void MAKE;
  }).timeout(0);
});
