import { halfWidth } from "../../../client/text/width.ts";

/** A hash as people copy it: in groups, with or without 0x, in capitals. @returns undefined for anything else. */
export function readHash(typed: string): `0x${string}` | undefined {
  const digits = halfWidth(typed).replaceAll(/\s/g, "").toLowerCase().replace(/^0x/, "");
  return /^[0-9a-f]{64}$/.test(digits) ? `0x${digits}` : undefined;
}
