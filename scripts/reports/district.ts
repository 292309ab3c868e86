/** A report of one district alone. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
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
  const count = state.districts.count;
  throw new TongduiError("DistrictUnknown", {
    en: `There is no district ${asked}: the ledger has districts 1 to ${count}.`,
    zh: `没有第 ${asked} 区：账本上有第 1 至 ${count} 区。`,
  });
}

/** `district 2, 常州武进 Wujin` */
export function saidDistrict({ districtName }: LedgerView, district: bigint): Text {
  const name = districtName(district);
  return { en: `district ${district}, ${name}`, zh: `第 ${district} 区 ${name}` };
}
