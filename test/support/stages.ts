import { AbiCoder, id, keccak256, toBeHex, ZeroHash } from "ethers";
import { decodeBudget } from "../../client/budgetWord.ts";
import { decodeOrder, encodeOrder, ORDER_STAGES, type OrderStage } from "../../client/orderWord.ts";
import { decodeVoucher, encodeVoucher } from "../../client/voucherWord.ts";
import {
  claimOf,
  orderOf,
  placementOf,
  placeOrder,
  redeemOrder,
  redemptionOf,
  voucherInHand,
  type ClaimTerms,
  type Party,
} from "./acts.ts";
import { sign, soon } from "./messages.ts";
import type { Told } from "./events.ts";
import { ethers, goToDay, roleOf, today, world, type District, type World } from "./world.ts";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

/** What happened to a voucher, by the ledger's numbers. */
const ACTION = {
  Locked: 1,
  Unlocked: 2,
  Redeemed: 3,
  Reopened: 4,
  Rejected: 5,
  Paid: 6,
  Recovered: 7,
} as const;

/** The stage's number in the contract's errors. */
export const stage = (name: OrderStage): number => ORDER_STAGES.indexOf(name);

/** A voucher of Wujin over ¥50,000 and a provider of Yangpu. */
export async function inHand() {
  const w = await world();
  return { w, ...(await voucherInHand(w)) };
}
export type InHand = Awaited<ReturnType<typeof inHand>>;

/** An order of ¥100,000 that draws ¥30,000 on it. */
export async function placed() {
  const s = await inHand();
  const terms = await orderOf(s.voucher, s.provider.id);
  const placement = await placementOf(s.w, terms, s.enterprise, s.provider);
  await s.w.orders.connect(s.w.operator).place([placement]);
  const order = await s.w.orders.orderIdOf(terms);
  return { ...s, terms, contractNullifier: placement.contractNullifier, order };
}
export type Placed = Awaited<ReturnType<typeof placed>>;

/** The provider's claim on all of it, which waits for the enterprise. */
export async function claimed() {
  const s = await placed();
  const claim = await claimOf(s.order);
  await s.w.orders.connect(s.w.operator).claim(claim, await sign(s.w, s.provider.key, "Claim", { ...claim }));
  return { ...s, claim };
}
export type Claimed = Awaited<ReturnType<typeof claimed>>;

/** The order redeemed with both signatures, in its notice. */
export async function redeemed() {
  const s = await placed();
  const claim = await claimOf(s.order);
  const redemption = await redemptionOf(s.w, claim, s.enterprise, s.provider);
  await s.w.orders.connect(s.w.operator).redeem([redemption]);
  return { ...s, claim, noticeEnd: redemption.noticeEnd };
}
export type Redeemed = Awaited<ReturnType<typeof redeemed>>;

/** The day after the notice, on which the order can be paid. */
export async function reviewed() {
  const s = await redeemed();
  await goToDay(s.noticeEnd + 1);
  return s;
}

/** The order alone in an open payment. */
export async function paying() {
  const s = await reviewed();
  await s.w.payments.connect(s.w.wujin.bureau).open(s.w.wujin.id, [s.order]);
  return { ...s, payment: await s.w.payments.count() };
}

export const receipt = (text: string): string => keccak256(toBeHex(`0x${Buffer.from(text).toString("hex")}`));

/** The order paid. */
export async function paid() {
  const s = await paying();
  const settlement = { order: s.order, paid: true, receipt: receipt("paid") };
  await s.w.payments.connect(s.w.wujin.finance).settle(s.payment, [settlement]);
  return s;
}

/** Two orders in one payment, of which one is paid. */
export async function halfPaid() {
  const s = await reviewed();
  const second = await placeOrder(s.w, s.voucher, s.enterprise, s.provider, { amount: 1_000_000n });
  await goToDay((await redeemOrder(s.w, second, s.enterprise, s.provider)) + 1);
  await s.w.payments.connect(s.w.wujin.bureau).open(s.w.wujin.id, [s.order, second]);
  const payment = await s.w.payments.count();
  const settlement = { order: s.order, paid: true, receipt: receipt("paid") };
  await s.w.payments.connect(s.w.wujin.finance).settle(payment, [settlement]);
  return { ...s, payment, second };
}

export const orderState = async (w: World, order: string) => decodeOrder(await w.orders.wordOf(order));
export const voucherState = async (w: World, voucher: bigint) => decodeVoucher(await w.vouchers.wordOf(voucher));
export const budgetState = async (w: World, program: bigint) => decodeBudget(await w.programs.budgetOf(program));

/** Notes a voucher's sequence, and gives the change that is told next: with the next number and the word after it. */
export async function following({ w, voucher }: Pick<InHand, "w" | "voucher">) {
  const { sequence } = await voucherState(w, voucher);
  return async (action: keyof typeof ACTION, amount: bigint | number, subject: string): Promise<Told> => {
    const word = await w.vouchers.wordOf(voucher);
    return [w.vouchers, "VoucherChanged", [voucher, sequence + 1, ACTION[action], amount, subject, word]];
  };
}

/** What an order moves: the voucher's amounts and the budget's. */
export async function figures({ w, voucher, program }: Pick<InHand, "w" | "voucher" | "program">) {
  const { locked, redeemed } = await voucherState(w, voucher);
  const budget = await budgetState(w, program);
  return { locked, redeemed, outstanding: budget.outstanding, inBudget: budget.redeemed };
}

/** The placement of another order on the voucher, as its parties sign it. */
export async function placement(s: InHand, over: Record<string, unknown> = {}, contractNullifier?: string) {
  const order = await orderOf(s.voucher, s.provider.id, over);
  return placementOf(s.w, order, s.enterprise, s.provider, contractNullifier);
}

/** So many invoices of an amount each, by rising nullifier. */
export const invoices = (count: number, amount = 1_000_000n) =>
  Array.from({ length: count }, (_, i) => ({ nullifier: toBeHex(BigInt(id("invoice")) + BigInt(i), 32), amount }));

/** The redemption of an order as both parties sign it. */
export async function redemption(s: Placed, over: Partial<ClaimTerms> = {}, noticeDays = 5) {
  return redemptionOf(s.w, await claimOf(s.order, over), s.enterprise, s.provider, noticeDays);
}

/** Another order on the same voucher. */
export async function placeAnother(s: Placed): Promise<string> {
  const item = await placement(s, { amount: 1_000_000n });
  await s.w.orders.connect(s.w.operator).place([item]);
  return s.w.orders.orderIdOf(item.order);
}

/** What the enterprise signs to accept a claim, as it is brought. */
export async function acceptance(s: Claimed, { claim = s.claim, noticeDays = 5 } = {}) {
  const deadline = await soon();
  const signature = await sign(s.w, s.enterprise.key, "Acceptance", { claim, deadline });
  return [claim, deadline, signature, (await today()) + noticeDays] as const;
}

/** What the enterprise signs to refuse the claim of a round, as it is brought. */
export async function refusal(s: Placed, { round = 0 } = {}) {
  const message = { order: s.order, round, reason: id("not delivered"), deadline: await soon() };
  const signature = await sign(s.w, s.enterprise.key, "Refusal", message);
  return [message.order, message.reason, message.deadline, signature] as const;
}

/** Both parties' signatures under giving an order up. */
export async function cancellation(s: Placed, over: { enterprise?: Party; deadline?: number } = {}) {
  const message = { order: s.order, deadline: over.deadline ?? (await soon()) };
  const signatures = [over.enterprise ?? s.enterprise, s.provider].map(({ key }) =>
    sign(s.w, key, "Cancellation", message),
  );
  const [enterprise, provider] = (await Promise.all(signatures)) as [string, string];
  return [s.order, message.deadline, enterprise, provider] as const;
}

/** The home district ends a voucher before its time. */
export async function revokeVoucher({ w, voucher }: Pick<InHand, "w" | "voucher">): Promise<void> {
  await w.vouchers.connect(w.wujin.bureau).revoke(voucher, ZeroHash);
  await w.vouchers.connect(w.wujin.approver).confirmRevoke(voucher, ZeroHash);
}

export async function appoint(w: World, district: District, duty: bigint, who: HardhatEthersSigner): Promise<void> {
  await w.manager.connect(district.administrator).grantRole(roleOf(district.id, duty), who, 0);
}

/** Overwrites a word that a mapping of a contract holds under a key. */
async function overwrite(contract: string, [type, key]: readonly [string, unknown], word: bigint, by: bigint) {
  for (let mapping = 0; mapping < 20; mapping += 1) {
    const slot = keccak256(AbiCoder.defaultAbiCoder().encode([type, "uint256"], [key, mapping]));
    if (BigInt(await ethers.provider.getStorage(contract, slot)) !== word) continue;
    await ethers.provider.send("hardhat_setStorageAt", [contract, slot, toBeHex(by, 32)]);
    return;
  }
  throw new Error("The mapping is not where it was looked for.");
}

/** Puts a voucher's sequence where only tens of thousands of changes would bring it. */
export async function setSequence({ w, voucher }: Pick<InHand, "w" | "voucher">, sequence: number): Promise<void> {
  const word = await w.vouchers.wordOf(voucher);
  const moved = encodeVoucher({ ...decodeVoucher(word), sequence });
  await overwrite(await w.vouchers.getAddress(), ["uint48", voucher], word, moved);
}

/** Puts an order's round where only hundreds of refusals would bring it. */
export async function setRound({ w, order }: Pick<Placed, "w" | "order">, round: number): Promise<void> {
  const word = await w.orders.wordOf(order);
  const moved = encodeOrder({ ...decodeOrder(word), round });
  await overwrite(await w.orders.getAddress(), ["bytes32", order], word, moved);
}
