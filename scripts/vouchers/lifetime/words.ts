/** What proposing and taking back are called, whatever is proposed. */
import type { Text } from "../../../client/text/text.ts";
import type { Words } from "./rows.ts";

export const PROPOSED: Words = {
  done: { en: "proposed", zh: "已提出" },
  before: { en: "was proposed before", zh: "此前已提出" },
  tried: { en: "could be proposed", zh: "可以提出" },
};

export const TAKEN_BACK: Words = {
  done: { en: "the proposal is taken back", zh: "提议已撤回" },
  before: { en: "the proposal was taken back before", zh: "提议此前已撤回" },
  tried: { en: "the proposal could be taken back", zh: "提议可以撤回" },
};

export const SECOND: Text = {
  en: "It takes effect once the home Approver runs the same command with --confirm.",
  zh: "须由所属区审批人加 --confirm 运行同一命令后生效。",
};
