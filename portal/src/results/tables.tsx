/** The funnel cut by district, by service class and by month of issue. */
import type { ReactNode } from "react";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Amount } from "../ui/Amount.tsx";
import { monthText } from "../ui/dayText.ts";
import { Empty } from "../ui/Notice.tsx";
import { SumAmount } from "../ui/SumAmount.tsx";
import { Table, type Column } from "../ui/Table.tsx";
import { shareUsed, STAGE_NAMES, sumsOf, type Line, type Stage } from "./stages.ts";

interface Props {
  readonly lines: readonly Line[];
}

/** Lines that stand in one row, under one name. */
interface Row {
  readonly key: string;
  readonly name: string;
  readonly lines: readonly Line[];
}

const WHOLE: readonly Stage[] = ["approved", "issued", "ordered", "redeemed", "paid", "expired"];
const NONE: Text = { en: "No voucher was issued yet.", zh: "尚未发放双创券。" };

export function ByDistrict({ lines }: Props) {
  const say = useSay();
  const names = useNames();
  const rows = rowsOf(
    lines,
    ({ district }) => String(district),
    ({ district }) => names.district(district),
  );
  return (
    <FunnelTable
      caption={say({ en: "How far each district’s vouchers come, in yuan", zh: "各区双创券使用情况（元）" })}
      head={say({ en: "District", zh: "地区" })}
      rows={rows}
      stages={lines.every(({ approved }) => approved === null) ? WHOLE.slice(1) : WHOLE}
      whole={lines}
      showsUse
    />
  );
}

export function ByClass({ lines }: Props) {
  const say = useSay();
  const names = useNames();
  const rows = rowsOf(
    lines,
    ({ serviceClass }) => String(serviceClass),
    ({ serviceClass }) => names.serviceClass(serviceClass ?? 0),
  );
  return (
    <FunnelTable
      caption={say({ en: "What vouchers are spent on, in yuan", zh: "双创券用于哪些服务（元）" })}
      head={say({ en: "Service class", zh: "服务类别" })}
      rows={rows}
      stages={["issued", "ordered", "redeemed", "paid"]}
      orders
    />
  );
}

export function ByMonth({ lines }: Props) {
  const say = useSay();
  const lang = useLang();
  const rows = rowsOf(
    lines,
    ({ period }) => period ?? "",
    ({ period }) => monthText(period ?? "", lang),
  ).toReversed();
  return (
    <FunnelTable
      caption={say({
        en: "Where the vouchers of each month are now, in yuan",
        zh: "各月发放的双创券目前所处环节（元）",
      })}
      head={say({ en: "Month", zh: "月份" })}
      rows={rows}
      stages={["issued", "ordered", "redeemed", "paid", "expired"]}
      showsUse
    />
  );
}

interface TableProps {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly Row[];
  readonly stages: readonly Stage[];
  /** Lines whose sum stands below. */
  readonly whole?: readonly Line[];
  /** The share of vouchers that are used. */
  readonly showsUse?: boolean;
  /** How many orders are paid. */
  readonly orders?: boolean;
}

function FunnelTable({ caption, head, rows, stages, whole, showsUse = false, orders = false }: TableProps) {
  const say = useSay();
  if (rows.length === 0) return <Empty>{say(NONE)}</Empty>;
  const columns: Column<Row>[] = [
    { key: "name", head, cell: ({ name }) => name },
    ...stages.map((stage): Column<Row> => ({
      key: stage,
      head: say(STAGE_NAMES[stage]),
      figure: true,
      cell: ({ lines }) => <Cell lines={lines} stage={stage} />,
    })),
    ...(showsUse
      ? [
          {
            key: "use",
            head: say({ en: "Used", zh: "使用率" }),
            figure: true,
            cell: ({ lines }: Row) => shareUsed(lines) ?? "–",
          },
        ]
      : []),
    ...(orders
      ? [
          {
            key: "orders",
            head: say({ en: "Orders paid", zh: "已拨付订单" }),
            figure: true,
            cell: ({ lines }: Row) => paidOrders(lines),
          },
        ]
      : []),
  ];
  const sum = whole && {
    head: say({ en: "Together", zh: "合计" }),
    cells: {
      ...Object.fromEntries(
        stages.map((stage): [Stage, ReactNode] => [stage, <SumAmount key={stage} sum={sumsOf(whole)[stage]} />]),
      ),
      use: shareUsed(whole) ?? "–",
    },
  };
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ key }) => key} {...(sum && { sum })} />;
}

/** One line says why it has no figure; of several, the sum says that it is not the whole. */
function Cell({ lines, stage }: { readonly lines: readonly Line[]; readonly stage: Stage }) {
  const [only, ...others] = lines;
  if (only === undefined || others.length > 0) return <SumAmount sum={sumsOf(lines)[stage]} />;
  return <Amount fen={only[stage]} suppressed={stage !== "approved" && only.suppressed} />;
}

function paidOrders(lines: readonly Line[]): string {
  return lines.reduce((sum, line) => sum + line.paidOrders, 0).toLocaleString("en");
}

function rowsOf(lines: readonly Line[], keyOf: (line: Line) => string, nameOf: (line: Line) => string): Row[] {
  const byKey = Map.groupBy(lines, keyOf);
  return [...byKey].map(([key, own]) => ({ key, name: own[0] ? nameOf(own[0]) : key, lines: own }));
}
