/** The file that a report is to be written to. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { demandFree } from "../tables/newFile.ts";

export const FILE_FORMATS = ["csv", "xlsx", "json"] as const;

export type FileFormat = (typeof FILE_FORMATS)[number];

/** As the person typed it. */
export interface Output {
  readonly to: string | undefined;
  readonly format: FileFormat | undefined;
  readonly overwrite: boolean;
}

export interface TableFile {
  readonly file: string;
  readonly format: FileFormat;
  readonly overwrite: boolean;
}

/**
 * Where a report goes: to a file, whose name says the format unless the person does, or else to the terminal.
 *
 * @throws TongduiError `UsageWrong`; `FileExists` at once, not after the whole ledger was read.
 */
export async function tableFile({ to, format, overwrite }: Output): Promise<TableFile | undefined> {
  if (to === undefined) {
    if (format === undefined) return undefined;
    throw usage({
      en: "--format is for a file: name it with --to. For JSON at the terminal there is --json.",
      zh: "--format 用于文件：请用 --to 指定文件名。如需在终端输出 JSON，请用 --json。",
    });
  }
  const ending = FILE_FORMATS.find((end) => to.toLowerCase().endsWith(`.${end}`));
  const chosen = format ?? ending;
  if (chosen === undefined) {
    throw usage({
      en: `"${to}" does not say what it is to be: end it in .csv, .xlsx or .json, or give --format.`,
      zh: `无法从“${to}”判断格式：请使用 .csv、.xlsx 或 .json 作为扩展名，或用 --format 指定。`,
    });
  }
  if (ending !== undefined && ending !== chosen) {
    throw usage({
      en: `"${to}" would hold ${chosen}, and its name says ${ending}.`,
      zh: `“${to}”的扩展名为 ${ending}，与 --format ${chosen} 不符。`,
    });
  }
  await demandFree(to, overwrite);
  return { file: to, format: chosen, overwrite };
}

function usage(sentence: { readonly en: string; readonly zh: string }): TongduiError {
  return new TongduiError("UsageWrong", sentence);
}
