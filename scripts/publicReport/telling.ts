/** What the parts of the page share. */
import type { Lang, Text } from "../../client/text/text.ts";
import { amountText, sumText, type Column } from "./html.ts";
import type { IndexAnswers } from "./indexAnswers.ts";
import type { Period } from "./period.ts";

export interface Telling {
  readonly answers: IndexAnswers;
  readonly period: Period;
  readonly lang: Lang;
  readonly say: (text: Text) => string;
  readonly name: (district: number) => string;
}

export const MONEY = ["issued", "redeemed", "paid"] as const;
const NAMES: Readonly<Record<string, Text>> = {
  approved: { en: "Budget approved", zh: "已批预算" },
  issued: { en: "Issued", zh: "发放" },
  ordered: { en: "Ordered", zh: "已下单" },
  redeemed: { en: "Spent", zh: "核销" },
  paid: { en: "Paid", zh: "拨付" },
  recovered: { en: "Recovered", zh: "追回" },
  returned: { en: "Returned", zh: "退回预算" },
  expired: { en: "Expired unused", zh: "过期未用" },
};
export const head = (figure: string): Text => NAMES[figure] ?? { en: figure, zh: figure };

/** Of these, a district may tell what groups of five vouchers make up. */
const byGroups = (figure: string, { suppressed }: { readonly suppressed: boolean }): boolean =>
  suppressed && figure !== "approved";

export function amountColumn<Line extends { readonly suppressed: boolean }>(
  figure: string,
  lang: Lang,
  rows: readonly Line[],
  fenOf: (line: Line) => string | null,
): Column<Line> {
  return {
    head: head(figure),
    figure: true,
    cell: (line) => amountText(fenOf(line), byGroups(figure, line), lang),
    sum: sumText(
      rows.map((line) => ({ fen: fenOf(line), byGroups: byGroups(figure, line) })),
      lang,
    ),
  };
}

export const NOTHING: Text = { en: "Nothing was issued, spent or paid.", zh: "本期无发放、核销或拨付。" };
export const TOGETHER: Text = { en: "Together", zh: "合计" };
