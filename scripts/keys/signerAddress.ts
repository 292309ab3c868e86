import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";

const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads the address of an external signer, which may hold a user name and a password; no error quotes it.
 *
 * @throws TongduiError `SignerAddressUnfit`.
 */
export function signerAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || !["http:", "https:"].includes(url.protocol) || !decodable(url)) {
    throw unfit({
      en: "The address of a signer must be one such as https://signer.example:9000",
      zh: "签名服务的地址应形如 https://signer.example:9000",
    });
  }
  if (url.protocol === "http:" && url.password !== "" && !THIS_MACHINE.test(url.hostname)) {
    throw unfit({
      en: "The password of a signer on another machine must not travel unencrypted: its address must begin with https://",
      zh: "访问其他计算机上的签名服务时，密码不得明文传输：地址应以 https:// 开头",
    });
  }
  return url;
}

function decodable({ username, password }: URL): boolean {
  try {
    return typeof decodeURIComponent(username + password) === "string";
  } catch {
    return false;
  }
}

function unfit({ en, zh }: Text): TongduiError {
  return new TongduiError("SignerAddressUnfit", { en: `${en}.`, zh: `${zh}。` });
}
