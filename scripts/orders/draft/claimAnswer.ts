/** What was drafted, for the operator to look over before it goes to the provider. */
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import type { OrderState } from "../../../client/orderWord.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Reading } from "../../chain/reading.ts";
import type { Answer } from "../../cli/answer.ts";
import { shown } from "../../../client/files/secretFile.ts";
import type { Directory } from "../../registers/directory.ts";
import type { Invoiced } from "../claimTerms.ts";
import { amountsOf } from "../redeem/candidates.ts";
import { ENDS, nextLine, type End } from "./ends.ts";

export interface DraftedClaim {
  readonly order: string;
  readonly state: OrderState;
  readonly file: string;
  readonly invoices: readonly Invoiced[];
  /** Undefined where nothing was kept. */
  readonly evidence: string | undefined;
  readonly end: End;
}

export async function answerClaims(
  open: Reading,
  drafted: readonly DraftedClaim[],
  directory: Directory,
): Promise<Answer> {
  const amounts = await Promise.all(
    drafted.map(async ({ state, invoices }) =>
      amountsOf(open, state, { invoices: invoices.map(({ mark, amount }) => ({ nullifier: mark, amount })) }),
    ),
  );
  return {
    data: {
      claims: drafted.map(({ order, state, file, invoices, evidence, end }, i) => ({
        order,
        round: state.round,
        voucher: formatVoucher(state.voucher),
        provider: formatProvider(state.provider),
        file,
        invoices: invoices.map(({ seller, code, number, amount, mark }) => ({
          seller,
          code,
          number,
          amountFen: amount,
          mark,
        })),
        invoicedFen: amounts[i]?.invoiced ?? 0n,
        redeemsFen: amounts[i]?.redeemed ?? 0n,
        evidence: evidence ?? null,
        end,
      })),
    },
    parts: [
      {
        head: [
          { en: "Order", zh: "订单" },
          { en: "Voucher", zh: "双创券" },
          { en: "Provider", zh: "服务机构" },
          { en: "Invoices", zh: "发票" },
          { en: "Invoiced", zh: "发票金额" },
          { en: "Redeems", zh: "可核销" },
          { en: "Draft", zh: "草稿" },
          { en: "File", zh: "文件" },
        ],
        rows: drafted.map(({ order, state, file, invoices, end }, i) => [
          shortHex(order),
          formatVoucher(state.voucher),
          directory.label("provider", state.provider),
          String(invoices.length),
          formatFen(amounts[i]?.invoiced ?? 0n),
          formatFen(amounts[i]?.redeemed ?? 0n),
          ENDS[end],
          shown(file),
        ]),
        figures: [3, 4, 5],
      },
      nextLine(drafted, "claim", { en: "the provider signs", zh: "由服务机构签署" }),
    ],
  };
}
