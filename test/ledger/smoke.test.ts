import { expect } from "chai";
import { world, networkHelpers, goToDay } from "../support/world.ts";
import { voucherInHand, placeOrder, redeemOrder, payOrders } from "../support/acts.ts";

describe("One voucher from budget to bank", () => {
  it("is issued, spent in another district, redeemed and paid", async () => {
    const w = await networkHelpers.loadFixture(world);
    const { enterprise, provider, program, voucher } = await voucherInHand(w);
    const order = await placeOrder(w, voucher, enterprise, provider);
    const noticeEnd = await redeemOrder(w, order, enterprise, provider);
    await goToDay(noticeEnd + 1);
    await payOrders(w, w.wujin, [order]);
    const budget = await w.programs.budgetOf(program);
    expect((budget >> 144n) & 0xffffffffffffn).to.equal(3_000_000n);
    console.log(await w.vouchers.balanceOf(await w.vouchers.ownerOf(voucher)));
  });
});
