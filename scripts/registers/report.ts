/** What became of a table of parties, a row each. */
import type { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import type { ItemOutcome } from "../chain/batches.ts";
import type { Answer, Data, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { complaintsCounted, sayComplaint, type Complaint } from "../tables/complaint.ts";
import type { ReportFile } from "../tables/reportFile.ts";
import { dataOf as cellsData, defineSheet, type Entry } from "../tables/sheet.ts";
import type { PartyRow } from "./partyTable.ts";

/** How a row ended; programs read these words. */
export type RowEnd = "done" | "before" | "tried" | "refused" | "complaint" | "waiting";

export interface RowReport {
  readonly row: PartyRow;
  readonly end: RowEnd;
  /** As people write it; empty as long as there is none. */
  readonly id: string;
  readonly remarks: readonly Text[];
  readonly error?: TongduiError | undefined;
}

/** What the ends are called: of an import, `registered`. */
export type Words = Readonly<Record<Exclude<RowEnd, "complaint" | "waiting" | "refused">, Text>>;

export const ROWS = defineSheet({
  title: { en: "Report a row", zh: "逐行报告" },
  columns: {
    line: { heading: { en: "Line", zh: "行" }, kind: "count" },
    name: { heading: { en: "Name", zh: "名称" }, kind: "text" },
    creditCode: { heading: { en: "Credit code", zh: "统一社会信用代码" }, kind: "text" },
    id: { heading: { en: "Id", zh: "编号" }, kind: "text" },
    outcome: { heading: { en: "Outcome", zh: "结果" }, kind: "text" },
    remark: { heading: { en: "Remark", zh: "说明" }, kind: "text" },
    code: { heading: { en: "Code", zh: "代码" }, kind: "text" },
  },
});

const ENDS: Readonly<Record<"refused" | "complaint" | "waiting", Text>> = {
  refused: { en: "set aside", zh: "已搁置" },
  complaint: { en: "to be mended", zh: "待更正" },
  waiting: { en: "not begun: other rows are to be mended first", zh: "未办理：须先更正其他行" },
};

/** How a row ended, from what became of it on the ledger. */
export function endOf(outcome: ItemOutcome | undefined): Pick<RowReport, "end" | "error"> {
  if (!outcome) return { end: "waiting" };
  return outcome.end === "refused" ? { end: "refused", error: outcome.error } : { end: outcome.end };
}

/**
 * Refuses a table: every complaint is said with its place, and nothing was sent.
 *
 * @param rows those that have no complaint.
 */
export async function refuseTable(
  context: Context,
  file: string,
  complaints: readonly Complaint[],
  rows: readonly PartyRow[],
  report: ReportFile | undefined,
): Promise<Answer> {
  const sorted = [...complaints].sort((a, b) => a.line - b.line || a.column - b.column);
  const counted = complaintsCounted(sorted);
  const entries = [
    ...sorted.map((complaint): Entry<typeof ROWS> => ({
      line: complaint.line,
      outcome: ENDS.complaint,
      remark: sayComplaint(file, complaint),
      code: complaint.code,
    })),
    ...rows
      .filter(({ line }) => sorted.every((complaint) => complaint.line !== line))
      .map(({ line, name, creditCode }): Entry<typeof ROWS> => ({ line, name, creditCode, outcome: ENDS.waiting })),
  ].sort((a, b) => Number(a.line) - Number(b.line));
  const written = report ? [await report.write(ROWS, entries, context.lang)] : [];
  return {
    exit: EXIT.mendable,
    data: {
      file,
      complaints: sorted.map(({ line, column, heading, code, sentence, hint }) => ({
        line,
        column,
        heading,
        code,
        sentence: sentence[context.lang],
        hint: hint?.[context.lang] ?? null,
      })),
    },
    parts: [
      {
        en: `✗ ${file}: ${counted.en}; nothing was sent.`,
        zh: `✗ ${file}：${counted.zh}，未发送任何内容。`,
      },
      ...sorted.map((complaint) => sayComplaint(file, complaint)),
      ...written,
    ],
  };
}

/** Tells of all rows: how many ended how, and each one that needs a person. */
export async function reportRows(
  context: Context,
  rows: readonly RowReport[],
  words: Words,
  report: ReportFile | undefined,
  more: { readonly [key: string]: Data } = {},
): Promise<Answer> {
  const sorted = [...rows].sort((a, b) => a.row.line - b.row.line);
  const entries = sorted.map((row) => entryOf(row, words));
  const written = report ? [await report.write(ROWS, entries, context.lang)] : [];
  const refused = sorted.filter(({ end }) => end === "refused");
  const counts = (["done", "tried", "before", "refused"] as const)
    .map((end) => ({ end, count: sorted.filter((row) => row.end === end).length }))
    .filter(({ count }) => count > 0);
  const told = sorted.filter(({ end, remarks }) => end === "refused" || remarks.length > 0);
  const parts: Part[] = counts.map(({ end, count }) => {
    const { en, zh } = wordOf(end, words);
    return { en: `${count} ${en}`, zh: `${zh}：${count}` };
  });
  if (told.length > 0) parts.push(gridOf(told, words));
  return {
    exit: refused.length > 0 ? EXIT.partly : EXIT.done,
    data: { ...more, rows: sorted.map((row, i) => dataOf(row, entries[i] ?? {}, context)) },
    parts: [...parts, ...written],
  };
}

function dataOf({ end }: RowReport, entry: Entry<typeof ROWS>, { lang }: Context): { readonly [key: string]: Data } {
  const { remark, code, id, line, name, creditCode } = cellsData(ROWS, entry);
  const text = remark as Text | null | undefined;
  return {
    line: line ?? null,
    name: name ?? null,
    creditCode: creditCode ?? null,
    id: id === "" ? null : (id ?? null),
    end,
    remark: text?.[lang] ?? null,
    code: code ?? null,
  };
}

function entryOf({ row, end, id, remarks, error }: RowReport, words: Words): Entry<typeof ROWS> {
  const said = [...remarks, ...(error ? [sayError(error)] : [])];
  return {
    line: row.line,
    name: row.name,
    creditCode: row.creditCode,
    id,
    outcome: wordOf(end, words),
    ...(said.length > 0 ? { remark: joined(said) } : {}),
    ...(error ? { code: error.code } : {}),
  };
}

function gridOf(rows: readonly RowReport[], words: Words): Part {
  return {
    head: [ROWS.columns.line, ROWS.columns.name, ROWS.columns.id, ROWS.columns.outcome, ROWS.columns.remark].map(
      ({ heading }) => heading,
    ),
    rows: rows.map(({ row, end, id, remarks, error }) => [
      String(row.line),
      row.name,
      id,
      wordOf(end, words),
      joined([...remarks, ...(error ? [sayError(error)] : [])]),
    ]),
    figures: [0],
  };
}

function wordOf(end: RowEnd, words: Words): Text {
  return end === "refused" || end === "complaint" || end === "waiting" ? ENDS[end] : words[end];
}

function sayError(error: TongduiError): Text {
  return { en: error.say("en"), zh: error.say("zh") };
}

function joined(texts: readonly Text[]): Text {
  return { en: texts.map(({ en }) => en).join(" "), zh: texts.map(({ zh }) => zh).join("") };
}
