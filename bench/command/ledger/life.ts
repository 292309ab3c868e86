/** A ledger of as many changes as wanted, made quickly, with every common kind of change in it. */
import { id } from "ethers";
import {
  claimOf,
  openProgram,
  orderOf,
  payOrders,
  placementOf,
  redemptionOf,
  type Party,
} from "../../../test/support/acts.ts";
import { goToDay, today, world, type World } from "../../../test/support/world.ts";
import { issueMany, type Office } from "../../gas/issue.ts";
import { admitProviders, registerEnterprises } from "../../gas/people.ts";
import type { Kinds } from "./kinds.ts";

const FACE = 10_000_000n; // ¥100,000
const BUDGET = 200_000_000_000_000n;
const YEARLY_CAP = 100_000_000_000n;
const MOST_FIRMS = 300;
const ORDERS_AT_ONCE = 50;
const EXPIRED_AT_ONCE = 100;

/** Makes the ledger on this process's own chain; each voucher has one order, extension or freeze at most. */
export async function makeLedger(kinds: Kinds): Promise<World> {
  const w = await world();
  const firms = await registerEnterprises(w, w.wujin, Math.min(MOST_FIRMS, kinds.issued));
  const providers = await admitProviders(w, w.yangpu, Math.min(ORDERS_AT_ONCE, kinds.orders));
  const over = { joint: [w.yangpu.id, 0, 0, 0, 0, 0, 0, 0], yearlyCap: YEARLY_CAP };
  const office: Office = { home: w.wujin, joint: w.yangpu, program: await openProgram(w, w.wujin, over, BUDGET) };
  const holderOf = (serial: number): Party => firms[serial % firms.length] as Party;
  const vouchers = Array.from({ length: kinds.issued }, (_, serial) => ({
    voucher: (office.program << 32n) | BigInt(serial + 1),
    enterprise: holderOf(serial),
  }));

  const items = vouchers.map(({ enterprise }) => ({ enterprise: enterprise.id, face: FACE }));
  await issueMany(w, office, items, "a year", () => undefined);

  const ordered = vouchers.slice(0, kinds.orders);
  const extended = vouchers.slice(kinds.orders, kinds.orders + kinds.extended);
  const frozen = vouchers.slice(-kinds.frozen);
  await order(w, ordered, providers);
  for (const { voucher } of extended) await w.vouchers.connect(w.wujin.bureau).extend(voucher, id("extended"));
  for (const { voucher } of frozen) await w.vouchers.connect(w.auditor).freeze(voucher, 10, id("frozen"));
  await goToDay((await today()) + 400);
  const ended = vouchers.slice(0, kinds.expired).map(({ voucher }) => voucher);
  for (const some of chunks(ended, EXPIRED_AT_ONCE)) await w.vouchers.connect(w.stranger).expire(some);
  return w;
}

interface Held {
  readonly voucher: bigint;
  readonly enterprise: Party;
}

/** All are placed and redeemed in one notice, then paid. */
async function order(w: World, vouchers: readonly Held[], providers: readonly Party[]): Promise<void> {
  const batches: string[][] = [];
  let noticeEnd = 0;
  for (const some of chunks(vouchers, ORDERS_AT_ONCE)) {
    const parties = some.map((held, i) => ({ ...held, provider: providers[i] as Party }));
    const placements = await Promise.all(
      parties.map(async ({ voucher, enterprise, provider }) => {
        return placementOf(w, await orderOf(voucher, provider.id), enterprise, provider);
      }),
    );
    await w.orders.connect(w.operator).place(placements);
    const orders = await Promise.all(placements.map(async ({ order }) => w.orders.orderIdOf(order)));
    const redemptions = await Promise.all(
      parties.map(async ({ enterprise, provider }, i) => {
        return redemptionOf(w, await claimOf(orders[i] as string), enterprise, provider);
      }),
    );
    await w.orders.connect(w.operator).redeem(redemptions);
    noticeEnd = redemptions[0]?.noticeEnd ?? noticeEnd;
    batches.push(orders);
  }
  await goToDay(noticeEnd + 1);
  for (const orders of batches) await payOrders(w, w.wujin, orders);
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
