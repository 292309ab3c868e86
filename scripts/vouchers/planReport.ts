/** The report of a plan, a row each row of the file: what was found, and what to do about it. */
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatEnterprise } from "../../client/ids.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import type { Directory } from "../registers/directory.ts";
import type { Complaint } from "../tables/complaint.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { writeTable } from "../tables/writeTable.ts";
import type { ItemList } from "./itemList.ts";

const PLAN_ROWS = defineSheet({
  title: { en: "Plan of vouchers", zh: "双创券发放计划" },
  columns: {
    line: { heading: { en: "Line", zh: "行" }, kind: "count" },
    enterprise: { heading: { en: "Enterprise", zh: "企业编号" }, kind: "text" },
    name: { heading: { en: "Name", zh: "企业名称" }, kind: "text" },
    face: { heading: { en: "Face", zh: "面额" }, kind: "amount" },
    room: { heading: { en: "Group's room before", zh: "集团年度余额（本行前）" }, kind: "amount" },
    finding: { heading: { en: "Finding", zh: "核对结果" }, kind: "text" },
    column: { heading: { en: "Column", zh: "列" }, kind: "count" },
    hint: { heading: { en: "What to do", zh: "处理建议" }, kind: "text" },
    code: { heading: { en: "Code", zh: "代码" }, kind: "text" },
    note: { heading: { en: "Note", zh: "备注" }, kind: "text" },
  },
});

export interface RowsFound {
  readonly items: ItemList;
  /** In fen, by the items' places; -1 where it is not known. */
  readonly room: Float64Array;
  /** In the order of lines. */
  readonly complaints: readonly Complaint[];
  readonly directory: Directory;
  /** What the rows by themselves do not show; above them in the report. */
  readonly warnings: readonly Text[];
}

/**
 * Writes the report as the file's name says.
 *
 * @param file .csv or .xlsx.
 * @throws TongduiError `ReportKindUnknown`, `FileExists`, `FileUnwritable`.
 */
export async function writePlanReport(file: string, found: RowsFound, lang: Lang): Promise<void> {
  await writeTable({ file }, PLAN_ROWS, entriesOf(found), { format: formatOf(file), lang, above: found.warnings });
}

/** @throws TongduiError `ReportKindUnknown`. */
export function formatOf(file: string): "csv" | "xlsx" {
  const kind = path.extname(file).toLowerCase();
  if (kind === ".csv") return "csv";
  if (kind === ".xlsx") return "xlsx";
  throw new TongduiError(
    "ReportKindUnknown",
    {
      en: `A report cannot be written as ${path.basename(file)}.`,
      zh: `无法以 ${path.basename(file)} 的形式生成报告。`,
    },
    { hint: { en: "Give it a name that ends in .csv or .xlsx.", zh: "文件名请以 .csv 或 .xlsx 结尾。" } },
  );
}

/** Rows that could be read and rows that could not, by their lines. */
function* entriesOf({ items, room, complaints, directory }: RowsFound): Generator<Entry<typeof PLAN_ROWS>> {
  let next = 0;
  for (let place = 0; place < items.length; place += 1) {
    const line = items.lineOf(place);
    for (; complaintBefore(complaints[next], line); next += 1) yield complained(complaints[next] as Complaint);
    const { enterprise = 0n, face = 0n } = items.at(place) ?? {};
    const left = room[place] ?? -1;
    const row: Entry<typeof PLAN_ROWS> = {
      line,
      enterprise: formatEnterprise(enterprise),
      name: directory.byId("enterprise", enterprise)?.name,
      face,
      room: left < 0 ? undefined : BigInt(left),
      note: items.noteOf(place),
    };
    if (complaints[next]?.line !== line) yield { ...row, finding: { en: "right", zh: "无误" } };
    for (; complaints[next]?.line === line; next += 1) yield { ...row, ...complained(complaints[next] as Complaint) };
  }
  for (; next < complaints.length; next += 1) yield complained(complaints[next] as Complaint);
}

function complaintBefore(complaint: Complaint | undefined, line: number): boolean {
  return complaint !== undefined && complaint.line < line;
}

function complained({ line, column, sentence, hint, code }: Complaint): Entry<typeof PLAN_ROWS> {
  return { line, column, finding: sentence, hint, code };
}
