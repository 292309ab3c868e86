import { expect } from "chai";
import { id } from "ethers";
import {
  claimOf,
  issueVouchers,
  openProgram,
  orderOf,
  placementOf,
  redemptionOf,
  registerEnterprise,
} from "../support/acts.ts";
import { expectItemRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { inHand, type InHand } from "../support/stages.ts";

/** Vouchers of Wujin and of Hefei, each held by a firm of its own district; one provider serves both. */
async function twoVouchers() {
  const s = await inHand();
  const firm = await registerEnterprise(s.w, s.w.hefei, "a firm of Hefei");
  const program = await openProgram(s.w, s.w.hefei);
  const [voucher] = await issueVouchers(s.w, s.w.hefei, program, [{ enterprise: firm.id, face: 5_000_000n }]);
  return { ...s, elsewhere: { ...s, voucher: voucher!, enterprise: firm } };
}

async function place({ w, voucher, enterprise, provider }: InHand, contract: string) {
  const order = await orderOf(voucher, provider.id);
  const act = w.orders.connect(w.operator).place([await placementOf(w, order, enterprise, provider, contract)]);
  return { act, order: await w.orders.orderIdOf(order) };
}

describe("Two districts together", () => {
  it("fund one contract once", async () => {
    const s = await load(twoVouchers);
    const contract = id("one contract");
    await (
      await place(s, contract)
    ).act;
    const { act } = await place(s.elsewhere, contract);
    await expectItemRefused(act, s.w.orders, 0, s.w.orders, "ContractUsed", [contract]);
  });

  it("redeem one invoice once, under two contracts too", async () => {
    const s = await load(twoVouchers);
    const one = await place(s, id("a contract"));
    await one.act;
    const other = await place(s.elsewhere, id("another contract"));
    await other.act;
    const invoices = [{ nullifier: id("one invoice"), amount: 5_000_000n }];
    const operator = s.w.orders.connect(s.w.operator);
    await operator.redeem([await redemptionOf(s.w, await claimOf(one.order, { invoices }), s.enterprise, s.provider)]);
    const again = await redemptionOf(s.w, await claimOf(other.order, { invoices }), s.elsewhere.enterprise, s.provider);
    const used = [invoices[0]!.nullifier] as const;
    await expectItemRefused(operator.redeem([again]), s.w.orders, 0, s.w.orders, "InvoiceUsed", used);
    expect(await s.w.orders.orderOfInvoice(invoices[0]!.nullifier)).to.equal(one.order);
  });
});
