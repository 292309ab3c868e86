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

/** Makes up a try of an act, by one throw; undefined where there is nothing to do it with. */
function drawn({ town, people }: Walk, act: string, thrown: Throw): [Try | undefined, Dice] {
  const [noun, name] = act.split(".") as [Noun, string];
  const dice = new Dice(thrown);
  const found = (DRAWS[noun] as unknown as Record<string, AnyDraw>)[name]!(new Draw(town, people, dice));
  return [found && { noun, name, by: found[0], args: found.slice(1) }, dice];
}

/** The same with one choice that is wrong in fact, where one is to be: how many there are is known only when all are made. */
function meant(walk: Walk, act: string, { numbers, wrong }: Throw): { attempt: Try; thrown: Throw } | undefined {
  const [attempt, dice] = drawn(walk, act, { numbers, wrong });
  if (wrong === undefined || wrong < dice.asked) return attempt && { attempt, thrown: { numbers: dice.used, wrong } };
  const thrown = { numbers, wrong: wrong % dice.asked };
  const [again, others] = drawn(walk, act, thrown);
  return again && { attempt: again, thrown: { ...thrown, numbers: others.used } };
}

/** Does the first of a step's acts that there is something to do with by now, and notes what it meant. */
async function take(walk: Walk, { acts, thrown }: Step, note: (step: Step) => void): Promise<void> {
  for (const act of acts) {
    if (act === WAIT) {
      const dice = new Dice(thrown);
      walk.wait(wait(walk.town, dice));
      note({ acts: [act], thrown: { numbers: dice.used } });
      return;
    }
    const found = meant(walk, act, thrown);
    if (found === undefined) continue;
    note({ acts: [act], thrown: found.thrown });
    await walk.try(found.attempt);
    return;
  }
}

/**
 * Plays a run from its start to its end, and notes the steps that meant something.
 *
 * @param look whether all is looked through at the end.
 * @throws Disagreement
 */
export async function play(start: Start, { steps, done }: Run, tally: Tally, look: boolean): Promise<void> {
  const walk = new Walk(start, tally);
  for (const step of steps) await take(walk, step, (it) => done.push(it));
  if (look) await walk.end();
}
