/** What became of the orders that some files are about, a row each. */
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import type { TongduiError } from "../../client/errors/tongduiError.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { ItemOutcome } from "../chain/batches.ts";
import type { Answer, Data, Part } from "../cli/answer.ts";
import { oneLine } from "../cli/harmless.ts";
import { EXIT } from "../cli/exit.ts";
import { shown } from "../../client/files/secretFile.ts";

export type RowEnd = "done" | "before" | "tried" | "refused" | "left";

export interface OrderRow {
  /** Its id; undefined where a file does not tell. */
  readonly order: string | undefined;
  readonly voucher?: bigint | undefined;
  readonly provider?: bigint | undefined;
  /** Fen: what is locked or redeemed. */
  readonly amount?: bigint | undefined;
  readonly files: readonly string[];
  readonly end: RowEnd;
  readonly transaction?: string | undefined;
  /** Why it was refused or left. */
  readonly error?: TongduiError | undefined;
}

/** What the ends are called: of placing, `placed`. */
export type Words = Readonly<Record<"done" | "before" | "tried", Text>>;

const REFUSED: Text = { en: "set aside", zh: "已搁置" };
const LEFT: Text = { en: "left: incomplete", zh: "材料不全，未办理" };

/** How an item ended on the ledger. */
export function endOf(outcome: ItemOutcome | undefined): Pick<OrderRow, "end" | "error" | "transaction"> {
  if (!outcome) return { end: "left" };
  if (outcome.end === "refused") return { end: "refused", error: outcome.error };
  return outcome.end === "done" ? { end: "done", transaction: outcome.transaction } : { end: outcome.end };
}

/** Tells how many ended how, and shows every row that needs a person. */
export function answerRows(rows: readonly OrderRow[], words: Words): Answer {
  const all = { ...words, refused: REFUSED, left: LEFT };
  const counts = (["done", "tried", "before", "left", "refused"] as const).flatMap((end): Part[] => {
    const count = rows.filter((row) => row.end === end).length;
    return count === 0 ? [] : [{ en: `${count} ${all[end].en}`, zh: `${all[end].zh}：${count}` }];
  });
  const open = rows.filter(({ end }) => end === "refused" || end === "left");
  return {
    data: { rows: rows.map(dataOf) },
    parts: [...counts, ...open.map((row) => openText(row, all))],
    ...(open.length > 0 ? { exit: EXIT.partly } : {}),
  };
}

function dataOf(row: OrderRow): { readonly [key: string]: Data } {
  const { order, voucher, provider, amount, files, end, transaction, error } = row;
  return {
    order: order ?? null,
    voucher: voucher === undefined ? null : formatVoucher(voucher),
    provider: provider === undefined ? null : formatProvider(provider),
    amountFen: amount ?? null,
    files,
    end,
    transaction: transaction ?? null,
    code: error?.code ?? null,
    why: error?.sentence ?? null,
  };
}

/** A row that needs a person, in lines of its own: a reason is too long for a column. */
function openText({ order, end, error, files }: OrderRow, words: Readonly<Record<RowEnd, Text>>): Text {
  const said = (lang: "en" | "zh"): string => {
    const colon = { en: ":", zh: "：" }[lang];
    const head = [...(order === undefined ? [] : [shortHex(order)]), words[end][lang]].join(" ");
    const lines = [...(error ? error.say(lang).split("\n") : []), files.map(shown).join(", ")];
    return [`✗ ${head}${colon}`, ...lines.map((line) => `    ${oneLine(line)}`)].join("\n");
  };
  return { en: said("en"), zh: said("zh") };
}
