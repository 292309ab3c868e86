/** A report that a command writes when it is done. Whether it can be, is asked before anything is done. */
import { lstat } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import { fileExists } from "./newFile.ts";
import type { Entry, Sheet } from "./sheet.ts";
import { writeTable, type Format } from "./writeTable.ts";

const FORMATS: Readonly<Record<string, Format>> = { ".csv": "csv", ".xlsx": "xlsx", ".json": "json" };

export class ReportFile {
  readonly #file: string;
  readonly #format: Format;

  private constructor(file: string, format: Format) {
    this.#file = file;
    this.#format = format;
  }

  /**
   * Looks at what the report is to be called: its ending says what is written, and no file of that name is there.
   *
   * @throws TongduiError `ReportKindUnknown`, `FileExists`.
   */
  static async plan(file: string): Promise<ReportFile> {
    const format = FORMATS[path.extname(file).toLowerCase()];
    if (!format) throw kindUnknown(file);
    const isThere = await lstat(file).then(
      () => true,
      () => false,
    );
    if (isThere) throw fileExists(file);
    return new ReportFile(file, format);
  }

  /**
   * @returns says where the report is.
   * @throws TongduiError as writeTable.
   */
  async write<S extends Sheet>(sheet: S, rows: Iterable<Entry<S>>, lang: Lang): Promise<Text> {
    await writeTable({ file: this.#file }, sheet, rows, { format: this.#format, lang });
    return { en: `Report: ${this.#file}`, zh: `报告：${this.#file}` };
  }
}

function kindUnknown(file: string): TongduiError {
  return new TongduiError(
    "ReportKindUnknown",
    { en: `${file} is not the name of a report.`, zh: `${file} 不是有效的报告文件名。` },
    { hint: { en: "It ends in .csv, .xlsx or .json.", zh: "文件名应以 .csv、.xlsx 或 .json 结尾。" } },
  );
}
