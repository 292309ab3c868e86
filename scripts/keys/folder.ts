import { randomBytes } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { isoOfDay, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";
import { addressIn, openKeystore } from "./keystore.ts";
import { openToOthers, shown } from "../../client/files/secretFile.ts";

/** A keystore in the keys' folder. */
export type StoredKey = {
  /** Checksummed; undefined where another program wrote the file and left it out. */
  readonly address: string | undefined;
  readonly file: string;
  /** Whether other users of the computer can get at the file. */
  readonly openToOthers: boolean;
};

export type KeysFolder = {
  /** By file name, so by day. */
  readonly keys: readonly StoredKey[];
  /** JSON files that are no keystores. */
  readonly strangers: readonly string[];
};

/**
 * Looks at every keystore of a folder. A folder that does not exist holds none.
 */
export async function keysIn(folder: string): Promise<KeysFolder> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw unreadableFolder(folder, error);
  });
  const keys: StoredKey[] = [];
  const strangers: string[] = [];
  // What begins with a dot is a file that is being written.
  for (const name of names.filter((each) => each.endsWith(".json") && !each.startsWith(".")).sort()) {
    const file = path.join(folder, name);
    try {
      keys.push(await readStoredKey(file));
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      strangers.push(file);
    }
  }
  return { keys, strangers };
}

/**
 * Looks at one keystore.
 *
 * @throws TongduiError `KeystoreMissing`, `KeystoreUnreadable`.
 */
export async function readStoredKey(file: string): Promise<StoredKey> {
  const text = await readKeystore(file);
  const { mode } = await stat(file);
  return { address: addressIn(text, shown(file)), file, openToOthers: openToOthers(mode) };
}

/**
 * The text of a keystore's file.
 *
 * @throws TongduiError `KeystoreMissing`.
 */
export async function readKeystore(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new TongduiError(
      "KeystoreMissing",
      { en: `The keystore ${shown(file)} cannot be read.`, zh: `无法读取密钥文件 ${shown(file)}。` },
      {
        hint: {
          en: "Check its name and that it exists; tongdui key list shows the keys that are there.",
          zh: "请检查文件名及文件是否存在；tongdui key list 会列出现有密钥。",
        },
        cause,
      },
    );
  });
}

/**
 * Makes the folder if it is missing, and demands that nobody else can get at it.
 *
 * @throws TongduiError `KeysFolderOpenToOthers`, `KeysFolderUnfit`.
 */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await disk.makeFolder(folder);
    if (!openToOthers((await stat(folder)).mode)) return;
  } catch (cause) {
    throw unfitFolder(folder, cause);
  }
  throw new TongduiError(
    "KeysFolderOpenToOthers",
    {
      en: `Other users of this computer can get at the keys' folder ${shown(folder)}; nothing was saved.`,
      zh: `本机其他用户可以访问密钥文件夹 ${shown(folder)}，未保存任何内容。`,
    },
    {
      hint: {
        en: `Keep it to yourself first: chmod 700 "${shown(folder)}"`,
        zh: `请先限制为仅本人可用：chmod 700 "${shown(folder)}"`,
      },
    },
  );
}

/**
 * Demands that a folder has no key of an account yet.
 *
 * @throws TongduiError `KeyAlreadyThere` with the file's name.
 */
export async function demandNew(folder: string, address: string): Promise<void> {
  const { keys } = await keysIn(folder);
  const known = keys.find((key) => key.address === address);
  if (known) throw alreadyThere(address, known.file);
}

/**
 * Saves a keystore under a name that tells its day and address. It counts only once it was read back from the disk and opened
 * with its password; an earlier file of that name stays as it is.
 *
 * @param day Shanghai day, for the name.
 * @returns the new file.
 * @throws TongduiError `KeyAlreadyThere`, `KeysFolderOpenToOthers`, `KeysFolderUnfit`.
 */
export async function saveKeystore(
  folder: string,
  { text, password, address, day }: { text: string; password: string; address: string; day: Day },
): Promise<string> {
  await prepareFolder(folder);
  await demandNew(folder, address);
  const name = `${isoOfDay(day)}-${address}.json`;
  const file = path.join(folder, name);
  const draft = path.join(folder, `.${name}.${randomBytes(6).toString("hex")}`);
  try {
    await disk.write(draft, text);
    await openKeystore(await readFile(draft, "utf8"), password, shown(file));
    // Unlike renaming, linking never takes the place of a file that is there.
    if ((await disk.link(draft, file)) === "taken") throw alreadyThere(address, file);
    await disk.remove(draft);
    await disk.sync(folder);
  } catch (cause) {
    await disk.remove(draft);
    if (cause instanceof TongduiError) throw cause;
    throw unfitFolder(folder, cause);
  }
  return file;
}

function alreadyThere(address: string, file: string): TongduiError {
  return new TongduiError(
    "KeyAlreadyThere",
    {
      en: `The key of ${address} is there already, in ${shown(file)}; nothing was changed.`,
      zh: `账户 ${address} 的密钥已存在于 ${shown(file)}，未作任何更改。`,
    },
    {
      hint: {
        en: "It opens with the password that it was saved with.",
        zh: "请使用当初保存时设置的密码打开。",
      },
    },
  );
}

function unreadableFolder(folder: string, cause: unknown): TongduiError {
  return new TongduiError(
    "KeysFolderUnfit",
    { en: `The keys' folder ${shown(folder)} cannot be read.`, zh: `无法读取密钥文件夹 ${shown(folder)}。` },
    { cause },
  );
}

function unfitFolder(folder: string, cause: unknown): TongduiError {
  const reason = (cause as NodeJS.ErrnoException).code ?? "";
  return new TongduiError(
    "KeysFolderUnfit",
    {
      en: `No key can be kept in ${shown(folder)} (${reason}); nothing was saved.`,
      zh: `无法在 ${shown(folder)} 中保存密钥（${reason}），未保存任何内容。`,
    },
    {
      hint: {
        en: "Take a folder of your own on a local disk that is not full.",
        zh: "请使用本机磁盘上归您所有且空间充足的文件夹。",
      },
      cause,
    },
  );
}
