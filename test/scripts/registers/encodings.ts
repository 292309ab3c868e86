/** Tables in the forms in which offices save them. */
import { defineSheet } from "../../../scripts/tables/sheet.ts";
import { writeTable } from "../../../scripts/tables/writeTable.ts";
import type { Firm } from "./bureau.ts";

/** What an old Excel writes on a Chinese Windows. */
export function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const bytes = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return Uint8Array.from([...text].flatMap((character) => bytes.get(character) ?? [character.charCodeAt(0)]));
}

/** What Excel calls Unicode text. */
export const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, "utf16le");

export const withMark = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, "utf8");

const FIRMS = defineSheet({
  title: { en: "Enterprises", zh: "企业名单" },
  columns: {
    name: { heading: { en: "Enterprise name", zh: "企业名称" }, kind: "text" },
    creditCode: { heading: { en: "Credit code", zh: "统一社会信用代码" }, kind: "text" },
    wallet: { heading: { en: "Wallet address", zh: "钱包地址" }, kind: "text" },
    controller: { heading: { en: "Controller", zh: "实际控制人标识" }, kind: "text" },
  },
});

/** A workbook. */
export async function writeWorkbook(file: string, firms: readonly Firm[], lang: "en" | "zh"): Promise<void> {
  const rows = firms.map(({ name, creditCode, wallet, controller }) => ({ name, creditCode, wallet, controller }));
  await writeTable({ file }, FIRMS, rows, { format: "xlsx", lang });
}
