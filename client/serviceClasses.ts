/** Service classes, 0 to 255: a bit each on the ledger, numbers for people. */
import { TongduiError } from "./errors/tongduiError.ts";
import { halfWidth } from "./text/width.ts";

/** The numbers of service classes, rising. */
export function classesOf(bits: bigint): number[] {
  return Array.from({ length: 256 }, (_, number) => number).filter((number) => ((bits >> BigInt(number)) & 1n) === 1n);
}

/** A bit for each number, 0 to 255. */
export function bitsOf(classes: readonly (number | string)[]): bigint {
  return classes.reduce((bits, number) => bits | (1n << BigInt(number)), 0n);
}

/**
 * Reads service classes, as `1、2`, `1,2` or `1 2`.
 *
 * @returns a bit for each.
 * @throws TongduiError `ClassesUnreadable`.
 */
export function readClasses(typed: string): bigint {
  const parts = halfWidth(typed)
    .split(/[\s,;、，；]+/)
    .filter((part) => part !== "");
  if (parts.length > 0 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return bitsOf(parts);
  throw new TongduiError(
    "ClassesUnreadable",
    { en: `"${typed.trim()}" is not a list of service classes.`, zh: `“${typed.trim()}”不是服务类别列表。` },
    {
      hint: {
        en: "Write the numbers of the policy's list, from 0 to 255, as in 1, 2.",
        zh: "请填写政策中的类别编号（0 至 255），例如 1、2。",
      },
    },
  );
}
