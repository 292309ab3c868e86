/**
 * The steps by which secrets are kept in files, each so small that it is done or not done. What a step wrote is on the disk
 * when it returns, so that a power cut cannot take it back. Tests let a program die between any two of them.
 */
import { link, mkdir, open, readdir, readFile, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../errors/tongduiError.ts";

/** What systems say of a file system that has no hard links. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];

/** Nobody but the owner reads, writes or enters. */
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;

export interface Disk {
  /** Makes a folder, and those around it, for the owner alone. One that is there stays as it is. */
  readonly makeFolder: (folder: string) => Promise<void>;
  /** The names in a folder; none if there is no such folder. */
  readonly list: (folder: string) => Promise<string[]>;
  /** A file's text, or undefined if there is none. */
  readonly read: (file: string) => Promise<string | undefined>;
  /** A folder's mode, or undefined if there is none. */
  readonly mode: (folder: string) => Promise<number | undefined>;
  /** Writes a file that does not exist yet. */
  readonly write: (file: string, text: string) => Promise<void>;
  /**
   * Gives a file a second name: `taken` if somebody has that name already, `gone` if there is no such file.
   *
   * @throws TongduiError `DriveUnsuitable`.
   */
  readonly link: (file: string, name: string) => Promise<"made" | "taken" | "gone">;
  /** Gives a file another name, and takes the place of what had it. `gone` if there is no such file. */
  readonly rename: (file: string, name: string) => Promise<"made" | "gone">;
  /** Writes zeros over all that a file holds. */
  readonly blank: (file: string) => Promise<void>;
  /** Takes a name away; one that is gone already is no error. */
  readonly remove: (file: string) => Promise<void>;
  /** Makes the names in a folder last. */
  readonly sync: (folder: string) => Promise<void>;
}

/** The disk of this machine. */
export const disk: Disk = {
  async makeFolder(folder) {
    const first = await mkdir(folder, { recursive: true, mode: OWN_FOLDER });
    if (first !== undefined) await disk.sync(path.dirname(first));
  },

  async list(folder) {
    return (await unlessMissing(readdir(folder))) ?? [];
  },

  async read(file) {
    return unlessMissing(readFile(file, "utf8"));
  },

  async mode(folder) {
    return (await unlessMissing(stat(folder)))?.mode;
  },

  async write(file, text) {
    const handle = await open(file, "wx", OWN_FILE);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },

  async link(file, name) {
    try {
      await link(file, name);
      return "made";
    } catch (error) {
      if (isCode(error, "EEXIST")) return "taken";
      if (isCode(error, "ENOENT")) return "gone";
      if (NO_LINKS.some((code) => isCode(error, code))) throw unsuitable(path.dirname(name), error);
      throw error;
    }
  },

  async rename(file, name) {
    return (await unlessMissing(rename(file, name).then(() => "made" as const))) ?? "gone";
  },

  async blank(file) {
    const handle = await unlessMissing(open(file, "r+"));
    if (!handle) return;
    try {
      const { size } = await handle.stat();
      await handle.writeFile(Buffer.alloc(size));
      await handle.sync();
    } finally {
      await handle.close();
    }
  },

  async remove(file) {
    await unlessMissing(unlink(file));
  },

  async sync(folder) {
    // Windows cannot open a folder and needs no such call.
    if (process.platform === "win32") return;
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

async function unlessMissing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

function unsuitable(folder: string, cause: unknown): TongduiError {
  return new TongduiError(
    "DriveUnsuitable",
    {
      en: `The drive of ${folder} cannot keep files in the way that is safe against power cuts: it has no hard links.`,
      zh: `${folder} 所在的磁盘不支持硬链接，断电时无法保证文件安全。`,
    },
    {
      hint: {
        en: "Choose a folder on this computer's own disk.",
        zh: "请改用本机磁盘上的文件夹。",
      },
      cause,
    },
  );
}
