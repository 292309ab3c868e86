/** What a disk refuses of a file that somebody named, in one sentence. */
import { TongduiError } from "../errors/tongduiError.ts";
import type { Text } from "../text/text.ts";
import { shown } from "./secretFile.ts";
import { wholeText } from "./wholeFile.ts";

const WHY: Readonly<Record<string, Text>> = {
  ENOENT: { en: "there is no such file", zh: "文件不存在" },
  EACCES: { en: "this user of the computer may not do so", zh: "当前系统用户没有权限" },
  EPERM: { en: "this user of the computer may not do so", zh: "当前系统用户没有权限" },
  EISDIR: { en: "it is a folder, not a file", zh: "这是文件夹，不是文件" },
  ENOTDIR: { en: "a file stands where a folder should be", zh: "应为文件夹的位置是一个文件" },
  EROFS: { en: "the disk can only be read", zh: "磁盘为只读" },
  ENOSPC: { en: "the disk is full", zh: "磁盘已满" },
};

export function fileRefused(file: string, cause: unknown): TongduiError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const why = WHY[message === "a folder" ? "EISDIR" : code] ?? { en: message, zh: message };
  return new TongduiError("FileRefused", { en: `${shown(file)}: ${why.en}.`, zh: `${shown(file)}：${why.zh}。` });
}

/** The text of a file that was named. @throws TongduiError `FileRefused`. */
export async function namedText(file: string): Promise<string> {
  return wholeText(file).catch((cause: unknown) => {
    throw fileRefused(file, cause);
  });
}
