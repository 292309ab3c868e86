import { AbiCoder, id, keccak256, Wallet } from "ethers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { batchIdOf } from "../../client/list.ts";
import { sign, soon } from "./messages.ts";
import { TERMS } from "./terms.ts";
import { goToDay, today, type District, type World } from "./world.ts";

export { TERMS };

/** A party that signs with its own key and sends nothing. */
export interface Party {
  readonly id: bigint;
  readonly key: Wallet;
}

let serial = 0;
const fresh = (what: string): string => id(`${what} ${++serial}`);

export const keyOf = (label: string): Wallet => new Wallet(id(`key of ${label}`));

/** The number that the next registration in a district gets, with the party's key. */
export async function registerEnterprise(
  w: World,
  district: District,
  label = fresh("enterprise"),
  over: { group?: string; party?: string } = {},
): Promise<Party> {
  const key = keyOf(label);
  const registration = {
    home: district.id,
    wallet: key.address,
    party: over.party ?? id(`party ${label}`),
    group: over.group ?? id(`group ${label}`),
    profile: id(`profile ${label}`),
  };
  await w.enterprises.connect(district.bureau).register([registration]);
  const number = await w.enterprises.countOf(district.id);
  return { id: (BigInt(district.id) << 32n) | number, key };
}

export async function admission(district: District, label: string, over: Record<string, unknown> = {}) {
  const start = await today();
  return {
    home: district.id,
    wallet: keyOf(label).address,
    validFrom: start,
    validThrough: start + 365,
    classes: 0b0110n,
    party: id(`party ${label}`),
    group: id(`group ${label}`),
    profile: id(`profile ${label}`),
    ...over,
  };
}

/** Proposed, countersigned and admitted; the notice passes meanwhile. */
export async function admitProvider(
  w: World,
  district: District,
  label = fresh("provider"),
  over: Record<string, unknown> = {},
): Promise<Party> {
  await w.providers.connect(w.operator).propose(await admission(district, label, over));
  const provider = (BigInt(district.id) << 32n) | (await w.providers.countOf(district.id));
  const noticeEnd = (await today()) + 5;
  await w.providers.connect(district.bureau).countersign(provider, noticeEnd);
  await goToDay(noticeEnd + 1);
  await w.providers.connect(w.stranger).admit(provider);
  return { id: provider, key: keyOf(label) };
}

export function joined(...districts: District[]): number[] {
  return Array.from({ length: 8 }, (_, i) => districts[i]?.id ?? 0);
}

export async function terms(district: District, over: Record<string, unknown> = {}) {
  return { home: district.id, ...TERMS, lastIssueDay: (await today()) + 300, joint: joined(), ...over };
}

/** An open program with an approved budget, set by the right people. */
export async function openProgram(
  w: World,
  district: District,
  over: Record<string, unknown> = {},
  approved = 100_000_000n,
): Promise<bigint> {
  await w.programs.connect(district.bureau).propose(await terms(district, over), "https://policy.example/1");
  const program = await w.programs.count();
  await w.programs.connect(district.approver).confirm(program);
  if (approved > 0n) {
    await w.programs.connect(district.finance).raise(program, 0, approved);
    await w.programs.connect(district.approver).confirmRaise(program, 0, approved);
  }
  return program;
}

export interface Item {
  readonly enterprise: bigint;
  readonly face: bigint;
}

const coder = AbiCoder.defaultAbiCoder();

/** The chain before each item, and the tail: chain[i] is what the ledger expects before item i. */
export function chainOf(items: readonly Item[], tail = `0x${"00".repeat(32)}`): string[] {
  const chain = [tail];
  for (const item of [...items].reverse()) {
    const link = coder.encode(["uint48", "uint48", "bytes32"], [item.enterprise, item.face, chain[0]]);
    chain.unshift(keccak256(link));
  }
  return chain;
}

export interface Announced {
  readonly batch: string;
  readonly chain: string[];
  readonly noticeEnd: number;
}

export async function announce(w: World, district: District, program: bigint, items: Item[]): Promise<Announced> {
  const chain = chainOf(items);
  const head = chain[0] as string;
  const total = items.reduce((sum, item) => sum + item.face, 0n);
  const noticeEnd = (await today()) + 5;
  await w.vouchers.connect(district.bureau).announce(program, head, items.length, total, noticeEnd, id("decision"));
  return { batch: batchIdOf(program, head), chain, noticeEnd };
}

/** From an announced list to vouchers, with the approvals of the home and the joint districts. */
export async function issueVouchers(
  w: World,
  district: District,
  program: bigint,
  items: Item[],
  joint: District[] = [],
): Promise<bigint[]> {
  const { batch, chain, noticeEnd } = await announce(w, district, program, items);
  for (const d of [district, ...joint]) await w.vouchers.connect(d.approver).approveBatch(batch, d.id);
  await goToDay(noticeEnd + 1);
  const first = (await w.vouchers.serialOf(program)) + 1n;
  for (let done = 0; done < items.length; done += 100) {
    const chunk = items.slice(done, done + 100);
    await w.vouchers.connect(district.bureau).issue(batch, chunk, chain[done + chunk.length] as string);
  }
  const last = await w.vouchers.serialOf(program);
  return Array.from({ length: Number(last - first + 1n) }, (_, i) => (program << 32n) | (first + BigInt(i)));
}

/** An order's terms: a contract of ¥100,000 that draws ¥30,000, unless said otherwise. */
export async function orderOf(voucher: bigint, provider: bigint, over: Record<string, unknown> = {}) {
  const day = await today();
  return {
    voucher,
    provider,
    amount: 3_000_000n,
    contractValue: 10_000_000n,
    contractDay: day,
    serviceClass: 1,
    deliverBy: day + 60,
    contractCommitment: fresh("contract"),
    referenceTo: `0x${"00".repeat(32)}`,
    deadline: await soon(),
    ...over,
  };
}

export type OrderTerms = Awaited<ReturnType<typeof orderOf>>;

export async function placementOf(
  w: World,
  order: OrderTerms,
  enterprise: Party,
  provider: Party,
  contractNullifier = fresh("contract nullifier"),
) {
  return {
    order,
    contractNullifier,
    enterpriseSignature: await sign(w, enterprise.key, "Order", order),
    providerSignature: await sign(w, provider.key, "Order", order),
  };
}

export async function placeOrder(
  w: World,
  voucher: bigint,
  enterprise: Party,
  provider: Party,
  over: Record<string, unknown> = {},
  by: HardhatEthersSigner = w.operator,
): Promise<string> {
  const order = await orderOf(voucher, provider.id, over);
  await w.orders.connect(by).place([await placementOf(w, order, enterprise, provider)]);
  return w.orders.orderIdOf(order);
}

export interface ClaimTerms {
  order: string;
  round: number;
  invoices: { nullifier: string; amount: bigint }[];
  evidence: string;
  deadline: number;
}

export async function claimOf(order: string, over: Partial<ClaimTerms> = {}): Promise<ClaimTerms> {
  return {
    order,
    round: 0,
    invoices: [{ nullifier: fresh("invoice"), amount: 10_000_000n }],
    evidence: fresh("evidence"),
    deadline: await soon(),
    ...over,
  };
}

export async function redemptionOf(w: World, claim: ClaimTerms, enterprise: Party, provider: Party, noticeDays = 5) {
  const acceptanceDeadline = await soon();
  return {
    claim,
    providerSignature: await sign(w, provider.key, "Claim", { ...claim }),
    acceptanceDeadline,
    enterpriseSignature: await sign(w, enterprise.key, "Acceptance", { claim, deadline: acceptanceDeadline }),
    noticeEnd: (await today()) + noticeDays,
  };
}

/** Redeems an order on its whole contract value, and says on which day its notice ends. */
export async function redeemOrder(
  w: World,
  order: string,
  enterprise: Party,
  provider: Party,
  over: Partial<ClaimTerms> = {},
): Promise<number> {
  const redemption = await redemptionOf(w, await claimOf(order, over), enterprise, provider);
  await w.orders.connect(w.operator).redeem([redemption]);
  return redemption.noticeEnd;
}

/** Opens a payment and settles all of it as paid. */
export async function payOrders(w: World, district: District, orders: string[]): Promise<bigint> {
  await w.payments.connect(district.bureau).open(district.id, orders);
  const payment = await w.payments.count();
  const settlements = orders.map((order) => ({ order, paid: true, receipt: id(`receipt ${order}`) }));
  await w.payments.connect(district.finance).settle(payment, settlements);
  return payment;
}

/** A ledger with one voucher of ¥50,000 of Wujin, and a provider of Yangpu that it can be spent with. */
export async function voucherInHand(w: World) {
  const enterprise = await registerEnterprise(w, w.wujin, "xiyuan");
  const provider = await admitProvider(w, w.yangpu, "sit");
  const program = await openProgram(w, w.wujin);
  const [voucher] = await issueVouchers(w, w.wujin, program, [{ enterprise: enterprise.id, face: 5_000_000n }]);
  return { enterprise, provider, program, voucher: voucher as bigint };
}
