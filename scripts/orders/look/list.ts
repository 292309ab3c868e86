/** `order list`: orders as they stand, what each waits for, and what they add up to. */
import { districtOf, formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { ORDER_STAGES, type OrderStage } from "../../../client/orderWord.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { reading } from "../../chain/reading.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Grid } from "../../cli/grid.ts";
import type { Context } from "../../cli/context.ts";
import { Directory } from "../../registers/directory.ts";
import { tellDamaged } from "../../registers/tellDamaged.ts";
import { askedDistrict, saidDistrict } from "../../reports/district.ts";
import { giveReport } from "../../reports/give.ts";
import { tableFile, type Output } from "../../reports/tableFile.ts";
import { openView } from "../../reports/view.ts";
import { holderOf, sumsOf } from "../../reports/words.ts";
import { defineSheet, type Entry } from "../../tables/sheet.ts";
import { stageText } from "../orderState.ts";
import { waitsFor } from "../waitsFor.ts";
import { standingsIn } from "./standings.ts";

export interface ListOrdersInput extends Output {
  readonly voucher: bigint | undefined;
  /** An id or a credit code. */
  readonly enterprise: string | undefined;
  readonly provider: string | undefined;
  readonly stage: string | undefined;
  /** The home district. */
  readonly district: number | undefined;
}

export const ORDERS = defineSheet({
  title: { en: "Orders", zh: "订单清单" },
  columns: {
    voucher: { heading: { en: "Voucher", zh: "双创券" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业" }, kind: "text" },
    provider: { heading: { en: "Provider", zh: "服务机构" }, kind: "text" },
    stage: { heading: { en: "Stage", zh: "状态" }, kind: "text" },
    amount: { heading: { en: "Amount", zh: "券额" }, kind: "amount" },
    contractValue: { heading: { en: "Contract", zh: "合同金额" }, kind: "amount" },
    placedOn: { heading: { en: "Placed on", zh: "登记日" }, kind: "day" },
    waitsFor: { heading: { en: "Waits for", zh: "等待" }, kind: "text" },
    order: { heading: { en: "Order", zh: "订单编号" }, kind: "hash" },
  },
});

interface Listed {
  readonly stage: OrderStage;
  readonly ids: { readonly enterprise: string; readonly provider: string };
  /** The parties that this office knows by name, with their ids. */
  readonly parties: readonly string[];
  readonly cells: Entry<typeof ORDERS>;
}

/** @throws TongduiError `UsageWrong`, `DistrictUnknown`, `FileExists`; as Directory.open, Directory.idOf, openView. */
export async function listOrders(input: ListOrdersInput, context: Context): Promise<Answer> {
  const out = await tableFile(input);
  return reading(context, async (open) => {
    const directory = await Directory.open(open);
    tellDamaged(directory, context);
    const enterprise = input.enterprise === undefined ? undefined : directory.idOf("enterprise", input.enterprise);
    const provider = input.provider === undefined ? undefined : directory.idOf("provider", input.provider);
    const view = await openView(open);
    const district = askedDistrict(view, input.district);
    const standing = standingsIn(view);
    const rows = [...view.state.orders.orders].flatMap(([order, { state, terms }]): Listed[] => {
      const holder = holderOf(view, state.voucher);
      const isAsked =
        (input.voucher ?? state.voucher) === state.voucher &&
        (enterprise ?? holder) === holder &&
        (provider ?? state.provider) === state.provider &&
        (input.stage ?? state.stage.toLowerCase()) === state.stage.toLowerCase() &&
        (district ?? districtOf(holder)) === districtOf(holder);
      if (!isAsked) return [];
      const cells = {
        voucher: formatVoucher(state.voucher),
        enterprise: out ? formatEnterprise(holder) : directory.label("enterprise", holder),
        provider: out ? formatProvider(state.provider) : directory.label("provider", state.provider),
        stage: stageText(state.stage),
        amount: state.amount,
        contractValue: terms.contractValue,
        placedOn: view.placedOn.get(order),
        waitsFor: waitsFor(standing(order, state)),
        order,
      };
      const parties = [directory.label("enterprise", holder), directory.label("provider", state.provider)];
      const ids = { enterprise: formatEnterprise(holder), provider: formatProvider(state.provider) };
      return [{ stage: state.stage, cells, ids, parties: parties.filter((label) => label.includes(" ")) }];
    });
    const lines = rows.map(({ cells }) => ({ cells }));
    const about = district === undefined ? undefined : saidDistrict(view, district);
    return giveReport(
      { sheet: ORDERS, lines, about, narrow: narrowGrid(rows), remarks: [...totals(rows), ...named(rows)] },
      view,
      out,
      context,
    );
  });
}

/** Parties by their ids, hashes short: so it fits a terminal. */
function narrowGrid(rows: readonly Listed[]): Grid {
  const { order, voucher, stage, amount, waitsFor: waits } = ORDERS.columns;
  const between = { heading: { en: "Parties", zh: "双方" } };
  return {
    head: [order, voucher, between, stage, amount, waits].map(({ heading }) => heading),
    rows: rows.map(({ cells, ids }) => [
      shortHex(cells.order ?? ""),
      cells.voucher ?? "",
      `${ids.enterprise}, ${ids.provider}`,
      cells.stage ?? "",
      formatFen(cells.amount ?? 0n),
      cells.waitsFor ?? "",
    ]),
    figures: [4],
  };
}

/** The names behind the ids, once each. */
function named(rows: readonly Listed[]): Text[] {
  return [...new Set(rows.flatMap(({ parties }) => parties))].sort().map((label) => ({ en: label, zh: label }));
}

/** How many orders of each stage there are, and with how much. */
function totals(rows: readonly Listed[]): Text[] {
  return ORDER_STAGES.flatMap((stage): Text[] => {
    const some = rows.filter((row) => row.stage === stage);
    if (some.length === 0) return [];
    const { amount } = sumsOf(
      some.map(({ cells }) => cells),
      ["amount"],
    );
    const { en, zh } = stageText(stage);
    return [{ en: `${some.length} ${en}: ${formatFen(amount)}`, zh: `${zh} ${some.length} 笔：${formatFen(amount)}` }];
  });
}
