import type { FileHandle } from "node:fs/promises";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { RawRow } from "../cell.ts";
import { digestOf, fileChanged, openFile, type Survey } from "../sourceFile.ts";
import { BrokenWorkbook } from "./broken.ts";
import { sheetRows } from "./sheetRows.ts";
import { openWorkbook, type Workbook } from "./workbook.ts";
import { Zip } from "./zip.ts";

/** A sheet of a workbook that a person sees. */
export interface ExcelSheet {
  readonly name: string;
  /**
   * Its rows, one after the other.
   *
   * @throws TongduiError `WorkbookBroken`, `FileChanged`, `FileMissing`, `FileUnreadable`.
   */
  readonly rows: () => AsyncGenerator<RawRow>;
}

/**
 * The sheets of an Excel workbook, in their order and at least one.
 *
 * @throws TongduiError `WorkbookBroken`, `FileChanged`, `FileMissing`, `FileUnreadable`.
 */
export async function excelSheets(file: string, survey: Survey): Promise<ExcelSheet[]> {
  const workbooks = withZip(file, survey, async function* (zip) {
    yield await openWorkbook(zip);
  });
  const { value } = (await workbooks.next()) as IteratorYieldResult<Workbook>;
  await workbooks.next();
  return value.sheets.map(({ name, part }) => ({
    name,
    rows: () => withZip(file, survey, (zip) => sheetRows(zip, part, value)),
  }));
}

async function* withZip<T>(file: string, survey: Survey, read: (zip: Zip) => AsyncGenerator<T>): AsyncGenerator<T> {
  const handle: FileHandle = await openFile(file);
  try {
    yield* read(await Zip.open(handle));
  } catch (cause) {
    if ((await digestOf(file)) !== survey.digest) throw fileChanged(file);
    throw isBroken(cause) ? workbookBroken(file, cause) : cause;
  } finally {
    await handle.close();
  }
  if ((await digestOf(file)) !== survey.digest) throw fileChanged(file);
}

function isBroken(cause: unknown): boolean {
  return cause instanceof BrokenWorkbook || ((cause as NodeJS.ErrnoException).code ?? "").startsWith("Z_");
}

function workbookBroken(file: string, cause: unknown): TongduiError {
  return new TongduiError(
    "WorkbookBroken",
    { en: `${file} is not an Excel workbook, or is damaged.`, zh: `${file} 不是 Excel 工作簿，或已损坏。` },
    { hint: { en: "Open it in Excel and save it as .xlsx.", zh: "请用 Excel 打开并另存为 .xlsx 格式。" }, cause },
  );
}
