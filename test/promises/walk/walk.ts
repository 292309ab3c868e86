import fc from "fast-check";
import { load } from "../../support/load.ts";
import type { World } from "../../support/world.ts";
import { STEPS } from "./steps.ts";
import { town } from "./town.ts";

/** Another one each time; a walk that failed is walked again by giving its seed. */
const SEED = Number(process.env.WALK_SEED ?? Date.now() % 2 ** 31);
const RUNS = 10;
const LONGEST = 60;

/** In ms: shrinking ends before the test would be stopped without a word. */
const PATIENCE = 100_000;

/** What happens more often than all else in life, and brings a walk to its later stages. */
const OFTEN = ["place", "place", "place", "redeem", "redeem", "openPayment", "settle", "wait"];

/** Readable in a counterexample: the step's name, on what, how much. */
const step = fc
  .tuple(fc.constantFrom(...OFTEN, ...Object.keys(STEPS)), fc.nat(63), fc.nat(99))
  .map(([name, which, size]) => `${name} ${which} ${size}`);

/** Tries random acts, legal and illegal ones, with time passing, and checks after each of them. */
export function walksKeep(what: string, check: (w: World, when: string) => Promise<void>): void {
  it(`holds for ${what} on ${RUNS} random walks (seed ${SEED})`, async () => {
    const walk = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: LONGEST, size: "max" }), async (steps) => {
      const here = await load(town);
      const place = { ...here, vouchers: [...here.vouchers], orders: [...here.orders], usedInvoices: [] };
      for (const [number, words] of steps.entries()) {
        const [name, which, size] = words.split(" ") as [string, string, string];
        await refusedOrDone(STEPS[name]!(place, Number(which), Number(size)));
        await check(place.w, `after step ${number + 1}, ${words}`);
      }
    });
    await fc.assert(walk, { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: PATIENCE });
  });
}

/** The ledger may refuse an act with one of its errors; a panic is a fault of its own, and all else is the test's. */
async function refusedOrDone(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    const refused = said.includes("reverted with") || said.includes("reverted with an unrecognized custom error");
    if (!refused || said.includes("panic") || said.includes(PANIC)) throw error;
  }
}

/** Selector of Panic(uint256), as it would be inside a batch's error. */
const PANIC = "4e487b71";
