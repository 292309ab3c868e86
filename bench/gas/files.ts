/** The files that the bench reads and writes. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { writeText } from "../run.ts";
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
  await writeText(file, json({ ...result, ratios: ratiosOf(result), aims: aimsOf(result) }));
}

/** docs/gas.md with these figures in it, as it belongs into the repository. */
export async function pageOf(result: Result): Promise<string> {
  const text = withFigures(await readFile(PAGE, "utf8"), result);
  return format(text, { ...(await resolveConfig(PAGE)), parser: "markdown" });
}

/** Makes a run the one that others are compared with, in the snapshot and in docs/gas.md. */
export async function renew(result: Result): Promise<void> {
  await writeText(SNAPSHOT, json(result));
  await writeText(PAGE, await pageOf(result));
}
