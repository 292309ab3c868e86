/** A report of one district alone, or of all. */
import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { districtUnknown } from "../districts/names.ts";
import type { Sheet } from "../tables/sheet.ts";
import { giveReport, type Report } from "./give.ts";
import { tableFile, type Output } from "./tableFile.ts";
import { openView, type LedgerView } from "./view.ts";

/**
 * The district that was asked for; undefined stands for all of them.
 *
 * @throws TongduiError `DistrictUnknown`.
 */
export function askedDistrict({ state }: LedgerView, asked: number | undefined): bigint | undefined {
  if (asked === undefined) return undefined;
  const district = BigInt(asked);
  if (state.districts.districts.has(district)) return district;
  throw districtUnknown(asked, state.districts.count);
}

/** `district 2, 常州武进 Wujin` */
export function saidDistrict({ districtName }: LedgerView, district: bigint): Text {
  const name = districtName(district);
  return { en: `district ${district}, ${name}`, zh: `第 ${district} 区 ${name}` };
}

/** What the person asks for: a district, or all of them. */
export interface OfDistrict extends Output {
  readonly district: number | undefined;
}

/**
 * Makes a report from the whole ledger as it is now, and gives it.
 *
 * @param make the report of a district; undefined stands for all.
 * @throws TongduiError `DistrictUnknown`; as tableFile, openView and giveReport.
 */
export async function reportOfDistrict<S extends Sheet>(
  input: OfDistrict,
  context: Context,
  make: (view: LedgerView, district: bigint | undefined) => Omit<Report<S>, "about">,
): Promise<Answer> {
  const out = await tableFile(input);
  return reading(context, async (open) => {
    const view = await openView(open);
    const district = askedDistrict(view, input.district);
    const about = district === undefined ? undefined : saidDistrict(view, district);
    return giveReport({ ...make(view, district), about }, view, out, context);
  });
}
