import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { RawRow } from "../cell.ts";
import { surveyedBytes, type Survey } from "../sourceFile.ts";
import { CsvRows } from "./csvRows.ts";

/**
 * The rows of a CSV file, one after the other.
 *
 * @throws TongduiError `EncodingUnknown`, and those of {@link surveyedBytes}.
 */
export async function* csvRows(file: string, survey: Survey, separator: string): AsyncGenerator<RawRow> {
  const decoder = new TextDecoder(survey.encoding, { fatal: true });
  const cutter = new CsvRows(separator);
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw encodingUnknown(file, cutter.at, cause);
    }
  };
  for await (const chunk of surveyedBytes(file, survey)) {
    yield* cutter.cut(decode(chunk));
    if (cutter.isLost) return;
  }
  yield* cutter.cut(decode());
  yield* cutter.end();
}

function encodingUnknown(file: string, line: number, cause: unknown): TongduiError {
  return new TongduiError(
    "EncodingUnknown",
    {
      en: `${file} is neither UTF-8 nor GB18030, from line ${line} on.`,
      zh: `${file} 自第 ${line} 行起既不是 UTF-8 也不是 GB18030 编码。`,
    },
    {
      hint: { en: "Save it in Excel as .xlsx, or as CSV UTF-8.", zh: "请用 Excel 另存为 .xlsx 或“CSV UTF-8”格式。" },
      cause,
    },
  );
}
