import { getAddress, isAddress } from "ethers";
import { TongduiError } from "../../client/errors/tongduiError.ts";

/**
 * An account that a person typed or copied. Its capitals and small letters are a checksum, so one that is written without them
 * is refused too: nothing would show that a digit of it is wrong.
 *
 * @throws TongduiError `AccountUnreadable`, `AccountMistyped`.
 */
export function typedAccount(text: string): string {
  const account = text.trim();
  if (!/^0x[0-9a-fA-F]{40}$/.test(account)) {
    throw new TongduiError(
      "AccountUnreadable",
      { en: `"${text}" is not an account.`, zh: `“${text}”不是账户地址。` },
      {
        hint: {
          en: "An account is 0x and 40 digits, as in 0x52908400098527886E0F7030069857D2E4169EE7.",
          zh: "账户地址为 0x 加 40 位字符，例如 0x52908400098527886E0F7030069857D2E4169EE7。",
        },
      },
    );
  }
  if (isAddress(account) && getAddress(account) === account) return account;
  throw new TongduiError(
    "AccountMistyped",
    {
      en: `The account ${account} is mistyped: its capitals and small letters do not fit its digits.`,
      zh: `账户地址 ${account} 有误：字母大小写与校验不符。`,
    },
    {
      hint: {
        en: "Copy it as tongdui key list or tongdui whoami shows it, capitals included.",
        zh: "请按 tongdui key list 或 tongdui whoami 显示的内容原样复制，包括大小写。",
      },
    },
  );
}
