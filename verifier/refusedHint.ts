/** What to do about a file that is refused, where its first and last bytes show what it is and the refusal does not say so. */
import type { RefusalCode, Text } from "./refusal.ts";

/** Looked at from the beginning and from the end of a file. */
const SOME = 100;

const ZIP_MAGIC = "PK\u0003\u0004";

/** @returns undefined where the refusal itself says all there is to say. */
export function refusedHint(file: Uint8Array, code: RefusalCode): Text | undefined {
  const begin = latin(file.subarray(0, SOME));
  if (begin.startsWith(ZIP_MAGIC)) return ZIP;
  const end = latin(file.subarray(-SOME)).trimEnd();
  if (begin.startsWith(`{"format":"tongdui proof"`) && !end.endsWith("}")) return CUT_OFF;
  return code === "EditionUnknown" ? OTHER_EDITION : undefined;
}

/** A letter a byte: what the file is made of is not known. */
function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

const ZIP: Text = {
  en: "It is a ZIP file: take the proof out of it, a file that ends in .proof.json.gz or .json.",
  zh: "这是 ZIP 压缩包，请取出其中的证明文件，文件名以 .proof.json.gz 或 .json 结尾。",
};
const CUT_OFF: Text = {
  en: "Its end is missing: download it again, or ask for it again.",
  zh: "文件不完整，缺少结尾部分，请重新下载或重新索取。",
};
const OTHER_EDITION: Text = {
  en: "It is of another ledger, or of an edition that only a newer trust root names.",
  zh: "该证明属于其他账本，或属于更新的信任根才收录的版次。",
};
