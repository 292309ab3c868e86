import { TongduiError } from "../../client/errors/tongduiError.ts";
import { readStoredKey } from "./folder.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { KeySettings } from "./settings.ts";

/**
 * The account that a profile's key signs for; nothing is opened for it.
 *
 * @throws TongduiError `KeystoreMissing`, `KeystoreUnreadable`, `AccountUnknown` for a keystore that does not say.
 */
export async function accountOf(key: KeySettings): Promise<string> {
  if ("signer" in key) return key.account;
  const { address } = await readStoredKey(key.keystore);
  if (address) return address;
  const file = shown(key.keystore);
  throw new TongduiError(
    "AccountUnknown",
    { en: `The keystore ${file} does not say its account.`, zh: `密钥文件 ${file} 未注明账户。` },
    { hint: { en: "Import it again with tongdui key import.", zh: "请用 tongdui key import 重新导入。" } },
  );
}
