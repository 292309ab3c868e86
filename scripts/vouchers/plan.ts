/** A file with enterprises and amounts becomes a plan, once every row of it was checked against the ledger. */
import { availableOf, decodeBudget } from "../../client/budgetWord.ts";
import { isoOfDay, yearOf } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { tailOf } from "../../client/list.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { asked } from "../chain/asked.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer, Data, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { Directory } from "../registers/directory.ts";
import { complaintsCounted, sayComplaint, type Complaint } from "../tables/complaint.ts";
import { readTable } from "../tables/readTable.ts";
import { listAt } from "./announced.ts";
import { becameOf } from "./became.ts";
import { checkRows } from "./checks.ts";
import { enterpriseColumn, LIST_COLUMNS, readList, type ListTable } from "./listFile.ts";
import { awaitedSaid, outlookOf, smallFaces, warningsOf, type Outlook } from "./outlook.ts";
import { planOf, writePlan, type Plan } from "./planFile.ts";
import { formatOf, writePlanReport, type RowsFound } from "./planReport.ts";
import { readStandings } from "./standings.ts";

export interface PlanInput {
  readonly file: string;
  readonly program: bigint;
  readonly out: string | undefined;
  readonly report: string | undefined;
  readonly allowRepeats: boolean;
  /** How many equal lists were announced before, if this is meant to be one more. */
  readonly again: number;
}

/** So many complaints are named at the terminal; a report names all. */
const MOST_NAMED = 200;

/**
 * Checks all rows; if all are right, writes the plan.
 *
 * @throws TongduiError for what is wrong with the file or the program as a whole; as readTable, Directory.open, writePlan.
 */
export async function plan(input: PlanInput, context: Context): Promise<Answer> {
  if (input.report !== undefined) formatOf(input.report);
  return reading(context, async (open) => {
    const table = await readTable(input.file, LIST_COLUMNS);
    for (const note of table.notes) context.io.note(note);
    const found = await findingsOf(open, table, input);
    const made = planOf({
      program: input.program,
      tail: tailOf(input.again),
      items: found.rows.items,
      source: { file: input.file, digest: table.digest },
    });
    // Once it is issued its own vouchers fill the groups' room, and every row of it would be complained of.
    if (found.isWhole) await demandNotAnnounced(open, made, input.again);
    if (input.report !== undefined && !context.dryRun) await writePlanReport(input.report, found.rows, context.lang);
    if (found.rows.complaints.length > 0) return complained(input.file, found, input.report);
    demandBudget(made, found.available);
    const file = input.out ?? `${input.file.replace(/\.[^./\\]*$/, "")}.plan.json`;
    if (!context.dryRun) await writePlan(file, made, open.deployment);
    return planned(file, made, found, context.dryRun);
  });
}

interface Findings {
  /** Whether every row could be read. */
  readonly isWhole: boolean;
  readonly rows: RowsFound;
  /** Fen that the program can still issue. */
  readonly available: bigint;
  /** Approvals that the list needs. */
  readonly approvals: number;
  readonly outlook: Outlook;
}

async function findingsOf(open: Reading, table: ListTable, input: PlanInput): Promise<Findings> {
  const { programs } = open.ledger;
  const terms = await asked(open, programs, programs.demandIssue(input.program));
  const budget = decodeBudget(await programs.budgetOf(input.program));
  const directory = await Directory.open(open);
  const { items, complaints } = await readList(table, directory);
  const isWhole = complaints.length === 0;
  const outlook = await outlookOf(open, input.program, terms);
  const year = yearOf(outlook.earliest);
  const standings = await readStandings(open, enterprisesOf(items), year);
  const { home, yearlyCap, greatestFace } = terms;
  const rules = { home, yearlyCap, greatestFace, year, mayRepeat: input.allowRepeats };
  const room = new Float64Array(items.length).fill(-1);
  const named = enterpriseColumn(table);
  checkRows(items, standings, rules, (row) => {
    if (row.room !== undefined) room[row.place] = Number(row.room);
    if (!row.objection) return;
    const { column, error } = row.objection;
    complaints.push(table.complaint(items.lineOf(row.place), column === "enterprise" ? named : column, error));
  });
  complaints.sort((a, b) => a.line - b.line || a.column - b.column);
  const approvals = 1 + terms.joint.filter((district) => district !== 0n).length;
  const available = availableOf(budget);
  const warnings = [...warningsOf(outlook, items.total(), available), ...smallFaces(items, terms)];
  return { isWhole, rows: { items, room, complaints, directory, warnings }, available, approvals, outlook };
}

function* enterprisesOf(items: RowsFound["items"]): Generator<bigint> {
  for (let place = 0; place < items.length; place += 1) yield items.at(place)?.enterprise ?? 0n;
}

/** What is wrong with the list as a whole. */
function demandBudget(made: Plan, available: bigint): void {
  if (made.items.length === 0) {
    throw new TongduiError("ListEmpty", { en: "The file has no rows.", zh: "文件中没有数据行。" });
  }
  if (made.total > available) {
    throw new TongduiError(
      "BudgetExceeded",
      {
        en: `The rows add up to ${formatFen(made.total)}, and program ${made.program} can still issue ${formatFen(available)}.`,
        zh: `各行合计 ${formatFen(made.total)}，而项目 ${made.program} 可发放余额为 ${formatFen(available)}。`,
      },
      { hint: { en: "Take rows out, or have the budget raised first.", zh: "请减少条目，或先增加预算。" } },
    );
  }
}

/** What became of a list that was announced before is told, not planned again. */
async function demandNotAnnounced(open: Reading, { batch }: Plan, again: number): Promise<void> {
  const list = await listAt(open, batch);
  if (list === undefined) return;
  const { en, zh } = await becameOf(open, list);
  throw new TongduiError(
    "AnnouncedBefore",
    { en: `This list, ${batch}, ${en}. No plan was made.`, zh: `该名单（${batch}）${zh}。未生成计划。` },
    {
      hint: {
        en: `Nothing more is to be planned for it. Only if every enterprise in it is to get a voucher a ${nth(again + 2)} time, on purpose: --again ${again + 1}.`,
        zh: `该名单无需再做计划。仅当有意向名单内所有企业第 ${again + 2} 次发放时，才加 --again ${again + 1}。`,
      },
    },
  );
}

function nth(number: number): string {
  return ({ 2: "second", 3: "third" } as Readonly<Record<number, string>>)[number] ?? `${number}th`;
}

function planned(file: string, made: Plan, { rows, available, approvals, outlook }: Findings, isDry: boolean): Answer {
  const { program, batch, chain, items, total } = made;
  const count = items.length;
  const left = available - total;
  const parts: Text[] = [
    {
      en: `${count === 1 ? "The one row is" : `All ${count} rows are`} right: ${formatFen(total)} in all, and ${formatFen(left)} of the budget of program ${program} is left after them.`,
      zh: `全部 ${count} 行核对无误：合计 ${formatFen(total)}，发放后项目 ${program} 预算余额为 ${formatFen(left)}。`,
    },
    {
      en: `List ${batch}; it needs ${approvals} approval${approvals === 1 ? "" : "s"}.`,
      zh: `名单编号 ${batch}，需 ${approvals} 个区审批。`,
    },
    ...awaitedSaid(outlook, total, available),
    ...rows.warnings,
  ];
  if (!isDry) {
    parts.push({
      en: `The plan is in ${file}. Next: tongdui voucher announce ${file} --notice-days 5 --decision FILE`,
      zh: `计划文件：${file}。下一步：tongdui voucher announce ${file} --notice-days 5 --decision 文件`,
    });
  }
  const data = { plan: isDry ? null : file, program: String(program), batch, chain, count, total, left, approvals };
  const more = {
    earliestIssue: isoOfDay(outlook.earliest),
    awaitedFen: outlook.awaited,
    warnings: rows.warnings.length,
  };
  return { data: { ...data, ...more, rows: rows.items.length, complaints: [] }, parts };
}

function complained(file: string, { rows }: Findings, report: string | undefined): Answer {
  const { complaints } = rows;
  const counted = complaintsCounted(complaints);
  const named = complaints.slice(0, MOST_NAMED).map((complaint): Part => sayComplaint(file, complaint));
  const more = complaints.length - named.length;
  const parts: Part[] = [
    {
      en: `${file}: ${counted.en}. No plan was made.`,
      zh: `${file}：${counted.zh}，未生成计划。`,
    },
    ...named,
    ...rows.warnings,
  ];
  if (more > 0) {
    parts.push({
      en: `… and ${more} more; --report FILE.xlsx names all.`,
      zh: `……另有 ${more} 处；加 --report 文件名.xlsx 可查看全部。`,
    });
  }
  if (report !== undefined) parts.push({ en: `A report a row is in ${report}.`, zh: `逐行报告见 ${report}。` });
  return {
    data: { plan: null, rows: rows.items.length, complaints: complaints.map(dataOf) },
    parts,
    exit: EXIT.mendable,
  };
}

function dataOf({ line, column, heading, code, sentence, hint }: Complaint): Data {
  return { line, column, heading, code, sentence: { ...sentence }, hint: hint ? { ...hint } : null };
}
