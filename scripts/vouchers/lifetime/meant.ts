/** The vouchers that a command is about: by their ids, or in a table. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher } from "../../../client/ids.ts";
import type { Voucher } from "../../../client/voucherWord.ts";
import type { Reading } from "../../chain/reading.ts";
import { voucher as voucherCell } from "../../tables/cells.ts";
import { column } from "../../tables/column.ts";
import { complaintsError, type Complaint } from "../../tables/complaint.ts";
import { readTable } from "../../tables/readTable.ts";
import { vouchersAt } from "../held.ts";

export interface VouchersGiven {
  readonly vouchers: readonly bigint[];
  readonly file: string | undefined;
}

export interface Meant {
  readonly id: bigint;
  readonly voucher: Voucher;
}

export const VOUCHER_COLUMN = column(["Voucher", "Voucher id", "券号", "双创券编号", "券编号"], voucherCell);

/**
 * Finds the vouchers, each once and in their order.
 *
 * @throws TongduiError `UsageWrong` where none is given, or both ways; `VoucherUnknown`; `FileHasComplaints`; as readTable.
 */
export async function vouchersMeant(open: Reading, { vouchers: typed, file }: VouchersGiven): Promise<Meant[]> {
  if (typed.length > 0 === (file !== undefined)) throw howToName();
  if (file !== undefined) return vouchersIn(open, file);
  const ids = [...new Set(typed)];
  const found = await vouchersAt(open, ids);
  return ids.map((id, i) => {
    const voucher = found[i];
    if (!voucher) throw voucherUnknown(id);
    return { id, voucher };
  });
}

async function vouchersIn(open: Reading, file: string): Promise<Meant[]> {
  const table = await readTable(file, { voucher: VOUCHER_COLUMN });
  const complaints: Complaint[] = [];
  const lines = new Map<bigint, number>();
  for await (const { line, voucher: id } of table.rows((complaint) => void complaints.push(complaint))) {
    if (!lines.has(id)) lines.set(id, line);
  }
  const ids = [...lines.keys()];
  const found = await vouchersAt(open, ids);
  const meant = ids.flatMap((id, i): Meant[] => {
    const voucher = found[i];
    if (voucher) return [{ id, voucher }];
    complaints.push(table.complaint(lines.get(id) ?? 0, "voucher", voucherUnknown(id)));
    return [];
  });
  complaints.sort((a, b) => a.line - b.line);
  if (complaints.length > 0) throw complaintsError(file, complaints);
  if (meant.length === 0) throw nothingIn(file);
  return meant;
}

export function voucherUnknown(id: bigint): TongduiError {
  const written = formatVoucher(id);
  return new TongduiError(
    "VoucherUnknown",
    { en: `There is no voucher ${written}.`, zh: `双创券 ${written} 不存在。` },
    { hint: { en: "Check the number.", zh: "请核对编号。" } },
  );
}

function howToName(): TongduiError {
  return new TongduiError("UsageWrong", {
    en: "Name vouchers, or give --file with a table of them; not both.",
    zh: "请列出券号，或用 --file 给出含券号的表格，二者选一。",
  });
}

function nothingIn(file: string): TongduiError {
  return new TongduiError("TableEmpty", { en: `${file} names no voucher.`, zh: `${file} 中没有券号。` });
}
