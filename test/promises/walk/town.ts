import {
  admitProvider,
  issueVouchers,
  openProgram,
  registerEnterprise,
  type ClaimTerms,
  type Party,
} from "../../support/acts.ts";
import { orderState, voucherState } from "../../support/stages.ts";
import { world, type District, type World } from "../../support/world.ts";
import type { OrderStage } from "../../../client/orderWord.ts";

/** A voucher and who holds it. */
export interface Held {
  readonly id: bigint;
  readonly home: District;
  readonly enterprise: Party;
}

/** An order, and what its parties signed last. */
export interface Placed {
  readonly id: string;
  readonly held: Held;
  readonly contractNullifier: string;
  claim?: ClaimTerms;
}

/** A ledger to walk in, with everything that a walker has to remember. */
export interface Town {
  readonly w: World;
  readonly provider: Party;
  readonly budgets: readonly { readonly program: bigint; readonly home: District; readonly firms: readonly Party[] }[];
  readonly vouchers: Held[];
  readonly orders: Placed[];
  /** Invoices and contracts that were used before, to be tried again. */
  readonly usedInvoices: string[];
}

/** Periods so short that a walk of a few steps goes through all of them. */
const SHORT = { useByDays: 40n, claimByDays: 20n, extensionDays: 20n, noticeFloor: 1n, graceDays: 5n, resolveDays: 4n };

/** Two programs of two districts with scarce budgets, three firms, two vouchers each to begin with. */
export async function town(): Promise<Town> {
  const w = await world();
  const provider = await admitProvider(w, w.yangpu, "institute", { validThrough: 60_000 });
  const budgets = [];
  const vouchers: Held[] = [];
  for (const home of [w.wujin, w.nanhu]) {
    const firms = [await registerEnterprise(w, home), await registerEnterprise(w, home)];
    const program = await openProgram(w, home, { ...SHORT, lastIssueDay: 60_000 }, 15_000_000n);
    const items = firms.map(({ id }, i) => ({ enterprise: id, face: i === 0 ? 5_000_000n : 3_333_333n }));
    const issued = await issueVouchers(w, home, program, items);
    vouchers.push(...issued.map((id, i) => ({ id, home, enterprise: firms[i]! })));
    budgets.push({ program, home, firms });
  }
  return { w, provider, budgets, vouchers, orders: [], usedInvoices: [] };
}

/** One of a list by a number of any size. */
export const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length];

/** An order in one of the stages, if there is any; every fourth choice is of any stage, and mostly illegal. */
export async function pickOrder(
  { w, orders }: Town,
  which: number,
  ...stages: OrderStage[]
): Promise<Placed | undefined> {
  if (which % 4 === 3) return pick(orders, which >> 2);
  const states = await Promise.all(orders.map(async (order) => ({ order, state: await orderState(w, order.id) })));
  return pick(
    states.filter(({ state }) => stages.includes(state.stage)).map(({ order }) => order),
    which >> 2,
  );
}

/** A voucher that lives, if there is any; every fourth choice is of any. */
export async function pickVoucher({ w, vouchers }: Town, which: number): Promise<Held | undefined> {
  if (which % 4 === 3) return pick(vouchers, which >> 2);
  const states = await Promise.all(vouchers.map(async (held) => ({ held, state: await voucherState(w, held.id) })));
  return pick(
    states.filter(({ state }) => state.status === "Active").map(({ held }) => held),
    which >> 2,
  );
}
