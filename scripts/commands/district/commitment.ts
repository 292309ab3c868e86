import { TongduiError } from "../../../client/errors/tongduiError.ts";

/** Reads a commitment. @throws TongduiError `CommitmentUnreadable`. */
export function commitment(typed: string): string {
  if (/^0x[0-9a-f]{64}$/i.test(typed)) return typed.toLowerCase();
  throw new TongduiError(
    "CommitmentUnreadable",
    {
      en: `"${typed}" is not a commitment: 0x and 64 digits from 0 to f.`,
      zh: `“${typed}”不是承诺值：应为 0x 加 64 位 0 至 f。`,
    },
    { hint: { en: "tongdui document commit makes one.", zh: "可用 tongdui document commit 生成。" } },
  );
}
