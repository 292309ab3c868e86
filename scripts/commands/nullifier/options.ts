import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { flag, needed, optional } from "../../cli/define.ts";

export const number = needed(
  "NUMBER",
  { en: "the key's number, as tongdui nullifier key list shows it", zh: "密钥编号，见 tongdui nullifier key list" },
  keyNumber,
);

export const passwordFile = optional("--password-file <file>", {
  en: "a file whose first line is the password of this office's nullifier keys, instead of a question",
  zh: "首行为本单位查重密钥密码的文件，代替提问",
});

export const onLedger = flag("--on-ledger", {
  en: "say what the ledger has under each mark",
  zh: "查看账本上以各查重码登记的内容",
});

/** @throws TongduiError `KeyNumberInvalid`. */
export function keyNumber(typed: string): number {
  const read = /^[1-9]\d{0,9}$/.test(typed) ? Number(typed) : 0;
  if (read >= 1 && read <= 0xffff_ffff) return read;
  throw new TongduiError("KeyNumberInvalid", {
    en: `"${typed}" is not the number of a key: that is a whole number from 1.`,
    zh: `“${typed}”不是密钥编号：应为不小于 1 的整数。`,
  });
}
