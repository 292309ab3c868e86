/** `network restore`: a node's backup into a new folder, whole or not at all. */
import { randomUUID } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { wholeText } from "../../client/files/wholeFile.ts";
import { disk } from "../../client/files/disk.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { Text } from "../../client/text/text.ts";
import { labelOf, openBackup, type KeptFile } from "../../network/life/backupFile.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { passwordFor } from "../keys/password.ts";
import { fileData, filesGrid } from "./backup.ts";

export interface RestoreInput {
  readonly file: string;
  readonly to: string;
  readonly passwordFile: string | undefined;
}

/** @throws TongduiError `BackupMissing`, `BackupUnreadable`, `PasswordWrong`, `FolderTaken`; as passwordFor. */
export async function restoreNode({ file, to, passwordFile }: RestoreInput, context: Context): Promise<Answer> {
  const text = await wholeText(file).catch((cause: unknown) => {
    throw missing(file, cause);
  });
  const name = shown(path.resolve(file));
  const label = labelOf(text, name);
  const password = await passwordFor({ en: `the backup ${name}`, zh: `备份 ${name}` }, context.io, passwordFile);
  const files = await openBackup(text, password, name);
  const folder = path.resolve(to);
  const there = await thereOf(folder, files);
  if (there === "other") throw taken(folder);
  const end = there === "same" ? "before" : context.dryRun ? "tried" : "done";
  if (end === "done") await write(folder, files);
  return {
    data: { ...label, folder, end, files: files.map(fileData) },
    parts: [filesGrid(files), ENDS[end](shown(folder)), ...(end === "done" ? [NOT_TWICE, NO_CHAIN_DATA] : [])],
  };
}

const ENDS: Readonly<Record<"done" | "before" | "tried", (folder: string) => Text>> = {
  done: (folder) => ({ en: `✓ Restored into ${folder}.`, zh: `✓ 已恢复到 ${folder}。` }),
  before: (folder) => ({ en: `✓ ${folder} holds all of it already.`, zh: `✓ ${folder} 已有全部内容。` }),
  tried: (folder) => ({ en: `· It would be restored into ${folder}.`, zh: `· 将恢复到 ${folder}。` }),
};

const NOT_TWICE: Text = {
  en: "Before the node starts: be certain that no other machine runs with this key. Two that seal with one key deceive the others.",
  zh: "启动节点之前，请确认没有其他机器在使用该密钥：两台机器用同一密钥签章，会使其他节点受骗。",
};
const NO_CHAIN_DATA: Text = {
  en: "Chain data are not in it: the node fetches them from its peers. tongdui network status says when it has caught up.",
  zh: "备份不含链数据：节点将从对等节点同步。可用 tongdui network status 查看是否已同步。",
};

/** What stands in the folder: nothing, all of the backup, or something else. */
async function thereOf(folder: string, files: readonly KeptFile[]): Promise<"nothing" | "same" | "other"> {
  if ((await disk.list(folder)).length === 0) return "nothing";
  const found = await Promise.all(
    files.map(async ({ name, bytes }) => {
      const there = await readFile(path.join(folder, name)).catch(() => undefined);
      return there?.equals(bytes) ?? false;
    }),
  );
  return found.every(Boolean) ? "same" : "other";
}

/** A folder gets its name when everything is in it. Above it nobody else enters; within, the node's own user reads. */
async function write(folder: string, files: readonly KeptFile[]): Promise<void> {
  const draft = path.join(path.dirname(folder), `.restore.${randomUUID()}`);
  await disk.makeFolder(draft);
  try {
    for (const { name, mode, bytes } of files) {
      const file = path.join(draft, name);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
      await writeFile(file, bytes, { flag: "wx", mode: 0o600, flush: true });
      await chmod(file, mode);
    }
    await rename(draft, folder);
    await disk.sync(path.dirname(folder));
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw (cause as NodeJS.ErrnoException).code === "ENOTEMPTY" ? taken(folder) : cause;
  }
}

function missing(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "BackupMissing",
    {
      en: `There is no backup ${shown(path.resolve(file))} that can be read.`,
      zh: `没有可读取的备份 ${shown(path.resolve(file))}。`,
    },
    { hint: { en: "Check its name.", zh: "请检查文件名。" }, cause },
  );
}

function taken(folder: string): TongduiError {
  return new TongduiError(
    "FolderTaken",
    {
      en: `${shown(folder)} is not empty, and nothing in it is replaced.`,
      zh: `${shown(folder)} 不是空文件夹，其中内容不会被覆盖。`,
    },
    { hint: { en: "Name a folder that does not exist yet.", zh: "请指定一个尚不存在的文件夹。" } },
  );
}
