/** `report provider`: what a provider was asked to do, what was redeemed and paid for it, and what it has to pay back. */
import { isoOfDay } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import type { OrderRecord } from "../../client/replay/orders.ts";
import { PROVIDER_STATUSES } from "../../client/replay/providers.ts";
import { PROVIDER_STATUS } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { stageText } from "../orders/orderState.ts";
import { referenceOf } from "../payments/reference.ts";
import { Directory } from "../registers/directory.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { settlementKey } from "./acts.ts";
import { askedDistrict, saidDistrict } from "./district.ts";
import { giveReport, type Report } from "./give.ts";
import { tableFile, type Output } from "./tableFile.ts";
import { openView, type LedgerView } from "./view.ts";
import { holderOf, homeOf, isFrozen, partyLabel, sumsOf, TOTAL } from "./words.ts";

/** In a file amounts stand as plain numbers. */
function inYuan({ en, zh }: Text): Text {
  return { en: `${en} (yuan)`, zh: `${zh}（元）` };
}

export const STATEMENT = defineSheet({
  title: { en: "Provider's statement", zh: "服务机构对账单" },
  columns: {
    voucher: { heading: { en: "Voucher", zh: "券编号" }, kind: "text" },
    home: { heading: { en: "Home district", zh: "发券区" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业" }, kind: "text" },
    serviceClass: { heading: { en: "Class", zh: "服务类别" }, kind: "text" },
    placedOn: { heading: { en: "Placed on", zh: "下单日" }, kind: "day" },
    stage: { heading: { en: "Stage", zh: "状态" }, kind: "text" },
    contract: { heading: inYuan({ en: "Contract", zh: "合同金额" }), kind: "amount" },
    locked: { heading: inYuan({ en: "Locked", zh: "锁定" }), kind: "amount" },
    redeemed: { heading: inYuan({ en: "Redeemed", zh: "已核销" }), kind: "amount" },
    waiting: { heading: inYuan({ en: "To be paid", zh: "待拨付" }), kind: "amount" },
    inPayment: { heading: inYuan({ en: "In a payment", zh: "支付中" }), kind: "amount" },
    paid: { heading: inYuan({ en: "Paid", zh: "已拨付" }), kind: "amount" },
    paidOn: { heading: { en: "Paid on", zh: "拨付登记日" }, kind: "day" },
    orderedBack: { heading: inYuan({ en: "Ordered back", zh: "责令退回" }), kind: "amount" },
    recovered: { heading: inYuan({ en: "Recovered", zh: "已追回" }), kind: "amount" },
    writtenOff: { heading: inYuan({ en: "Written off", zh: "已核减" }), kind: "amount" },
    toRecover: { heading: inYuan({ en: "Ordered back, not yet recovered", zh: "待追回" }), kind: "amount" },
    reference: { heading: { en: "Reference", zh: "附言" }, kind: "text" },
    note: { heading: { en: "Note", zh: "说明" }, kind: "text" },
    order: { heading: { en: "Order", zh: "订单编号" }, kind: "hash" },
  },
});

const SUMMED = [
  ...(["contract", "locked", "redeemed", "waiting", "inPayment", "paid"] as const),
  ...(["orderedBack", "recovered", "writtenOff", "toRecover"] as const),
];

/**
 * The orders of a provider by the days on which they were placed, with a total.
 *
 * @param home of one district's vouchers alone; undefined for all.
 * @throws TongduiError `ProviderUnknown`.
 */
export function statementOf(view: LedgerView, provider: bigint, home: bigint | undefined): Report<typeof STATEMENT> {
  const record = view.state.providers.providers.get(provider);
  if (!record) throw providerUnknown(provider);
  const rows = [...view.state.orders.orders]
    .filter(([, { state }]) => state.provider === provider)
    .filter(([, { state }]) => home === undefined || homeOf(view, state.voucher) === home)
    .map(([order, one]) => rowOf(view, order, one))
    .sort((a, b) => (a.placedOn ?? 0) - (b.placedOn ?? 0));
  const total = sumsOf(rows, SUMMED);
  const label = partyLabel(view, "provider", provider);
  const status = PROVIDER_STATUS[PROVIDER_STATUSES.indexOf(record.status)];
  const through = isoOfDay(record.validThrough);
  const of = home === undefined ? undefined : saidDistrict(view, home);
  return {
    sheet: STATEMENT,
    about: {
      en: `provider ${label}, ${status?.en ?? ""}, valid through ${through}${of ? `; vouchers of ${of.en}` : ""}`,
      zh: `服务机构 ${label}，${status?.zh ?? ""}，有效期至 ${through}${of ? `；仅列${of.zh}的券` : ""}`,
    },
    lines: [
      ...rows.map((cells) => ({ cells })),
      ...(rows.length > 0 ? [{ total: true, cells: { voucher: TOTAL, ...total } }] : []),
    ],
    remarks: rows.length > 0 ? [said(rows.length, total)] : [],
    facts: { provider: formatProvider(provider), status: record.status },
  };
}

function rowOf(view: LedgerView, order: string, { state, terms }: OrderRecord): Entry<typeof STATEMENT> {
  const { voucher, stage, amount } = state;
  const payment = BigInt(state.payment);
  const place = view.state.payments.payments.get(payment)?.items.findIndex((item) => item.order === order) ?? -1;
  const clawBack = view.state.payments.clawBacks.get(order);
  const redeemed = stage === "Redeemed" || stage === "Paying" || stage === "Paid";
  return {
    voucher: formatVoucher(voucher),
    home: view.districtName(homeOf(view, voucher)),
    enterprise: partyLabel(view, "enterprise", holderOf(view, voucher)),
    serviceClass: String(terms.serviceClass),
    placedOn: view.placedOn.get(order),
    stage: stageText(stage),
    contract: terms.contractValue,
    locked: stage === "Placed" || stage === "Claimed" ? amount : undefined,
    redeemed: redeemed ? amount : undefined,
    waiting: stage === "Redeemed" ? amount : undefined,
    inPayment: stage === "Paying" ? amount : undefined,
    paid: stage === "Paid" ? amount : undefined,
    paidOn: stage === "Paid" ? view.settledOn.get(settlementKey(payment, order)) : undefined,
    orderedBack: clawBack?.ordered,
    recovered: clawBack?.recovered,
    writtenOff: clawBack?.writtenOff,
    toRecover: clawBack && clawBack.ordered - clawBack.recovered - clawBack.writtenOff,
    reference: place === -1 ? undefined : referenceOf(payment, place),
    note: noteOf(view, state),
    order,
  };
}

function noteOf(
  view: LedgerView,
  { stage, waitEnd, payment, reopened, voucher }: OrderRecord["state"],
): Text | undefined {
  const isFinal = stage === "Paid" || stage === "Cancelled" || stage === "Rejected";
  const notes: Text[] = [
    ...(reopened && !isFinal ? [REOPENED] : []),
    ...(stage === "Redeemed" && view.today <= waitEnd ? [inNotice(isoOfDay(waitEnd))] : []),
    ...(stage === "Redeemed" && payment !== 0 ? [RETURNED] : []),
    ...(!isFinal && isFrozen(view, voucher) ? [FROZEN] : []),
  ];
  if (notes.length === 0) return undefined;
  return { en: notes.map(({ en }) => en).join("; "), zh: notes.map(({ zh }) => zh).join("；") };
}

const REOPENED: Text = { en: "was rejected for form", zh: "曾退回补正" };
const RETURNED: Text = { en: "was returned by the bank", zh: "曾被银行退汇" };
const FROZEN: Text = { en: "voucher frozen", zh: "券已冻结" };

function inNotice(day: string): Text {
  return { en: `in notice through ${day}`, zh: `公示至 ${day}` };
}

function said(orders: number, total: Record<(typeof SUMMED)[number], bigint>): Text {
  const net = formatFen(total.paid - total.recovered);
  const [waiting, inPayment] = [formatFen(total.waiting), formatFen(total.inPayment)];
  const toRecover = formatFen(total.toRecover);
  return {
    en: `${orders} order${orders === 1 ? "" : "s"}; to be paid to the provider: ${waiting}, and ${inPayment} in payments; paid and not recovered: ${net}. Ordered back from the provider and not yet recovered: ${toRecover}.`,
    zh: `共 ${orders} 笔订单；待拨付 ${waiting}，支付中 ${inPayment}；已拨付扣除已追回后净额 ${net}。已责令退回、尚待追回 ${toRecover}。`,
  };
}

export interface StatementInput extends Output {
  /** An id, or a credit code that the office knows. */
  readonly provider: string;
  readonly district: number | undefined;
}

/** Errors as {@link statementOf} and Directory.idOf. */
export async function reportProvider(
  { provider: typed, district, ...output }: StatementInput,
  context: Context,
): Promise<Answer> {
  const out = await tableFile(output);
  return reading(context, async (open) => {
    const provider = (await Directory.open(open)).idOf("provider", typed);
    const view = await openView(open);
    return giveReport(statementOf(view, provider, askedDistrict(view, district)), view, out, context);
  });
}

function providerUnknown(provider: bigint): TongduiError {
  const id = formatProvider(provider);
  return new TongduiError("ProviderUnknown", {
    en: `There is no provider ${id} on the ledger.`,
    zh: `账本上没有服务机构 ${id}。`,
  });
}
