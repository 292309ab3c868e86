/**
 * The terms that a text is found by, in Chinese and in English. A database tells words apart by what stands between them, and between
 * Chinese words nothing does: so a run of Chinese characters is taken as its pairs, and its last character alone, as 石墨烯 for 石墨,
 * 墨烯 and 烯. Each character then begins a term, and whoever looks for a single one looks for what begins with it.
 */

/** Longer ones are no words; a database refuses what is much longer. */
const LONGEST = 64;

const RUNS = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const HAN = /^\p{Script=Han}/u;

/** What somebody looks for. */
export interface Sought {
  /** Terms that have to be there. */
  readonly whole: readonly string[];
  /** Beginnings of terms that have to be there: single Chinese characters. */
  readonly begun: readonly string[];
  /** The last word, where it may be typed in part only. */
  readonly last: string | undefined;
}

/** Runs of Chinese characters, and words of other letters and digits, whatever their width and case, in their order. */
export function runsOf(text: string): string[] {
  return folded(text).match(RUNS) ?? [];
}

export function isChinese(run: string): boolean {
  return HAN.test(run);
}

/** The pairs of a run of Chinese characters; of a single one none. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, before) => `${characters[before] ?? ""}${character}`);
}

/** The terms of a text in its order: letters and digits only, so that blanks can stand between them. */
export function termsOf(text: string): string[] {
  return runsOf(text).flatMap((run) =>
    isChinese(run) ? [...pairsOf(run), ...[...run].slice(-1)] : [...run].slice(0, LONGEST).join(""),
  );
}

/** What has to be in a text for it to have all of some words in it; undefined where these have neither letter nor digit. */
export function soughtIn(words: string): Sought | undefined {
  const runs = runsOf(words);
  const last = runs.at(-1);
  if (last === undefined) return undefined;
  // A blank behind it, or a single letter, says that there is no more of it to come.
  const isOpen = !isChinese(last) && last.length > 1 && folded(words).endsWith(last);
  const [whole, begun] = [[] as string[], [] as string[]];
  for (const run of isOpen ? runs.slice(0, -1) : runs) {
    const pairs = pairsOf(run);
    if (!isChinese(run)) whole.push(...termsOf(run));
    else if (pairs.length > 0) whole.push(...pairs);
    else begun.push(run);
  }
  return { whole, begun, last: isOpen ? termsOf(last)[0] : undefined };
}

function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, "");
}
