import type { Noun } from "./rules/rules.ts";
import type { Run, Step } from "./runs.ts";
import type { Tally } from "./tally.ts";
import { wait } from "./time.ts";
import { Dice, type Throw } from "./tries/dice.ts";
import { Draw, type Drawn } from "./tries/draw.ts";
import { DRAWS } from "./tries/draws.ts";
import { Walk, type Start } from "./walk.ts";
import type { Try } from "./ledger/ledger.ts";

/** The step that lets time pass instead of acting. */
export const WAIT = "wait";

type AnyDraw = (draw: Draw) => Drawn<readonly unknown[]>;

/** Makes up a try of an act; undefined where there is nothing to do it with. */
function drawn({ town, people }: Walk, act: string, thrown: Throw): Try | undefined {
  const [noun, name] = act.split(".") as [Noun, string];
  const draw = (DRAWS[noun] as unknown as Record<string, AnyDraw>)[name]!;
  const { made } = town;
  const honest = new Dice({ numbers: thrown.numbers });
  let found = draw(new Draw(town, people, honest));
  if (thrown.wrong !== undefined) {
    // Which choice is wrong is known only when it is known how many there are.
    town.made = made;
    const wrong = thrown.wrong % honest.asked;
    found = draw(new Draw(town, people, new Dice({ numbers: thrown.numbers, wrong })));
  }
  if (found === undefined) town.made = made;
  return found && { noun, name, by: found[0], args: found.slice(1) };
}

/** Does the first of a step's acts that there is something to do with by now. */
async function take(walk: Walk, { acts, thrown }: Step): Promise<boolean> {
  for (const act of acts) {
    if (act === WAIT) {
      walk.wait(wait(walk.town, new Dice(thrown)));
      return true;
    }
    const attempt = drawn(walk, act, thrown);
    if (attempt === undefined) continue;
    await walk.try(attempt);
    return true;
  }
  return false;
}

/** Plays a run from its start to its end. @throws Disagreement */
export async function play(start: Start, { steps, ran }: Run, tally: Tally): Promise<void> {
  const walk = new Walk(start, tally);
  for (const step of steps) {
    ran.add(step);
    if (!(await take(walk, step))) ran.delete(step);
  }
  await walk.end();
}
