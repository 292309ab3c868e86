/** The cross-region matrix: home districts down, providers' districts across, as a picture and as a table. */
import { useCallback } from "react";
import type { Crossing } from "../app/answers.ts";
import { useLang, useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Chart } from "../charts/Chart.tsx";
import type { Colours } from "../charts/colours.ts";
import { Amount } from "../ui/Amount.tsx";
import { Empty } from "../ui/Notice.tsx";
import { Table } from "../ui/Table.tsx";
import { matrixOption } from "./matrixOption.ts";

/** More would be too small to read; the table has them all. */
const MOST_DRAWN = 16;

export function Crossings({ crossings }: { readonly crossings: readonly Crossing[] }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const districts = membersOf(names.districts?.map(({ district }) => district) ?? [], crossings);
  const draw = useCallback(
    (colours: Colours, width: number) => {
      const members = districts.slice(0, MOST_DRAWN).map((district) => ({ district, name: names.district(district) }));
      return matrixOption(members, crossings, lang, colours, width);
    },
    // The same figures are drawn once.
    [JSON.stringify([districts, crossings]), names, lang],
  );
  if (crossings.length === 0) {
    return <Empty>{say({ en: "No voucher was spent yet.", zh: "尚无双创券核销。" })}</Empty>;
  }
  return (
    <Chart
      tall
      draw={draw}
      label={say({
        en: "A square for each pair of districts, the darker the more was spent; the table below has the figures.",
        zh: "每两个地区对应一格，颜色越深表示使用金额越大；具体数字见下方表格。",
      })}
    >
      <Table
        caption={say({ en: "Spent and paid between districts", zh: "跨区核销与拨付" })}
        columns={[
          { key: "home", head: say({ en: "Issued by", zh: "发放地区" }), cell: (row) => names.district(row.district) },
          {
            key: "provider",
            head: say({ en: "Spent with providers of", zh: "服务机构所在地区" }),
            cell: (row) => names.district(row.providerDistrict),
          },
          {
            key: "redeemed",
            head: say({ en: "Spent", zh: "已核销" }),
            figure: true,
            cell: (row) => <Amount fen={row.redeemed} suppressed={row.suppressed} />,
          },
          {
            key: "paid",
            head: say({ en: "Paid", zh: "已拨付" }),
            figure: true,
            cell: (row) => <Amount fen={row.paid} suppressed={row.suppressed} />,
          },
        ]}
        rows={crossings}
        rowKey={(row) => `${row.district} ${row.providerDistrict}`}
      />
    </Chart>
  );
}

/** Those between which most was spent come first where there are too many to draw. */
function membersOf(all: readonly number[], crossings: readonly Crossing[]): number[] {
  const touched = crossings.flatMap(({ district, providerDistrict }) => [district, providerDistrict]);
  const members = [...new Set([...all, ...touched])].sort((a, b) => a - b);
  if (members.length <= MOST_DRAWN) return members;
  const weight = (member: number) =>
    crossings
      .filter(({ district, providerDistrict }) => district === member || providerDistrict === member)
      .reduce((sum, { redeemed }) => sum + Number(redeemed ?? 0), 0);
  return members.sort((a, b) => weight(b) - weight(a));
}
