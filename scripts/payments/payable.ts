/** Redeemed orders of a district, and whether they can be paid now. */
import { isoOfDay, type Day } from "../../client/days.ts";
import { districtOf, formatVoucher } from "../../client/ids.ts";
import { addressesOf } from "../../client/replay/replay.ts";
import type { OrderState } from "../../client/orderWord.ts";
import { SEAT } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import type { Reading } from "../chain/reading.ts";
import { replayLedger } from "../replay/replayLedger.ts";

export interface RedeemedOrder {
  /** Its id, `0x…`. */
  readonly order: string;
  readonly state: OrderState;
  readonly enterprise: bigint;
  /** Why it cannot be paid yet; undefined if it can. */
  readonly waits: Text | undefined;
}

/**
 * The redeemed orders of a district that are in no payment, by the days on which their notices end.
 *
 * @param home the district whose vouchers they draw on.
 */
export async function redeemedOrders(open: Reading, home: bigint): Promise<RedeemedOrder[]> {
  const { nodes, ledger, deployment } = open;
  const range = { fromBlock: deployment.contracts.edition.block, toBlock: await nodes.getBlockNumber() };
  const { rebuilt } = await replayLedger({ rpc: nodes, addresses: await addressesOf(ledger) }, range);
  const today = await open.today();
  const redeemed = [...rebuilt.state.orders.orders].flatMap(([order, { state }]) => {
    if (state.stage !== "Redeemed") return [];
    const enterprise = rebuilt.state.vouchers.vouchers.get(state.voucher)?.story.voucher.enterprise;
    return enterprise !== undefined && districtOf(enterprise) === home ? [{ order, state, enterprise }] : [];
  });
  const waits = await Promise.all(redeemed.map(async ({ order, state }) => reasonToWait(open, order, state, today)));
  return redeemed
    .map((one, i): RedeemedOrder => ({ ...one, waits: waits[i] }))
    .sort((a, b) => a.state.waitEnd - b.state.waitEnd || (a.order < b.order ? -1 : 1));
}

/** Why a redeemed order cannot be paid, as the ledger would say. */
async function reasonToWait(
  { ledger }: Reading,
  order: string,
  { waitEnd, voucher }: OrderState,
  today: Day,
): Promise<Text | undefined> {
  if (today <= waitEnd) {
    const day = isoOfDay(waitEnd);
    return { en: `its public notice runs through ${day}`, zh: `公示期至 ${day}` };
  }
  const [frozen, ...objected] = await Promise.all([
    ledger.vouchers.frozen(voucher),
    ...SEAT.map(async (_, seat) => ledger.orders.objectionStands(order, seat)),
  ]);
  const seat = SEAT[objected.indexOf(true)];
  if (seat) return { en: `an objection stands: ${seat.en}`, zh: `存在未处理的异议：${seat.zh}` };
  if (!frozen) return undefined;
  return { en: `voucher ${formatVoucher(voucher)} is frozen`, zh: `双创券 ${formatVoucher(voucher)} 已冻结` };
}
