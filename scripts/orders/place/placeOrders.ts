/** `order place`: the Operator, or an Approver of one of the two districts, brings orders that both parties signed. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import { performInBatches } from "../../chain/batches.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { openNullifierKeys } from "../../nullifiers/marks.ts";
import { Directory } from "../../registers/directory.ts";
import { noteGrid } from "../../cli/noteGrid.ts";
import { demandSome, gather } from "../gather.ts";
import { orderState, orderStates } from "../../../client/orderState.ts";
import { answerRows, type OrderRow, type Words } from "../rows.ts";
import { judge, rowOf, together, type Candidate, type Signed } from "./candidates.ts";
import { factsOf, type FactsGiven } from "./contractFacts.ts";

export interface PlaceInput extends FactsGiven {
  readonly files: readonly string[];
  readonly nullifierPasswordFile: string | undefined;
}

const WORDS: Words = {
  done: { en: "placed", zh: "已登记" },
  before: { en: "placed before", zh: "此前已登记" },
  tried: { en: "could be placed", zh: "可以登记" },
};

/**
 * Places the orders of which both halves are there and that the ledger would take; the others are named and left. Run again after a
 * kill it goes on from there: an order's id can be placed once.
 *
 * @throws TongduiError as acting, gather, openNullifierKeys, performInBatches; `OptionsOfOneOrder`.
 */
export async function placeOrders(input: PlaceInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const gathered = await gather(input.files, open.domain, ["order"]);
    demandSome(gathered, input.files, ["order"]);
    const { signatures, unfit } = gathered;
    const signed = [...Map.groupBy(signatures, ({ digest }) => digest)].flatMap(([order, some]): Signed[] => {
      const [first] = some;
      return first ? [{ order, message: first.message, signatures: some }] : [];
    });
    if (signed.length > 1 && isGiven(input)) throw optionsOfOne();
    const states = await orderStates(
      open.ledger,
      signed.map(({ order }) => order),
    );
    const rows: OrderRow[] = unfit.map(({ file, error }) => ({
      order: undefined,
      files: [file],
      end: "refused",
      error,
    }));
    const fresh: Signed[] = [];
    for (const [i, one] of signed.entries()) {
      if (states[i]?.stage === "None") fresh.push(one);
      else rows.push(beforeRow(one));
    }
    if (fresh.length === 0) return answerRows(rows, WORDS);

    const keys = await openNullifierKeys(open.profile.nullifierKeys, context.io, input.nullifierPasswordFile);
    const directory = await Directory.open(open);
    const contracts = {
      keys,
      factsOf: (one: Signed, enterprise: bigint) => factsOf(one, enterprise, input, directory),
    };
    const candidates: Candidate[] = [];
    for (let first = 0; first < fresh.length; first += JUDGED_AT_ONCE) {
      const some = fresh.slice(first, first + JUDGED_AT_ONCE);
      for (const judged of await Promise.all(some.map(async (one) => judge(open, one, contracts)))) {
        if ("row" in judged) rows.push(judged.row);
        else candidates.push(judged.candidate);
      }
    }
    const { good, rows: against } = await together(open, candidates);
    rows.push(...against, ...(await place(open, good, directory)));
    return answerRows(await withMeanwhile(open, rows), WORDS);
  });
}

const JUDGED_AT_ONCE = 50;

/** What was refused because another clerk placed it meanwhile is not refused: it is done. */
async function withMeanwhile({ ledger }: Acting, rows: readonly OrderRow[]): Promise<OrderRow[]> {
  return Promise.all(
    rows.map(async (row): Promise<OrderRow> => {
      if (row.end !== "refused" || row.order === undefined) return row;
      const { stage } = await orderState(ledger, row.order);
      return stage === "None" ? row : { ...row, end: "before", error: undefined };
    }),
  );
}

async function place(open: Acting, candidates: readonly Candidate[], directory: Directory): Promise<OrderRow[]> {
  const { ledger, context } = open;
  if (candidates.length > 0) show(context, candidates, directory);
  const { outcomes } = await performInBatches(open, {
    title: { en: "Place orders", zh: "登记订单" },
    items: candidates,
    areDone: async (items) => {
      const states = await orderStates(
        ledger,
        items.map(({ order }) => order),
      );
      return states.map(({ stage }) => stage !== "None");
    },
    draft: async (items) => ledger.orders.place.populateTransaction(items.map(({ placement }) => placement)),
  });
  return candidates.map((candidate, i) => rowOf(candidate, outcomes[i]));
}

function beforeRow({ order, message, signatures }: Signed): OrderRow {
  const { voucher, provider, amount } = message;
  return { order, voucher, provider, amount, files: signatures.map(({ file }) => file), end: "before" };
}

function show(context: Context, candidates: readonly Candidate[], directory: Directory): void {
  noteGrid(context, {
    title: { en: "Orders that can be placed:", zh: "可登记的订单：" },
    head: [
      { en: "Order", zh: "订单" },
      { en: "Voucher", zh: "双创券" },
      { en: "Enterprise", zh: "企业" },
      { en: "Provider", zh: "服务机构" },
      { en: "Contract", zh: "合同编号" },
      { en: "Value", zh: "合同金额" },
      { en: "Locked", zh: "锁定券额" },
    ],
    rows: candidates.map(({ order, message, enterprise, contractNumber }) => [
      shortHex(order),
      formatVoucher(message.voucher),
      directory.label("enterprise", enterprise),
      directory.label("provider", message.provider),
      contractNumber,
      formatFen(message.contractValue),
      formatFen(message.amount),
    ]),
    figures: [5, 6],
  });
}

function isGiven({ contractNumber, enterpriseCode, providerCode }: FactsGiven): boolean {
  return [contractNumber, enterpriseCode, providerCode].some((given) => given !== undefined);
}

function optionsOfOne(): TongduiError {
  return new TongduiError("OptionsOfOneOrder", {
    en: "A contract's number and credit codes can be given for one order only; these files are about several.",
    zh: "合同编号和信用代码选项只适用于单个订单，本次文件涉及多个订单。",
  });
}
