import { TongduiError } from "../../client/errors/tongduiError.ts";

/** A commitment as it was typed, in small letters. @throws TongduiError `CommitmentInvalid`. */
export function readCommitment(typed: string): string {
  const hash = typed.trim().toLowerCase();
  if (/^0x[0-9a-f]{64}$/.test(hash)) return hash;
  throw new TongduiError(
    "CommitmentInvalid",
    {
      en: `"${typed}" is not a commitment: that is 0x and 64 hexadecimal digits.`,
      zh: `“${typed}”不是承诺值：应为 0x 加 64 位十六进制数字。`,
    },
    { hint: { en: "tongdui document list shows them in full.", zh: "可用 tongdui document list 查看完整的承诺值。" } },
  );
}
