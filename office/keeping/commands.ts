/** What keeps an office, as `npm run office -- backup|restore|check` does and says it. */
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { fileRefused } from "../../client/files/refused.ts";
import { readSecretFile, shown } from "../../client/files/secretFile.ts";
import type { Text } from "../../client/text/text.ts";
import { openKeptStore, type Store, type StoreOptions } from "../store.ts";
import { backUp } from "./backup.ts";
import { check } from "./check.ts";
import { restore } from "./restore.ts";

/** Where an office lies, and what opens it. */
export interface Kept {
  readonly data: string;
  readonly passwordFile: string;
}

/** As those of the command: a check that finds a difference. */
const DIFFERENCE = 5;

export async function storeOptions({ data, passwordFile }: Kept): Promise<StoreOptions> {
  return { data, databaseUrl: process.env["OFFICE_DATABASE_URL"], password: await readSecretFile(passwordFile) };
}

/** @throws TongduiError `FolderMissing`; as `openKeptStore` and `backUp`. */
export async function backUpInto(file: string, kept: Kept): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  if (!existsSync(folder)) throw folderMissing(folder);
  await opened(kept, async (store) => {
    const { rows } = await backUp(store, file, Date.now());
    say({
      en: `Written and read back: ${shown(file)}, ${rows} rows. Keep the password apart from it.`,
      zh: `已写入并回读核对：${shown(file)}，共 ${rows} 行。请将密码与备份分开保存。`,
    });
  });
}

/** @throws TongduiError `FileRefused`; as `restore`. */
export async function restoreFrom(file: string, kept: Kept): Promise<void> {
  const found = await stat(file).catch((cause: unknown) => {
    throw fileRefused(file, cause);
  });
  if (found.isDirectory()) throw fileRefused(file, new Error("a folder"));
  const { header, rows } = await restore(file, await storeOptions(kept), Date.now());
  say({
    en: `Restored: ${rows} rows, as of ${header.made}. Now run check; everybody signs in anew.`,
    zh: `已恢复 ${rows} 行，截至 ${header.made}。请运行 check；所有人须重新登录。`,
  });
}

/** Sets the exit code 5 where something is not as it should be. */
export async function checkKept(kept: Kept): Promise<void> {
  await opened(kept, async (store) => {
    const { documents, erased, requests, applications, log, faults } = await check(store);
    say({
      en: `${documents} documents open their commitments, ${erased} are erased; ${requests} requests; ${applications} applications; ${log.number} accesses.`,
      zh: `${documents} 份文件与承诺值相符，${erased} 份已删除；${requests} 项请求；${applications} 份申请；${log.number} 条访问记录。`,
    });
    say({
      en: `The log's last hash, to be noted: ${log.number} ${log.hash}`,
      zh: `日志末条哈希，请留存备查：${log.number} ${log.hash}`,
    });
    for (const fault of faults) say(fault);
    if (faults.length > 0) process.exitCode = DIFFERENCE;
  });
}

async function opened(kept: Kept, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openKeptStore(await storeOptions(kept));
  try {
    await work(store);
  } finally {
    await store.database.close();
  }
}

function say({ en, zh }: Text): void {
  process.stdout.write(`${en}\n${zh}\n`);
}

function folderMissing(folder: string): TongduiError {
  return new TongduiError(
    "FolderMissing",
    { en: `There is no folder ${shown(folder)} for the backup.`, zh: `没有用于存放备份的文件夹 ${shown(folder)}。` },
    { hint: { en: "Make it first, or name another.", zh: "请先创建该文件夹，或指定其他位置。" } },
  );
}
