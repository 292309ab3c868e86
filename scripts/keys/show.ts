import path from "node:path";
import { getAddress, isAddress } from "ethers";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { folderOf } from "./create.ts";
import { keysIn, readStoredKey, readKeystore, type StoredKey } from "./folder.ts";
import { openKeystore } from "./keystore.ts";
import { passwordFor } from "./password.ts";
import { shown } from "../../client/files/secretFile.ts";

export type KeyShown = {
  /** An account of the folder, or a keystore's file. */
  readonly key: string;
  readonly folder: string | undefined;
  /** Whether to ask for the password and try it. */
  readonly check: boolean;
  readonly passwordFile: string | undefined;
};

/**
 * Says what is known of a key without showing it, and whether its password opens it.
 *
 * @throws TongduiError `KeyUnknown`, `KeystoreMissing`, `KeystoreUnreadable`, `PasswordWrong`; as {@link passwordFor}.
 */
export async function showKey(input: KeyShown, context: Context): Promise<Answer> {
  const stored = await find(input.key, await folderOf(input.folder, context));
  const name = shown(stored.file);
  const checked = input.check || input.passwordFile !== undefined;
  let account = stored.address;
  if (checked) {
    const password = await passwordFor({ en: name, zh: name }, context.io, input.passwordFile);
    account = (await openKeystore(await readKeystore(stored.file), password, name)).address;
  }
  const named = account ?? "?";
  const inProfile = path.relative(path.dirname(context.profile), stored.file);
  const parts: Text[] = [
    checked
      ? {
          en: `The password opens ${name}; its account is ${named}.`,
          zh: `密码正确，可打开 ${name}，账户为 ${named}。`,
        }
      : { en: `${name} says that it holds the key of ${named}.`, zh: `${name} 注明其中为账户 ${named} 的密钥。` },
    {
      en: `In the profile: "key": {"keystore": ${JSON.stringify(inProfile)}}`,
      zh: `在配置文件中写作："key": {"keystore": ${JSON.stringify(inProfile)}}`,
    },
  ];
  if (stored.openToOthers) {
    parts.push({
      en: `Other users of this computer can read the file: chmod 600 "${name}"`,
      zh: `本机其他用户可以读取该文件：chmod 600 "${name}"`,
    });
  }
  const { file, openToOthers } = stored;
  return { data: { account: account ?? null, file, openToOthers, opened: checked }, parts };
}

async function find(key: string, folder: string): Promise<StoredKey> {
  if (!isAddress(key)) return readStoredKey(key);
  const address = getAddress(key);
  const found = (await keysIn(folder)).keys.find((candidate) => candidate.address === address);
  if (found) return found;
  throw new TongduiError(
    "KeyUnknown",
    { en: `There is no key of ${address} in ${shown(folder)}.`, zh: `${shown(folder)} 中没有账户 ${address} 的密钥。` },
    {
      hint: {
        en: "tongdui key list shows the keys that are there; a key elsewhere is named by its file.",
        zh: "tongdui key list 会列出现有密钥；其他位置的密钥请直接给出文件名。",
      },
    },
  );
}
