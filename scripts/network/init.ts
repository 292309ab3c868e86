/** `network init`: all files of a network from its description, all of them or none. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { disk } from "../../client/files/disk.ts";
import { wholeText } from "../../client/files/wholeFile.ts";
import { shown } from "../../client/files/secretFile.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import { dayOf } from "../../client/days.ts";
import { readNetwork } from "../../network/description.ts";
import { DESCRIPTION, filesOf, FORMAT, INDEX, type Files } from "../../network/files.ts";
import { transitionsChange } from "../../network/genesis/transitions.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { columnsOf } from "../cli/grid.ts";
import { newFile } from "../tables/newFile.ts";
import { differencesGrid, differencesIn, withoutIndex, type Difference } from "./compare.ts";
import { hashParts, networkData, networkParts } from "./said.ts";

export interface InitInput {
  readonly file: string;
  /** The network's folder. */
  readonly out: string;
  /** Replace, in a folder that is there, the files that would be others; of its genesis never more than the transitions. */
  readonly overwrite: boolean;
}

/**
 * @throws TongduiError `NotANetworkFolder`, `NetworkFolderDiffers`, `GenesisDiffers`, `NetworkFolderUnwritable`; as readNetwork.
 */
export async function initNetwork({ file, out, overwrite }: InitInput, context: Context): Promise<Answer> {
  const network = await readNetwork(file);
  const made = await filesOf(network);
  const folder = path.resolve(out);
  const description = await wholeText(file);
  const isThere = (await disk.list(folder)).length > 0;
  if (isThere && !(await isOfNetwork(folder))) throw notANetworkFolder(folder);
  // Folders of nodes that are gone, and what compose takes in besides, are none of what is written here; check names them.
  const differences = isThere ? (await differencesIn(folder, made)).filter(isWritten) : [];
  const end = isThere && differences.length === 0 ? "before" : context.dryRun ? "tried" : "done";
  const anew = await demandReplaceable(folder, { made, differences, overwrite }, context);
  if (end === "done") {
    const files = new Map([[DESCRIPTION, description], ...made]);
    if (isThere) await replaceIn(folder, files, differences);
    else await writeNew(folder, files);
  }
  const today = dayOf(context.now() / 1_000);
  return {
    data: { folder, end, replaced: end === "done" ? names(differences) : [], ...networkData(network, made, today) },
    parts: [...networkParts(network, today), OUTCOMES[end](shown(folder)), ...anew, ...hashParts(network, made)],
  };
}

function isWritten({ kind }: Difference): boolean {
  return kind === "missing" || kind === "differs";
}

function names(differences: readonly Difference[]): string[] {
  return differences.map(({ file }) => file);
}

const OUTCOMES: Readonly<Record<"done" | "before" | "tried", (folder: string) => Text>> = {
  done: (folder) => ({ en: `✓ ${folder} is written.`, zh: `✓ 已生成 ${folder}。` }),
  before: (folder) => ({ en: `✓ ${folder} held just this before.`, zh: `✓ ${folder} 此前已是此内容。` }),
  tried: (folder) => ({ en: `· ${folder} would be written.`, zh: `· 将生成 ${folder}。` }),
};

/** What init has made holds the index from the first moment to the last. Into anything else nothing is ever mixed. */
async function isOfNetwork(folder: string): Promise<boolean> {
  const index = await wholeText(path.join(folder, INDEX)).catch(() => "");
  return index.includes(`"format": "${FORMAT}"`);
}

function notANetworkFolder(folder: string): TongduiError {
  return new TongduiError(
    "NotANetworkFolder",
    {
      en: `${shown(folder)} is there already and is no network's folder: other things lie in it.`,
      zh: `${shown(folder)} 已存在，且不是网络文件夹，其中有其他内容。`,
    },
    {
      hint: {
        en: "Give a folder that does not exist yet, as in --out consortium.",
        zh: "请指定尚不存在的文件夹，例如 --out consortium。",
      },
    },
  );
}

interface Replacing {
  readonly made: Files;
  readonly differences: readonly Difference[];
  readonly overwrite: boolean;
}

/**
 * A folder may be in use. What would change in it is shown first, and its genesis is the chain's for good, but for its transitions.
 *
 * @returns what is to be known of these, where they change.
 */
async function demandReplaceable(
  folder: string,
  { made, differences, overwrite }: Replacing,
  { io }: Context,
): Promise<Text[]> {
  if (differences.length === 0) return [];
  const told = withoutIndex(differences);
  const show = (areReplaced: boolean): void => {
    const grid = differencesGrid(told, areReplaced);
    io.note({ en: columnsOf(grid, "en"), zh: columnsOf(grid, "zh") });
  };
  const genesis = differences.filter(({ file, kind }) => path.basename(file) === "genesis.json" && kind === "differs");
  const [dropped, added] = [new Set<number>(), new Set<number>()];
  for (const { file } of genesis) {
    const change = transitionsChange(await wholeText(path.join(folder, file)), made.get(file) ?? "");
    if (!change) {
      show(false);
      throw genesisDiffers(folder);
    }
    for (const block of change.dropped) dropped.add(block);
    for (const block of change.added) added.add(block);
  }
  const texts = [...dropped].map(droppedText);
  show(overwrite);
  if (overwrite) return dropped.size + added.size === 0 ? [] : [SEALERS_ANEW, ...texts];
  const count = told.length;
  throw new TongduiError(
    "NetworkFolderDiffers",
    {
      en: `${shown(folder)} is there already, and what would be written differs in ${counted(count, "file")}.`,
      zh: `${shown(folder)} 已存在，其中 ${count} 个文件与将要生成的内容不同。`,
    },
    {
      hint: {
        en: "Give another folder, or add --overwrite to replace just these.",
        zh: "请另指定文件夹，或加 --overwrite 只替换这些文件。",
      },
    },
  );
}

function genesisDiffers(folder: string): TongduiError {
  return new TongduiError(
    "GenesisDiffers",
    {
      en: `${shown(folder)} holds another genesis than the description makes: it would be another chain.`,
      zh: `${shown(folder)} 中的创世文件与描述文件生成的不同：那将是另一条链。`,
    },
    {
      hint: {
        en: "For a network that runs, a new validator has joined: DATE and one that goes left: DATE, and chainId, gasLimit, startsAt, blockPeriodSeconds stay. For a new network, give another folder.",
        zh: "网络运行后，新增验证节点须写 joined: 日期，退出的写 left: 日期，chainId、gasLimit、startsAt、blockPeriodSeconds 不得改动。如为新网络，请另指定文件夹。",
      },
    },
  );
}

const SEALERS_ANEW: Text = {
  en: "genesis.json says anew who seals from a block on. Block 0, and so the chain, stay as they are. Put the new files on every node of every district, and start each node anew with them.",
  zh: "genesis.json 重新指定了自某一区块起的验证节点；0 号区块及链本身不变。请将新文件放到各区的每个节点上，并逐一重启。",
};

function droppedText(block: number): Text {
  return {
    en: `! The transition at block ${block} is in it no more as it was. If the chain has reached that block, put it back: with this genesis no node can follow the chain.`,
    zh: `！区块 ${block} 处的 transition 已不在其中或已改动。如链已达到该区块，请予恢复：使用此创世文件的节点将无法跟上该链。`,
  };
}

/** Under a name of its own first: whoever sees the folder sees all of it. */
async function writeNew(folder: string, files: Files): Promise<void> {
  const draft = path.join(path.dirname(folder), `.tongdui-${randomBytes(6).toString("hex")}.draft`);
  try {
    for (const [name, text] of files) {
      const file = path.join(draft, name);
      await makeFolder(path.dirname(file));
      await writeFile(file, text, { flush: true });
      await chmod(file, FOR_ALL);
    }
    // Takes the place of an empty folder, and of nothing else.
    await rename(draft, folder);
    await disk.sync(path.dirname(folder));
  } catch (cause) {
    throw unwritable(folder, cause);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Containers run under other accounts, and nothing in the folder is secret: whatever the umask, everybody reads. */
const FOR_ALL = 0o644;
const FOLDER_FOR_ALL = 0o755;

/** Step by step from below: where no folder can be made at all, as in /proc, Node's own way never ends. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || folder === path.dirname(folder)) throw error;
    await makeFolder(path.dirname(folder));
    await mkdir(folder);
  }
  await chmod(folder, FOLDER_FOR_ALL);
}

/** The index last: until it is right, `network check` says that something is not. */
async function replaceIn(folder: string, files: Files, differences: readonly Difference[]): Promise<void> {
  const apart = new Set(names(differences));
  const last = [DESCRIPTION, INDEX];
  for (const name of [...[...apart].filter((one) => !last.includes(one)), ...last]) {
    const file = path.join(folder, name);
    await makeFolder(path.dirname(file)).catch((cause: unknown) => {
      throw unwritable(folder, cause);
    });
    await newFile(file, true, async (add) => add(files.get(name) ?? ""), FOR_ALL);
    await chmod(file, FOR_ALL);
  }
}

function unwritable(folder: string, cause: unknown): TongduiError {
  return new TongduiError(
    "NetworkFolderUnwritable",
    { en: `${shown(folder)} cannot be written.`, zh: `无法写入 ${shown(folder)}。` },
    {
      hint: {
        en: "Check that the folder around it exists, that you may write there, and that the disk is not full.",
        zh: "请检查上级文件夹是否存在、是否有写入权限以及磁盘空间是否充足。",
      },
      cause,
    },
  );
}
