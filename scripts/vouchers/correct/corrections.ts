/** The table of corrections: which vouchers were issued wrongly, and what is to be issued in their place. */
import { decodeBudget, availableOf } from "../../../client/budgetWord.ts";
import { yearOf } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher, programOf } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import type { Text } from "../../../client/text/text.ts";
import { remainingOf } from "../../../client/voucherWord.ts";
import { asked } from "../../chain/asked.ts";
import type { Reading } from "../../chain/reading.ts";
import type { Directory } from "../../registers/directory.ts";
import { amount, creditCode, enterprise, text } from "../../tables/cells.ts";
import { optional } from "../../tables/column.ts";
import { complaintsError, type Complaint } from "../../tables/complaint.ts";
import { readTable, type Table } from "../../tables/readTable.ts";
import { checkRows } from "../checks.ts";
import { vouchersAt } from "../held.ts";
import { ItemList } from "../itemList.ts";
import { VOUCHER_COLUMN, voucherUnknown, type Meant } from "../lifetime/meant.ts";
import { outlookOf, warningsOf } from "../outlook.ts";
import { planOf, tailOfCorrection, type Plan } from "../planFile.ts";
import { readStandings, type Standings } from "../standings.ts";
import { correctedBefore, correctionsOf } from "./links.ts";

const COLUMNS = {
  voucher: VOUCHER_COLUMN,
  enterprise: optional(["Enterprise", "Enterprise id", "企业编号"], enterprise),
  creditCode: optional(["Credit code", "Unified social credit code", "统一社会信用代码", "信用代码"], creditCode),
  face: optional(["Face", "Amount", "面额", "券面金额", "金额"], amount),
  note: optional(["Note", "Remark", "备注"], text),
};

interface Correction extends Meant {
  readonly line: number;
  /** What is issued in its place; the old values where the row says nothing. */
  readonly enterprise: bigint;
  readonly face: bigint;
  readonly isFaceGiven: boolean;
}

export interface Corrections {
  readonly rows: readonly Correction[];
  readonly plan: Plan;
  readonly table: Table<typeof COLUMNS>;
}

/**
 * Reads the table and makes the plan of it. The same table makes the same plan.
 *
 * @param again how many such lists were announced before and withdrawn.
 * @throws TongduiError `FileHasComplaints`, `TableEmpty`; as readTable.
 */
export async function readCorrections(
  open: Reading,
  { file, again }: { readonly file: string; readonly again: number },
  directory: Directory,
): Promise<Corrections> {
  const table = await readTable(file, COLUMNS);
  for (const note of table.notes) open.context.io.note(note);
  const complaints: Complaint[] = [];
  const lines = new Map<bigint, number>();
  const read: {
    line: number;
    id: bigint;
    enterprise?: bigint | undefined;
    face?: bigint | undefined;
    note?: string | undefined;
  }[] = [];
  for await (const row of table.rows((complaint) => void complaints.push(complaint))) {
    const { line, voucher: id, face, note } = row;
    try {
      const before = lines.get(id);
      if (before !== undefined) throw twice(id, before);
      lines.set(id, line);
      const code = row.creditCode;
      read.push({
        line,
        id,
        enterprise: row.enterprise ?? (code === undefined ? undefined : directory.idOf("enterprise", code)),
        face,
        note,
      });
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      complaints.push(table.complaint(line, error.code === "VoucherTwice" ? "voucher" : "creditCode", error));
    }
  }
  const found = await vouchersAt(
    open,
    read.map(({ id }) => id),
  );
  const items = new ItemList();
  const rows: Correction[] = [];
  const program = programOf(read[0]?.id ?? 0n);
  for (const [i, { line, id, note, ...given }] of read.entries()) {
    const voucher = found[i];
    if (!voucher) complaints.push(table.complaint(line, "voucher", voucherUnknown(id)));
    else if (programOf(id) !== program) complaints.push(table.complaint(line, "voucher", otherProgram(id, program)));
    else {
      const { enterprise: to = voucher.enterprise, face = voucher.face } = given;
      rows.push({ id, voucher, line, enterprise: to, face, isFaceGiven: given.face !== undefined });
      items.add({ line, enterprise: to, face, note });
    }
  }
  demandNone(file, complaints);
  if (rows.length === 0) throw nothingIn(file);
  const corrects = rows.map(({ id }) => id);
  const source = { file, digest: table.digest };
  return { rows, table, plan: planOf({ program, tail: tailOfCorrection(corrects, again), items, source, corrects }) };
}

/**
 * Holds the rows against ledger and terms, with what revoking will give back counted in.
 *
 * @returns what may keep the list from being issued.
 * @throws TongduiError `FileHasComplaints`, `BudgetExceeded`; TransactionRefused where the program issues nothing now.
 */
export async function demandRight(open: Reading, { rows, plan, table }: Corrections): Promise<Text[]> {
  const { programs } = open.ledger;
  const terms = await asked(open, programs, programs.demandIssue(plan.program));
  const outlook = await outlookOf(open, plan.program, terms);
  const year = yearOf(outlook.earliest);
  const holders = rows.map(({ voucher }) => voucher.enterprise);
  const standings = await readStandings(open, [...rows.map((row) => row.enterprise), ...holders], year);
  const complaints: Complaint[] = [];
  const others = await correctionsOf(open, plan.corrects);
  for (const row of rows) {
    const wrong = objectionTo(row, others.get(row.id)?.batch);
    if (wrong) complaints.push(table.complaint(row.line, wrong.code === "FaceNeeded" ? "face" : "voucher", wrong));
  }
  const { home, yearlyCap, greatestFace } = terms;
  const rules = { home, yearlyCap, greatestFace, year, mayRepeat: true };
  checkRows(plan.items, withRoomGivenBack(standings, rows, year), rules, ({ place, objection }) => {
    if (!objection) return;
    const column = table.has(objection.column) ? objection.column : "voucher";
    complaints.push(table.complaint(plan.items.lineOf(place), column, objection.error));
  });
  complaints.sort((a, b) => a.line - b.line || a.column - b.column);
  demandNone(table.file, complaints);
  const back = rows.reduce((sum, { voucher }) => sum + remainingOf(voucher), 0n);
  const available = availableOf(decodeBudget(await programs.budgetOf(plan.program))) + back;
  if (plan.total > available) throw beyondBudget(plan, available);
  return warningsOf(outlook, plan.total, available);
}

/** Revoking in the year of issue gives the group its room back. */
function withRoomGivenBack(standings: Standings, rows: readonly Correction[], year: number): Standings {
  const back = new Map<bigint, bigint>();
  for (const { voucher } of rows) {
    if (yearOf(voucher.issuedOn) !== year) continue;
    const { group } = standings.of(voucher.enterprise);
    back.set(group, (back.get(group) ?? 0n) + remainingOf(voucher));
  }
  return { of: standings.of, issuedTo: (group) => standings.issuedTo(group) - (back.get(group) ?? 0n) };
}

function objectionTo(row: Correction, other: string | undefined): TongduiError | undefined {
  const { id, voucher } = row;
  if (other !== undefined) return correctedBefore(id, other);
  if (voucher.status === "Expired") return expired(id);
  if (row.enterprise === voucher.enterprise && row.face === voucher.face) return nothingNew(id);
  const used = voucher.locked + voucher.redeemed;
  return used > 0n && !row.isFaceGiven ? faceNeeded(id, used) : undefined;
}

function demandNone(file: string, complaints: readonly Complaint[]): void {
  if (complaints.length > 0) throw complaintsError(file, complaints);
}

function twice(id: bigint, line: number): TongduiError {
  const written = formatVoucher(id);
  return new TongduiError("VoucherTwice", {
    en: `Voucher ${written} stands on line ${line} already.`,
    zh: `双创券 ${written} 已在第 ${line} 行出现。`,
  });
}

function otherProgram(id: bigint, program: bigint): TongduiError {
  return new TongduiError(
    "OtherProgram",
    {
      en: `Voucher ${formatVoucher(id)} is not of program ${program}, as those before it are.`,
      zh: `双创券 ${formatVoucher(id)} 与前面各行不属于同一项目（第 ${program} 号）。`,
    },
    { hint: { en: "A list has one program: make a table for each.", zh: "一份名单只能属于一个项目，请分别制表。" } },
  );
}

function expired(id: bigint): TongduiError {
  return new TongduiError("VoucherExpired", {
    en: `Voucher ${formatVoucher(id)} has expired: there is nothing of it to correct.`,
    zh: `双创券 ${formatVoucher(id)} 已过期，无从更正。`,
  });
}

function nothingNew(id: bigint): TongduiError {
  return new TongduiError(
    "NothingCorrected",
    {
      en: `The row gives voucher ${formatVoucher(id)} neither another enterprise nor another face.`,
      zh: `本行未更改双创券 ${formatVoucher(id)} 的企业或面额。`,
    },
    { hint: { en: "Take the row out, or write what is right.", zh: "请删除本行，或填写正确的内容。" } },
  );
}

function faceNeeded(id: bigint, used: bigint): TongduiError {
  return new TongduiError(
    "FaceNeeded",
    {
      en: `${formatFen(used)} of voucher ${formatVoucher(id)} is in orders, which revoking leaves as they are.`,
      zh: `双创券 ${formatVoucher(id)} 已有 ${formatFen(used)} 用于订单，撤销不影响这些订单。`,
    },
    { hint: { en: "Write how much is to be issued beside that.", zh: "请填写除此之外应发放的面额。" } },
  );
}

function beyondBudget({ total, program }: Plan, available: bigint): TongduiError {
  return new TongduiError(
    "BudgetExceeded",
    {
      en: `The corrected rows add up to ${formatFen(total)}, and with what revoking gives back program ${program} can issue ${formatFen(available)}.`,
      zh: `更正后各行合计 ${formatFen(total)}，而项目 ${program} 连同撤销退回的金额可发放 ${formatFen(available)}。`,
    },
    { hint: { en: "Have the budget raised first.", zh: "请先增加预算。" } },
  );
}

function nothingIn(file: string): TongduiError {
  return new TongduiError("TableEmpty", { en: `${file} has no rows.`, zh: `${file} 中没有数据行。` });
}
