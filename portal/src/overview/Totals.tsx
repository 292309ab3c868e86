/** What was issued, spent and paid: in all, and by district. */
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { DistrictTotal } from "../app/answers.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { sumOf } from "../app/sums.ts";
import { Amount } from "../ui/Amount.tsx";
import { Figures } from "../ui/Figure.tsx";
import { Empty } from "../ui/Notice.tsx";
import { Mark, MarkNote, SumAmount } from "../ui/SumAmount.tsx";
import { Table, type Column } from "../ui/Table.tsx";

type Named = "issued" | "redeemed" | "paid" | "returned";

const NAMES: Readonly<Record<Named, Text>> = {
  issued: { en: "Issued", zh: "已发放" },
  redeemed: { en: "Spent", zh: "已核销" },
  paid: { en: "Paid", zh: "已拨付" },
  returned: { en: "Returned", zh: "已收回" },
};

const NOTES: Readonly<Record<Named, Text>> = {
  issued: { en: "to enterprises, as vouchers", zh: "以双创券形式发放给企业" },
  redeemed: { en: "on services that were delivered and accepted", zh: "用于已交付并验收的服务" },
  paid: { en: "by the districts to the providers", zh: "由各区拨付给服务机构" },
  returned: { en: "to the budget: expired or revoked", zh: "过期或撤销后退回预算" },
};

export function Totals({ totals }: { readonly totals: readonly DistrictTotal[] }) {
  const say = useSay();
  const figures = (["issued", "redeemed", "paid"] as const).map((name) => ({
    name: say(NAMES[name]),
    value: <SumAmount sum={sumOf(totals, name)} />,
    note: say(NOTES[name]),
  }));
  const counts = totals.map(({ vouchers }) => vouchers);
  const known = counts.filter((count) => count !== null).reduce((sum, count) => sum + count, 0);
  const number = {
    name: say({ en: "Vouchers", zh: "双创券" }),
    value: (
      <>
        {known.toLocaleString("en")}
        {counts.includes(null) && <Mark />}
      </>
    ),
    note: <Link href="/vouchers">{say({ en: "issued so far: the list", zh: "累计发放张数，查看列表" })}</Link>,
  };
  return (
    <>
      <Figures figures={[...figures, number]} />
      {totals.some(({ suppressed }) => suppressed) && <MarkNote />}
    </>
  );
}

export function DistrictTable({ totals }: { readonly totals: readonly DistrictTotal[] }) {
  const say = useSay();
  const names = useNames();
  if (totals.length === 0)
    return <Empty>{say({ en: "No district has a program yet.", zh: "尚无地区设立项目。" })}</Empty>;
  const figure = (name: Named | "approved"): Column<DistrictTotal> => ({
    key: name,
    head: say(name === "approved" ? { en: "Budget approved", zh: "已批预算" } : NAMES[name]),
    figure: true,
    cell: (row) => <Amount fen={row[name]} suppressed={name !== "approved" && row.suppressed} />,
  });
  const shown = ["approved", "issued", "redeemed", "paid", "returned"] as const;
  const cells = shown.map((name): [string, ReactNode] => {
    return [name, <SumAmount key={name} sum={sumOf(totals, name)} />];
  });
  return (
    <Table
      caption={say({ en: "Figures of each district’s programs, in yuan", zh: "各区项目合计（元）" })}
      columns={[
        {
          key: "district",
          head: say({ en: "District", zh: "地区" }),
          cell: ({ district }) => names.district(district),
        },
        ...shown.map(figure),
      ]}
      rows={totals}
      rowKey={({ district }) => String(district)}
      sum={{ head: say({ en: "Together", zh: "合计" }), cells: Object.fromEntries(cells) }}
    />
  );
}
