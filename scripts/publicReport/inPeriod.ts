/** What moved in the period, by district, and in a year by month. */
import type { Lang, Text } from "../../client/text/text.ts";
import { barsOption } from "../../portal/src/charts/barsOption.ts";
import { escaped } from "../proofs/sheet/page.ts";
import { ON_PAPER, svgOf } from "./charts.ts";
import { figure, numberText, paragraph, section, sumText, table } from "./html.ts";
import type { MonthLine } from "./indexAnswers.ts";
import { monthsOf } from "./period.ts";
import { amountColumn, head, MONEY, NOTHING, TOGETHER, type Telling } from "./telling.ts";

export function totals({ answers: { months }, lang, say }: Telling): string {
  const vouchers = months.reduce((sum, line) => sum + line.vouchers, 0);
  const cells: (readonly [Text, string])[] = [
    [{ en: "Vouchers issued", zh: "发放张数" }, numberText(vouchers)],
    ...MONEY.map((figure): readonly [Text, string] => [
      head(figure),
      sumText(
        months.map((line) => ({ fen: line[figure], byGroups: line.suppressed })),
        lang,
      ),
    ]),
  ];
  const items = cells.map(([name, value]) => `<div><dt>${escaped(say(name))}</dt><dd>${escaped(value)}</dd></div>`);
  return `<dl class="totals">${items.join("")}</dl>`;
}

interface Moved {
  readonly suppressed: boolean;
  readonly vouchers: number;
  readonly figures: Readonly<Record<string, string | null>>;
  readonly name: string;
}

const MOVED = ["issued", "redeemed", "paid", "recovered", "returned"] as const;

/** Adds up lines that stand in one row; what is not told of one is not told of all. */
function movedOf(name: string, lines: readonly MonthLine[]): Moved {
  const figures = MOVED.map((figure): [string, string | null] => {
    const told = lines.map((line) => line[figure]).filter((fen) => fen !== null);
    const isNone = told.length === 0 && lines.length > 0;
    return [figure, isNone ? null : told.reduce((sum, fen) => sum + BigInt(fen), 0n).toString()];
  });
  return {
    name,
    suppressed: lines.some(({ suppressed }) => suppressed),
    vouchers: lines.reduce((sum, line) => sum + line.vouchers, 0),
    figures: Object.fromEntries(figures),
  };
}

export function periodSection({
  answers: {
    head: { day },
    months,
    districts,
  },
  period,
  lang,
  say,
  name,
}: Telling): string {
  const title = say({ en: `In ${period.text.en}`, zh: `${period.text.zh}情况` });
  if (months.length === 0) return section(title, paragraph(say(NOTHING)));
  const byDistrict = Map.groupBy(months, ({ district }) => district);
  const rows = districts.map(({ district }) => movedOf(name(district), byDistrict.get(district) ?? []));
  const byMonth = Map.groupBy(months, ({ month }) => month);
  const isYear = period.from !== period.through;
  const places = isYear
    ? monthsOf(period)
        .filter((month) => month <= day.slice(0, 7))
        .map((month) => movedOf(month.slice(5), byMonth.get(month) ?? []))
    : rows;
  const option = barsOption({
    places: places.map((place) => place.name),
    series: MONEY.map((figure) => ({
      name: say(head(figure)),
      fen: places.map(({ figures }) => figures[figure] ?? "0"),
    })),
    lang,
    colours: ON_PAPER,
  });
  const label = isYear
    ? { en: "Issued, spent and paid in each month", zh: "各月发放、核销、拨付金额" }
    : { en: "Issued, spent and paid by district", zh: "各区发放、核销、拨付金额" };
  return section(
    title,
    figure(svgOf(option, 260), say(label)),
    movedTable(lang, { en: "By district", zh: "分地区" }, { en: "District", zh: "地区" }, rows),
    ...(isYear ? [movedTable(lang, { en: "By month", zh: "分月" }, { en: "Month", zh: "月份" }, places)] : []),
  );
}

function movedTable(lang: Lang, caption: Text, first: Text, rows: readonly Moved[]): string {
  return table(lang, {
    caption,
    columns: [
      { head: first, cell: (row) => row.name },
      {
        head: { en: "Vouchers", zh: "张数" },
        figure: true,
        cell: (row) => numberText(row.vouchers),
        sum: numberText(rows.reduce((sum, { vouchers }) => sum + vouchers, 0)),
      },
      ...MOVED.map((figure) => amountColumn(figure, lang, rows, ({ figures }) => figures[figure] ?? null)),
    ],
    rows,
    sum: TOGETHER,
  });
}
