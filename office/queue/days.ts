/** Days of an order that freezes of its voucher have moved since it was placed. */
import type { Day } from "../../client/days.ts";
import { decodeOrder } from "../../client/orderWord.ts";
import type { OfficeLedger } from "../ledger.ts";

/** @param day as it was set. @returns the day as it is now. */
export async function movedDay({ ledger }: OfficeLedger, order: string, day: Day): Promise<Day> {
  const { voucher, frozenDays } = decodeOrder(await ledger.orders.wordOf(order));
  return day + Number(await ledger.vouchers.frozenDays(voucher)) - frozenDays;
}
