/** How drafts end, and who takes them on. */
import path from "node:path";
import type { Text } from "../../../client/text/text.ts";
import { shown } from "../../../client/files/secretFile.ts";

/** `renewed`: it was there, and names the wallets now that sign since. `tried`: it could be drafted, and nothing was kept. */
export type End = "done" | "before" | "renewed" | "tried";

export const ENDS: Readonly<Record<End, Text>> = {
  done: { en: "drafted", zh: "已生成" },
  before: { en: "drafted before", zh: "此前已生成" },
  renewed: { en: "drafted before, wallets renewed", zh: "此前已生成，已更新钱包" },
  tried: { en: "can be drafted", zh: "可以生成" },
};

/** Who signs what was drafted, and with which line. */
export function nextLine(
  drafted: readonly { readonly file: string; readonly end: End }[],
  kind: "order" | "claim",
  who: Text,
): Text {
  const written = drafted.filter(({ end }) => end !== "tried").map(({ file }) => path.dirname(file));
  if (written.length === 0) return { en: "Nothing was kept or written.", zh: "未保存任何文件。" };
  const line = `tongdui sign ${kind} ${[...new Set(written)].map(shown).join(" ")}`;
  return { en: `Next, ${who.en}: ${line}`, zh: `下一步${who.zh}：${line}` };
}
