import { needed, optional, several } from "../../cli/define.ts";
import { count } from "../options.ts";

/** What every command that makes a decision's file takes. */
export const decision = {
  out: optional("--out <file>", {
    en: "the new file (default: decision-SAFE-NUMBER.json, here)",
    zh: "新文件（默认为当前文件夹中的 decision-多签账户-编号.json）",
  }),
  nonce: optional(
    "--nonce <number>",
    {
      en: "the decision's number, if those with the next numbers are still being signed",
      zh: "决定编号（当下一编号的决定仍在签署中时使用）",
    },
    count(0, 1_000_000_000),
  ),
};

export const files = several("FILE", { en: "files of one decision", zh: "同一决定的文件" }, (typed) => typed, "needed");

export const safeKey = needed("--safe <key>", {
  en: "which Safe: a district's key, as in wujin, or consortium",
  zh: "多签账户：区代号（如 wujin）或 consortium",
});

export const threshold = optional(
  "--threshold <number>",
  {
    en: "how many must sign afterwards (default: as many as now)",
    zh: "变更后须签署的人数（默认不变）",
  },
  count(1, 1_000),
);
