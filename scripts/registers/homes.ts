/** The districts that the rows of a providers' table name, by number or by name. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { halfWidth } from "../../client/text/width.ts";
import type { NamedDistrict } from "../districts/names.ts";
import type { Complaint } from "../tables/complaint.ts";
import type { PartyTable, ProviderRow } from "./partyTable.ts";

export interface Homes {
  /** A district's number by the line of its row. */
  readonly byLine: ReadonlyMap<number, number>;
  readonly complaints: readonly Complaint[];
}

/** A row that does not name just one district is a complaint. */
export function homesOf(table: PartyTable<ProviderRow>, districts: readonly NamedDistrict[]): Homes {
  const byLine = new Map<number, number>();
  const complaints: Complaint[] = [];
  for (const row of table.rows) {
    const [one, second] = districtsNamed(row.district, districts);
    if (one && !second) byLine.set(row.line, one.number);
    else complaints.push(table.complaint(row, "district", districtUnclear(row.district, districts)));
  }
  return { byLine, complaints };
}

/** Those that are meant by a number, as in `2`, `第2区`, or by a part of a name. */
export function districtsNamed(typed: string, districts: readonly NamedDistrict[]): NamedDistrict[] {
  const words = halfWidth(typed).trim().toLowerCase();
  const number = /^(?:第\s*)?(\d{1,5})(?:\s*区)?$/.exec(words)?.[1];
  if (number !== undefined) return districts.filter((one) => one.number === Number(number));
  return words.length < 2 ? [] : districts.filter(({ name }) => name.toLowerCase().includes(words));
}

function districtUnclear(typed: string, districts: readonly NamedDistrict[]): TongduiError {
  const names = districts.map(({ number, name }) => `${number} ${name}`);
  return new TongduiError(
    "DistrictUnknown",
    { en: `"${typed}" is not one district of the ledger.`, zh: `“${typed}”不能确定为账本上的某一个区。` },
    { hint: { en: `Write a number: ${names.join(", ")}.`, zh: `请填写编号：${names.join("、")}。` } },
  );
}
