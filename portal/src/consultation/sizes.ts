/** Whether a program's policy is for firms of a size: its district says so, and its Bureau goes by it; the ledger does not know. */
import { FIRM_SIZE_NAMES, type Conditions } from "../../../client/publication.ts";
import type { Eligibility } from "../app/answers.ts";

/** @param size of {@link FIRM_SIZES}; anything else is as if nothing was said. */
export function withSize(one: Eligibility, size: string, { sizes = [] }: Conditions): Eligibility {
  const isFit = sizes.length === 0 || !(size in FIRM_SIZE_NAMES) || sizes.some((fitting) => fitting === size);
  if (isFit) return one;
  const names = sizes.map((fitting) => FIRM_SIZE_NAMES[fitting]);
  const reason = {
    code: "SizeNotCovered",
    en: `The policy is for firms that are ${names.map(({ en }) => en).join(" or ")}.`,
    zh: `该政策面向${names.map(({ zh }) => zh).join("、")}。`,
  };
  return { ...one, fits: false, reasons: [...one.reasons, reason] };
}
