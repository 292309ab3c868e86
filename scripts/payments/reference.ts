/** The reference by which a bank's list names an order of a payment: `TD12-3` is the third order of payment 12. */
import { normalise } from "../../client/documents/normalise.ts";

/** @param place of the order in the payment, from 0. */
export function referenceOf(payment: number | bigint, place: number): string {
  return `TD${payment}-${place + 1}`;
}

/** The payment and the order's place in it, from 0; undefined for what is no such reference. */
export function parseReference(text: string): { readonly payment: bigint; readonly place: number } | undefined {
  const [, payment, number] = /^TD([1-9]\d{0,9})-([1-9]\d{0,2})$/.exec(normalise(text)) ?? [];
  return payment === undefined || number === undefined
    ? undefined
    : { payment: BigInt(payment), place: Number(number) - 1 };
}
