import type { RawRow } from "../cell.ts";
import { surveyedBytes, type Survey } from "../sourceFile.ts";
import { CsvRows } from "./csvRows.ts";

/**
 * The rows of a CSV file, one after the other. What is no character of the encoding becomes U+FFFD.
 *
 * @throws TongduiError those of {@link surveyedBytes}.
 */
export async function* csvRows(file: string, survey: Survey, separator: string): AsyncGenerator<RawRow> {
  const decoder = new TextDecoder(survey.encoding);
  const cutter = new CsvRows(separator);
  for await (const piece of surveyedBytes(file, survey)) {
    yield* cutter.cut(decoder.decode(piece, { stream: true }));
    if (cutter.isLost) return;
  }
  yield* cutter.cut(decoder.decode());
  yield* cutter.end();
}
