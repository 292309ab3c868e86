/** A party's statement, a table to be kept: what happened to an enterprise's vouchers, or how a provider's orders stand. */
import { plainYuan } from "../../../client/money.ts";
import { csvOf } from "../../../client/text/csv.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Change, VoucherOrder, VoucherPageAnswer } from "../app/answers.ts";
import type { Lang } from "../app/language.tsx";
import { clockText } from "../ui/dayText.ts";
import { changeState, orderState } from "../ui/states.ts";
import { allPages, type Ask } from "./allPages.ts";

/** Of a party: undefined where none is published. */
export type NameOf = (party: string) => string | undefined;

const HEADINGS = {
  day: { en: "Day", zh: "日期" },
  time: { en: "Time", zh: "时间" },
  voucher: { en: "Voucher", zh: "券编号" },
  number: { en: "Change", zh: "变更序号" },
  what: { en: "What happened", zh: "事项" },
  amount: { en: "Amount (yuan)", zh: "金额（元）" },
  days: { en: "Days", zh: "天数" },
  party: { en: "With", zh: "对方" },
  name: { en: "Name", zh: "名称" },
  stage: { en: "State", zh: "状态" },
  contract: { en: "Contract (yuan)", zh: "合同金额（元）" },
  contractDay: { en: "Contract of", zh: "合同日期" },
  placedOn: { en: "Ordered on", zh: "下单日" },
  deliverBy: { en: "Deliver by", zh: "交付期限" },
  redeemedOn: { en: "Redeemed on", zh: "核销日" },
  paidOn: { en: "Paid on", zh: "拨付登记日" },
  payment: { en: "Payment", zh: "付款批次" },
  orderedBack: { en: "Ordered back (yuan)", zh: "责令退回（元）" },
  recovered: { en: "Recovered (yuan)", zh: "已追回（元）" },
  order: { en: "Order", zh: "订单编号" },
  block: { en: "Block", zh: "区块" },
  transaction: { en: "Transaction", zh: "交易" },
} satisfies Record<string, Text>;

type Column = keyof typeof HEADINGS;
type Row = Partial<Record<Column, string | number | null>>;

const CHANGES: readonly Column[] = [
  ...(["day", "time", "voucher", "number", "what", "amount", "days", "party", "name"] as const),
  ...(["order", "block", "transaction"] as const),
];
const ORDERS: readonly Column[] = [
  ...(["placedOn", "voucher", "party", "stage", "contract", "contractDay", "amount", "deliverBy"] as const),
  ...(["redeemedOn", "paidOn", "payment", "orderedBack", "recovered", "order"] as const),
];

const IN_DAYS: readonly string[] = ["Frozen", "Unfrozen", "Extended"];

/** Every change of every voucher of an enterprise, in the order in which they were issued and changed. */
export async function enterpriseStatement(ask: Ask, enterprise: string, nameOf: NameOf, lang: Lang): Promise<string> {
  const vouchers = await allPages<{ voucher: string }>(ask, `/vouchers?enterprise=${enterprise}`);
  const rows: Row[] = [];
  for (const { voucher } of vouchers) {
    const { orders } = await ask<VoucherPageAnswer>(`/vouchers/${voucher}`);
    const changes = await allPages<Change>(ask, `/vouchers/${voucher}/changes`);
    const providerOf = new Map(orders.map(({ order, provider }) => [order, provider]));
    rows.push(...changes.map((change) => ({ voucher, ...changeRow(change, providerOf, nameOf, lang) })));
  }
  return table(CHANGES, rows, lang);
}

function changeRow(change: Change, providerOf: ReadonlyMap<string, string>, nameOf: NameOf, lang: Lang): Row {
  const { action, amount, subject, sequence: number, day, time, block, transaction } = change;
  const provider = providerOf.get(subject ?? "");
  const isDays = IN_DAYS.includes(action);
  return {
    day,
    time: clockText(time),
    number,
    what: changeState(action).text[lang],
    amount: isDays ? null : yuan(amount),
    days: isDays ? amount : null,
    ...(provider !== undefined && { party: provider, name: nameOf(provider) ?? null, order: subject }),
    block,
    transaction,
  };
}

interface ProviderOrder extends VoucherOrder {
  readonly voucher: string;
  readonly enterprise: string | null;
}

/** Every order of a provider as it stands, in the order in which the index has them. */
export async function providerStatement(ask: Ask, provider: string, lang: Lang): Promise<string> {
  const orders = await allPages<ProviderOrder>(ask, `/orders?provider=${provider}`);
  const rows = orders.map(({ stage, amount, contractValue, clawedBack, recovered, enterprise, ...order }) => ({
    ...order,
    party: enterprise,
    stage: orderState(stage).text[lang],
    contract: yuan(contractValue),
    amount: yuan(amount),
    orderedBack: yuan(clawedBack),
    recovered: yuan(recovered),
  }));
  return table(ORDERS, rows, lang);
}

function table(columns: readonly Column[], rows: readonly Row[], lang: Lang): string {
  const headings = columns.map((column) => HEADINGS[column][lang]);
  const cells = rows.map((row) => Object.fromEntries(columns.map((column) => [HEADINGS[column][lang], row[column]])));
  return csvOf(headings, cells);
}

function yuan(fen: string | null): string | null {
  return fen === null ? null : plainYuan(BigInt(fen));
}
