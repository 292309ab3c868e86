/** Lives of vouchers from which the vectors and the forgeries are made. */
import { id } from "ethers";
import {
  admitProvider,
  claimOf,
  issueVouchers,
  openProgram,
  orderOf,
  placementOf,
  redemptionOf,
  redeemOrder,
  registerEnterprise,
} from "../../support/acts.ts";
import { ethers, goToDay, passDays, world, type World } from "../../support/world.ts";

type Look = (w: World, voucher: bigint) => Promise<void>;

const reason = id("reason");

export async function wholeLife() {
  return lifeOf({});
}

/**
 * The second of three vouchers of Wujin that were issued in one transaction, spent with a provider of Yangpu: frozen for some days, drawn
 * on by two orders in one transaction, one of them redeemed in a block with other transactions, of which one failed, both paid
 * in one batch, one of them clawed back in part. Eleven changes, and a block after them.
 *
 * @param look is called when it was issued and nothing more has happened, and again after that block.
 */
export async function lifeOf(look: { readonly inHand?: Look; readonly inUse?: Look }) {
  const w = await world();
  const enterprise = await registerEnterprise(w, w.wujin, "xiyuan");
  const provider = await admitProvider(w, w.yangpu, "sit");
  const program = await openProgram(w, w.wujin);
  const item = { enterprise: enterprise.id, face: 5_000_000n };
  const [other, voucher] = (await issueVouchers(w, w.wujin, program, [item, item, item])) as [bigint, bigint];
  await look.inHand?.(w, voucher);

  await w.vouchers.connect(w.auditor).freeze(voucher, 10, reason);
  await passDays(3);
  await w.vouchers.connect(w.auditor).unfreeze(voucher, reason);

  const terms = [await orderOf(voucher, provider.id), await orderOf(voucher, provider.id, { amount: 1_000_000n })];
  const placements = await Promise.all(terms.map((it) => placementOf(w, it, enterprise, provider)));
  await w.orders.connect(w.operator).place(placements);
  const orders = await Promise.all(terms.map((it) => w.orders.orderIdOf(it)));
  const [first, second] = orders as [string, string];

  const redemption = await redemptionOf(w, await claimOf(first), enterprise, provider);
  await together(async (gasLimit) => {
    await w.districts.connect(w.hefei.administrator).changeProfile(w.hefei.id, id("new profile"), { gasLimit });
    await w.orders.connect(w.operator).redeem([redemption], { gasLimit });
    await w.orders.connect(w.operator).redeem([redemption], { gasLimit });
  });
  await look.inUse?.(w, voucher);
  await goToDay((await redeemOrder(w, second, enterprise, provider)) + 1);

  await w.payments.connect(w.wujin.bureau).open(w.wujin.id, orders);
  const payment = await w.payments.count();
  const finance = w.payments.connect(w.wujin.finance);
  await finance.settle(
    payment,
    orders.map((order) => ({ order, paid: true, receipt: id(`receipt ${order}`) })),
  );
  await w.payments.connect(w.wujin.bureau).clawBack(second, 900_000n, reason);
  await w.payments.connect(w.wujin.approver).confirmClawBack(second, 900_000n, reason);
  await finance.recover(second, 300_000n, id("recovered"));
  await finance.recover(second, 200_000n, id("recovered later"));
  await ethers.provider.send("evm_mine");
  return { w, voucher, other, provider, program, payment };
}

/** Sends transactions that then stand in one block. What one of them cannot do is not asked before. */
async function together(send: (gasLimit: bigint) => Promise<void>): Promise<void> {
  await ethers.provider.send("evm_setAutomine", [false]);
  await send(2_000_000n);
  await ethers.provider.send("evm_mine");
  await ethers.provider.send("evm_setAutomine", [true]);
}
