/**
 * What the ledger costs. Every figure is gas a voucher, all in: the receipts' gasUsed, base and calldata included, divided
 * by the vouchers (or orders) of the batch.
 */
import { id } from "ethers";
import type { Item } from "../../client/list.ts";
import { openProgram } from "../../test/support/acts.ts";
import { goToDay, today, world } from "../../test/support/world.ts";
import { issueAll, ready } from "./issue.ts";
import { pay, place, redeem, type Parties } from "./orders.ts";
import { admitProviders, registerEnterprises } from "./people.ts";
import { each, gasOf } from "./receipts.ts";

const FACE = 1_000_000n; // ¥10,000

export async function measureLedger(history: number) {
  const w = await world();
  const home = w.wujin;
  const firms = await registerEnterprises(w, home, 100);
  const providers = await admitProviders(w, w.yangpu, 50);
  const program = await openProgram(w, home, { joint: [w.yangpu.id, 0, 0, 0, 0, 0, 0, 0], yearlyCap: 100_000_000_000n }, 200_000_000_000_000n);
  const items: Item[] = firms.map(({ id: enterprise }) => ({ enterprise, face: FACE }));
  const issue = async (label: string, list = items) => {
    const it = await ready(w, home, w.yangpu, program, list, id(label));
    return { announced: it.announced, gas: await issueAll(w, home, it) };
  };

  const first = await issue("first");
  const second = await issue("second");
  const voucher = (n: number): bigint => (program << 32n) | BigInt(n + 1);
  const parties: Parties[] = providers.map((provider, n) => ({ voucher: voucher(n), enterprise: firms[n]!, provider }));
  const fifty = await issue("fifty", items.slice(0, 50));
  const [placing, placed] = await place(w, parties);
  const redeeming = await redeem(w, placed);
  const [opening, settling] = await pay(w, home, placed);

  let deep = 0n;
  if (history > 0) {
    const start = Date.now();
    const many = Array.from({ length: history }, (_, n) => ({ ...items[n % 100]!, face: FACE }));
    await issue("history", many);
    console.log("history", (Date.now() - start) / 1000);
    deep = (await issue("after")).gas;
  }
  await goToDay((await today()) + 400);
  const expiring = await gasOf(w.vouchers.connect(w.stranger).expire(Array.from({ length: 100 }, (_, n) => voucher(100 + n))));

  return {
    issue100: each(first.gas, 100),
    place50: each(placing, 50),
    redeem50: each(redeeming, 50),
    pay50: each(opening + settling, 50),
    open: each(opening, 50),
    settle: each(settling, 50),
    expire100: each(expiring, 100),
    life50: each(fifty.gas + placing + redeeming + opening + settling, 50),
    at100k: each(deep, 100),
    again: each(second.gas, 100),
    issue50: each(fifty.gas, 50),
    announce: each(first.announced, 100),
  };
}
