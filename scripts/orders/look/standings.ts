/** What bears on orders: of one, asked of the ledger; of all, out of a replay. */
import { SEAT } from "../../../client/text/states.ts";
import { frozenDays } from "../../../client/replay/vouchers.ts";
import { programOf } from "../../../client/ids.ts";
import type { OrderState } from "../../../client/orderWord.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Reading } from "../../chain/reading.ts";
import { openObjections, SEATS, stands } from "../../reports/objections.ts";
import type { LedgerView } from "../../reports/view.ts";
import { isFrozen } from "../../reports/words.ts";
import type { Standing } from "../waitsFor.ts";

/** Of one order, by its id. */
export async function standingOf(open: Reading, order: string, state: OrderState): Promise<Standing> {
  const { orders, programs, vouchers } = open.ledger;
  const [today, moved, graceDays, frozen, ...objected] = await Promise.all([
    open.today(),
    vouchers.frozenDays(state.voucher),
    programs.graceDaysOf(programOf(state.voucher)),
    vouchers.frozen(state.voucher),
    ...SEAT.map(async (_, seat) => orders.objectionStands(order, seat)),
  ]);
  return {
    state,
    today,
    moved: Number(moved) - state.frozenDays,
    graceDays: Number(graceDays),
    objected: SEAT[objected.indexOf(true)],
    frozen,
  };
}

/** For every order of a view. */
export function standingsIn(view: LedgerView): (order: string, state: OrderState) => Standing {
  const objected = new Map<string | bigint, Text | undefined>();
  for (const one of openObjections(view)) {
    if (one.about === "order" && stands(one, view.today)) objected.set(one.subject, SEAT[SEATS.indexOf(one.seat)]);
  }
  return (order, state) => ({
    state,
    today: view.today,
    moved: frozenDays(view.state.vouchers, state.voucher, view.time) - state.frozenDays,
    graceDays: Number(view.state.programs.programs.get(programOf(state.voucher))?.terms.graceDays ?? 0n),
    objected: objected.get(order),
    frozen: isFrozen(view, state.voucher),
  });
}
