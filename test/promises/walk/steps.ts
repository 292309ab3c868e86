import { id } from "ethers";
import {
  announce,
  claimOf,
  issueVouchers,
  orderOf,
  placementOf,
  redemptionOf,
  type ClaimTerms,
} from "../../support/acts.ts";
import { sign, soon } from "../../support/messages.ts";
import { orderState } from "../../support/stages.ts";
import { passDays, today } from "../../support/world.ts";
import { pick, pickOrder, pickVoucher, type Placed, type Town } from "./town.ts";

/** One act, legal or not; `which` says on what, `size` (0 to 99) how much of it. */
export type Step = (town: Town, which: number, size: number) => Promise<unknown>;

const reason = id("reason");
const partOf = (fen: bigint, size: number): bigint => (fen * BigInt(size)) / 80n;

async function claimFor(town: Town, placed: Placed, which: number, size: number): Promise<ClaimTerms> {
  const { round } = await orderState(town.w, placed.id);
  const again = size % 10 === 0 ? pick(town.usedInvoices, which) : undefined;
  const claim = await claimOf(placed.id, { round });
  const invoices = claim.invoices.map((invoice) => ({
    nullifier: again ?? invoice.nullifier,
    amount: partOf(10_000_000n, size) + 1n,
  }));
  town.usedInvoices.push(invoices[0]!.nullifier);
  placed.claim = { ...claim, invoices };
  return placed.claim;
}

const finance = ({ w }: Town, { held }: Placed) => w.payments.connect(held.home.finance);
const bureau = ({ w }: Town, { held }: Placed) => w.payments.connect(held.home.bureau);
const approver = ({ w }: Town, { held }: Placed) => w.payments.connect(held.home.approver);

/** Everything that a walk can try; the more often a name is here, the more often it is tried. */
export const STEPS: Readonly<Record<string, Step>> = {
  issue: async (town, which, size) => {
    const { program, home, firms } = pick(town.budgets, which)!;
    const chosen = [pick(firms, which)!, pick(firms, which + 1)!];
    const items = chosen.map((firm, i) => ({ enterprise: firm.id, face: partOf(4_000_000n, size) + BigInt(i) }));
    const issued = await issueVouchers(town.w, home, program, items);
    for (const voucher of issued) {
      const { enterprise } = await stateOf(town, voucher);
      town.vouchers.push({ id: voucher, home, enterprise: firms.find((firm) => firm.id === enterprise)! });
    }
  },
  issueUnapproved: async (town, which, size) => {
    const { program, home, firms } = pick(town.budgets, which)!;
    const items = [{ enterprise: firms[0]!.id, face: partOf(4_000_000n, size) + 1n }];
    const { batch, chain } = await announce(town.w, home, program, items);
    await passDays(10);
    await town.w.vouchers.connect(home.bureau).issue(batch, items, chain[1]!);
  },
  raise: async (town, which, size) => {
    const { program, home } = pick(town.budgets, which)!;
    const from = (await town.w.programs.budgetOf(program)) & 0xffff_ffff_ffffn;
    await town.w.programs.connect(home.finance).raise(program, from, from + partOf(5_000_000n, size));
    await town.w.programs.connect(home.approver).confirmRaise(program, from, from + partOf(5_000_000n, size));
  },
  lower: async ({ w, budgets }, which, size) => {
    const { program, home } = pick(budgets, which)!;
    await w.programs.connect(home.finance).lower(program, partOf(20_000_000n, size));
  },
  place: async (town, which, size) => {
    const held = await pickVoucher(town, which);
    if (!held) return;
    const { w, provider } = town;
    const day = await today();
    const order = await orderOf(held.id, provider.id, {
      amount: partOf(3_000_000n, size),
      deliverBy: day + (size % 15),
    });
    const used = size % 10 === 0 ? pick(town.orders, which)?.contractNullifier : undefined;
    const placement = await placementOf(w, order, held.enterprise, provider, used);
    await w.orders.connect(w.operator).place([placement]);
    const placed = { id: await w.orders.orderIdOf(order), held, contractNullifier: placement.contractNullifier };
    town.orders.push(placed);
  },
  cancel: async (town, which) => {
    const placed = await pickOrder(town, which, "Placed", "Claimed");
    if (!placed) return;
    const { w, provider } = town;
    const message = { order: placed.id, deadline: await soon() };
    const buyers = await sign(w, placed.held.enterprise.key, "Cancellation", message);
    const sellers = await sign(w, provider.key, "Cancellation", message);
    await w.orders.connect(w.operator).cancel(placed.id, message.deadline, buyers, sellers);
  },
  cancelOverdue: async (town, which) => {
    const placed = await pickOrder(town, which, "Placed");
    if (placed) await town.w.orders.connect(town.w.stranger).cancelOverdue(placed.id);
  },
  redeem: async (town, which, size) => {
    const placed = await pickOrder(town, which, "Placed");
    if (!placed) return;
    const { w, provider } = town;
    const claim = await claimFor(town, placed, which, size);
    const redemption = await redemptionOf(w, claim, placed.held.enterprise, provider, 2 + (size % 3));
    await w.orders.connect(w.operator).redeem([redemption]);
  },
  claim: async (town, which, size) => {
    const placed = await pickOrder(town, which, "Placed");
    if (!placed) return;
    const { w, provider } = town;
    const claim = await claimFor(town, placed, which, size);
    await w.orders.connect(w.operator).claim(claim, await sign(w, provider.key, "Claim", { ...claim }));
  },
  accept: async (town, which) => {
    const placed = await pickOrder(town, which, "Claimed");
    if (!placed?.claim) return;
    const deadline = await soon();
    const signature = await sign(town.w, placed.held.enterprise.key, "Acceptance", { claim: placed.claim, deadline });
    const noticeEnd = (await today()) + 2;
    await town.w.orders.connect(town.w.operator).accept(placed.claim, deadline, signature, noticeEnd);
  },
  decide: async (town, which, size) => {
    const placed = await pickOrder(town, which, "Claimed");
    if (!placed?.claim) return;
    const { claim, held } = placed;
    const accepted = size % 2 === 0;
    await passDays(1 + (size % 8));
    await town.w.orders.connect(held.home.bureau).decide(claim, accepted, reason);
    const noticeEnd = (await today()) + 2;
    await town.w.orders.connect(held.home.approver).confirmDecide(claim, accepted, reason, noticeEnd);
  },
  reject: async (town, which, size) => {
    const placed = await pickOrder(town, which, "Redeemed");
    if (!placed?.claim) return;
    const { home } = placed.held;
    const forCause = size % 2 === 0;
    await town.w.orders.connect(home.bureau).reject(placed.id, forCause, reason);
    const confirming = town.w.orders.connect(home.approver);
    const invoices = placed.claim.invoices.map(({ nullifier }) => nullifier);
    if (forCause) await confirming.confirmRejectForCause(placed.id, reason);
    else await confirming.confirmRejectForForm(placed.id, reason, invoices);
  },
  object: async (town, which) => {
    const placed = await pickOrder(town, which, "Redeemed");
    if (placed) await town.w.orders.connect(placed.held.home.bureau).object(placed.id, 1, reason);
  },
  openPayment: async (town, which) => {
    const placed = await pickOrder(town, which, "Redeemed");
    if (placed) await bureau(town, placed).open(placed.held.home.id, [placed.id]);
  },
  settle: async (town, which, size) => {
    const placed = await pickOrder(town, which, "Paying");
    if (!placed) return;
    const { payment } = await orderState(town.w, placed.id);
    await finance(town, placed).settle(payment, [{ order: placed.id, paid: size % 4 !== 0, receipt: reason }]);
  },
  clawBack: async (town, which, size) => {
    const placed = await pickOrder(town, which, "Paid");
    if (!placed) return;
    const amount = partOf(1_000_000n, size);
    await bureau(town, placed).clawBack(placed.id, amount, reason);
    await approver(town, placed).confirmClawBack(placed.id, amount, reason);
  },
  recover: async (town, which, size) => {
    const placed = await pickOrder(town, which, "Paid");
    if (placed) await finance(town, placed).recover(placed.id, partOf(1_000_000n, size), reason);
  },
  writeOff: async (town, which, size) => {
    const placed = await pickOrder(town, which, "Paid");
    if (!placed) return;
    const amount = partOf(500_000n, size);
    await finance(town, placed).writeOff(placed.id, amount, reason);
    await approver(town, placed).confirmWriteOff(placed.id, amount, reason);
  },
  freeze: async (town, which, size) => {
    const held = await pickVoucher(town, which);
    if (held) await town.w.vouchers.connect(town.w.auditor).freeze(held.id, 1 + (size % 10), reason);
  },
  unfreeze: async (town, which) => {
    const held = pick(town.vouchers, which);
    if (held) await town.w.vouchers.connect(town.w.safe).unfreeze(held.id, reason);
  },
  extend: async (town, which) => {
    const held = await pickVoucher(town, which);
    if (held) await town.w.vouchers.connect(held.home.bureau).extend(held.id, reason);
  },
  revoke: async (town, which) => {
    const held = await pickVoucher(town, which);
    if (!held) return;
    await town.w.vouchers.connect(held.home.bureau).revoke(held.id, reason);
    await town.w.vouchers.connect(held.home.approver).confirmRevoke(held.id, reason);
  },
  expire: async ({ w, vouchers }) => {
    await w.vouchers.connect(w.stranger).expire(vouchers.map((held) => held.id));
  },
  wait: async (_town, _which, size) => passDays(1 + (size % 12)),
};

const stateOf = async ({ w }: Town, voucher: bigint) => ({ enterprise: await w.vouchers.enterpriseOf(voucher) });
