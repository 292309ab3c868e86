import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { parseDeployment, parseDeploymentRecord, type Deployment } from "../deployment.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { fileRefused } from "../files/refused.ts";
import { shown } from "../files/secretFile.ts";
import type { DeploymentStore } from "./store.ts";

/**
 * Keeps the record in a file. The new text is on the disk before it takes the old one's name, so that a power cut leaves one of
 * the two and never half of one.
 *
 * @param file `deployments/<network>.json`; its folder is made if it is missing.
 */
export function fileStore(file: string): DeploymentStore {
  return {
    async load() {
      const value = await readJson(file);
      return value === undefined ? null : parseDeploymentRecord(value, shown(file));
    },

    async save(record) {
      const folder = path.dirname(file);
      await mkdir(folder, { recursive: true });
      // Of its own, for two may save at once.
      const draft = `${file}.${randomUUID()}.new`;
      const handle = await open(draft, "w");
      try {
        await handle.writeFile(`${JSON.stringify(record, null, 2)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
      await syncFolder(folder);
    },
  };
}

/**
 * Reads a finished deployment.
 *
 * @throws TongduiError `FileRefused`, `DeploymentMissing`, `DeploymentUnreadable`, `DeploymentUnfinished`.
 */
export async function readDeployment(file: string): Promise<Deployment> {
  const value = await readJson(file);
  if (value !== undefined) return parseDeployment(value, shown(file));
  throw new TongduiError("DeploymentMissing", {
    en: `There is no deployment file ${shown(file)}.`,
    zh: `没有部署文件 ${shown(file)}。`,
  });
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw fileRefused(file, error);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TongduiError(
      "DeploymentUnreadable",
      { en: `The file ${shown(file)} is not JSON.`, zh: `文件 ${shown(file)} 不是 JSON 格式。` },
      { cause },
    );
  }
}

/** Makes the new name last as well. Windows cannot open a folder and needs no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
