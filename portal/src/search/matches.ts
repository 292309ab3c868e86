/** Which published names are meant by some words: those that hold them, else those that look like them. */
import { halfWidth } from "../../../client/text/width.ts";

interface Named {
  readonly names: readonly string[];
}

const MOST = 8;
/** Share of common pairs of letters from which two texts look alike. */
const ALIKE = 0.45;

export interface Matches<T> {
  readonly items: readonly T[];
  /** None holds the words; these only look like them. */
  readonly alike: boolean;
}

export function matching<T extends Named>(words: string, among: readonly T[], most = MOST): Matches<T> {
  const asked = bare(words);
  if (asked === "") return { items: [], alike: false };
  const holding = among.filter(({ names }) => names.some((name) => bare(name).includes(asked)));
  if (holding.length > 0) return { items: holding.slice(0, most), alike: false };
  const scored = among
    .map((item) => ({ item, score: Math.max(0, ...item.names.map((name) => likeness(asked, bare(name)))) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score);
  return { items: scored.slice(0, most).map(({ item }) => item), alike: true };
}

function bare(text: string): string {
  return halfWidth(text)
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, "");
}

/** The share of the shorter text's pairs of letters that the longer one has too. */
function likeness(a: string, b: string): number {
  const [first, second] = [pairs(a), pairs(b)];
  const fewer = Math.min(first.size, second.size);
  return fewer === 0 ? 0 : [...first].filter((pair) => second.has(pair)).length / fewer;
}

function pairs(text: string): Set<string> {
  const letters = [...text];
  return new Set(letters.slice(1).map((letter, before) => `${letters[before] ?? ""}${letter}`));
}
