/** A draft's file: it is written once, and whoever drafts the same again finds it. */
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { firstSecondOf, type Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { newFile } from "../../tables/newFile.ts";
import { sayMoment } from "../moment.ts";

export async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * Writes a draft under a name that nobody has.
 *
 * @returns false where somebody else took the name meanwhile.
 * @throws TongduiError `FileUnwritable`.
 */
export async function writeDraft(file: string, text: string): Promise<boolean> {
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await newFile(file, false, async (add) => add(text));
    return true;
  } catch (error) {
    if (error instanceof TongduiError && error.code === "FileExists") return false;
    throw error;
  }
}

/** Writes a draft once more where what it tells of the parties is no longer so; what is to be signed stays as it is. */
export async function renewDraft(file: string, text: string): Promise<void> {
  await newFile(file, true, async (add) => add(text));
}

/** @throws TongduiError `DraftOver` where a draft that nobody has used can no longer be. */
export function demandUsable(file: string, deadline: bigint, today: Day): void {
  if (deadline >= BigInt(firstSecondOf(today))) return;
  throw new TongduiError(
    "DraftOver",
    {
      en: `${shown(file)} was drafted to be good through ${sayMoment(deadline)}, which is over.`,
      zh: `${shown(file)} 的有效期至 ${sayMoment(deadline)}，已过期。`,
    },
    { hint: REMOVE },
  );
}

export function draftDiffers(file: string): TongduiError {
  return new TongduiError(
    "DraftDiffers",
    {
      en: `${shown(file)} is another draft of the same: what it says is not what stands here now.`,
      zh: `${shown(file)} 是同一事项的另一份草稿，其内容与本次不符。`,
    },
    { hint: REMOVE },
  );
}

const REMOVE = {
  en: "If nobody has signed it, delete it and draft again; what was signed already is taken back with tongdui sign withdrawal.",
  zh: "若尚无人签署，请删除后重新生成；已签署的用 tongdui sign withdrawal 撤回。",
};
