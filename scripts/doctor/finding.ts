/** What was looked at, what was found, and what to do about it. */
import type { Text } from "../../client/text/text.ts";
import type { Data } from "../cli/answer.ts";
import type { Grid } from "../cli/grid.ts";

export interface Finding {
  /** `told` is neither right nor wrong. */
  readonly state: "right" | "wrong" | "told";
  readonly subject: Text;
  readonly found: Text;
  readonly advice?: Text;
}

const MARKS = { right: "✓", wrong: "✗", told: "·" } as const;

export function findingsGrid(findings: readonly Finding[]): Grid {
  return {
    head: [
      { en: "", zh: "" },
      { en: "Checked", zh: "检查项" },
      { en: "Found", zh: "结果" },
    ],
    rows: findings.map(({ state, subject, found }) => [MARKS[state], subject, found]),
  };
}

/** What to do, each thing after what it is about. */
export function adviceOf(findings: readonly Finding[]): Text[] {
  return findings.flatMap(({ subject, advice }) =>
    advice ? [{ en: `${subject.en}: ${advice.en}`, zh: `${subject.zh}：${advice.zh}` }] : [],
  );
}

export function findingData({ state, subject, found, advice }: Finding): Data {
  return { state, subject, found, advice: advice ?? null };
}

export function same(text: string): Text {
  return { en: text, zh: text };
}
