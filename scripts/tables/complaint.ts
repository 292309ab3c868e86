import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { defineSheet, type Entry } from "./sheet.ts";

/** What is wrong with one cell of a file, or with a row at that cell. */
export interface Complaint {
  /** The line of the file, or the number of the row in Excel; counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** The heading of the column as the file has it; empty where a column has none. */
  readonly heading: string;
  /** The code of the error, in PascalCase. */
  readonly code: string;
  readonly sentence: Text;
  readonly hint: Text | undefined;
}

/** How many complaints an error names before it only counts. */
const NAMED = 5;

/** A report of complaints, a row each. */
export const COMPLAINTS = defineSheet({
  title: { en: "Complaints", zh: "问题清单" },
  columns: {
    line: { heading: { en: "Line", zh: "行" }, kind: "count" },
    column: { heading: { en: "Column", zh: "列" }, kind: "count" },
    heading: { heading: { en: "Heading", zh: "列名" }, kind: "text" },
    complaint: { heading: { en: "What is wrong", zh: "问题" }, kind: "text" },
    hint: { heading: { en: "What to do", zh: "处理建议" }, kind: "text" },
    code: { heading: { en: "Code", zh: "代码" }, kind: "text" },
  },
});

/** The row of a complaint in the report {@link COMPLAINTS}. */
export function complaintEntry(complaint: Complaint): Entry<typeof COMPLAINTS> {
  const { line, column, heading, sentence, hint, code } = complaint;
  return { line, column, heading, complaint: sentence, hint, code };
}

/**
 * One error for a file that has complaints: the first few in full, then how many more.
 *
 * @param file as the person named it.
 * @param complaints at least one.
 */
export function complaintsError(file: string, complaints: readonly Complaint[]): TongduiError {
  const named = complaints.slice(0, NAMED);
  const more = complaints.length - named.length;
  const counted = complaintsCounted(complaints);
  const en = [
    `${file}: ${counted.en}:`,
    ...named.map((complaint) => sayComplaint(file, complaint).en),
    ...(more > 0 ? [`… and ${more} more.`] : []),
  ];
  const zh = [
    `${file}：${counted.zh}：`,
    ...named.map((complaint) => sayComplaint(file, complaint).zh),
    ...(more > 0 ? [`……另有 ${more} 处。`] : []),
  ];
  return new TongduiError("FileHasComplaints", { en: en.join("\n"), zh: zh.join("\n") });
}

/** `7 complaints in 6 rows`: of the rows of a file only those that have any. */
export function complaintsCounted(complaints: readonly Complaint[]): Text {
  const rows = new Set(complaints.map(({ line }) => line)).size;
  return {
    en: `${count(complaints.length, "complaint")} in ${count(rows, "row")}`,
    zh: `共 ${complaints.length} 处问题，涉及 ${rows} 行`,
  };
}

/** A complaint with its place: `vouchers.csv:12:3 "Amount": …` */
export function sayComplaint(file: string, { line, column, heading, sentence, hint }: Complaint): Text {
  const place = `${file}:${line}:${column}`;
  return {
    en: `${place}${heading === "" ? "" : ` "${heading}"`}: ${sentence.en}${hint ? ` ${hint.en}` : ""}`,
    zh: `${place}${heading === "" ? "" : `“${heading}”`}：${sentence.zh}${hint ? hint.zh : ""}`,
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
