/** The funnel of what was asked for, as a picture and as a table. */
import { useCallback } from "react";
import { useLang, useSay } from "../app/language.tsx";
import { Chart } from "../charts/Chart.tsx";
import type { Colours } from "../charts/colours.ts";
import { stepsDownOption } from "../charts/stepsDownOption.ts";
import { Figures } from "../ui/Figure.tsx";
import { Empty } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { SumAmount } from "../ui/SumAmount.tsx";
import { Table } from "../ui/Table.tsx";
import { shareUsed, STAGE_NAMES, STAGES, sumsOf, type Line, type Stage } from "./stages.ts";

interface Props {
  readonly lines: readonly Line[];
  /** A budget is of no year of issue. */
  readonly ofYear: boolean;
}

export function Funnel({ lines, ofYear }: Props) {
  const say = useSay();
  const lang = useLang();
  const sums = sumsOf(lines);
  const stages = STAGES.filter((stage) => !(ofYear && stage === "approved"));
  const drawn = JSON.stringify(stages.map((stage) => sums[stage].fen));
  const draw = useCallback(
    (colours: Colours) =>
      stepsDownOption({
        steps: stages.map((stage) => ({
          name: STAGE_NAMES[stage][lang],
          fen: sums[stage].fen,
          lost: stage === "expired",
        })),
        lang,
        colours,
      }),
    // The same figures are drawn once.
    [drawn, ofYear, lang],
  );
  if (lines.length === 0) return <Empty>{say({ en: "No voucher was issued yet.", zh: "尚未发放双创券。" })}</Empty>;
  return (
    <>
      <Figures
        figures={countsOf(lines).map(({ name, value, note }) => ({ name: say(name), value, note: say(note) }))}
      />
      <Section title={say({ en: "From the budget to the bank", zh: "从预算到拨付" })}>
        <Chart
          draw={draw}
          label={say({
            en: "A bar for each stage from the budget to the payment, and one for what expired unused; the table below has the figures.",
            zh: "从预算到拨付每个环节一条，另有一条为过期未用金额；具体数字见下方表格。",
          })}
        >
          <Table
            caption={say({ en: "Amounts at each stage", zh: "各环节金额" })}
            columns={[
              { key: "stage", head: say({ en: "Stage", zh: "环节" }), cell: (stage: Stage) => say(STAGE_NAMES[stage]) },
              {
                key: "amount",
                head: say({ en: "Amount", zh: "金额" }),
                figure: true,
                cell: (stage: Stage) => <SumAmount sum={sums[stage]} />,
              },
            ]}
            rows={stages}
            rowKey={(stage) => stage}
          />
        </Chart>
      </Section>
    </>
  );
}

function countsOf(lines: readonly Line[]) {
  const count = (figure: "vouchers" | "used" | "unused" | "paidOrders") =>
    lines.reduce((sum, line) => sum + (line[figure] ?? 0), 0).toLocaleString("en");
  return [
    {
      name: { en: "Vouchers issued", zh: "已发放张数" },
      value: count("vouchers"),
      note: { en: "of the chosen district and year", zh: "按所选地区和年份统计" },
    },
    {
      name: { en: "Used", zh: "已使用" },
      value: shareUsed(lines) ?? "–",
      note: { en: `${count("used")} with an order on them`, zh: `其中 ${count("used")} 张已有订单` },
    },
    {
      name: { en: "Expired unused", zh: "过期未用" },
      value: count("unused"),
      note: { en: "vouchers that nobody ordered with", zh: "从未下单即已过期的张数" },
    },
    {
      name: { en: "Orders paid", zh: "已拨付订单" },
      value: count("paidOrders"),
      note: { en: "to providers, by the bank", zh: "已由银行拨付给服务机构" },
    },
  ];
}
