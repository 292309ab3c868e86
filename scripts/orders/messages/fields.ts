/** How the files of orders write what the ledger's messages hold. Every value is text; amounts are yuan, days are dates. */
import { isHexString } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { parseProvider, parseVoucher } from "../../../client/ids.ts";
import { parsed, whole } from "../../../client/yaml/fields.ts";
import { momentOf } from "../moment.ts";

export { creditCode, day, words, yuan } from "../../../client/yaml/fields.ts";

export const voucher = parsed({ en: "a voucher such as 3-000017", zh: "双创券编号，例如 3-000017" }, parseVoucher);

export const provider = parsed({ en: "a provider such as P2-1", zh: "服务机构编号，例如 P2-1" }, parseProvider);

export const moment = parsed(
  { en: "a day such as 2030-06-30, or a moment such as 2030-06-30T23:59:59+08:00", zh: "日期，例如 2030-06-30" },
  momentOf,
);

/** 32 bytes. */
export const hash = parsed({ en: "0x and 64 hexadecimal digits", zh: "0x 加 64 位十六进制数字" }, readHash);

export const serviceClass = whole(0, 255);

export const round = whole(0, 255);

/** @throws TongduiError `HashUnreadable`. */
export function readHash(text: string): string {
  if (isHexString(text, 32)) return text.toLowerCase();
  throw new TongduiError("HashUnreadable", {
    en: `"${text}" is not 0x and 64 hexadecimal digits.`,
    zh: `“${text}”不是 0x 加 64 位十六进制数字。`,
  });
}
