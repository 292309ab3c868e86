/** What several reports say in the same words, and look up in the same way. */
import { programOf } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { LedgerView } from "./view.ts";

export const YES: Text = { en: "yes", zh: "是" };

export const TOTAL: Text = { en: "Total", zh: "合计" };

/** `1 day`, `12 days`. */
export function daysText(days: number): Text {
  return { en: `${days} day${days === 1 ? "" : "s"}`, zh: `${days} 天` };
}

/** Whether a freeze of the voucher runs at the moment of the view. */
export function isFrozen({ state, time }: LedgerView, voucher: bigint): boolean {
  return (state.vouchers.freezes.get(voucher)?.until ?? 0) > time;
}

/** The district that pays for a voucher. */
export function homeOf({ state }: LedgerView, voucher: bigint): bigint {
  return state.programs.programs.get(programOf(voucher))?.terms.home ?? 0n;
}
