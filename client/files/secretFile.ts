import { open } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../errors/tongduiError.ts";

/** Who else but the owner may read, write or enter, in a file's mode. */
const OTHERS = 0o077;

/** Whether a mode lets others than the owner at a file or folder. Windows has other means, which a mode does not show. */
export function openToOthers(mode: number): boolean {
  return process.platform !== "win32" && (mode & OTHERS) !== 0;
}

/** A path as it is told to people: from where they stand. */
export function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === "" || relative.startsWith("..") ? path.resolve(file) : relative;
}

/**
 * The first line of a file that holds a secret: a password, or a private key. No error says anything of what is in it.
 *
 * @throws TongduiError `SecretFileUnreadable`, `SecretFileOpenToOthers`, `SecretFileEmpty`.
 */
export async function readSecretFile(file: string): Promise<string> {
  const bytes = await readOwn(file);
  let text: string;
  try {
    // A file in another encoding would give another password than the one that was typed. A mark of byte order is left out.
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new TongduiError("SecretFileUnreadable", {
      en: `${shown(file)} is not text in UTF-8.`,
      zh: `${shown(file)} 不是 UTF-8 编码的文本。`,
    });
  }
  const line = text.split(/\r?\n/, 1)[0] ?? "";
  if (line !== "") return line;
  throw new TongduiError(
    "SecretFileEmpty",
    { en: `The first line of ${shown(file)} is empty.`, zh: `${shown(file)} 的第一行为空。` },
    { hint: { en: "The secret must stand on the first line.", zh: "保密内容应写在第一行。" } },
  );
}

/** Mode and content are of one opened file, so that nobody can put another in its place between the two. */
async function readOwn(file: string): Promise<Buffer> {
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw isFolder(file);
    if (openToOthers(found.mode)) throw readableByOthers(file);
    return await handle.readFile().catch((cause: unknown) => {
      throw unreadable(file, cause);
    });
  } finally {
    await handle.close();
  }
}

function unreadable(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "SecretFileUnreadable",
    { en: `${shown(file)} cannot be read.`, zh: `无法读取 ${shown(file)}。` },
    {
      hint: {
        en: "Check its name, that it exists, and that it is yours.",
        zh: "请检查文件名、文件是否存在以及是否归您所有。",
      },
      cause,
    },
  );
}

function isFolder(file: string): TongduiError {
  return new TongduiError(
    "SecretFileUnreadable",
    { en: `${shown(file)} is a folder, not a file.`, zh: `${shown(file)} 是文件夹，不是文件。` },
    { hint: { en: "Name the file in it.", zh: "请指明其中的文件。" } },
  );
}

function readableByOthers(file: string): TongduiError {
  return new TongduiError(
    "SecretFileOpenToOthers",
    { en: `Other users of this computer can get at ${shown(file)}.`, zh: `本机其他用户可以访问 ${shown(file)}。` },
    {
      hint: {
        en: `Keep it to yourself first: chmod 600 "${shown(file)}"`,
        zh: `请先限制为仅本人可读：chmod 600 "${shown(file)}"`,
      },
    },
  );
}
