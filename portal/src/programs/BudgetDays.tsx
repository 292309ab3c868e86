/** The budget's figures at the end of each day on which one of them moved. */
import { useCallback } from "react";
import type { BudgetDay } from "../app/answers.ts";
import { useHead, useIndexPages } from "../app/api.ts";
import { useLang, useSay } from "../app/language.tsx";
import { Chart } from "../charts/Chart.tsx";
import type { Colours } from "../charts/colours.ts";
import { stepsOption } from "../charts/stepsOption.ts";
import { Amount } from "../ui/Amount.tsx";
import { Day } from "../ui/Day.tsx";
import { PagedList } from "../ui/Pages.tsx";
import { Table } from "../ui/Table.tsx";
import { BUDGET } from "./figures.ts";

const DRAWN = ["approved", "issued", "redeemed", "paid"] as const;
const TABLED = ["approved", "issued", "locked", "redeemed", "paid", "returned"] as const;

export function BudgetDays({ program }: { readonly program: number }) {
  const say = useSay();
  const pages = useIndexPages<BudgetDay>(`/programs/${program}/days?limit=200`);
  return (
    <PagedList of={pages} none={say({ en: "No budget was approved yet.", zh: "尚未批准预算。" })}>
      {(days) => <Drawn days={days} whole={pages.more === undefined} />}
    </PagedList>
  );
}

function Drawn({ days, whole }: { readonly days: readonly BudgetDay[]; readonly whole: boolean }) {
  const say = useSay();
  const lang = useLang();
  const { data: head } = useHead();
  const through = whole ? head?.day : undefined;
  const draw = useCallback(
    (colours: Colours) =>
      stepsOption({
        series: DRAWN.flatMap((figure) => {
          const points = days.flatMap((row) => (row[figure] === null ? [] : [{ day: row.day, fen: row[figure] }]));
          return points.length === 0 ? [] : [{ name: BUDGET[figure].name[lang], points }];
        }),
        through,
        lang,
        colours,
      }),
    [JSON.stringify(days), through, lang],
  );
  return (
    <Chart
      draw={draw}
      label={say({
        en: "Approved, issued, spent and paid, day by day; the table below has the figures.",
        zh: "已批准、已发放、已核销、已拨付金额逐日变化；具体数字见下方表格。",
      })}
    >
      <Table
        caption={say({ en: "Figures at the end of each day on which one moved", zh: "有变动之日的日终数字" })}
        columns={[
          { key: "day", head: say({ en: "Day", zh: "日期" }), cell: ({ day }) => <Day day={day} /> },
          ...TABLED.map((figure) => ({
            key: figure,
            head: say(BUDGET[figure].name),
            figure: true,
            cell: (row: BudgetDay) => <Amount fen={row[figure]} suppressed={figure !== "approved" && row.suppressed} />,
          })),
        ]}
        rows={days.toReversed()}
        rowKey={({ day }) => day}
      />
    </Chart>
  );
}
