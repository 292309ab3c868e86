/** Amounts on a picture: yuan as numbers to draw, and short to read. Whoever needs the digits has the table. */
import type { Lang } from "../../../client/text/text.ts";

export function yuanOf(fen: bigint): number {
  return Number(fen) / 100;
}

/** `¥75,000`, `¥1.2M`, `¥120万`. */
export function shortYuan(yuan: number, lang: Lang): string {
  const compact = Math.abs(yuan) >= (lang === "en" ? 1_000_000 : 100_000);
  const words = new Intl.NumberFormat(lang === "en" ? "en-US" : "zh-CN", {
    maximumFractionDigits: compact ? 1 : 0,
    ...(compact && { notation: "compact" }),
  });
  return `${yuan < 0 ? "-" : ""}¥${words.format(Math.abs(yuan))}`;
}
