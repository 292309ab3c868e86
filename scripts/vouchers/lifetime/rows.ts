/** What became of each of some vouchers. */
import { isoOfDay } from "../../../client/days.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { counted } from "../../../client/text/counted.ts";
import type { Text } from "../../../client/text/text.ts";
import { remainingOf } from "../../../client/voucherWord.ts";
import type { ItemOutcome } from "../../chain/batches.ts";
import type { Answer, Data, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT } from "../../cli/exit.ts";
import { noteGrid } from "../../cli/noteGrid.ts";
import type { Directory } from "../../registers/directory.ts";
import type { Meant } from "./meant.ts";

export interface VoucherRow extends Meant {
  readonly outcome: ItemOutcome;
  /** What its ends are called, where it is not what the others' are. */
  readonly words?: Words | undefined;
  /** For programs. */
  readonly data?: { readonly [key: string]: Data };
}

/** What the ends are called: of extending, `extended`. */
export type Words = Readonly<Record<"done" | "before" | "tried", Text>>;

/** So many are named one by one at the terminal. */
const MOST_NAMED = 100;

/**
 * Tells what became of each.
 *
 * @throws TongduiError what the only one was refused for.
 */
export function answerVouchers(
  rows: readonly VoucherRow[],
  words: Words,
  directory: Directory,
  more: { readonly parts?: readonly Part[]; readonly data?: { readonly [key: string]: Data } } = {},
): Answer {
  const refused = rows.filter(({ outcome }) => outcome.end === "refused");
  const [only] = refused;
  if (rows.length === 1 && only?.outcome.end === "refused") throw only.outcome.error;
  const named = rows.length > MOST_NAMED ? refused : rows;
  const parts: Part[] = named.map((row) => said(row, words, directory));
  if (rows.length > 1) parts.push(sumOf(rows.length - refused.length, refused.length));
  return {
    data: { ...more.data, vouchers: rows.map(dataOf) },
    parts: [...parts, ...(more.parts ?? [])],
    ...(refused.length === 0 ? {} : { exit: refused.length < rows.length ? EXIT.partly : EXIT.mendable }),
  };
}

function said({ id, voucher, outcome, words: own }: VoucherRow, words: Words, directory: Directory): Text {
  const name = `${formatVoucher(id)} (${directory.label("enterprise", voucher.enterprise)})`;
  if (outcome.end === "refused") {
    return { en: `✗ ${name}: ${outcome.error.say("en")}`, zh: `✗ ${name}：${outcome.error.say("zh")}` };
  }
  const { en, zh } = (own ?? words)[outcome.end];
  if (outcome.end !== "done") {
    const sign = outcome.end === "tried" ? "·" : "✓";
    return { en: `${sign} ${name}: ${en}`, zh: `${sign} ${name}：${zh}` };
  }
  return { en: `✓ ${name}: ${en} (block ${outcome.block})`, zh: `✓ ${name}：${zh}（区块 ${outcome.block}）` };
}

function sumOf(good: number, refused: number): Text {
  if (refused === 0) return { en: `${counted(good, "voucher")}, none set aside.`, zh: `共 ${good} 张，无搁置。` };
  return { en: `${good} right, ${refused} set aside.`, zh: `${good} 张已办理，${refused} 张被搁置。` };
}

function dataOf({ id, outcome, data }: VoucherRow): Data {
  return {
    voucher: formatVoucher(id),
    end: outcome.end,
    block: outcome.end === "done" ? outcome.block : null,
    transaction: outcome.end === "done" ? outcome.transaction : null,
    code: outcome.end === "refused" ? outcome.error.code : null,
    why: outcome.end === "refused" ? outcome.error.sentence : null,
    ...data,
  };
}

/** Shows which vouchers are meant, before anybody is asked. */
export function showMeant(
  context: Context,
  meant: readonly (Meant & { readonly note?: Text })[],
  directory: Directory,
  title: Text,
): void {
  noteGrid(context, {
    title,
    head: [
      { en: "Voucher", zh: "券号" },
      { en: "Enterprise", zh: "企业" },
      { en: "Remaining", zh: "余额" },
      { en: "Locked", zh: "锁定" },
      { en: "Use by", zh: "使用期限至" },
      { en: "Note", zh: "说明" },
    ],
    rows: meant.map(({ id, voucher, note }) => [
      formatVoucher(id),
      directory.label("enterprise", voucher.enterprise),
      formatFen(remainingOf(voucher)),
      formatFen(voucher.locked),
      isoOfDay(voucher.useBy),
      note ?? "",
    ]),
    figures: [2, 3],
  });
}
