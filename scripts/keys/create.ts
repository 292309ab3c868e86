import path from "node:path";
import { dayOf, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { readProfile } from "../profile/profile.ts";
import { prepareFolder, saveKeystore } from "./folder.ts";
import { PrivateKey } from "./keystore.ts";
import { newPassword } from "./password.ts";
import { shown } from "../../client/files/secretFile.ts";

export type NewKey = {
  /** Where it is kept; the profile's folder of keys unless it says otherwise. */
  readonly folder: string | undefined;
  readonly passwordFile: string | undefined;
};

/**
 * Makes a key and saves it, sealed with a new password.
 *
 * @param scryptCost lower only in tests.
 * @throws TongduiError as {@link newPassword} and {@link saveKeystore}.
 */
export async function createKey(input: NewKey, context: Context, scryptCost?: number): Promise<Answer> {
  const folder = await folderOf(input.folder, context);
  if (context.dryRun) return onlySaid({ en: "A new key would be saved", zh: "将新建密钥并保存" }, folder, null);
  await prepareFolder(folder);
  const password = await newPassword(context.io, input.passwordFile);
  return keep(PrivateKey.random(), { folder, password, day: today(context), scryptCost });
}

/**
 * The folder that was named, else the profile's. Before there is a profile it is `keys`, beside where the profile will be.
 *
 * @throws TongduiError `ProfileUnreadable`.
 */
export async function folderOf(folder: string | undefined, { profile }: Context): Promise<string> {
  if (folder !== undefined) return folder;
  try {
    return (await readProfile(profile)).keys;
  } catch (error) {
    if (!(error instanceof TongduiError) || error.code !== "ProfileMissing") throw error;
    return path.join(path.dirname(profile), "keys");
  }
}

/** For the names of files: this machine's day. */
export function today(context: Context): Day {
  return dayOf(Math.floor(context.now() / 1_000));
}

/** Seals a key, saves it, and says so. */
export async function keep(
  key: PrivateKey,
  { folder, password, day, scryptCost }: { folder: string; password: string; day: Day; scryptCost: number | undefined },
): Promise<Answer> {
  const { address } = key;
  const text = await key.seal(password, scryptCost);
  const file = await saveKeystore(folder, { text, password, address, day });
  return {
    data: { account: address, file, saved: true },
    parts: [
      {
        en: `The key of ${address} is saved in ${shown(file)}.`,
        zh: `账户 ${address} 的密钥已保存于 ${shown(file)}。`,
      },
      {
        en: "Keep a copy of this file, and of its password apart from it: if either is lost, nobody can bring the key back.",
        zh: "请备份该文件，并将密码与文件分开保存：两者缺一，密钥便无法恢复。",
      },
    ],
  };
}

/** What a dry run answers. */
export function onlySaid(what: Text, folder: string, account: string | null): Answer {
  const inFolder = shown(folder);
  return {
    data: { account, folder, saved: false },
    parts: [
      { en: `${what.en} in ${inFolder}; nothing was saved.`, zh: `${what.zh}于 ${inFolder}，本次未保存任何内容。` },
    ],
  };
}
