/** `report cross-region`: whose vouchers were spent where. */
import { districtOf } from "../../client/ids.ts";
import { WHOLE } from "../../client/money.ts";
import type { OrderStage } from "../../client/orderWord.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import type { Sheet, SheetColumn } from "../tables/sheet.ts";
import { giveReport, type Report } from "./give.ts";
import { tableFile, type Output } from "./tableFile.ts";
import { openView, type LedgerView } from "./view.ts";
import { homeOf, TOTAL } from "./words.ts";

/** Which amounts of orders are told: what was redeemed, paid or not, or what was paid. */
export type Amounts = "redeemed" | "paid";

const COUNTED: Readonly<Record<Amounts, readonly OrderStage[]>> = {
  redeemed: ["Redeemed", "Paying", "Paid"],
  paid: ["Paid"],
};

const TITLES = {
  redeemed: { en: "Redeemed by home district and provider's district", zh: "跨区核销矩阵（发券区 × 服务机构所在区）" },
  paid: { en: "Paid by home district and provider's district", zh: "跨区拨付矩阵（发券区 × 服务机构所在区）" },
} as const;

/** A row a home district and a column a provider's district, of all districts of the ledger. */
export function crossRegion(view: LedgerView, amounts: Amounts): Report<Sheet> {
  const districts = [...view.state.districts.districts.keys()].sort((a, b) => Number(a - b));
  const cells = new Map(districts.map((home) => [home, new Map(districts.map((district) => [district, 0n]))]));
  for (const { state } of view.state.orders.orders.values()) {
    if (!COUNTED[amounts].includes(state.stage)) continue;
    const row = cells.get(homeOf(view, state.voucher));
    const district = districtOf(state.provider);
    row?.set(district, (row.get(district) ?? 0n) + state.amount);
  }
  const rows = [...cells].map(([home, row]) => ({ home, row, own: row.get(home) ?? 0n }));
  const below = new Map(districts.map((one) => [one, sum(rows.map(({ row }) => row.get(one) ?? 0n))]));
  return {
    sheet: sheetOf(view, districts, amounts),
    lines: [
      ...rows.map(({ home, row, own }) => ({ cells: { home: view.districtName(home), ...figures(row, own) } })),
      { total: true, cells: { home: TOTAL, ...figures(below, sum(rows.map(({ own }) => own))) } },
    ],
    facts: { amounts },
  };
}

function sheetOf(view: LedgerView, districts: readonly bigint[], amounts: Amounts): Sheet {
  const column = (district: bigint): [string, SheetColumn] => {
    const name = view.districtName(district);
    return [columnOf(district), { heading: { en: name, zh: name }, kind: "amount" }];
  };
  return {
    title: TITLES[amounts],
    columns: {
      home: { heading: { en: "Home district", zh: "发券区" }, kind: "text" },
      ...Object.fromEntries(districts.map(column)),
      total: { heading: { en: "Total", zh: "合计" }, kind: "amount" },
      across: { heading: { en: "In other districts", zh: "其中跨区" }, kind: "amount" },
      acrossShare: { heading: { en: "Their share", zh: "跨区占比" }, kind: "rate" },
    },
  };
}

function columnOf(district: bigint): string {
  return `district${district}`;
}

/** @param own what was spent where it came from. */
function figures(row: ReadonlyMap<bigint, bigint>, own: bigint) {
  const total = sum([...row.values()]);
  return {
    ...Object.fromEntries([...row].map(([district, amount]) => [columnOf(district), amount])),
    total,
    across: total - own,
    acrossShare: total === 0n ? undefined : Number(((total - own) * BigInt(WHOLE)) / total),
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

export interface CrossRegionInput extends Output {
  readonly amounts: Amounts;
}

export async function reportCrossRegion({ amounts, ...output }: CrossRegionInput, context: Context): Promise<Answer> {
  const out = await tableFile(output);
  return reading(context, async (open) => {
    const view = await openView(open);
    return giveReport(crossRegion(view, amounts), view, out, context);
  });
}
