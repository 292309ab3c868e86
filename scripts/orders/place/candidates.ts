/** From signatures to orders that could be placed: each with both halves, its contract's mark, and the ledger's own word on it. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import type { Order } from "../../../client/messages.ts";
import { formatFen } from "../../../client/money.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { decodeVoucher, remainingOf } from "../../../client/voucherWord.ts";
import type { Acting } from "../../chain/acting.ts";
import { asked } from "../../chain/asked.ts";
import { withoutItem } from "../../chain/batches.ts";
import type { NullifierKeys } from "../../nullifiers/marks.ts";
import { contractMark } from "../contractMark.ts";
import { halfOf, isIncomplete, type Wallet } from "../halves.ts";
import { endOf, type OrderRow } from "../rows.ts";
import type { ContractFacts, Read } from "../signature.ts";

/** An order that both parties signed. */
export interface Candidate {
  readonly order: string;
  readonly message: Order;
  readonly files: readonly string[];
  readonly enterprise: bigint;
  readonly contractNumber: string;
  /** Both halves, and the contract's mark. */
  readonly placement: {
    readonly order: Order;
    readonly contractNullifier: string;
    readonly enterpriseSignature: string;
    readonly providerSignature: string;
  };
}

/** All signatures of one order. */
export interface Signed {
  readonly order: string;
  readonly message: Order;
  readonly signatures: readonly Read<"order">[];
}

/** What is known of the contracts besides what the files say. */
export interface ContractSource {
  /** @throws TongduiError `ContractFactsMissing`, `ContractFactsDiffer`. */
  readonly factsOf: (signed: Signed, enterprise: bigint) => ContractFacts;
  readonly keys: NullifierKeys;
}

/** A row for what cannot be placed, or what could be. */
export type Judged = { readonly row: OrderRow } | { readonly candidate: Candidate };

/** Holds an order against the ledger, all by itself. */
export async function judge(open: Acting, signed: Signed, contracts: ContractSource): Promise<Judged> {
  const { ledger, nodes, outbox } = open;
  const { order, message, signatures } = signed;
  const { voucher, provider, amount } = message;
  const files = signatures.map(({ file }) => file);
  try {
    const enterprise = await asked(open, ledger.vouchers, ledger.vouchers.enterpriseOf(voucher));
    const [{ wallet: buyer }, { wallet: seller }] = await Promise.all([
      asked(open, ledger.enterprises, ledger.enterprises.signerOf(enterprise, true)),
      asked(open, ledger.providers, ledger.providers.signerForOrder(provider, message.serviceClass)),
    ]);
    const wallets: readonly [Wallet, Wallet] = [
      { side: "enterprise", party: formatEnterprise(enterprise), wallet: buyer },
      { side: "provider", party: formatProvider(provider), wallet: seller },
    ];
    const [bought, sold] = [
      await halfOf(signatures, wallets[0], wallets, nodes),
      await halfOf(signatures, wallets[1], wallets, nodes),
    ];
    const facts = contracts.factsOf(signed, enterprise);
    const placement = {
      order: message,
      contractNullifier: await contractMark(ledger, contracts.keys, facts, { enterprise, provider }),
      enterpriseSignature: bought.signature,
      providerSignature: sold.signature,
    };
    const refused = await outbox.refusalOf(await ledger.orders.place.populateTransaction([placement]));
    if (refused) throw withoutItem(refused);
    return { candidate: { order, message, files, enterprise, contractNumber: facts.number, placement } };
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    const end = isIncomplete(error) ? "left" : "refused";
    return { row: { order, voucher, provider, amount, files, end, error } };
  }
}

/**
 * Holds the orders against each other: one contract twice, or more than a voucher has left. The first in the files' order goes
 * before the others.
 */
export async function together(
  { ledger }: Pick<Acting, "ledger">,
  candidates: readonly Candidate[],
): Promise<{ readonly good: Candidate[]; readonly rows: OrderRow[] }> {
  const vouchers = [...new Set(candidates.map(({ message }) => message.voucher))];
  const words = await Promise.all(
    vouchers.map(async (voucher) => decodeVoucher(await ledger.vouchers.wordOf(voucher))),
  );
  const remaining = new Map(words.map((word, i) => [vouchers[i] ?? 0n, remainingOf(word)]));
  const marks = new Map<string, string>();
  const good: Candidate[] = [];
  const rows: OrderRow[] = [];
  for (const candidate of candidates) {
    const { order, message, placement, files } = candidate;
    const { voucher, provider, amount } = message;
    const left = remaining.get(voucher) ?? 0n;
    const first = marks.get(placement.contractNullifier);
    const error = first !== undefined ? contractTwice(first) : amount > left ? tooMuch(voucher, left) : undefined;
    if (error) {
      rows.push({ order, voucher, provider, amount, files, end: "refused", error });
      continue;
    }
    remaining.set(voucher, left - amount);
    marks.set(placement.contractNullifier, order);
    good.push(candidate);
  }
  return { good, rows };
}

/** The row of an order that was handed to the ledger. */
export function rowOf({ order, message, files }: Candidate, outcome: Parameters<typeof endOf>[0]): OrderRow {
  const { voucher, provider, amount } = message;
  return { order, voucher, provider, amount, files, ...endOf(outcome) };
}

function contractTwice(first: string): TongduiError {
  return new TongduiError("ContractTwiceInFiles", {
    en: `These files have another order for the same contract, ${shortHex(first)}; a contract is funded once.`,
    zh: `本次文件中另有订单 ${shortHex(first)} 使用同一合同，同一合同只能资助一次。`,
  });
}

function tooMuch(voucher: bigint, left: bigint): TongduiError {
  return new TongduiError("RemainingExceeded", {
    en: `Behind the other orders of these files, voucher ${formatVoucher(voucher)} has ${formatFen(left)} left.`,
    zh: `扣除本次其他订单后，双创券 ${formatVoucher(voucher)} 余额为 ${formatFen(left)}。`,
  });
}
