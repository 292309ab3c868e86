/** Two runs beside each other. */
import { KEYS, PEER_NAMES, type Result } from "./figures.ts";
import { number, type Table } from "./tables.ts";

/** A figure may rise by so many thousandths of itself before the snapshot must say so. */
const TOLERATED = 5;

export interface Change {
  readonly name: string;
  readonly before: number;
  readonly now: number;
}

export interface Comparison {
  readonly changes: readonly Change[];
  /** Figures that one of the two runs does not have. */
  readonly missing: readonly string[];
}

/** Every figure by its path in the file: `issue100`, `peers.eas.issue100`, `extras.open50`. */
function figuresIn(result: Result): Map<string, number | null> {
  return new Map([
    ...KEYS.map((key) => [key, result[key]] as const),
    ...PEER_NAMES.flatMap((name) => KEYS.map((key) => [`peers.${name}.${key}`, result.peers[name][key]] as const)),
    ...Object.entries(result.extras).map(([key, value]) => [`extras.${key}`, value] as const),
  ]);
}

export function compare(before: Result, now: Result): Comparison {
  const [then, today] = [figuresIn(before), figuresIn(now)];
  const changes: Change[] = [];
  const missing: string[] = [];
  for (const [name, old] of then) {
    const value = today.get(name) ?? null;
    if (old !== null && value !== null) changes.push({ name, before: old, now: value });
    else if (old !== value) missing.push(name);
  }
  return { changes, missing };
}

export const risen = ({ changes }: Comparison): Change[] =>
  changes.filter(({ before, now }) => 1_000 * (now - before) > TOLERATED * before);

const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : text);

export function asTable({ changes }: Comparison): Table {
  return {
    title: "Against the snapshot",
    head: ["Figure", "Snapshot", "Now", "Difference", "%"],
    rows: changes.map(({ name, before, now }) => {
      const percent = (100 * (now - before)) / before;
      return [
        name,
        number(before),
        number(now),
        signed(now - before, number(now - before)),
        signed(percent, percent.toFixed(2)),
      ];
    }),
  };
}

/** What comes of it, in a sentence or two. */
export function verdictOn(comparison: Comparison): string {
  const up = risen(comparison).map(({ name }) => name);
  const missing =
    comparison.missing.length === 0
      ? ""
      : ` Not compared, as one of the two has none: ${comparison.missing.join(", ")}.`;
  if (up.length === 0) return `No figure rose by more than 0.5 % against bench/gas/snapshot.json.${missing}`;
  return (
    `More than 0.5 % above bench/gas/snapshot.json: ${up.join(", ")}.${missing} ` +
    "Where that is meant, renew the snapshot with `npm run bench:gas -- --update` and say why in the change."
  );
}
