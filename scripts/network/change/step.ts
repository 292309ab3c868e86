import type { Text } from "../../../client/text/text.ts";
import type { Answer } from "../../cli/answer.ts";

/** One of the things of which a change of districts consists, as it stands now. */
export interface Step {
  readonly key: "ledger" | "lists" | "nodes" | "votes" | "votesCleared" | "trustRoot" | "off";
  readonly title: Text;
  /** `unknown` where nobody who is asked here can tell; it holds nothing up. */
  readonly state: "done" | "open" | "unknown";
  /** What was found. */
  readonly found: Text;
  /** Who must do what, where it is open. */
  readonly next?: Text;
  /** What the party that runs the command can do about it now. */
  readonly mine?: Mine;
}

export interface Mine {
  /** Shown before the question, and said by a dry run. */
  readonly what: Text;
  readonly act: () => Promise<Answer>;
  /** Who must do what once it is done. */
  readonly then?: Text | undefined;
}

export function listed(names: readonly string[], lang: "en" | "zh"): string {
  return names.join({ en: ", ", zh: "、" }[lang]);
}
