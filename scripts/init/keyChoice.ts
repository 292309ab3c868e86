/** Which key goes into a profile: one that is named, or the only one in the keys' folder. */
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { typedAccount } from "../keys/typedAccount.ts";
import { keysIn, readStoredKey } from "../keys/folder.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { KeySettings } from "../keys/settings.ts";
import { signerAddress } from "../keys/signerAddress.ts";

/** As it was typed. */
export interface KeyChoice {
  readonly keystore: string | undefined;
  readonly passwordFile: string | undefined;
  readonly signer: string | undefined;
  readonly account: string | undefined;
}

/**
 * The key's settings, with paths relative to the profile's folder.
 *
 * @returns undefined where there is no key.
 * @throws TongduiError `KeyChoiceUnclear`, `SeveralKeys`, `SecretTyped`, `SignerAddressUnfit`, `AccountUnreadable`; as readStoredKey.
 */
export async function keyToWrite(choice: KeyChoice, folder: string): Promise<KeySettings | undefined> {
  const { keystore, passwordFile, signer, account } = choice;
  if (signer !== undefined || account !== undefined) {
    if (signer === undefined || account === undefined || keystore !== undefined || passwordFile !== undefined) {
      throw unclear();
    }
    const { username, password } = signerAddress(signer);
    if (username !== "" || password !== "") throw secretTyped();
    return { signer, account: typedAccount(account) };
  }
  const found = keystore === undefined ? await onlyKeyIn(path.join(folder, "keys")) : path.resolve(keystore);
  if (found === undefined) {
    if (passwordFile !== undefined) throw unclear();
    return undefined;
  }
  await readStoredKey(found);
  const relative = (file: string): string => path.relative(folder, path.resolve(file)).split(path.sep).join("/");
  return {
    keystore: relative(found),
    ...(passwordFile === undefined ? {} : { passwordFile: relative(passwordFile) }),
  };
}

async function onlyKeyIn(folder: string): Promise<string | undefined> {
  const { keys } = await keysIn(folder);
  if (keys.length <= 1) return keys[0]?.file;
  throw new TongduiError(
    "SeveralKeys",
    { en: `There are ${keys.length} keys in ${shown(folder)}.`, zh: `${shown(folder)} 中有 ${keys.length} 个密钥。` },
    {
      hint: {
        en: "Name the one that is meant with --keystore; tongdui key list shows them.",
        zh: "请用 --keystore 指定其中一个；tongdui key list 可列出全部密钥。",
      },
    },
  );
}

function unclear(): TongduiError {
  return new TongduiError(
    "KeyChoiceUnclear",
    {
      en: "A key is either a keystore, with a file for its password if wanted, or an account of an external signer.",
      zh: "密钥应为密钥文件（可另指定密码文件），或外部签名服务中的账户，二者选一。",
    },
    {
      hint: {
        en: "Give --keystore (and --password-file), or --signer and --account.",
        zh: "请使用 --keystore（及 --password-file），或同时使用 --signer 和 --account。",
      },
    },
  );
}

function secretTyped(): TongduiError {
  return new TongduiError(
    "SecretTyped",
    {
      en: "A password must not be typed into a command: others of this computer can read it.",
      zh: "不得在命令中输入密码：本机其他用户能看到命令内容。",
    },
    {
      hint: {
        en: "Leave name and password out, and write them into the address in the profile's file afterwards.",
        zh: "请先省略用户名和密码，生成后再写入配置文件中的地址。",
      },
    },
  );
}
