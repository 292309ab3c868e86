/** Lists a register, with the names that the office knows. */
import type { Text } from "../../client/text/text.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { demandDistrict } from "../districts/names.ts";
import { ReportFile } from "../tables/reportFile.ts";
import { dataOf, type Entry, type Sheet } from "../tables/sheet.ts";
import { gridOf } from "../tables/terminal.ts";
import { Directory } from "./directory.ts";
import { contractOf, type Register } from "./register.ts";
import { tellDamaged } from "./tellDamaged.ts";

export interface ListInput {
  /** Only of one district. */
  readonly district: number | undefined;
  readonly status: string | undefined;
  readonly report: string | undefined;
}

/** A party of a list. */
export interface Listed<S extends Sheet> {
  /** As programs read it, and --status takes it. */
  readonly status: string;
  readonly entry: Entry<S>;
}

export interface List<S extends Sheet> {
  readonly sheet: S;
  readonly listed: (open: Reading, directory: Directory, district: number | undefined) => Promise<Listed<S>[]>;
  readonly counted: (count: number) => Text;
}

/** @throws TongduiError as Directory.open, ReportFile.plan. */
export async function listParties<S extends Sheet>(
  { sheet, listed, counted }: List<S>,
  input: ListInput,
  context: Context,
): Promise<Answer> {
  const report = input.report === undefined || context.dryRun ? undefined : await ReportFile.plan(input.report);
  return reading(context, async (open) => {
    const directory = await Directory.open(open);
    tellDamaged(directory, context);
    const rows = (await listed(open, directory, input.district)).filter(
      ({ status }) => input.status === undefined || status === input.status,
    );
    const entries = rows.map(({ entry }) => entry);
    const told = counted(rows.length);
    return {
      data: rows.map(({ entry, status }) => ({ ...dataOf(sheet, entry), status })),
      parts: report ? [told, await report.write(sheet, entries, context.lang)] : [gridOf(sheet, entries), told],
    };
  });
}

/** The ids of a register, by rising district and number. @throws TongduiError `DistrictUnknown`. */
export async function idsOf(
  open: Pick<Reading, "ledger">,
  register: Register,
  district: number | undefined,
): Promise<bigint[]> {
  const { ledger } = open;
  if (district !== undefined) await demandDistrict(open, district);
  const districts =
    district === undefined
      ? Array.from({ length: Number(await ledger.districts.count()) }, (_, i) => i + 1)
      : [district];
  const counts = await Promise.all(districts.map(async (number) => contractOf(ledger, register).countOf(number)));
  return districts.flatMap((number, i) =>
    Array.from({ length: Number(counts[i] ?? 0) }, (_, k) => (BigInt(number) << 32n) | BigInt(k + 1)),
  );
}
