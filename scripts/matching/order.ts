/** `match order`: from a match to the draft of an order in one step. Parties, class and reference are the match's. */
import path from "node:path";
import { lastValidSecond, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatProvider, formatVoucher, programOf } from "../../client/ids.ts";
import { shareOf } from "../../client/money.ts";
import { decodeVoucher, remainingOf } from "../../client/voucherWord.ts";
import { asked } from "../chain/asked.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { draftRows } from "../orders/draft/draftOrders.ts";
import { matchMeant, openBook } from "./book.ts";

export interface MatchOrderInput {
  readonly match: string;
  readonly voucher: bigint;
  /** Fen. */
  readonly contractValue: bigint;
  /** Fen drawn on the voucher; as much as it pays if it is not given. */
  readonly amount: bigint | undefined;
  readonly contractNumber: string;
  readonly contract: string;
  readonly contractDay: Day | undefined;
  readonly deliverBy: Day | undefined;
  readonly deliverDays: number | undefined;
  readonly placeBy: Day | undefined;
  readonly className: string | undefined;
  readonly enterpriseCode: string | undefined;
  readonly providerCode: string | undefined;
  readonly out: string | undefined;
}

/** @throws TongduiError `UsageWrong`, `PostNotOnLedger`, `NoMatch`; what draftOrders would complain of in a row. */
export async function draftMatchOrder(input: MatchOrderInput, context: Context): Promise<Answer> {
  const { voucher, contractValue, contract, placeBy, deliverBy, deliverDays } = input;
  if ((deliverBy === undefined) === (deliverDays === undefined)) throw deliveryUnsaid();
  return reading(context, async (open) => {
    const { id: match, demand, offer } = matchMeant(await openBook(open), input.match);
    const row = {
      ...input,
      match,
      provider: formatProvider(offer.party),
      serviceClass: demand.serviceClass,
      amount: input.amount ?? (await mostOf(open, voucher, contractValue)),
      deadline: placeBy === undefined ? undefined : BigInt(lastValidSecond(placeBy)),
      contractFile: path.resolve(contract),
      folder: ".",
      complain: (_: string, error: TongduiError): void => {
        throw error;
      },
    };
    return draftRows(open, { rows: [row], demandNone: () => undefined }, input.out);
  });
}

/** What the voucher pays of a contract: its program's share, and no more than it has left. */
async function mostOf(open: Reading, voucher: bigint, contractValue: bigint): Promise<bigint> {
  const { programs, vouchers } = open.ledger;
  const left = remainingOf(decodeVoucher(await asked(open, vouchers, vouchers.wordOf(voucher))));
  if (left === 0n) {
    throw new TongduiError("RemainingExceeded", {
      en: `Voucher ${formatVoucher(voucher)} has nothing left.`,
      zh: `双创券 ${formatVoucher(voucher)} 已无余额。`,
    });
  }
  const { share } = await programs.termsOf(programOf(voucher));
  const covered = shareOf(contractValue, Number(share));
  return covered < left ? covered : left;
}

function deliveryUnsaid(): TongduiError {
  return new TongduiError("UsageWrong", {
    en: "Say until when it is delivered: --deliver-by or --deliver-days, one of the two.",
    zh: "请用 --deliver-by 或 --deliver-days 说明交付期限，二者择一。",
  });
}
