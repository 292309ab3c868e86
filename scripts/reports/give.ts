/** A report is given to the terminal, to a program, or to a file that Excel opens. */
import { isoOfDay } from "../../client/days.ts";
import type { Text } from "../../client/text/text.ts";
import { jsonOf, type Answer, type Data } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import type { ExitCode } from "../cli/exit.ts";
import type { Grid } from "../cli/grid.ts";
import { newFile } from "../tables/newFile.ts";
import { dataOf, type Entry, type Sheet } from "../tables/sheet.ts";
import { gridOf } from "../tables/terminal.ts";
import { writeTable } from "../tables/writeTable.ts";
import type { TableFile } from "./tableFile.ts";
import type { LedgerView } from "./view.ts";

export interface Report<S extends Sheet> {
  readonly sheet: S;
  /** In the order in which they are read, with the totals below what they add up. */
  readonly lines: readonly Line<S>[];
  /** What of the ledger it tells of, where it is not all. */
  readonly about?: Text | undefined;
  /** What the terminal shows in place of the whole table, which would be too wide for it. */
  readonly narrow?: Grid;
  /** What stands below the table at the terminal. */
  readonly remarks?: readonly Text[];
  /** What else a program should know. */
  readonly facts?: Readonly<Record<string, Data>>;
  readonly exit?: ExitCode;
}

export interface Line<S extends Sheet> {
  readonly cells: Entry<S>;
  /** Whether it adds others up. */
  readonly total?: boolean;
}

/** Of when a report is. */
type Moment = Pick<LedgerView, "block" | "today">;

/** A dry run writes no file: the report is shown. @throws TongduiError `FileExists`, `FileUnwritable`. */
export async function giveReport<S extends Sheet>(
  report: Report<S>,
  view: Moment,
  out: TableFile | undefined,
  { lang, dryRun }: Pick<Context, "lang" | "dryRun">,
): Promise<Answer> {
  const { sheet, lines, about, narrow, remarks = [], facts = {}, exit } = report;
  const counted = lines.filter(({ total }) => total !== true);
  const above = [sheet.title, asOf(view, about)];
  const data = {
    title: { ...sheet.title },
    about: about ? { ...about } : null,
    block: view.block,
    day: isoOfDay(view.today),
    ...facts,
    rows: counted.map(({ cells }) => dataOf(sheet, cells)),
    totals: lines.filter(({ total }) => total === true).map(({ cells }) => dataOf(sheet, cells)),
  };
  const ending = exit === undefined ? {} : { exit };
  if (out === undefined || dryRun) {
    const table = counted.length > 0 ? (narrow ?? tableOf(report)) : NOTHING;
    return { data: { ...data, file: null }, parts: [...above, table, ...remarks], ...ending };
  }
  const { file, format, overwrite } = out;
  if (format === "json") await newFile(file, overwrite, async (add) => add(`${jsonOf(data)}\n`));
  else {
    const rows = lines.map(({ cells }) => cells);
    await writeTable({ file, overwrite }, sheet, rows, { format, lang, above });
  }
  const written: Text = {
    en: `${counted.length} row${counted.length === 1 ? "" : "s"} written to ${file}.`,
    zh: `已将 ${counted.length} 行写入 ${file}。`,
  };
  return { data: { ...data, file }, parts: [...above, written, ...remarks], ...ending };
}

/** A terminal is narrow: columns in which no row has anything are left out. */
function tableOf<S extends Sheet>({ sheet, lines }: Report<S>): Grid {
  const filled = Object.entries(sheet.columns).filter(([name]) =>
    lines.some(({ cells, total }) => total !== true && (cells as Entry)[name] !== undefined),
  );
  const rows = lines.map(({ cells }) => cells);
  const { head, rows: shown, figures = [] } = gridOf({ ...sheet, columns: Object.fromEntries(filled) }, rows);
  return { head, rows: shown, figures };
}

const NOTHING: Text = { en: "Nothing to list.", zh: "没有可列出的内容。" };

function asOf({ block, today }: Moment, about: Text | undefined): Text {
  const day = isoOfDay(today);
  return {
    en: `As of ${day}, block ${block}${about ? `; ${about.en}` : ""}.`,
    zh: `截至 ${day}（区块 ${block}）${about ? `；${about.zh}` : ""}。`,
  };
}
