import { expect } from "chai";
import { world } from "../support/world.ts";
import { load } from "../support/load.ts";
import { actsOf } from "../promises/acts.ts";
import { check } from "./check.ts";
import { ACTS, opening } from "./opening.ts";
import { FOR_ITSELF, FOR_SIBLINGS, MAKE } from "./rules/closed.ts";
import { RULES, type Rules } from "./rules/rules.ts";
import { Act } from "./rules/act.ts";
import { WEIGHTS } from "./weights.ts";

const RUNS = Number(process.env.TONGDUI_MODEL_RUNS ?? 25);
const SEED = Number(process.env.TONGDUI_MODEL_SEED ?? 20_301_125);
const LENGTH = Number(process.env.TONGDUI_MODEL_LENGTH ?? 250);

describe("The ledger and a reference model of its rules", () => {
  it("agree", async () => {
    const start = await opening();
    const began = performance.now();
    const { tally, failure } = await check(start, { seed: SEED, runs: RUNS, length: LENGTH, weights: WEIGHTS });
    console.log(tally.table(ACTS));
    console.log(tally.acts, "acts", ((performance.now() - began) / tally.acts).toFixed(1), "ms an act");
    console.log("never done", ACTS.filter((a) => tally.done(a) === 0).join(" "));
    if (failure) console.log(failure);
    expect(failure === undefined).to.equal(true);
    void [FOR_ITSELF, FOR_SIBLINGS, MAKE, load, world, actsOf, RULES, Act] as unknown as Rules;
  }).timeout(0);
});
