import fc from "fast-check";
import { SIDES, type Throw } from "./tries/dice.ts";

/** One step of a run before it is known what it will mean: acts, of which the first is done that can be, and the dice for its choices. */
export interface Step {
  readonly acts: readonly string[];
  readonly thrown: Throw;
}

/** Steps to be done, and those that were, as they were meant. */
export interface Run {
  readonly steps: readonly Step[];
  readonly done: Step[];
}

const CHOICES = 24;
/** Of so many steps one is honest, and in the others one of the first choices is wrong on purpose. */
const HONEST = 80;
const FIRST_CHOICES = 60;

const thrown = fc
  .tuple(fc.nat(99), fc.nat(FIRST_CHOICES - 1), fc.array(fc.nat(SIDES - 1), { minLength: CHOICES, maxLength: CHOICES }))
  .map(([honest, choice, numbers]): Throw => ({ numbers, wrong: honest < HONEST ? undefined : choice }));

/** Where shortening goes on: which length is left out next, and before which step; or which step is made plainer. */
type Place =
  | { readonly size: number; readonly end: number; readonly plain: boolean }
  | { readonly step: number; readonly number: number };

const NOTHING = Array.from({ length: CHOICES }, () => 0);

/** Random runs of so many steps, which are shortened to those that it takes to fail, and then made as simple as possible. */
export class Runs extends fc.Arbitrary<Run> {
  readonly #length: number;
  readonly #step: fc.Arbitrary<Step>;

  /** @param weights how often each act is tried. */
  constructor(length: number, weights: Readonly<Record<string, number>>) {
    super();
    this.#length = length;
    const act = fc.oneof(
      ...Object.entries(weights).map(([name, weight]) => ({ arbitrary: fc.constant(name), weight })),
    );
    this.#step = fc
      .tuple(act, act, act, thrown)
      .map(([...all]) => ({ acts: all.slice(0, 3) as string[], thrown: all[3] }));
  }

  generate(mrng: fc.Random): fc.Value<Run> {
    const steps = Array.from({ length: this.#length }, () => this.#step.generate(mrng, undefined).value);
    return new fc.Value(run(steps), undefined);
  }

  canShrinkWithoutContext(value: unknown): value is Run {
    return value === undefined;
  }

  shrink({ done }: Run, place: unknown): fc.Stream<fc.Value<Run>> {
    return fc.stream(simpler(done, place as Place | undefined));
  }
}

const run = (steps: readonly Step[]): Run => ({ steps, done: [] });

/** Shorter runs first, then plainer ones, of which some can be shortened further. */
function* simpler(steps: readonly Step[], place?: Place): Generator<fc.Value<Run>> {
  const begin = place ?? { size: Math.ceil(steps.length / 2), end: steps.length - 1, plain: false };
  if ("size" in begin) {
    yield* shorter(steps, begin);
    if (!begin.plain) yield* plainer(steps, { step: 0, number: -1 });
  } else {
    yield* plainer(steps, begin);
    yield* shorter(steps, { size: Math.ceil(steps.length / 2), end: steps.length - 1, plain: true });
  }
}

/** Leaves out larger parts before smaller ones and later ones before earlier ones, never the last step. */
function* shorter(steps: readonly Step[], { size, end, plain }: Extract<Place, { size: number }>) {
  let [length, last] = [size, Math.min(end, steps.length - 1)];
  while (length >= 1) {
    for (; last > 0; last -= length) {
      const first = Math.max(0, last - length);
      const left = run([...steps.slice(0, first), ...steps.slice(last)]);
      yield new fc.Value(left, { size: length, end: first, plain } satisfies Place);
    }
    length = length === 1 ? 0 : Math.ceil(length / 2);
    last = steps.length - 1;
  }
}

/** The plainest of all choices of a step, or else of one after the other. */
function* plainer(steps: readonly Step[], { step, number }: Extract<Place, { step: number }>) {
  for (let i = step; i < steps.length; i += 1) {
    const { acts, thrown: dice } = steps[i]!;
    const changed = (numbers: readonly number[], next: Place) =>
      new fc.Value(run(steps.with(i, { acts, thrown: { ...dice, numbers } })), next);
    if (dice.numbers.every((it) => it === 0)) continue;
    if (i > step || number === -1) yield changed(NOTHING, { step: i + 1, number: -1 });
    for (let k = i > step ? 0 : Math.max(0, number); k < dice.numbers.length; k += 1) {
      if (dice.numbers[k] !== 0) yield changed(dice.numbers.with(k, 0), { step: i, number: k + 1 });
    }
  }
}
