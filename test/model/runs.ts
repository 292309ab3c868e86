import fc from "fast-check";
import { SIDES, type Throw } from "./tries/dice.ts";

/** One step of a run before it is known what it will mean: acts, of which the first is done that can be, and the dice for its choices. */
export interface Step {
  readonly acts: readonly string[];
  readonly thrown: Throw;
}

/** Steps, of which those that meant something are noted as they are done. */
export interface Run {
  readonly steps: readonly Step[];
  readonly ran: Set<Step>;
}

const CHOICES = 24;
/** Of so many steps one is honest, and in the others one of the first choices is wrong on purpose. */
const HONEST = 80;
const FIRST_CHOICES = 60;

const thrown = fc
  .tuple(fc.nat(99), fc.nat(FIRST_CHOICES - 1), fc.array(fc.nat(SIDES - 1), { minLength: CHOICES, maxLength: CHOICES }))
  .map(([honest, choice, numbers]): Throw => ({ numbers, wrong: honest < HONEST ? undefined : choice }));

/** Where shortening goes on: which length is left out next, and before which step. */
type Place = { readonly size: number; readonly end: number } | { readonly simpler: number };

const NOTHING = Array.from({ length: CHOICES }, () => 0);

/** Random runs of so many steps, which are shortened to those that it takes to fail, and then made as simple as possible. */
export class Runs extends fc.Arbitrary<Run> {
  readonly #length: number;
  readonly #step: fc.Arbitrary<Step>;

  /** @param weights how often each act is tried. */
  constructor(length: number, weights: Readonly<Record<string, number>>) {
    super();
    this.#length = length;
    const act = fc.oneof(...Object.entries(weights).map(([name, weight]) => ({ arbitrary: fc.constant(name), weight })));
    this.#step = fc.tuple(act, act, act, thrown).map(([...all]) => ({ acts: all.slice(0, 3) as string[], thrown: all[3] }));
  }

  generate(mrng: fc.Random): fc.Value<Run> {
    const steps = Array.from({ length: this.#length }, () => this.#step.generate(mrng, undefined).value);
    return new fc.Value(run(steps), undefined);
  }

  canShrinkWithoutContext(_: unknown): _ is Run {
    return false;
  }

  shrink({ steps, ran }: Run, place: unknown): fc.Stream<fc.Value<Run>> {
    const done = steps.filter((step) => ran.has(step));
    return fc.stream(simpler(done, place as Place | undefined));
  }
}

const run = (steps: readonly Step[]): Run => ({ steps, ran: new Set() });

/** Shorter runs first, larger parts left out before smaller ones and later ones before earlier ones; then plainer dice. */
function* simpler(steps: readonly Step[], place: Place | undefined): Generator<fc.Value<Run>> {
  const begin = place ?? { size: Math.ceil(steps.length / 2), end: steps.length - 1 };
  if ("size" in begin) {
    let { size, end } = begin;
    while (size >= 1) {
      for (let last = Math.min(end, steps.length - 1); last > 0; last -= size) {
        const first = Math.max(0, last - size);
        yield new fc.Value(run([...steps.slice(0, first), ...steps.slice(last)]), { size, end: first });
      }
      size = size === 1 ? 0 : Math.ceil(size / 2);
      end = steps.length - 1;
    }
  }
  const from = "simpler" in begin ? begin.simpler : 0;
  for (let i = from; i < steps.length; i += 1) {
    const { acts, thrown: dice } = steps[i]!;
    if (dice.numbers.every((number) => number === 0)) continue;
    const plain: Step = { acts, thrown: { ...dice, numbers: NOTHING } };
    yield new fc.Value(run(steps.with(i, plain)), { simpler: i + 1 });
  }
}
