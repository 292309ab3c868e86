/** `redeem`: the Operator, or an Approver of one of the two districts, brings what was delivered, claimed and accepted. */
import { isoOfDay } from "../../../client/days.ts";
import { claimHashOf, type Claim } from "../../../client/messages.ts";
import { formatFen, formatRate } from "../../../client/money.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import { performInBatches } from "../../chain/batches.ts";
import type { Reading } from "../../chain/reading.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { openNullifierKeys } from "../../nullifiers/marks.ts";
import { noticeEndOf, type NoticeGiven } from "../../policy/noticeEnd.ts";
import { Directory } from "../../registers/directory.ts";
import { noteGrid } from "../../cli/noteGrid.ts";
import { demandSome } from "../gather.ts";
import { isRedeemed } from "../orderState.ts";
import { orderStates } from "../../../client/orderState.ts";
import { redeemedClaims } from "../redeemedClaims.ts";
import type { InvoiceFacts } from "../signature.ts";
import { answerRows, endOf, type OrderRow, type Words } from "../rows.ts";
import { judge, together, type Candidate } from "./candidates.ts";
import { pairsOf, type Pair } from "./pairs.ts";
import { redemptionFiles } from "./redemptionFiles.ts";

export interface RedeemInput extends NoticeGiven {
  /** Signatures' files, folders of them, or tables that list them. */
  readonly files: readonly string[];
  readonly nullifierPasswordFile: string | undefined;
}

const WORDS: Words = {
  done: { en: "redeemed", zh: "已核销" },
  before: { en: "redeemed before", zh: "此前已核销" },
  tried: { en: "could be redeemed", zh: "可以核销" },
};

const JUDGED_AT_ONCE = 50;

/**
 * Redeems the orders of which claim and acceptance are there and that the ledger would take; the others are named and left. Run
 * again after a kill it goes on from there: what is redeemed by a claim, the ledger's events say.
 *
 * @throws TongduiError as acting, redemptionFiles, noticeEndOf, openNullifierKeys, performInBatches.
 */
export async function redeemOrders(input: RedeemInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const gathered = await redemptionFiles(input.files, open.domain);
    demandSome(gathered, input.files, ["claim", "acceptance"]);
    const { signatures, unfit, noticeEnds } = gathered;
    const pairs = pairsOf(open.domain, signatures, noticeEnds);
    const rows: OrderRow[] = unfit.map(({ file, error }) => ({
      order: undefined,
      files: [file],
      end: "refused",
      error,
    }));
    const done = await areRedeemed(
      open,
      pairs.map(({ claim }) => claim),
    );
    rows.push(
      ...pairs
        .filter((_, i) => done[i])
        .map(({ claim, files }): OrderRow => ({ order: claim.order, files, end: "before" })),
    );
    const fresh = pairs.filter((_, i) => done[i] !== true);
    if (fresh.length === 0) return answerRows(rows, WORDS);

    const noticeEnd = fresh.every((pair) => pair.noticeEnd !== undefined) ? 0 : await noticeEndOf(open, input);
    const keys = await openNullifierKeys(open.profile.nullifierKeys, context.io, input.nullifierPasswordFile);
    const candidates: Candidate[] = [];
    const aside: Aside[] = [];
    for (let first = 0; first < fresh.length; first += JUDGED_AT_ONCE) {
      const some = fresh.slice(first, first + JUDGED_AT_ONCE);
      const judgeOne = async (pair: Pair) => judge(open, pair, { keys, noticeEnd: pair.noticeEnd ?? noticeEnd });
      for (const [i, judged] of (await Promise.all(some.map(judgeOne))).entries()) {
        if ("candidate" in judged) candidates.push(judged.candidate);
        else aside.push({ row: judged.row, claim: some[i]?.claim });
      }
    }
    const { good, rows: against } = together(candidates);
    rows.push(...(await withMeanwhile(open, aside)), ...against, ...(await redeem(open, good)));
    return answerRows(rows, WORDS);
  });
}

interface Aside {
  readonly row: OrderRow;
  readonly claim: Claim | undefined;
}

/** What was refused because another clerk redeemed it meanwhile is not refused: it is done. */
async function withMeanwhile(open: Acting, aside: readonly Aside[]): Promise<OrderRow[]> {
  return Promise.all(
    aside.map(async ({ row, claim }): Promise<OrderRow> => {
      if (row.end !== "refused" || !claim) return row;
      const [isDone] = await areRedeemed(open, [claim]);
      return isDone === true ? { ...row, end: "before", error: undefined } : row;
    }),
  );
}

/** Whether the ledger shows orders as redeemed by these very claims. */
export async function areRedeemed(
  open: Pick<Reading, "nodes" | "ledger" | "deployment">,
  claims: readonly Claim[],
): Promise<boolean[]> {
  const states = await orderStates(
    open.ledger,
    claims.map(({ order }) => order),
  );
  const isLikely = claims.map(({ round }, i) => {
    const state = states[i];
    return state !== undefined && isRedeemed(state) && state.round === round;
  });
  const by = await redeemedClaims(
    open,
    claims.flatMap(({ order }, i) => (isLikely[i] ? [order] : [])),
  );
  return claims.map((claim, i) => isLikely[i] === true && by.get(claim.order) === claimHashOf(claim));
}

async function redeem(open: Acting, candidates: readonly Candidate[]): Promise<OrderRow[]> {
  const { ledger, context } = open;
  if (candidates.length > 0) show(context, candidates, await Directory.open(open));
  const { outcomes } = await performInBatches(open, {
    title: { en: "Redeem orders", zh: "核销订单" },
    items: candidates,
    areDone: async (items) =>
      areRedeemed(
        open,
        items.map(({ claim }) => claim),
      ),
    draft: async (items) => ledger.orders.redeem.populateTransaction(items.map(({ redemption }) => redemption)),
  });
  return candidates.map(({ order, state, files, amounts }, i) => ({
    order,
    voucher: state.voucher,
    provider: state.provider,
    amount: amounts.redeemed,
    files,
    ...endOf(outcomes[i]),
  }));
}

function show(context: Context, candidates: readonly Candidate[], directory: Directory): void {
  const total = candidates.reduce((sum, { amounts }) => sum + amounts.redeemed, 0n);
  noteGrid(context, {
    title: {
      en: `Orders that can be redeemed, ${formatFen(total)} in all:`,
      zh: `可核销的订单，合计 ${formatFen(total)}：`,
    },
    head: [
      { en: "Order", zh: "订单" },
      { en: "Voucher", zh: "双创券" },
      { en: "Provider", zh: "服务机构" },
      { en: "Invoices", zh: "发票" },
      { en: "Invoiced", zh: "发票金额" },
      { en: "Share", zh: "抵用比例" },
      { en: "Locked", zh: "锁定券额" },
      { en: "Redeemed", zh: "核销金额" },
      { en: "Notice through", zh: "公示至" },
    ],
    rows: candidates.map(({ order, state, claim, invoices, amounts, redemption }) => [
      shortHex(order),
      formatVoucher(state.voucher),
      directory.label("provider", state.provider),
      invoicesText(claim, invoices),
      formatFen(amounts.invoiced),
      formatRate(amounts.share),
      formatFen(amounts.locked),
      formatFen(amounts.redeemed),
      isoOfDay(redemption.noticeEnd),
    ]),
    figures: [4, 5, 6, 7],
  });
}

/** `No. 24312000000012345678 ¥40,000.00, …` */
function invoicesText({ invoices }: Claim, facts: readonly InvoiceFacts[]): string {
  return invoices
    .map(({ nullifier, amount }) => {
      const number = facts.find(({ mark }) => mark === nullifier)?.number ?? shortHex(nullifier);
      return `${number} ${formatFen(amount)}`;
    })
    .join(", ");
}
