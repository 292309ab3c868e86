import type { Fate } from "./kill.ts";
import type { Mutant } from "./mutants.ts";

const LEAST_PERCENT = 95;

/** The survivors that are explained: in test/mutants.md a line each, `- \`key\`: why`. */
export const explainedIn = (page: string): Set<string> =>
  new Set([...page.matchAll(/^- `([^`]+)`: \S/gm)].map(([, key]) => key!));

const lived = ({ end }: Fate): boolean => end === "survived" || end === "unreached";

const percent = (part: number, all: number): string => `${((100 * part) / Math.max(all, 1)).toFixed(1)} %`;

/** A line for each file, then each survivor that nobody has explained; and whether that is good enough. */
export function report(mutants: readonly Mutant[], fates: readonly Fate[], explained: ReadonlySet<string>) {
  const byKey = new Map(fates.map((fate) => [fate.key, fate]));
  const lines: string[] = [];
  const done = mutants.filter(({ key }) => byKey.has(key));
  for (const [file, own] of Map.groupBy(done, (mutant) => mutant.file)) {
    const survivors = own.filter(({ key }) => lived(byKey.get(key)!));
    const killed = own.length - survivors.length;
    const score = percent(killed, own.length).padStart(7);
    lines.push(`${score}  ${String(killed).padStart(4)} of ${String(own.length).padStart(4)}  ${file}`);
  }
  const survivors = done.filter(({ key }) => lived(byKey.get(key)!));
  const unexplained = survivors.filter(({ key }) => !explained.has(key));
  const stale = [...explained].filter((key) => done.some((m) => m.key === key && !lived(byKey.get(m.key)!)));
  const killed = done.length - survivors.length;
  lines.push(`${percent(killed, done.length).padStart(7)}  ${killed} of ${done.length} mutants killed`, "");
  lines.push(
    `${survivors.length} survive, ${survivors.length - unexplained.length} of them explained in test/mutants.md.`,
  );
  for (const { key, file, line, operator } of unexplained) {
    const unreached = byKey.get(key)!.end === "unreached" ? ", and no test runs it" : "";
    lines.push("", `${file}:${line} (${operator}${unreached})`, `  ${key}`);
  }
  for (const key of stale) lines.push("", `Explained, but killed: ${key}`);
  const isGood = unexplained.length === 0 && stale.length === 0 && 100 * killed >= LEAST_PERCENT * done.length;
  return { text: lines.join("\n"), isGood };
}
