import { id, toBeHex, ZeroHash } from "ethers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { chainOf, openProgram } from "../support/acts.ts";
import { CAPPED } from "./gas.ts";
import { batchIdOf } from "../../client/list.ts";
import { soon } from "../support/messages.ts";
import { account, DUTY, goToDay, makeEdition, name32, networkHelpers, roleOf } from "../support/world.ts";
import { passDays, SALT, today, world, type World } from "../support/world.ts";

export const HUNDRED = Array.from({ length: 100 }, (_, i) => i);

/** Amounts that have no zero byte, and make none of any sum of a hundred: so calldata is dearest. */
const FACE = 0x0101_0101_0101n;
const AMOUNT = 0x0101_0101n;
const MOST_FEN = (1n << 48n) - 1n;

const wallet = (side: string) => (i: number) => toBeHex(((BigInt(id(side)) >> 112n) << 16n) | BigInt(0x1111 + i), 20);
/** Who signs for the hundred firms, and for their hundred providers. */
export const [firmWallet, providerWallet] = [wallet("firm"), wallet("provider")];

/**
 * An edition that asks its predecessor whenever it can, with nine districts: Wujin issues jointly with the eight others.
 */
export async function founded() {
  const first = await world();
  const manager = await first.manager.getAddress();
  const contracts = await makeEdition(first.deployer, manager, SALT, await first.edition.getAddress());
  const w: World = { ...first, ...contracts };
  const names = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"].map((letter) => name32(letter.repeat(10)));
  const joint: { id: number; approver: HardhatEthersSigner }[] = [w.yangpu, w.nanhu, w.hefei];
  for (const [i, name] of names.entries()) {
    await w.districts.connect(w.safe).add(name, SALT);
    if (i < 4) continue;
    const approver = await account(`joint approver ${i}`);
    await w.manager.connect(w.safe).grantRole(roleOf(i + 1, DUTY.approver), approver, 0);
    joint.push({ id: i + 1, approver });
  }
  return { w, joint };
}
export type Founded = Awaited<ReturnType<typeof founded>>;

/** Registrations of firms of new controllers, with the wallets of the hundred. */
export function registrations({ w }: Founded, count: number, from = 0) {
  return HUNDRED.slice(from, from + count).map((i) => ({
    home: w.wujin.id,
    wallet: firmWallet(i),
    party: id(`party ${i}`),
    group: id(`group ${i}`),
    profile: id(`profile ${i}`),
  }));
}

export const firmId = ({ w }: Founded, i: number): bigint => (BigInt(w.wujin.id) << 32n) | BigInt(i + 1);
export const providerId = ({ w }: Founded, i: number): bigint => (BigInt(w.yangpu.id) << 32n) | BigInt(i + 1);

/** The hundred providers of Yangpu, admitted together. */
export async function admitHundred(s: Founded): Promise<void> {
  const { w } = s;
  const start = await today();
  const noticeEnd = start + 5;
  for (const i of HUNDRED) {
    const [validFrom, validThrough, classes] = [start, start + 5_000, (1n << 256n) - 1n];
    const [party, group, profile] = ["party", "group", "profile"].map((what) => id(`provider's ${what} ${i}`)) as [
      string,
      string,
      string,
    ];
    const admission = {
      home: w.yangpu.id,
      wallet: providerWallet(i),
      validFrom,
      validThrough,
      classes,
      party,
      group,
      profile,
    };
    await w.providers.connect(w.operator).propose(admission, CAPPED);
    await w.providers.connect(w.yangpu.bureau).countersign(providerId(s, i), noticeEnd, CAPPED);
  }
  await goToDay(noticeEnd + 1);
  for (const i of HUNDRED) await w.providers.connect(w.stranger).admit(providerId(s, i), CAPPED);
}

/** A list of one voucher for each of the hundred, announced, approved by all nine districts, and past its notice. */
export async function approvedList(s: Founded) {
  const { w, joint } = s;
  const program = await openProgram(
    w,
    w.wujin,
    {
      yearlyCap: MOST_FEN,
      greatestFace: MOST_FEN,
      leastContract: 0n,
      joint: joint.map((district) => district.id),
      lastIssueDay: 60_000,
      noticeCeiling: 255n,
    },
    MOST_FEN,
  );
  const items = HUNDRED.map((i) => ({ enterprise: firmId(s, i), face: FACE }));
  const chain = chainOf(items, id("tail"));
  const noticeEnd = (await today()) + 5;
  await w.vouchers.connect(w.wujin.bureau).announce(program, chain[0]!, 100, FACE * 100n, noticeEnd, id("decision"));
  const batch = batchIdOf(program, chain[0]!);
  for (const district of [w.wujin, ...joint])
    await w.vouchers.connect(district.approver).approveBatch(batch, district.id);
  await w.vouchers.connect(w.auditor).object(batch, 0, ZeroHash);
  await w.vouchers.connect(w.auditor).endAuditorsObjection(batch, ZeroHash);
  await goToDay(noticeEnd + 1);
  return { program, items, chain, batch };
}

export const voucherId = (program: bigint, i: number): bigint => (program << 32n) | BigInt(i + 1);

/** Each voucher was frozen once: then its record of freezes is read at every act. */
export async function freezeHundred({ w }: Founded, program: bigint): Promise<void> {
  for (const i of HUNDRED) await w.vouchers.connect(w.auditor).freeze(voucherId(program, i), 1, ZeroHash, CAPPED);
  await passDays(2);
}

export async function placements(s: Founded, program: bigint, signature: string) {
  const day = await today();
  const deadline = (1n << 60n) + 1n;
  return HUNDRED.map((i) => ({
    order: {
      voucher: voucherId(program, i),
      provider: providerId(s, i),
      amount: AMOUNT,
      contractValue: AMOUNT * 3n,
      contractDay: day,
      serviceClass: 7,
      deliverBy: day + 5,
      contractCommitment: id(`contract ${i}`),
      referenceTo: id(`reference ${i}`),
      deadline,
    },
    contractNullifier: id(`contract nullifier ${i}`),
    enterpriseSignature: signature,
    providerSignature: signature,
  }));
}

export async function redemptions(orders: string[], signature: string, invoices = 10) {
  const day = await today();
  const deadline = await soon();
  return orders.map((order, i) => ({
    claim: {
      order,
      round: 0,
      invoices: Array.from({ length: invoices }, (_, n) => ({
        nullifier: toBeHex((BigInt(n + 1) << 248n) | (BigInt(id(`invoice ${i}`)) >> 8n), 32),
        amount: AMOUNT,
      })),
      evidence: id(`evidence ${i}`),
      deadline,
    },
    providerSignature: signature,
    acceptanceDeadline: deadline,
    enterpriseSignature: signature,
    noticeEnd: day + 5,
  }));
}

/** All wallets of the hundred and of their providers are contracts with this code. */
export async function settleWallets(code: string): Promise<void> {
  for (const i of HUNDRED) {
    await networkHelpers.setCode(firmWallet(i), code);
    await networkHelpers.setCode(providerWallet(i), code);
  }
}
