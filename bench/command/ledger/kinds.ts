/** Of what changes a bench's ledger is made. */

/** How many changes of each kind a ledger has. */
export interface Kinds {
  readonly issued: number;
  /** Each of them is locked, redeemed and paid: three changes. */
  readonly orders: number;
  readonly extended: number;
  readonly frozen: number;
  readonly expired: number;
}

/**
 * About two fifths of all changes issue a voucher, and as many end it; the rest are orders, extensions and freezes.
 *
 * @param changes at least 100
 */
export function kindsOf(changes: number): Kinds {
  const orders = Math.floor(changes / 40);
  const extended = Math.floor(changes / 15);
  const frozen = Math.floor(changes / 20);
  const rest = changes - 3 * orders - extended - frozen;
  const issued = Math.ceil(rest / 2);
  return { issued, orders, extended, frozen, expired: rest - issued };
}

/**
 * Of five vouchers about four are spent, as most are in life: a fifth of the changes each locks, redeems and pays; some are extended or
 * frozen, and what is left of the first ones expires.
 *
 * @param changes at least 100
 */
export function spentKindsOf(changes: number): Kinds {
  const orders = Math.floor(changes / 5);
  const few = Math.floor(changes / 100);
  const expired = Math.floor(changes / 8);
  const issued = changes - 3 * orders - 2 * few - expired;
  return { issued, orders, extended: few, frozen: few, expired };
}
