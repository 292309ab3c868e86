/** What the bank's files of receipts and returns say, in the form in which payments are settled from them. */
import { RECEIPTS } from "../payments/receipts.ts";
import type { Row } from "../tables/column.ts";
import { complaintsError, type Complaint } from "../tables/complaint.ts";
import { readTable } from "../tables/readTable.ts";

export type BankLine = Row<typeof RECEIPTS> & { readonly file: string };

export interface BankLines {
  readonly lines: readonly BankLine[];
  /** How many lines said again what another line had said: files of a bank overlap. */
  readonly repeated: number;
}

/** @throws TongduiError `FileHasComplaints` for the first file that has any; as readTable. */
export async function readBankLines(files: readonly string[]): Promise<BankLines> {
  const lines = new Map<string, BankLine>();
  let read = 0;
  for (const file of files) {
    const table = await readTable(file, RECEIPTS);
    const complaints: Complaint[] = [];
    for await (const row of table.rows((complaint) => void complaints.push(complaint))) {
      read += 1;
      const { reference, receipt, amount, result, day } = row;
      const key = [reference, receipt, amount, result, day].join("\n");
      if (!lines.has(key)) lines.set(key, { ...row, file });
    }
    if (complaints.length > 0) throw complaintsError(file, complaints);
  }
  return { lines: [...lines.values()], repeated: read - lines.size };
}
