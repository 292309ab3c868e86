/** A report of one district alone. */
import type { Text } from "../../client/text/text.ts";
import { districtUnknown } from "../districts/names.ts";
import type { LedgerView } from "./view.ts";

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
