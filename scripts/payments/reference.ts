/** The reference by which a bank's list names an order of a payment. */

/**
 * `TD12-3` for the third order of payment 12. It fits into a bank's remark.
 *
 * @param place of the order in the payment, from 0.
 */
export function referenceOf(payment: number | bigint, place: number): string {
  return `TD${payment}-${place + 1}`;
}
