/** The file with which a list begins: whom, and how much. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatEnterprise } from "../../client/ids.ts";
import type { Directory } from "../registers/directory.ts";
import { amount, creditCode, enterprise, text } from "../tables/cells.ts";
import { column, optional, type Row } from "../tables/column.ts";
import type { Complaint } from "../tables/complaint.ts";
import type { Table } from "../tables/readTable.ts";
import { ItemList } from "./itemList.ts";

export const LIST_COLUMNS = {
  enterprise: optional(["Enterprise", "Enterprise id", "企业编号"], enterprise),
  creditCode: optional(["Credit code", "Unified social credit code", "统一社会信用代码", "信用代码"], creditCode),
  face: column(["Face", "Amount", "面额", "券面金额", "金额"], amount),
  note: optional(["Note", "Remark", "备注"], text),
};

export type ListTable = Table<typeof LIST_COLUMNS>;
type ListRow = Row<typeof LIST_COLUMNS>;

/** What was read of a file, and what was wrong with the rows that are missing in it. */
export interface ReadList {
  readonly items: ItemList;
  readonly complaints: Complaint[];
}

/**
 * Reads all rows, each by itself; only credit codes are looked up.
 *
 * @throws as Table.rows.
 */
export async function readList(table: ListTable, directory: Directory): Promise<ReadList> {
  const named = enterpriseColumn(table);
  const items = new ItemList();
  const complaints: Complaint[] = [];
  for await (const row of table.rows((complaint) => void complaints.push(complaint))) {
    try {
      items.add({ line: row.line, enterprise: enterpriseOf(row, directory), face: row.face, note: row.note });
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      complaints.push(table.complaint(row.line, named, error));
    }
  }
  return { items, complaints };
}

/** The column by which a file names enterprises. @throws TongduiError `EnterpriseColumnMissing`. */
export function enterpriseColumn(table: ListTable): "enterprise" | "creditCode" {
  if (table.has("creditCode")) return "creditCode";
  if (table.has("enterprise")) return "enterprise";
  throw new TongduiError(
    "EnterpriseColumnMissing",
    { en: `${table.file} has no column that names enterprises.`, zh: `${table.file} 中没有企业编号或信用代码列。` },
    {
      hint: {
        en: 'It needs a column "Enterprise" with ids such as 2-15, or "Credit code".',
        zh: "需要“企业编号”列（例如 2-15）或“统一社会信用代码”列。",
      },
    },
  );
}

function enterpriseOf({ enterprise: id, creditCode: code }: ListRow, directory: Directory): bigint {
  const byCode = code === undefined ? undefined : directory.idOf("enterprise", code);
  if (id !== undefined && byCode !== undefined && id !== byCode) throw idsDisagree(id, byCode);
  const found = id ?? byCode;
  if (found === undefined) throw enterpriseMissing();
  return found;
}

function enterpriseMissing(): TongduiError {
  return new TongduiError(
    "EnterpriseMissing",
    { en: "The row names no enterprise.", zh: "本行未填写企业。" },
    { hint: { en: "Give its id or its credit code.", zh: "请填写企业编号或统一社会信用代码。" } },
  );
}

function idsDisagree(id: bigint, byCode: bigint): TongduiError {
  return new TongduiError(
    "IdsDisagree",
    {
      en: `The row names enterprise ${formatEnterprise(id)}, and its credit code is that of ${formatEnterprise(byCode)}.`,
      zh: `本行的企业编号为 ${formatEnterprise(id)}，而信用代码属于企业 ${formatEnterprise(byCode)}。`,
    },
    { hint: { en: "Correct one of the two.", zh: "请更正其中一项。" } },
  );
}
