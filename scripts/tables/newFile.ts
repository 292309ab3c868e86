import { randomBytes } from "node:crypto";
import { link, lstat, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";

/**
 * Writes a file so that under its name there is the whole of it or nothing, whatever happens: the bytes are on the disk before they
 * take the name.
 *
 * @param overwrite whether a file that is there may be replaced.
 * @param write is given the draft's function to add to it.
 * @param mode who may read it; a secret is for its owner alone, 0o600.
 * @throws TongduiError `FileExists`, `FileUnwritable`; what `write` throws goes through, and nothing is left behind.
 */
export async function newFile<T>(
  file: string,
  overwrite: boolean,
  write: (add: (bytes: string | Uint8Array) => Promise<void>) => Promise<T>,
  mode = 0o666,
): Promise<T> {
  if (!overwrite && (await exists(file))) throw fileExists(file);
  const onDisk = async <R>(step: Promise<R>): Promise<R> =>
    step.catch((cause: unknown) => Promise.reject(unwritable(file, cause)));
  const draft = path.join(path.dirname(file), `.tongdui-${randomBytes(6).toString("hex")}.draft`);
  const handle = await onDisk(open(draft, "wx", mode));
  try {
    const result = await write(async (bytes) => onDisk(handle.appendFile(bytes)));
    await onDisk(handle.sync());
    await onDisk(handle.close());
    if (!overwrite) await take(draft, file);
    else await onDisk(rename(draft, file));
    await onDisk(disk.sync(path.dirname(file)));
    return result;
  } finally {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
  }
}

/** Gives the draft its name unless somebody else took it in the meantime. */
async function take(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (cause) {
    // Memory sticks and some network drives know no second names.
    if ((cause as NodeJS.ErrnoException).code === "EEXIST" || (await exists(file))) throw fileExists(file);
    await rename(draft, file).catch((error: unknown) => Promise.reject(unwritable(file, error)));
  }
}

/**
 * Whether a name can be written to, said before anything else is done by a command that has --overwrite.
 *
 * @throws TongduiError `FileExists`, `FileUnwritable`.
 */
export async function demandFree(file: string, overwrite: boolean): Promise<void> {
  if (overwrite || !(await exists(file))) return;
  throw new TongduiError(
    "FileExists",
    { en: `${file} exists already.`, zh: `${file} 已存在。` },
    {
      hint: {
        en: "Give another name, or add --overwrite to replace it.",
        zh: "请换一个文件名，或加 --overwrite 覆盖原文件。",
      },
    },
  );
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    (cause: unknown) => {
      if ((cause as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw unwritable(file, cause);
    },
  );
}

/** Said where a file would take the place of another. */
export function fileExists(file: string): TongduiError {
  return new TongduiError(
    "FileExists",
    { en: `${file} exists already.`, zh: `${file} 已存在。` },
    { hint: { en: "Give another name, or move it away.", zh: "请换一个文件名，或先移走原文件。" } },
  );
}

function unwritable(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "FileUnwritable",
    { en: `${file} cannot be written.`, zh: `无法写入 ${file}。` },
    {
      hint: {
        en: "Check that its folder exists, that you may write there, and that the disk is not full.",
        zh: "请检查文件夹是否存在、是否有写入权限以及磁盘空间是否充足。",
      },
      cause,
    },
  );
}
