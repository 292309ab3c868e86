/** The files that the bench reads and writes. */
import { access, constants, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { aimsOf, ratiosOf } from "./aims.ts";
import { resultSchema, type Result } from "./figures.ts";
import { withFigures } from "./page.ts";

export const SNAPSHOT = fileURLToPath(new URL("snapshot.json", import.meta.url));
export const PAGE = fileURLToPath(new URL("../../docs/gas.md", import.meta.url));

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** @throws TongduiError `SnapshotUnreadable` */
export async function readSnapshot(file = SNAPSHOT): Promise<Result> {
  try {
    return resultSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (cause) {
    throw new TongduiError(
      "SnapshotUnreadable",
      { en: `${file} is missing or is not a snapshot of this bench.`, zh: `${file} 不存在，或不是本基准测试的快照。` },
      {
        hint: {
          en: "Make it with `npm run bench:gas -- --update`.",
          zh: "请用 `npm run bench:gas -- --update` 生成。",
        },
        cause,
      },
    );
  }
}

/** The figures, and what follows from them. @throws TongduiError `FileNotWritten` */
export async function writeJson(file: string, result: Result): Promise<void> {
  await write(file, json({ ...result, ratios: ratiosOf(result), aims: aimsOf(result) }));
}

/** docs/gas.md with these figures in it, as it belongs into the repository. */
export async function pageOf(result: Result): Promise<string> {
  const text = withFigures(await readFile(PAGE, "utf8"), result);
  return format(text, { ...(await resolveConfig(PAGE)), parser: "markdown" });
}

/** Makes a run the one that others are compared with, in the snapshot and in docs/gas.md. */
export async function renew(result: Result): Promise<void> {
  await write(SNAPSHOT, json(result));
  await write(PAGE, await pageOf(result));
}

/** Before minutes of measuring. @throws TongduiError `FileNotWritten` where a file's folder takes none */
export async function demandFolder(file: string): Promise<void> {
  await access(path.dirname(path.resolve(file)), constants.W_OK).catch((cause: unknown) => {
    throw notWritten(file, cause);
  });
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((cause: unknown) => {
    throw notWritten(file, cause);
  });
}

const notWritten = (file: string, cause: unknown): TongduiError =>
  new TongduiError(
    "FileNotWritten",
    {
      en: `${file} cannot be written: its folder must exist and take files.`,
      zh: `无法写入 ${file}：其文件夹须存在且可写。`,
    },
    { cause },
  );
