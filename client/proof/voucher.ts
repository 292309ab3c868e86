/** The proof of a voucher: its whole history and its present state, with its orders and their payments. */
import { formatVoucher } from "../ids.ts";
import { decodeOrder } from "../orderWord.ts";
import { clawBackSlot, freezeSlot, orderSlot, paymentSlots, voucherSlot } from "../slots.ts";
import { decodeVoucher } from "../voucherWord.ts";
import { changesOf, firstBlockOf, type Change } from "./changes.ts";
import { unknown } from "./faults.ts";
import type { Header } from "./header.ts";
import { blockWithReceipts, proveLog } from "./receipts.ts";
import { Making, type Proof, type Source } from "./source.ts";
import { proveAccounts } from "./state.ts";

type History = Parameters<Making["end"]>[1];

/**
 * Proves a voucher as it is in the node's newest block.
 *
 * @throws TongduiError `VoucherUnknown`, `StateNotKept`, `NodeContradictsItself`.
 */
export async function proveVoucher(source: Source, voucher: bigint): Promise<Proof> {
  const making = await Making.begin(source);
  const { rpc, addresses, fromBlock } = source;
  const to = making.anchor.number;
  const [word = 0n] = await making.words("vouchers", [voucherSlot(voucher)]);
  if (word === 0n) throw unknown("VoucherUnknown", { voucher });
  const { sequence, issuedOn, frozenOnce } = decodeVoucher(word);
  if (frozenOnce) await making.words("vouchers", [freezeSlot(voucher)]);

  const from = await firstBlockOf(rpc, issuedOn, fromBlock, to);
  const changes = await changesOf(rpc, { address: addresses.vouchers, voucher, count: sequence, from, to });
  await proveOrders(making, changes);
  return making.end({ kind: "voucher", id: formatVoucher(voucher) }, await proveChanges(making, changes));
}

/** What the voucher was drawn on for, what of it was paid, and what was clawed back, all at the anchor. */
async function proveOrders(making: Making, changes: readonly Change[]): Promise<void> {
  const placed = changes.filter(({ action }) => action === "Locked").map(({ subject }) => subject);
  const orders = [...new Set(placed)];
  if (orders.length === 0) return;
  const words = await making.words("orders", orders.map(orderSlot));
  const payments = new Set(words.map((word) => decodeOrder(word).payment));
  payments.delete(0);
  const ofPayments = [...payments].flatMap((payment) => paymentSlots(BigInt(payment)));
  await making.words("payments", [...orders.map(clawBackSlot), ...ofPayments]);
}

/** Each change by its receipt; the ledger's code in every block of them, where the node still has those states. */
async function proveChanges({ source, anchor, nodes }: Making, changes: readonly Change[]): Promise<History> {
  const { rpc, consensus, addresses } = source;
  const headers: Header[] = [];
  const events: [number, number, number][] = [];
  for (const [number, inBlock] of Map.groupBy(changes, ({ block }) => block)) {
    const block = await blockWithReceipts(rpc, number, consensus);
    for (const { log } of inBlock) {
      events.push([headers.length, ...(await proveLog(nodes, block, log))]);
    }
    headers.push(block.header);
  }
  const before = headers.filter(({ number }) => number !== anchor.number);
  const codeInEveryBlock = await proveAccounts({ rpc, nodes }, before, [addresses.edition, addresses.vouchers]);
  return { headers, codeInEveryBlock, events };
}
