/** What waits for an officer: orders that could be paid and are not, payments that the bank has not answered, claims past their grace period, objections. */
import type { Day } from "../../client/days.ts";
import { formatFen } from "../../client/money.ts";
import { formatEnterprise, formatProvider, programOf } from "../../client/ids.ts";
import type { OrderRecord } from "../../client/replay/orders.ts";
import { frozenDays } from "../../client/replay/vouchers.ts";
import { counted } from "../../client/text/counted.ts";
import { SEAT } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { openObjections, SEATS, stands, type OpenObjection } from "./objections.ts";
import { reportOfDistrict, type OfDistrict } from "./district.ts";
import type { LedgerView } from "./view.ts";
import { daysText, homeOf, isFrozen } from "./words.ts";

export const OVERDUE = defineSheet({
  title: { en: "Overdue payments and unresolved objections", zh: "逾期未付款项与未处理异议" },
  columns: {
    matter: { heading: { en: "Matter", zh: "事项" }, kind: "text" },
    district: { heading: { en: "District", zh: "所属区" }, kind: "text" },
    program: { heading: { en: "Program", zh: "项目" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业" }, kind: "text" },
    provider: { heading: { en: "Provider", zh: "服务机构" }, kind: "text" },
    amount: { heading: { en: "Amount", zh: "金额" }, kind: "amount" },
    since: { heading: { en: "Since", zh: "起始日" }, kind: "day" },
    days: { heading: { en: "Days", zh: "天数" }, kind: "count" },
    note: { heading: { en: "Note", zh: "说明" }, kind: "text" },
    payment: { heading: { en: "Payment", zh: "拨付批次" }, kind: "text" },
    subject: { heading: { en: "Order or list", zh: "订单或名单" }, kind: "hash" },
  },
});

type Row = Entry<typeof OVERDUE>;

const PAYABLE: Text = { en: "payment due", zh: "待拨付" };
const AT_BANK: Text = { en: "bank's answer due", zh: "待银行回执" };
const UNDECIDED: Text = { en: "decision on a claim due", zh: "待代企业决定" };

const OBJECTION: Readonly<Record<OpenObjection["about"], Text>> = {
  list: { en: "objection to a list", zh: "名单异议" },
  admission: { en: "objection to an admission", zh: "入库异议" },
  order: { en: "objection to a redemption", zh: "核销异议" },
};

/** In the order in which they are listed. */
const RANKS: readonly Text[] = [PAYABLE, AT_BANK, UNDECIDED, OBJECTION.order, OBJECTION.list, OBJECTION.admission];

/**
 * All of it that has waited for more than some days: payments first, then claims, then objections, the longest wait first.
 *
 * @param days counted from the first day on which the order could have been paid, the payment's opening, the first day after the
 * grace period, the day of the objection. 0 for all that waits since yesterday or longer.
 * @param district that has to act; all if not given.
 */
export function overdueFor(view: LedgerView, days: number, district?: bigint): Row[] {
  const isAsked = (home: bigint): boolean => district === undefined || home === district;
  const objections = openObjections(view).filter((one) => isAsked(one.district));
  const objected = new Set(objections.filter((one) => stands(one, view.today)).map(({ subject }) => subject));
  const own = [...view.state.orders.orders].filter(([, { state }]) => isAsked(homeOf(view, state.voucher)));
  const orders = own.flatMap(([order, record]) => ofOrder(view, order, record, objected));
  return [...orders, ...objections.map((objection) => ofObjection(view, objection))]
    .map((row) => ({ ...row, days: view.today - row.since }))
    .filter((row) => row.days > days)
    .sort((a, b) => RANKS.indexOf(a.matter) - RANKS.indexOf(b.matter) || b.days - a.days);
}

type Waiting = Row & { readonly matter: Text; readonly since: Day };

function ofOrder(
  view: LedgerView,
  order: string,
  { state }: OrderRecord,
  objected: ReadonlySet<string | bigint>,
): Waiting[] {
  const { stage, voucher, provider, amount, waitEnd, payment } = state;
  // A freeze gives the enterprise its days again.
  const graceEnd = waitEnd + frozenDays(view.state.vouchers, voucher, view.time) - state.frozenDays;
  const enterprise = view.state.vouchers.vouchers.get(voucher)?.story.voucher.enterprise ?? 0n;
  const row = {
    district: view.districtName(enterprise >> 32n),
    program: String(programOf(voucher)),
    enterprise: named(view.partyName("enterprise", enterprise), formatEnterprise(enterprise)),
    provider: named(view.partyName("provider", provider), formatProvider(provider)),
    amount,
    subject: order,
  };
  switch (stage) {
    case "Redeemed":
      if (view.today <= waitEnd || objected.has(order) || isFrozen(view, voucher)) return [];
      return [{ ...row, matter: PAYABLE, since: waitEnd + 1, note: payment === 0 ? undefined : RETURNED }];
    case "Paying":
      return [
        {
          ...row,
          matter: AT_BANK,
          since: view.openedOn.get(BigInt(payment)) ?? view.today,
          payment: String(payment),
        },
      ];
    case "Claimed":
      return view.today <= graceEnd ? [] : [{ ...row, matter: UNDECIDED, since: graceEnd + 1 }];
    default:
      return [];
  }
}

const RETURNED: Text = { en: "was returned by the bank", zh: "曾被银行退回" };

function ofObjection(view: LedgerView, objection: OpenObjection): Waiting {
  const { about, subject, seat, raisedOn, district, program, amount } = objection;
  return {
    matter: OBJECTION[about],
    district: view.districtName(district),
    program: program === undefined ? undefined : String(program),
    provider:
      typeof subject === "bigint" ? named(view.partyName("provider", subject), formatProvider(subject)) : undefined,
    amount,
    since: raisedOn,
    note: noteOn(objection, SEAT[SEATS.indexOf(seat)] ?? { en: seat, zh: seat }, view.today),
    subject: typeof subject === "string" ? subject : undefined,
  };
}

function noteOn({ standsThrough }: OpenObjection, by: Text, today: Day): Text {
  if (standsThrough === undefined) {
    return { en: `by the ${by.en}, who ends it`, zh: `${by.zh}提出，由其自行撤回` };
  }
  if (today > standsThrough) {
    const ago = daysText(today - standsThrough);
    return {
      en: `by the ${by.en}; lapsed ${ago.en} ago, unresolved`,
      zh: `${by.zh}提出，未处理，已于 ${ago.zh}前失效`,
    };
  }
  const left = daysText(standsThrough + 1 - today);
  return { en: `by the ${by.en}; lapses in ${left.en}`, zh: `${by.zh}提出，${left.zh}后失效` };
}

function named(name: string | undefined, id: string): string {
  return name === undefined ? id : `${id} ${name}`;
}

export interface OverdueInput extends OfDistrict {
  readonly days: number;
}

/** `tongdui report overdue`. */
export async function reportOverdue(input: OverdueInput, context: Context): Promise<Answer> {
  return reportOfDistrict(input, context, (view, district) => {
    const rows = overdueFor(view, input.days, district);
    const remarks = rows.length > 0 ? [sumOf(rows)] : [];
    return { sheet: OVERDUE, lines: rows.map((cells) => ({ cells })), remarks };
  });
}

function sumOf(rows: readonly Row[]): Text {
  const of = (matter: Text): readonly Row[] => rows.filter((row) => row.matter === matter);
  const sum = (matter: Text): string => formatFen(of(matter).reduce((total, { amount = 0n }) => total + amount, 0n));
  const objections = rows.filter(({ matter }) => Object.values(OBJECTION).some((known) => known === matter)).length;
  return {
    en: `${of(PAYABLE).length} to pay (${sum(PAYABLE)}), ${of(AT_BANK).length} at the bank (${sum(AT_BANK)}), ${counted(of(UNDECIDED).length, "claim")} to decide, ${counted(objections, "objection")}.`,
    zh: `待拨付 ${of(PAYABLE).length} 笔（${sum(PAYABLE)}），待银行回执 ${of(AT_BANK).length} 笔（${sum(AT_BANK)}），待决定核销申请 ${of(UNDECIDED).length} 项，异议 ${objections} 项。`,
  };
}
