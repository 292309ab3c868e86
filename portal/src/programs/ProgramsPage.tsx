/** Programs with their budgets: the budget execution table. */
import { Link } from "wouter";
import { useIndexPages } from "../app/api.ts";
import type { Program } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { sumOf } from "../app/sums.ts";
import { queryOf, useFilters } from "../app/useFilters.ts";
import { Amount } from "../ui/Amount.tsx";
import { Badge } from "../ui/Badge.tsx";
import { CsvLink } from "../ui/CsvLink.tsx";
import { DistrictSelect } from "../ui/DistrictSelect.tsx";
import { Page } from "../ui/Page.tsx";
import { PagedList } from "../ui/Pages.tsx";
import { programState } from "../ui/states.ts";
import { MarkNote, SumAmount } from "../ui/SumAmount.tsx";
import { Table, type Column } from "../ui/Table.tsx";
import { BUDGET, FIGURES, type Figure } from "./figures.ts";

export default function ProgramsPage() {
  const say = useSay();
  const { values, set } = useFilters(["district"]);
  const path = `/programs${queryOf(values, { limit: "200" })}`;
  return (
    <Page
      title={say({ en: "Programs and budgets", zh: "项目与预算执行" })}
      lead={say({
        en: "A program is a budget line of one district under one policy, whose terms never change once it is open.",
        zh: "一个项目对应一个地区、一项政策下的一笔预算；项目开放后，其条款不再变更。",
      })}
    >
      <div className="filters">
        <DistrictSelect value={values.district} onChange={(district) => set("district", district)} />
      </div>
      <PagedList of={useIndexPages<Program>(path)} none={say({ en: "There is no program yet.", zh: "尚未设立项目。" })}>
        {(items) => <BudgetTable programs={items} />}
      </PagedList>
      <CsvLink path={`/programs${queryOf(values)}`} />
      <dl className="explained">
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{say(BUDGET[figure].name)}</dt>
            <dd>{say(BUDGET[figure].means)}</dd>
          </div>
        ))}
      </dl>
    </Page>
  );
}

function BudgetTable({ programs }: { readonly programs: readonly Program[] }) {
  const say = useSay();
  const names = useNames();
  const figure = (name: Figure): Column<Program> => ({
    key: name,
    head: say(BUDGET[name].name),
    figure: true,
    cell: (row) => <Amount fen={row[name]} suppressed={name !== "approved" && row.suppressed} />,
  });
  const cells = FIGURES.map((name) => [name, <SumAmount key={name} sum={sumOf(programs, name)} />] as const);
  return (
    <>
      <div className="scroll">
        <Table
          caption={say({ en: "Budget execution, in yuan", zh: "预算执行情况（元）" })}
          columns={[
            {
              key: "program",
              head: say({ en: "Program", zh: "项目" }),
              cell: ({ program, district, status }) => (
                <>
                  <Link href={`/programs/${program}`}>
                    {names.program(program) ?? say({ en: `Program ${program}`, zh: `项目 ${program}` })}
                  </Link>
                  <small className="hint row-note">
                    {say({ en: `No. ${program}, `, zh: `第 ${program} 号，` })}
                    {names.district(district)}
                  </small>
                  {status !== "Open" && <Badge state={programState(status)} />}
                </>
              ),
            },
            ...FIGURES.map(figure),
          ]}
          rows={programs}
          rowKey={({ program }) => String(program)}
          sum={{ head: say({ en: "Together", zh: "合计" }), cells: Object.fromEntries(cells) }}
        />
      </div>
      {programs.some(({ suppressed }) => suppressed) && <MarkNote />}
    </>
  );
}
