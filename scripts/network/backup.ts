/** `network backup`: a node's key, its configuration and the signed trust roots in one sealed file. */
import { createHash, randomUUID } from "node:crypto";
import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";
import { readSecretFile, shown } from "../../client/files/secretFile.ts";
import type { Text } from "../../client/text/text.ts";
import { DESCRIPTION, INDEX } from "../../network/files.ts";
import { backupText, demandSmall, openBackup, type BackupLabel, type KeptFile } from "../../network/life/backupFile.ts";
import { readTrustRoot, Refusal } from "../../verifier/index.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import type { Grid } from "../cli/grid.ts";
import { newPassword } from "../keys/password.ts";
import { demandFree, fileExists } from "../tables/newFile.ts";
import { demandOwnKey } from "./ownKey.ts";

export interface BackupInput {
  /** The node's folder, as `network init` made it. */
  readonly folder: string;
  readonly nodeKey: string;
  readonly trustRoot: readonly string[];
  readonly out: string;
  readonly passwordFile: string | undefined;
}

/** Where things lie in a backup, and in the folder in which it is restored. */
const KEY = "node-key";
const CONFIGURATION = "configuration";
const TRUST_ROOTS = "trust-roots";

/**
 * Writes the backup under a new name, once it was read back, opened and compared.
 *
 * @param scryptCost lower only in tests.
 * @throws TongduiError `FileExists`, `FolderUnreadable`, `NotATrustRoot`, `BackupTooLarge`, `BackupDamaged`; as
 * readSecretFile, demandOwnKey and newPassword.
 */
export async function backUpNode(input: BackupInput, context: Context, scryptCost?: number): Promise<Answer> {
  const out = path.resolve(input.out);
  await demandFree(out, false).catch(() => {
    throw fileExists(shown(out));
  });
  const folder = path.resolve(input.folder);
  const key = await readSecretFile(input.nodeKey);
  const address = await demandOwnKey(folder, key, input.nodeKey);
  const files: KeptFile[] = [
    { name: KEY, mode: 0o600, bytes: Buffer.from(key) },
    ...(await filesBelow(folder)).filter(({ bytes }) => !holds(bytes, key)),
    ...(await networkFiles(folder)),
    ...(await Promise.all(input.trustRoot.map(trustRootFile))),
  ];
  demandSmall(files);
  const label: BackupLabel = { node: path.basename(folder), address, made: new Date(context.now()).toISOString() };
  if (!context.dryRun) {
    const what = { en: `the backup ${shown(out)}`, zh: `备份 ${shown(out)} ` };
    const password = await newPassword(context.io, input.passwordFile, what);
    await write(out, await backupText(label, files, password, scryptCost), { files, password });
  }
  const end = context.dryRun ? "tried" : "done";
  return {
    data: { ...label, file: out, end, files: files.map(fileData) },
    parts: [
      filesGrid(files),
      context.dryRun
        ? { en: `· It would be written to ${shown(out)}.`, zh: `· 将写入 ${shown(out)}。` }
        : {
            en: `✓ Written, read back and compared: ${shown(out)}`,
            zh: `✓ 已写入，并已读回比对：${shown(out)}`,
          },
      { en: `Node ${label.node}, address ${address}.`, zh: `节点 ${label.node}，地址 ${address}。` },
      NO_CHAIN_DATA,
      APART,
    ],
  };
}

const NO_CHAIN_DATA: Text = {
  en: "Chain data are not in it: the node fetches them again from its peers.",
  zh: "备份不含链数据：节点可从对等节点重新同步。",
};
const APART: Text = {
  en: "Keep the file on another machine, and its password apart from it. An office has a backup of its own: npm run office -- backup.",
  zh: "请将备份存放在另一台机器上，密码与文件分开保管。办公系统另有备份：npm run office -- backup。",
};

/** What the folder was made of lies two levels above it: from the description all is made anew, and the index vouches for it. */
async function networkFiles(folder: string): Promise<KeptFile[]> {
  const above = path.dirname(path.dirname(folder));
  const there = await disk.list(above);
  const names = [DESCRIPTION, INDEX].filter((name) => there.includes(name));
  return Promise.all(names.map(async (name) => keptFile(path.join(above, name), name)));
}

/** Everything of the configuration, links left out: they lead elsewhere. */
async function filesBelow(folder: string): Promise<KeptFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw folderUnreadable(folder, cause);
  });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const files: KeptFile[] = [];
  for (const name of names) {
    files.push(await keptFile(name, `${CONFIGURATION}/${path.relative(folder, name).split(path.sep).join("/")}`));
    demandSmall(files);
  }
  return files;
}

/** @throws TongduiError `NotATrustRoot`. */
async function trustRootFile(name: string): Promise<KeptFile> {
  const file = await keptFile(name, `${TRUST_ROOTS}/${path.basename(name)}`);
  try {
    readTrustRoot(file.bytes);
    return file;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new TongduiError("NotATrustRoot", {
      en: `${shown(path.resolve(name))} is not a trust root that can be used: ${error.en}`,
      zh: `${shown(path.resolve(name))} 不是可用的信任根：${error.zh}`,
    });
  }
}

async function keptFile(file: string, name: string): Promise<KeptFile> {
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw folderUnreadable(file, cause);
  });
  try {
    const { mode, size } = await handle.stat();
    demandSmall([{ bytes: { length: size } as Uint8Array }]);
    return { name, mode: mode & 0o777, bytes: await handle.readFile() };
  } finally {
    await handle.close();
  }
}

/** The key may lie in the folder too, under any name; once is enough. */
function holds(bytes: Uint8Array, key: string): boolean {
  return Buffer.from(bytes).toString("latin1").trim() === key;
}

/** The name is given only to what was opened again with the same password, and is the same. */
async function write(
  out: string,
  text: string,
  { files, password }: { readonly files: readonly KeptFile[]; readonly password: string },
): Promise<void> {
  const draft = path.join(path.dirname(out), `.backup.${randomUUID()}`);
  await disk.makeFolder(path.dirname(out));
  try {
    await disk.write(draft, text);
    const read = await openBackup((await disk.read(draft)) ?? "", password, shown(out));
    if (JSON.stringify(read.map(fileData)) !== JSON.stringify(files.map(fileData))) throw damaged(out);
    if ((await disk.link(draft, out)) === "taken") throw fileExists(shown(out));
    await disk.sync(path.dirname(out));
  } finally {
    await disk.remove(draft);
  }
}

/** Says nothing of what is in a file but what it is: a key has its name and no more. */
export function fileData({ name, mode, bytes }: KeptFile) {
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { name, mode: mode.toString(8), bytes: bytes.length, ...(name === KEY ? {} : { sha256: hash }) };
}

export function filesGrid(files: readonly KeptFile[]): Grid {
  return {
    head: [
      { en: "File", zh: "文件" },
      { en: "Bytes", zh: "字节" },
    ],
    rows: files.map(({ name, bytes }) => [name, String(bytes.length)]),
    figures: [1],
  };
}

function folderUnreadable(folder: string, cause: unknown): TongduiError {
  return new TongduiError(
    "FolderUnreadable",
    { en: `${shown(folder)} cannot be read.`, zh: `无法读取 ${shown(folder)}。` },
    {
      hint: {
        en: "Name the node's folder as tongdui network init made it, and check that it is yours.",
        zh: "请指定 tongdui network init 生成的节点文件夹，并检查其是否归您所有。",
      },
      cause,
    },
  );
}

function damaged(out: string): TongduiError {
  return new TongduiError(
    "BackupDamaged",
    {
      en: `What was read back is not what was written; ${shown(out)} was not made.`,
      zh: `读回内容与写入内容不符，未生成 ${shown(out)}。`,
    },
    { hint: { en: "The drive may be failing: take another one.", zh: "磁盘可能有故障，请改用其他磁盘。" } },
  );
}
