/** What was issued, spent and paid in each month, of one district or of all. */
import { useCallback, useMemo, useState } from "react";
import type { MonthTotal } from "../app/answers.ts";
import { useHead } from "../app/api.ts";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { monthsThrough, sumOf, type Sum } from "../app/sums.ts";
import { barsOption } from "../charts/barsOption.ts";
import { Chart } from "../charts/Chart.tsx";
import type { Colours } from "../charts/colours.ts";
import { monthText } from "../ui/dayText.ts";
import { Select } from "../ui/Field.tsx";
import { Empty } from "../ui/Notice.tsx";
import { SumAmount } from "../ui/SumAmount.tsx";
import { Table } from "../ui/Table.tsx";

const FIGURES = ["issued", "redeemed", "paid"] as const;
const NAMES: Readonly<Record<(typeof FIGURES)[number], Text>> = {
  issued: { en: "Issued", zh: "发放" },
  redeemed: { en: "Spent", zh: "核销" },
  paid: { en: "Paid", zh: "拨付" },
};

type Month = { readonly month: string } & Readonly<Record<(typeof FIGURES)[number], Sum>>;

/** A month in which nothing moved is zero, which is a figure; one that is not shown is none. */
function monthsOf(totals: readonly MonthTotal[], through: string): Month[] {
  const byMonth = Map.groupBy(totals, ({ month }) => month);
  const first = [...byMonth.keys()].sort()[0];
  if (first === undefined) return [];
  return monthsThrough(first, through).map((month) => {
    const rows = byMonth.get(month) ?? [];
    const sum = (figure: (typeof FIGURES)[number]) => sumOf(rows, figure);
    return { month, issued: sum("issued"), redeemed: sum("redeemed"), paid: sum("paid") };
  });
}

export function Months({ totals }: { readonly totals: readonly MonthTotal[] }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const { data: head } = useHead();
  const [district, setDistrict] = useState("");
  const last =
    totals
      .map(({ month }) => month)
      .sort()
      .at(-1) ?? "";
  const through = head && head.day.slice(0, 7) > last ? head.day.slice(0, 7) : last;
  const months = useMemo(
    () =>
      monthsOf(
        totals.filter((row) => district === "" || row.district === Number(district)),
        through,
      ),
    [totals, district, through],
  );
  const draw = useCallback(
    (colours: Colours) =>
      barsOption({
        places: months.map(({ month }) => monthText(month, lang)),
        series: FIGURES.map((figure) => ({ name: NAMES[figure][lang], fen: months.map((row) => row[figure].fen) })),
        lang,
        colours,
      }),
    [months, lang],
  );
  const all = { value: "", text: say({ en: "All districts together", zh: "各区合计" }) };
  const single = names.districts?.map((one) => ({ value: String(one.district), text: names.district(one.district) }));
  return (
    <>
      <div className="filters">
        <Select
          label={say({ en: "District", zh: "地区" })}
          options={[all, ...(single ?? [])]}
          value={district}
          onChange={(event) => setDistrict(event.target.value)}
        />
      </div>
      {months.length === 0 ? (
        <Empty>{say({ en: "Nothing was issued, spent or paid yet.", zh: "尚无发放、核销或拨付。" })}</Empty>
      ) : (
        <Chart
          draw={draw}
          label={say({
            en: "Issued, spent and paid by month; the table below has the figures.",
            zh: "各月发放、核销、拨付金额；具体数字见下方表格。",
          })}
        >
          <Table
            caption={say({ en: "Issued, spent and paid by month", zh: "各月发放、核销、拨付金额" })}
            columns={[
              { key: "month", head: say({ en: "Month", zh: "月份" }), cell: ({ month }) => monthText(month, lang) },
              ...FIGURES.map((figure) => ({
                key: figure,
                head: say(NAMES[figure]),
                figure: true,
                cell: (row: Month) => <SumAmount sum={row[figure]} />,
              })),
            ]}
            rows={months.toReversed()}
            rowKey={({ month }) => month}
          />
        </Chart>
      )}
    </>
  );
}
