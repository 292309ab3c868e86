/** What has come of the vouchers: how far they come from the budget to the bank, by district, class and month, and milestones. */
import { useMemo } from "react";
import type { FunnelLine, Page as Answered } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useSay } from "../app/language.tsx";
import { queryOf, useFilters } from "../app/useFilters.ts";
import { Answer } from "../ui/Answer.tsx";
import { CsvLink } from "../ui/CsvLink.tsx";
import { DistrictSelect } from "../ui/DistrictSelect.tsx";
import { FeedLink } from "../ui/FeedLink.tsx";
import { Select } from "../ui/Field.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { MarkNote } from "../ui/SumAmount.tsx";
import { Funnel } from "./Funnel.tsx";
import { Milestones } from "./Milestones.tsx";
import { ByClass, ByDistrict, ByMonth } from "./tables.tsx";
import { lineOf } from "./stages.ts";

export default function ResultsPage() {
  const say = useSay();
  const { values, set } = useFilters(["district", "year"]);
  const asked = (by: string) => `/funnel${queryOf(values, { by })}`;
  const districts = useIndex<Answered<FunnelLine>>(asked("district"));
  const classes = useIndex<Answered<FunnelLine>>(asked("class"));
  const months = useIndex<Answered<FunnelLine>>(asked("month"));
  return (
    <Page
      title={say({ en: "Results", zh: "成效" })}
      lead={say({
        en: "How far vouchers come on their way from the budget to the bank, and where they get stuck.",
        zh: "双创券从预算到拨付走到了哪一步，哪些尚未使用。",
      })}
    >
      <div className="filters screen-only">
        <DistrictSelect value={values.district} onChange={(district) => set("district", district)} />
        <YearSelect value={values.year} onChange={(year) => set("year", year)} />
      </div>
      <Answer of={districts}>
        {({ items }) => (
          <>
            <Funnel lines={items.map(lineOf)} ofYear={values.year !== ""} />
            {items.some(({ suppressed }) => suppressed) && <MarkNote />}
            <Section title={say({ en: "By district", zh: "分地区情况" })}>
              <ByDistrict lines={items.map(lineOf)} />
              <CsvLink path={asked("district")} />
            </Section>
          </>
        )}
      </Answer>
      <Section title={say({ en: "By service class", zh: "分服务类别情况" })}>
        <p className="about">
          {say({
            en: "A voucher is of no class until it is ordered with. Budget and issued are those of all programs that are open to the class, and so stand in each of their classes.",
            zh: "双创券在下单之前不属于任何服务类别。预算和发放金额为适用该类别的所有项目合计，在每个适用类别中均计入。",
          })}
        </p>
        <Answer of={classes}>{({ items }) => <ByClass lines={items.map(lineOf)} />}</Answer>
        <CsvLink path={asked("class")} />
      </Section>
      <Section title={say({ en: "By month of issue", zh: "按发放月份" })}>
        <p className="about">
          {say({
            en: "Where the vouchers of each month are today. Many of an early month that are not used yet want a reminder.",
            zh: "各月发放的双创券目前所处环节。较早发放而仍未使用的，需要提醒。",
          })}
        </p>
        <Answer of={months}>{({ items }) => <ByMonth lines={items.map(lineOf)} />}</Answer>
        <CsvLink path={asked("month")} />
      </Section>
      <Milestones district={values.district} />
      <FeedLink />
    </Page>
  );
}

function YearSelect({ value, onChange }: { readonly value: string; readonly onChange: (year: string) => void }) {
  const say = useSay();
  const { data } = useIndex<Answered<FunnelLine>>("/funnel?by=year");
  const years = useMemo(
    () => [...new Set((data?.items ?? []).flatMap(({ period }) => (period === null ? [] : [period])))].sort(),
    [data],
  );
  return (
    <Select
      label={say({ en: "Year of issue", zh: "发放年份" })}
      options={[
        { value: "", text: say({ en: "All years", zh: "所有年份" }) },
        ...years.map((year) => ({ value: year, text: say({ en: year, zh: `${year} 年` }) })),
      ]}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
