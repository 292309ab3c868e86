/** Vouchers as the ledger holds them. */
import { voucherId } from "../../client/ids.ts";
import { voucherSlot } from "../../client/slots.ts";
import { decodeVoucher, type Voucher } from "../../client/voucherWord.ts";
import { asked } from "../chain/asked.ts";
import type { Reading } from "../chain/reading.ts";
import { readWords } from "../chain/words.ts";

/** A voucher after some block. */
export interface Held {
  readonly id: bigint;
  readonly word: bigint;
  readonly voucher: Voucher;
  readonly block: number;
  /** Of the block, in Unix seconds. */
  readonly time: number;
}

/** @throws TransactionRefused `VoucherUnknown`. */
export async function voucherAt(open: Pick<Reading, "nodes" | "ledger">, id: bigint): Promise<Held> {
  const { vouchers } = open.ledger;
  const newest = await open.nodes.getBlock("latest");
  const { number: block, timestamp: time } = newest ?? { number: 0, timestamp: 0 };
  const word = await asked(open, vouchers, vouchers.wordOf(id, { blockTag: block }));
  return { id, word, voucher: decodeVoucher(word), block, time };
}

/** The vouchers of some ids; undefined for one that does not exist. */
export async function vouchersAt(
  { nodes, deployment }: Pick<Reading, "nodes" | "deployment">,
  ids: readonly bigint[],
): Promise<(Voucher | undefined)[]> {
  const words = await readWords(nodes, deployment.contracts.vouchers.address, ids, voucherSlot);
  return words.map((word) => (word === 0n ? undefined : decodeVoucher(word)));
}

/** The ids of all vouchers, or of those of one program, in their order. */
export async function allVouchers({ ledger }: Pick<Reading, "ledger">, program?: bigint): Promise<bigint[]> {
  const count = Number(await ledger.programs.count());
  const programs = program === undefined ? Array.from({ length: count }, (_, i) => BigInt(i + 1)) : [program];
  const serials = await Promise.all(programs.map(async (one) => ledger.vouchers.serialOf(one)));
  return programs.flatMap((one, i) => Array.from({ length: Number(serials[i] ?? 0) }, (_, k) => voucherId(one, k + 1)));
}

/** The freezes of vouchers that ever had one: until when, in Unix seconds; 0 for the others. */
export async function frozenUntil(
  { ledger }: Pick<Reading, "ledger">,
  vouchers: readonly { readonly id: bigint; readonly voucher: Voucher }[],
): Promise<number[]> {
  return Promise.all(
    vouchers.map(async ({ id, voucher }) =>
      voucher.frozenOnce ? Number((await ledger.vouchers.freezeOf(id)).until) : 0,
    ),
  );
}

/** Whether a voucher can be expired: it lives, and its last day of use has passed. */
export function isDue({ status, useBy }: Voucher, today: number): boolean {
  return status === "Active" && useBy < today;
}
