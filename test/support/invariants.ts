import { expect } from "chai";
import { decodeBudget, type Budget } from "../../client/budgetWord.ts";
import { decodeOrder, type OrderStage, type OrderState } from "../../client/orderWord.ts";
import { decodeVoucher, remainingOf, returnedOf, type Voucher } from "../../client/voucherWord.ts";
import { ACTIONS } from "../../client/replay/voucherChange.ts";
import { ethers, type World } from "./world.ts";

/** What the ledger holds at one block: every program's, voucher's and order's slot, and what was told of the vouchers. */
export interface Books {
  readonly programs: ReadonlyMap<bigint, Budget>;
  readonly vouchers: ReadonlyMap<bigint, Voucher>;
  readonly orders: ReadonlyMap<string, OrderState>;
  readonly changes: readonly Change[];
}

interface Change {
  readonly voucher: bigint;
  readonly action: Action;
  readonly amount: bigint;
  readonly subject: string;
}

/** In the order of the ledger's numbers. */
type Action = (typeof ACTIONS)[number];

/** Reads all of it, as it was after a block. */
export async function booksOf(w: World, blockTag: number | "latest" = "latest"): Promise<Books> {
  const at = { blockTag };
  const ids = Array.from({ length: Number(await w.programs.count(at)) }, (_, i) => BigInt(i + 1));
  const told = await w.vouchers.queryFilter(w.vouchers.filters.VoucherChanged, 0, blockTag);
  const changes = told.map(({ args: { voucher, action, amount, subject } }) => {
    return { voucher, action: ACTIONS[Number(action)]!, amount, subject };
  });
  const programs = new Map<bigint, Budget>();
  const vouchers = new Map<bigint, Voucher>();
  const orders = new Map<string, OrderState>();
  for (const program of ids) {
    programs.set(program, decodeBudget(await w.programs.budgetOf(program, at)));
    const serials = Number(await w.vouchers.serialOf(program, at));
    for (let serial = 1; serial <= serials; serial += 1) {
      const voucher = (program << 32n) | BigInt(serial);
      vouchers.set(voucher, decodeVoucher(await w.vouchers.wordOf(voucher, at)));
    }
  }
  for (const { action, subject } of changes) {
    if (action === "Locked") orders.set(subject, decodeOrder(await w.orders.wordOf(subject, at)));
  }
  return { programs, vouchers, orders, changes };
}

/** Reads it as it was after every block since the first program was proposed. */
export async function afterEveryBlock(w: World, check: (books: Books, when: string) => void): Promise<void> {
  const [first] = await w.programs.queryFilter(w.programs.filters.ProgramProposed);
  const last = await ethers.provider.getBlockNumber();
  for (let block = first!.blockNumber; block <= last; block += 1) {
    check(await booksOf(w, block), `after block ${block}`);
  }
}

/** Promise 1, and that each figure is what the vouchers and orders add up to. */
export function expectBudgetsAddUp({ programs, vouchers, orders, changes }: Books, when: string): void {
  for (const [program, budget] of programs) {
    const own = [...vouchers].filter(([id]) => id >> 32n === program).map(([, voucher]) => voucher);
    const paid = [...orders.values()].filter(({ voucher, stage }) => voucher >> 32n === program && stage === "Paid");
    const recovered = changes.filter(({ voucher, action }) => voucher >> 32n === program && action === "Recovered");
    const what = `program ${program} ${when}`;
    expect(
      {
        outstanding: budget.outstanding,
        redeemed: budget.redeemed,
        paid: budget.paid,
        recovered: budget.recovered,
      },
      what,
    ).to.deep.equal({
      outstanding: sum(own.map((voucher) => remainingOf(voucher) + voucher.locked)),
      redeemed: sum(own.map(({ redeemed }) => redeemed)),
      paid: sum(paid.map(({ amount }) => amount)),
      recovered: sum(recovered.map(({ amount }) => amount)),
    });
    expect(budget.outstanding + budget.redeemed <= budget.approved, `${what}: within what is approved`).to.equal(true);
    expect(budget.recovered <= budget.paid, `${what}: recovered within paid`).to.equal(true);
    expect(budget.paid <= budget.redeemed, `${what}: paid within redeemed`).to.equal(true);
  }
}

interface Pots {
  face: bigint;
  remaining: bigint;
  locked: bigint;
  redeemed: bigint;
  returned: bigint;
}

/** Promise 2: the slots' amounts are those that the told changes moved from pot to pot, of which none went below zero. */
export function expectVouchersAddUp(books: Books, when: string): void {
  const moved = movedBy(books.changes, when);
  for (const [id, voucher] of books.vouchers) {
    const { face, locked, redeemed } = voucher;
    const what = `voucher ${id} ${when}`;
    const pots = { face, remaining: remainingOf(voucher), locked, redeemed, returned: returnedOf(voucher) };
    expect(pots, what).to.deep.equal(moved.get(id));
    expect(pots.remaining + pots.locked + pots.redeemed + pots.returned, `${what}: face`).to.equal(face);
    const drawn = (...stages: OrderStage[]): bigint =>
      sum([...books.orders.values()].filter((o) => o.voucher === id && stages.includes(o.stage)).map((o) => o.amount));
    expect(locked, `${what}: locked by its orders`).to.equal(drawn("Placed", "Claimed"));
    expect(redeemed, `${what}: redeemed by its orders`).to.equal(drawn("Redeemed", "Paying", "Paid"));
  }
  expect(moved.size, `vouchers ${when}`).to.equal(books.vouchers.size);
}

/** Keeps the vouchers' accounts by what was told alone. */
function movedBy(changes: readonly Change[], when: string): ReadonlyMap<bigint, Pots> {
  const accounts = new Map<bigint, Pots>();
  const ended = new Set<bigint>();
  const lockOf = new Map<string, bigint>();
  for (const { voucher, action, amount, subject } of changes) {
    if (action === "Issued") {
      expect(accounts.has(voucher), `voucher ${voucher} issued before`).to.equal(false);
      accounts.set(voucher, { face: amount, remaining: amount, locked: 0n, redeemed: 0n, returned: 0n });
    }
    const pots = accounts.get(voucher)!;
    const free = ended.has(voucher) ? "returned" : "remaining";
    const move = (from: keyof Pots, to: keyof Pots, fen: bigint): void => {
      pots[from] -= fen;
      pots[to] += fen;
      expect(pots[from] >= 0n, `${from} of voucher ${voucher} after ${action} ${when}`).to.equal(true);
    };
    const lock = lockOf.get(subject) ?? 0n;
    if (action === "Locked") move("remaining", "locked", amount);
    if (action === "Unlocked") move("locked", free, amount);
    if (action === "Redeemed") {
      move("locked", "redeemed", amount);
      move("locked", free, lock - amount);
    }
    if (action === "Reopened") move("redeemed", "locked", amount);
    if (action === "Rejected") move("redeemed", free, amount);
    if (action === "Locked" || action === "Reopened") lockOf.set(subject, amount);
    if (action === "Revoked" || action === "Expired") {
      expect(ended.has(voucher), `voucher ${voucher} ended before`).to.equal(false);
      expect(amount, `returned by the end of voucher ${voucher}`).to.equal(pots.remaining);
      move("remaining", "returned", amount);
      ended.add(voucher);
    }
  }
  return accounts;
}

export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
