import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { WHOLE } from "../../../client/money.ts";
import { halfWidth } from "../../../client/text/width.ts";

/**
 * Reads a percentage, `5`, `5%` or `2.5%`.
 *
 * @returns basis points, 1 to 10,000.
 * @throws TongduiError `ShareUnfit`.
 */
export function parseShare(text: string): number {
  const [, whole, decimals = ""] = /^(\d{1,3})(?:\.(\d{1,2}))?%?$/.exec(halfWidth(text).trim()) ?? [];
  const share = Number(`${whole ?? ""}${decimals.padEnd(2, "0")}`);
  if (whole !== undefined && share >= 1 && share <= WHOLE) return share;
  throw new TongduiError("ShareUnfit", {
    en: `"${text}" is not a percentage above 0 and up to 100.`,
    zh: `“${text}”不是大于 0 且不超过 100 的百分比。`,
  });
}
