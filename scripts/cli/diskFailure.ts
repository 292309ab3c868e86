import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";

/** What a disk refuses, by the system's names for it. */
const REFUSALS: Readonly<Record<string, Text>> = {
  ENOSPC: { en: "the disk is full", zh: "磁盘已满" },
  EDQUOT: { en: "your share of the disk is full", zh: "磁盘配额已用尽" },
  EROFS: { en: "the disk can only be read", zh: "磁盘为只读" },
  EACCES: { en: "this user of the computer may not do so", zh: "当前系统用户没有权限" },
  EPERM: { en: "this user of the computer may not do so", zh: "当前系统用户没有权限" },
  EIO: { en: "the disk is damaged or was taken away", zh: "磁盘损坏或已断开" },
  ENOTDIR: { en: "a file stands where a folder should be", zh: "应为文件夹的位置是一个文件" },
  EISDIR: { en: "a folder stands where a file should be", zh: "应为文件的位置是一个文件夹" },
};

/** What the disk did not do, as a sentence; undefined if an error is none of the disk's. */
export function diskFailure(error: unknown): TongduiError | undefined {
  const {
    code = "",
    syscall,
    path,
  } = error as { readonly code?: string; readonly syscall?: string; readonly path?: string };
  // A folder that cannot be made on a disk that can only be read is said to be missing.
  const why = code === "ENOENT" && syscall === "mkdir" ? REFUSALS["EROFS"] : REFUSALS[code];
  if (!(error instanceof Error) || syscall === undefined || why === undefined) return undefined;
  return new TongduiError(
    "DiskRefused",
    {
      en: `${path ?? "A file cannot be written"}: ${why.en} (${code}).`,
      zh: `${path ?? "文件无法写入"}：${why.zh}（${code}）。`,
    },
    {
      hint: {
        en: "Mend that and run the same command again: what is done by now stays done, and nothing is done twice.",
        zh: "请处理后重新运行同一命令：已办理的事项保持不变，不会重复办理。",
      },
    },
  );
}
