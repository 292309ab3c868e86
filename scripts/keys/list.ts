import type { Text } from "../../client/text/text.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { folderOf } from "./create.ts";
import { keysIn, type StoredKey } from "./folder.ts";
import { shown } from "../../client/files/secretFile.ts";

/** Says which keys a folder has. No password is needed, and none is asked. */
export async function listKeys(input: { readonly folder: string | undefined }, context: Context): Promise<Answer> {
  const folder = await folderOf(input.folder, context);
  const { keys, strangers } = await keysIn(folder);
  const data = keys.map(({ address, file, openToOthers }) => ({ account: address ?? null, file, openToOthers }));
  return { data: { folder, keys: data, strangers }, parts: [tableOf(keys, folder), ...strangers.map(strange)] };
}

function tableOf(keys: readonly StoredKey[], folder: string): Part {
  const where = shown(folder);
  if (keys.length === 0) {
    return {
      en: `There is no key in ${where}. To make one: tongdui key create`,
      zh: `${where} 中没有密钥。新建密钥：tongdui key create`,
    };
  }
  return {
    head: [
      { en: "Account", zh: "账户" },
      { en: "File", zh: "文件" },
      { en: "Note", zh: "备注" },
    ],
    rows: keys.map((key) => [key.address ?? NOT_NAMED, shown(key.file), noteOn(key)]),
  };
}

function noteOn({ file, openToOthers }: StoredKey): Text | string {
  if (!openToOthers) return "";
  return { en: `others can read it: chmod 600 "${shown(file)}"`, zh: `其他用户可读取：chmod 600 "${shown(file)}"` };
}

const NOT_NAMED: Text = { en: "not named in the file", zh: "文件中未注明" };

function strange(file: string): Text {
  return { en: `${shown(file)} is not a keystore.`, zh: `${shown(file)} 不是密钥文件。` };
}
