import { randomBytes } from "node:crypto";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";
import { shown } from "../../client/files/secretFile.ts";

/**
 * Whether a profile may be written: `before` if the file says this already.
 *
 * @throws TongduiError `ProfileExists` if it says something else and may not be overwritten.
 */
export async function lookAtProfile(file: string, text: string, overwrite: boolean): Promise<"free" | "before"> {
  const there = await disk.read(file);
  if (there === text) return "before";
  if (there !== undefined && !overwrite) throw profileExists(file);
  return "free";
}

/**
 * Writes a profile for its owner alone: whole, or not at all.
 *
 * @throws TongduiError `ProfileExists`.
 */
export async function writeProfile(file: string, text: string, overwrite: boolean): Promise<void> {
  const folder = path.dirname(file);
  await disk.makeFolder(folder);
  const draft = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString("hex")}`);
  await disk.write(draft, text);
  try {
    if (overwrite) await disk.rename(draft, file);
    else if ((await disk.link(draft, file)) === "taken") throw profileExists(file);
  } finally {
    await disk.remove(draft);
  }
  await disk.sync(folder);
}

function profileExists(file: string): TongduiError {
  return new TongduiError(
    "ProfileExists",
    {
      en: `There is a profile ${shown(file)} already, which says something else.`,
      zh: `配置文件 ${shown(file)} 已存在，且内容不同。`,
    },
    {
      hint: {
        en: "Name another file with --profile, or add --overwrite.",
        zh: "请用 --profile 指定其他文件，或加上 --overwrite 覆盖。",
      },
    },
  );
}
