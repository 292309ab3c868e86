/** The one event that every change of a voucher emits: contracts/vouchers/VoucherStore.sol. */
import { ponder, type Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { AbiCoder, keccak256 } from "ethers";
import { districtOf, programOf } from "../../client/ids.ts";
import { ACTIONS, outstandingOf, type Action } from "../../client/replay/voucherChange.ts";
import { decodeVoucher, remainingOf, returnedOf, type Voucher } from "../../client/voucherWord.ts";
import { addToMonth, moveBudget } from "./budgets.ts";
import { moveCohort } from "./funnel.ts";
import { dayIn, nameOf, timeIn, told, type Hex } from "./told.ts";

ponder.on("Vouchers:VoucherChanged", async ({ event, context: { db } }) => {
  const { sequence, subject, state: word } = event.args;
  const id = BigInt(event.args.voucher);
  const action = nameOf(ACTIONS, event.args.action);
  const amount = BigInt(event.args.amount);
  const after = decodeVoucher(word);
  const day = dayIn(event);
  const district = Number(districtOf(after.enterprise));

  await db.insert(tables.change).values({
    voucher: id,
    sequence,
    district,
    action,
    amount,
    subject,
    word,
    ...(await officersOf(db, id, action, subject, event.transaction.from)),
    day,
    time: timeIn(event),
    block: Number(event.block.number),
    logIndex: event.log.logIndex,
    transaction: event.transaction.hash,
  });
  // What a new one adds to the figures, the chunk adds that it was issued in: lists.ts.
  if (sequence === 1) return issued(db, id, after, subject);
  const before = await changed(db, id, after, action, amount);
  await moveCohort(db, { id, district, action, amount }, before, after);
  await moveFigures(db, id, { action, amount, day }, before, after);
});

/** @returns the voucher as it was before. */
async function changed(
  db: Context["db"],
  id: bigint,
  after: Voucher,
  action: Action,
  amount: bigint,
): Promise<Voucher> {
  let before = after;
  await db.update(tables.voucher, { id }).set((row) => {
    before = asVoucher(row);
    return { ...stateOf(after), ...settled(row, action, amount) };
  });
  return before;
}

/** A new voucher, with its enterprise. */
async function issued(db: Context["db"], id: bigint, voucher: Voucher, list: Hex): Promise<void> {
  await db.insert(tables.voucher).values({
    id,
    program: Number(programOf(id)),
    district: Number(districtOf(voucher.enterprise)),
    enterprise: voucher.enterprise,
    list,
    face: voucher.face,
    issuedOn: voucher.issuedOn,
    ...stateOf(voucher),
    paid: 0n,
    recovered: 0n,
    frozenUntil: 0,
    frozenDays: 0,
  });
  await db.update(tables.enterprise, { id: voucher.enterprise }).set((row) => ({ vouchers: row.vouchers + 1 }));
}

function stateOf(voucher: Voucher) {
  const { status, locked, redeemed, useBy, extended, frozenOnce, sequence } = voucher;
  const rest = { remaining: remainingOf(voucher), returned: returnedOf(voucher) };
  return { status, locked, redeemed, useBy, extended, frozenOnce, sequence, ...rest };
}

function settled(row: { paid: bigint; recovered: bigint }, action: Action, amount: bigint) {
  return {
    paid: action === "Paid" ? row.paid + amount : row.paid,
    recovered: action === "Recovered" ? row.recovered + amount : row.recovered,
  };
}

/** The row as the ledger packs it. */
export function asVoucher(row: typeof tables.voucher.$inferSelect): Voucher {
  const { enterprise, face, locked, redeemed, issuedOn, useBy, extended, frozenOnce, sequence } = row;
  const status = row.status as Voucher["status"];
  return { enterprise, face, locked, redeemed, issuedOn, useBy, status, extended, frozenOnce, sequence };
}

/** What a change moves in its program's figures and its district's month. */
async function moveFigures(
  db: Context["db"],
  id: bigint,
  { action, amount, day }: { action: Action; amount: bigint; day: number },
  before: Voucher,
  after: Voucher,
): Promise<void> {
  const moved = (figure: (voucher: Voucher) => bigint): bigint => figure(after) - figure(before);
  const flow = {
    redeemed: moved(({ redeemed }) => redeemed),
    paid: action === "Paid" ? amount : 0n,
    recovered: action === "Recovered" ? amount : 0n,
    returned: moved(returnedOf),
  };
  const outstanding = moved(outstandingOf);
  const locked = moved((voucher) => voucher.locked);
  const hasFlow = Object.values(flow).some((value) => value !== 0n);
  if (locked === 0n && outstanding === 0n && !hasFlow) return;
  const { district } = await moveBudget(db, Number(programOf(id)), day, (row) => ({
    outstanding: row.outstanding + outstanding,
    redeemed: row.redeemed + flow.redeemed,
    paid: row.paid + flow.paid,
    recovered: row.recovered + flow.recovered,
    locked: row.locked + locked,
    returned: row.returned + flow.returned,
  }));
  if (hasFlow) await addToMonth(db, district, day, flow);
}

/**
 * Who did it, as far as an event before it says; most are told by the event after it (`nameOfficer`). Nobody's name is in an expiry,
 * which is anyone's, nor in what was settled: there it is the account that sent the transaction.
 */
async function officersOf(db: Context["db"], id: bigint, action: Action, subject: Hex, sender: Hex) {
  if (action !== "Revoked") return { by: sender };
  const matter = keccak256(AbiCoder.defaultAbiCoder().encode(["string", "uint48", "bytes32"], ["revoke", id, subject]));
  const proposal = told(
    await db.find(tables.proposal, { part: "Vouchers", matter: matter as Hex }),
    "revocation",
    matter,
  );
  return { by: told(proposal.confirmedBy, "confirmation", matter), proposedBy: proposal.proposedBy };
}

/**
 * Says who made a voucher's last change. The contract that had it made tells so in its own event, right after; mostly it is the account
 * that sent the transaction, which the change has already.
 */
export async function nameOfficer(db: Context["db"], voucher: bigint, event: Naming): Promise<void> {
  if (isBySender(event)) return;
  const { sequence } = told(await db.find(tables.voucher, { id: voucher }), "voucher", voucher);
  await db.update(tables.change, { voucher, sequence }).set({ by: event.args.by });
}

/** As Ponder gives an event, of which only this is needed. */
interface Naming {
  readonly args: { readonly by: Hex };
  readonly transaction: { readonly from: Hex };
}

export function isBySender({ args, transaction }: Naming): boolean {
  return args.by.toLowerCase() === transaction.from.toLowerCase();
}
