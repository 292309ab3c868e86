/** What parties signed is handed in, a transaction an order; what the ledger refuses is named and set aside. */
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import type { OrderState } from "../../client/orderWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Draft } from "../../client/send.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Acting } from "../chain/acting.ts";
import { performInBatches } from "../chain/batches.ts";
import type { Answer } from "../cli/answer.ts";
import { Directory } from "../registers/directory.ts";
import type { Unfit } from "./gather.ts";
import { isIncomplete } from "./halves.ts";
import { noteGrid } from "../cli/noteGrid.ts";
import { stageText } from "./orderState.ts";
import { answerRows, endOf, type OrderRow, type Words } from "./rows.ts";

/** What is to be done to one order. */
export interface HandIn {
  readonly order: string;
  readonly state: OrderState;
  readonly files: readonly string[];
  /** Whether the ledger shows it as done, by whomever. */
  readonly isDone: () => Promise<boolean>;
  readonly draft: () => Promise<Draft>;
}

/** Rows for what cannot be handed in, and what can. */
export type Sorted = { readonly row: OrderRow } | { readonly item: HandIn };

/**
 * Shows the orders, asks, and hands everything in.
 *
 * @throws TongduiError as performInBatches.
 */
export async function handIn(
  open: Acting,
  { title, words }: { readonly title: Text; readonly words: Words },
  sorted: readonly Sorted[],
): Promise<Answer> {
  const items = sorted.flatMap((one) => ("item" in one ? [one.item] : []));
  if (items.length > 0) await show(open, title, items);
  const { outcomes } = await performInBatches(open, {
    title,
    items,
    size: 1,
    areDone: async (some) => Promise.all(some.map(async ({ isDone }) => isDone())),
    draft: async ([item]) => {
      if (!item) throw new RangeError("nothing to hand in");
      return item.draft();
    },
  });
  const rows = items.map(({ order, state, files }, i): OrderRow => {
    const { voucher, provider, amount } = state;
    return { order, voucher, provider, amount, files, ...endOf(outcomes[i]) };
  });
  return answerRows([...sorted.flatMap((one) => ("row" in one ? [one.row] : [])), ...rows], words);
}

/**
 * Makes a row of what is wrong with some files of an order; a half that is missing is no fault.
 *
 * @param work gives undefined where the ledger shows it as done.
 */
export async function sort(
  files: readonly string[],
  order: string,
  work: () => Promise<HandIn | undefined>,
): Promise<Sorted> {
  try {
    const item = await work();
    return item ? { item } : { row: { order, files, end: "before" } };
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    return { row: { order, files, end: isIncomplete(error) ? "left" : "refused", error } };
  }
}

/** The rows of files that are no use here. */
export function unfitRows(unfit: readonly Unfit[]): Sorted[] {
  return unfit.map(({ file, error }) => ({ row: { order: undefined, files: [file], end: "refused", error } }));
}

async function show(open: Acting, title: Text, items: readonly HandIn[]): Promise<void> {
  const directory = await Directory.open(open);
  noteGrid(open.context, {
    title: { en: `${title.en}:`, zh: `${title.zh}：` },
    head: [
      { en: "Order", zh: "订单" },
      { en: "Voucher", zh: "双创券" },
      { en: "Provider", zh: "服务机构" },
      { en: "Amount", zh: "券额" },
      { en: "Stage", zh: "状态" },
    ],
    rows: items.map(({ order, state }) => [
      shortHex(order),
      formatVoucher(state.voucher),
      directory.label("provider", state.provider) || formatProvider(state.provider),
      formatFen(state.amount),
      stageText(state.stage),
    ]),
    figures: [3],
  });
}
