import { TongduiError } from "../../../client/errors/tongduiError.ts";

/**
 * The address of a page at which a proof can be fetched.
 *
 * @throws TongduiError `LinkUnfit`.
 */
export function link(typed: string): string {
  const url = URL.parse(typed);
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (isWeb && !typed.includes("#") && url.username === "" && url.password === "" && typed.length <= 500) {
    return url.href;
  }
  throw new TongduiError(
    "LinkUnfit",
    { en: `"${typed}" is no address of a page that a QR code can hold.`, zh: `“${typed}”不是可写入二维码的网址。` },
    {
      hint: {
        en: "Give it as in https://voucher.example.gov/v/3-000017, without # and without a password.",
        zh: "请按 https://voucher.example.gov/v/3-000017 的格式填写，不含 # 和密码。",
      },
    },
  );
}
