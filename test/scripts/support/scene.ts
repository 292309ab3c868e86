/**
 * What has happened on an office's ledger before a test begins, done without the command: a program (of Wujin, unless a test wants
 * another) with a budget, firms, an admitted provider (in Yangpu), vouchers, and orders as far as a test wants them.
 */
import { id, type Wallet } from "ethers";
import { cutList, batchIdOf } from "../../../client/list.ts";
import {
  ledgerDomain,
  orderIdOf,
  signAcceptance,
  signClaim,
  signOrder,
  type Claim,
  type LedgerDomain,
  type Order,
} from "../../../client/messages.ts";
import type { DistrictKey } from "../../deploy/pilot.ts";
import { TERMS } from "../../support/terms.ts";
import { person, type Office } from "./office.ts";

export { TERMS };

export interface Scene {
  readonly program: bigint;
  readonly provider: bigint;
  readonly providerKey: Wallet;
  /** As many as there are vouchers; the first has the first voucher. */
  readonly enterprises: readonly { readonly id: bigint; readonly key: Wallet }[];
  readonly vouchers: readonly bigint[];
}

export const NUMBERS = { yangpu: 1, wujin: 2, nanhu: 3, hefei: 4 } as const;
const NO_JOINT = Array.from({ length: 8 }, () => 0);

/** An open program with a budget of fen. */
export async function openProgram(
  office: Office,
  {
    home = "wujin",
    approved = 1_000_000_000n,
    joint = [],
    lastIssueDay,
    ...terms
  }: Partial<typeof TERMS> & {
    readonly home?: DistrictKey;
    readonly approved?: bigint;
    readonly joint?: readonly number[];
    readonly lastIssueDay?: number;
  } = {},
): Promise<bigint> {
  const lastDay = lastIssueDay ?? (await office.today()) + 300;
  const eight = NO_JOINT.map((none, i) => joint[i] ?? none);
  const all = { ...TERMS, ...terms, home: NUMBERS[home], lastIssueDay: lastDay, joint: eight };
  await sent(office.as(`${home} bureau`).programs.propose(all, "https://policy.example/1"));
  const program = await office.ledger.programs.count();
  const approver = office.as(`${home} approver`).programs;
  await sent(approver.confirm(program));
  await sent(office.as(`${home} finance`).programs.raise(program, 0, approved));
  await sent(approver.confirmRaise(program, 0, approved));
  return program;
}

let named = 0;

/** Whose wallet the next enterprise of {@link registerFirms} has: other tests of this process have registered some before. */
export function nextFirm(): string {
  return `firm ${named + 1}`;
}

/** Registers so many enterprises of Wujin, each its own group unless one is named for all. @returns their ids. */
export async function registerFirms(office: Office, count: number, group?: string): Promise<bigint[]> {
  const wallets = Array.from({ length: count }, () => person(`firm ${(named += 1)}`).address);
  return registerWallets(office, wallets, { group });
}

/** Registers an enterprise a wallet. @returns their ids, in the wallets' order. */
async function registerWallets(
  office: Office,
  wallets: readonly string[],
  {
    home = "wujin",
    group,
    partyOf = (wallet) => id(`party ${wallet}`),
  }: {
    readonly home?: DistrictKey;
    readonly group?: string | undefined;
    readonly partyOf?: (wallet: string) => string;
  },
): Promise<bigint[]> {
  const { enterprises } = office.as(`${home} bureau`);
  const district = NUMBERS[home];
  const before = await office.ledger.enterprises.countOf(district);
  for (let first = 0; first < wallets.length; first += 50) {
    const some = wallets.slice(first, first + 50).map((wallet) => ({
      home: district,
      wallet,
      party: partyOf(wallet),
      group: id(group ?? `group ${wallet}`),
      profile: id(`profile ${wallet}`),
    }));
    await sent(enterprises.register(some));
  }
  return wallets.map((_, i) => (BigInt(district) << 32n) | (before + BigInt(i + 1)));
}

/** A provider of Yangpu for classes 1 and 2, proposed and no more. @returns its id. */
export async function proposeProvider(office: Office, wallet: string): Promise<bigint> {
  const today = await office.today();
  const [party, profile] = [id(`party ${wallet}`), id(`profile ${wallet}`)];
  const span = { validFrom: today, validThrough: today + 700, classes: 0b0110n };
  const admission = { home: NUMBERS.yangpu, wallet, party, group: id(`group ${wallet}`), profile, ...span };
  await sent(office.as("operator").providers.propose(admission));
  return (1n << 32n) | (await office.ledger.providers.countOf(NUMBERS.yangpu));
}

/** The calendar: the program is open on its first day, and vouchers are there seven days later. */
export async function setScene(
  office: Office,
  {
    vouchers = 3,
    face = () => 10_000_000n,
    home = "wujin",
    providerIn = "yangpu",
    partyOf = (wallet) => id(`party ${wallet}`),
    holder = () => undefined,
  }: {
    readonly vouchers?: number;
    /** Of the voucher at a place. */
    readonly face?: (place: number) => bigint;
    readonly home?: DistrictKey;
    readonly providerIn?: DistrictKey;
    /** The mark under which a party is registered, by its wallet. */
    readonly partyOf?: (wallet: string) => string;
    /** Who signs for the enterprise at a place, where it is somebody known by another name. */
    readonly holder?: (place: number) => string | undefined;
  } = {},
): Promise<Scene> {
  const today = await office.today();
  const [district, providers] = [NUMBERS[home], NUMBERS[providerIn]];
  const bureau = office.as(`${home} bureau`);
  const program = await openProgram(office, { home });
  const keys = Array.from({ length: vouchers }, (_, i) => person(holder(i) ?? `firm ${program}-${i + 1}`));
  const firms = await registerWallets(
    office,
    keys.map(({ address }) => address),
    { home, partyOf },
  );
  const enterprises = keys.map((key, i) => ({ key, id: firms[i] ?? 0n }));

  const providerKey = person(`laboratory ${program}`);
  await sent(
    office.as("operator").providers.propose({
      home: providers,
      wallet: providerKey.address,
      validFrom: today,
      validThrough: today + 700,
      classes: 0b0110n,
      party: partyOf(providerKey.address),
      group: id(`group ${providerKey.address}`),
      profile: id("profile"),
    }),
  );
  const provider = (BigInt(providers) << 32n) | (await office.ledger.providers.countOf(providers));
  await sent(office.as(`${providerIn} bureau`).providers.countersign(provider, today + 5));

  const items = enterprises.map((one, i) => ({ enterprise: one.id, face: face(i) }));
  const list = cutList(items);
  const batch = batchIdOf(program, list.chain);
  await sent(bureau.vouchers.announce(program, list.chain, list.count, list.total, today + 6, id("decision")));
  await sent(office.as(`${home} approver`).vouchers.approveBatch(batch, district));
  await office.goToDay(today + 7);
  await sent(office.as("operator").providers.admit(provider));
  for (const chunk of list.chunks) await sent(bureau.vouchers.issue(batch, [...chunk.items], chunk.next));
  const ids = items.map((_, i) => (program << 32n) | BigInt(i + 1));
  return { program, provider, providerKey, enterprises, vouchers: ids };
}

export function domainOf({ deployment }: Office): LedgerDomain {
  return ledgerDomain(deployment.chainId, deployment.contracts.orders.address, deployment.plan.salt);
}

/** Places an order of each of some vouchers, of ¥30,000 unless a test wants others, on a contract of ¥100,000. @returns their ids. */
export async function placeOrders(
  office: Office,
  scene: Scene,
  places: readonly number[],
  amount: (place: number) => bigint = () => 3_000_000n,
): Promise<string[]> {
  const placed = await signedOrders(office, scene, places, amount);
  for (let first = 0; first < placed.length; first += 50) {
    await sent(office.as("operator").orders.place(placed.slice(first, first + 50).map(({ placement }) => placement)));
  }
  return placed.map((one) => one.id);
}

/** Orders of {@link placeOrders}, signed and not yet placed. */
export async function signedOrders(
  office: Office,
  scene: Scene,
  places: readonly number[],
  amount: (place: number) => bigint = () => 3_000_000n,
) {
  const today = await office.today();
  const domain = domainOf(office);
  return Promise.all(
    places.map(async (place, i) => {
      const order: Order = {
        voucher: scene.vouchers[place] ?? 0n,
        provider: scene.provider,
        amount: amount(place),
        contractValue: 10_000_000n,
        contractDay: today,
        serviceClass: 1,
        deliverBy: today + 60,
        contractCommitment: id(`contract ${scene.vouchers[place] ?? 0n} ${today} ${i}`),
        referenceTo: `0x${"00".repeat(32)}`,
        deadline: deadlineFrom(today),
      };
      const key = scene.enterprises[place]?.key;
      if (!key) throw new RangeError(`There is no voucher ${place}.`);
      return {
        id: orderIdOf(domain, order),
        placement: {
          order,
          contractNullifier: id(`contract nullifier ${order.contractCommitment}`),
          enterpriseSignature: await signOrder(key, domain, order),
          providerSignature: await signOrder(scene.providerKey, domain, order),
        },
      };
    }),
  );
}

/** Redeems orders of {@link placeOrders} on one invoice each, of the contract's whole value; the notice ends five days later. */
export async function redeemOrders(
  office: Office,
  scene: Scene,
  places: readonly number[],
  orders: readonly string[],
  { invoiced = 10_000_000n, round = 0 }: { readonly invoiced?: bigint; readonly round?: number } = {},
): Promise<void> {
  const today = await office.today();
  const domain = domainOf(office);
  const redemptions = await Promise.all(
    orders.map(async (order, i) => {
      const claim: Claim = {
        order,
        round,
        invoices: [{ nullifier: id(`invoice ${order}`), amount: invoiced }],
        evidence: id(`evidence ${order}`),
        deadline: deadlineFrom(today),
      };
      const key = scene.enterprises[places[i] ?? -1]?.key;
      if (!key) throw new RangeError(`There is no voucher ${places[i] ?? -1}.`);
      return {
        claim,
        providerSignature: await signClaim(scene.providerKey, domain, claim),
        acceptanceDeadline: claim.deadline,
        enterpriseSignature: await signAcceptance(key, domain, { claim, deadline: claim.deadline }),
        noticeEnd: today + 5,
      };
    }),
  );
  for (let first = 0; first < redemptions.length; first += 50) {
    await sent(office.as("operator").orders.redeem(redemptions.slice(first, first + 50)));
  }
}

/** Orders that are redeemed and whose notice is over. */
export async function payableOrders(office: Office, scene: Scene, places: readonly number[]): Promise<string[]> {
  const orders = await placeOrders(office, scene, places);
  await redeemOrders(office, scene, places, orders);
  await office.goToDay((await office.today()) + 6);
  return orders;
}

function deadlineFrom(day: number): bigint {
  return BigInt((day + 60) * 86_400);
}

async function sent(transaction: Promise<{ wait: () => Promise<unknown> }>): Promise<void> {
  await (await transaction).wait();
}
