/** What several reports say in the same words, and look up in the same way. */
import { formatEnterprise, formatProvider, programOf } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Register } from "../registers/register.ts";
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

/** The enterprise that holds a voucher. */
export function holderOf({ state }: LedgerView, voucher: bigint): bigint {
  return state.vouchers.vouchers.get(voucher)?.story.voucher.enterprise ?? 0n;
}

/** `2-15 江苏江南烯元石墨烯科技有限公司`, or the bare id of a party that the office does not know. */
export function partyLabel(view: LedgerView, register: Register, id: bigint): string {
  const name = view.partyName(register, id);
  const written = register === "enterprise" ? formatEnterprise(id) : formatProvider(id);
  return name === undefined ? written : `${written} ${name}`;
}

/** Adds up some columns of some rows; a blank counts as nothing. */
export function sumsOf<Name extends string>(
  rows: readonly { readonly [N in Name]?: bigint | undefined }[],
  names: readonly Name[],
): Record<Name, bigint> {
  const sums = names.map((name): [Name, bigint] => [name, rows.reduce((sum, row) => sum + (row[name] ?? 0n), 0n)]);
  return Object.fromEntries(sums) as Record<Name, bigint>;
}
