/** Which figures a question to Prometheus names: enough of its language for the alerts and dashboards that we have. */

const WORDS = new Set([
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
  "and",
  "or",
  "unless",
  "bool",
  "offset",
]);

export function namesIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, "")
    .replaceAll(/\{[^}]*\}/g, "")
    .replaceAll(/\[[^\]]*\]/g, "")
    .replaceAll(/\b(by|without|on|ignoring|group_left|group_right) *\([^)]*\)/g, "");
  return Array.from(bare.matchAll(/[a-zA-Z_:][\w:]*(?! *\()\b/g), ([name]) => name).filter((name) => !WORDS.has(name));
}

/** Names and, of histograms and summaries, those that Prometheus makes of them. */
export function namesGiven(figures: string): Set<string> {
  const kinds = Array.from(figures.matchAll(/^# TYPE (\S+) (\S+)$/gm), ([, name = "", kind = ""]) => ({ name, kind }));
  return new Set(kinds.flatMap(({ name, kind }) => made(name, kind)));
}

/** Of a recorded list: a name and its kind in each line. */
export function namesRecorded(list: string): Set<string> {
  const lines = list.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Set(
    lines.flatMap((line) => {
      const [name = "", kind = ""] = line.split(" ");
      return made(name, kind);
    }),
  );
}

function made(name: string, kind: string): string[] {
  const parts = [`${name}_sum`, `${name}_count`];
  if (kind === "histogram") return [...parts, `${name}_bucket`];
  return kind === "summary" ? [name, ...parts] : [name];
}
