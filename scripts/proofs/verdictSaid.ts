/** What was found of a proof, in lines to read. */
import type { Text } from "../../client/text/text.ts";
import {
  comparedText,
  heldText,
  refusedText,
  relyOnNothing,
  signaturesNotChecked,
  VERDICT_HEADING,
  type Refusal,
  type Under,
  type Verdict,
} from "../../verifier/index.ts";
import type { Part } from "../cli/answer.ts";
import { listed } from "./said.ts";
import { hashParts } from "./trustRoot/said.ts";

type Valid = Extract<Verdict, { readonly valid: true }>;

export function partsOfValid(verdict: Valid, under: Under): Part[] {
  const { hash, development, facts, notProved, warnings } = verdict;
  // That nobody has sealed the blocks comes before everything else.
  const first = facts.filter(({ kind }) => kind === "development");
  const proved = facts.filter(({ kind }) => kind !== "development");
  return [
    // Without a tick where nobody has sealed it, which somebody could take for proof.
    marked(development ? "!" : "✓", heldText(verdict, under)),
    ...first.map((fact) => marked("!", fact)),
    { en: `Hash of the proof: ${hash}`, zh: `证明哈希：${hash}` },
    ...listed(VERDICT_HEADING.facts, proved),
    ...listed(VERDICT_HEADING.notProved, notProved),
    ...listed(VERDICT_HEADING.warnings, warnings),
    ...hashParts(under.number, under.hash),
    under.compared ? marked("✓", comparedText(true)) : followed(marked("!", comparedText(false)), GIVE_IT),
    ...(under.number > 0 ? [followed(signaturesNotChecked(under.number), CHECK_THEM)] : []),
  ];
}

export function partsOfRefused(refusal: Pick<Refusal, "en" | "zh">, hint: Text | undefined, under: Under): Part[] {
  return [marked("✗", refusedText(refusal)), ...(hint ? [hint] : []), relyOnNothing(under)];
}

function marked(mark: "✓" | "!" | "✗", { en, zh }: Text): Text {
  return { en: `${mark} ${en}`, zh: `${mark} ${zh}` };
}

function followed(sentence: Text, next: Text): Text {
  return { en: `${sentence.en} ${next.en}`, zh: `${sentence.zh}${next.zh}` };
}

const GIVE_IT: Text = {
  en: "You can give it with --trust-root-hash.",
  zh: "可用 --trust-root-hash 提供该哈希。",
};
const CHECK_THEM: Text = {
  en: "To check them: npx tongdui trust-root check FILE --previous OLD",
  zh: "如需核对签名：npx tongdui trust-root check 文件 --previous 前一个文件",
};
