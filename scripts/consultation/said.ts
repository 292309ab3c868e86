/** What a consultation says: a table of what can be had, then each program that does not fit, with every reason. */
import { isoOfDay } from "../../client/days.ts";
import type { Consultation, Limit, Offer } from "../../client/eligibility/consult.ts";
import type { Reason } from "../../client/eligibility/reasons.ts";
import { formatVoucher } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import type { Data, Part } from "../cli/answer.ts";
import { districtSaid, type NamedDistrict } from "../districts/names.ts";

/** An order on a voucher that the enterprise holds. */
export interface Held {
  readonly voucher: bigint;
  readonly reasons: readonly Reason[];
  readonly offer: Offer | undefined;
}

const SET_BY: Readonly<Record<Limit, Text>> = {
  share: { en: "the share of the contract", zh: "抵用比例" },
  greatestFace: { en: "the greatest face of a voucher", zh: "单张最大面额" },
  yearlyCap: { en: "what is left of the year's cap", zh: "年度上限余额" },
  budget: { en: "what is left of the budget", zh: "预算余额" },
  remaining: { en: "what is left of the voucher", zh: "双创券余额" },
};

/** What sets an amount. */
export function limitSaid(limit: Limit): Text {
  return SET_BY[limit];
}

const HEAD: readonly Text[] = [
  { en: "The voucher pays", zh: "可抵用" },
  { en: "The enterprise pays", zh: "企业自付" },
  { en: "Order through", zh: "订单截止" },
  { en: "Claim through", zh: "核销申请截止" },
  { en: "The amount is set by", zh: "金额取决于" },
];

export function consultationParts(
  consultations: readonly Consultation[],
  districts: readonly NamedDistrict[],
): readonly Part[] {
  if (consultations.length === 0) return [{ en: "There is no program yet.", zh: "尚无项目。" }];
  const rows = consultations.flatMap(({ program, district, offer }) =>
    offer ? [[String(program), districtSaid(districts, district), ...offerCells(offer)]] : [],
  );
  const none: Text = { en: "No program pays for this contract.", zh: "没有项目可抵用该合同。" };
  const table: Part = {
    title: {
      en: "New vouchers, if they were issued today; the Bureau decides whether to issue",
      zh: "新发双创券（按当日发放计算；是否发放由科技局决定）",
    },
    head: [{ en: "Program", zh: "项目" }, { en: "District", zh: "所属区" }, ...HEAD],
    rows,
    figures: [0, 2, 3],
  };
  return [rows.length === 0 ? none : table, ...consultations.flatMap(refusalParts)];
}

function refusalParts({ program, reasons }: Consultation): readonly Text[] {
  if (reasons.length === 0) return [];
  const heading: Text = { en: `Program ${program} does not:`, zh: `项目 ${program} 不适用：` };
  return [heading, ...reasons.map(listed)];
}

export function heldParts(held: readonly Held[]): readonly Part[] {
  const rows = held.flatMap(({ voucher, offer }) => (offer ? [[formatVoucher(voucher), ...offerCells(offer)]] : []));
  const table: Part = {
    title: { en: "Vouchers that it holds", zh: "已持有的双创券" },
    head: [{ en: "Voucher", zh: "券号" }, ...HEAD],
    rows,
    figures: [1, 2],
  };
  return [
    ...(rows.length === 0 ? [] : [table]),
    ...held.flatMap(({ voucher, reasons }) => {
      const number = formatVoucher(voucher);
      if (reasons.length === 0) return [];
      return [{ en: `Voucher ${number} does not:`, zh: `双创券 ${number} 不适用：` }, ...reasons.map(listed)];
    }),
  ];
}

function listed({ sentence: { en, zh } }: Reason): Text {
  return { en: `  · ${en}`, zh: `  · ${zh}` };
}

function offerCells({ amount, own, useBy, claimBy, limit }: Offer): readonly (string | Text)[] {
  return [formatFen(amount), formatFen(own), isoOfDay(useBy), isoOfDay(claimBy), limitSaid(limit)];
}

/** What programs read. Amounts in fen, days as dates. */
export function consultationData({ program, district, joint, issuedThrough, reasons, offer }: Consultation): Data {
  return {
    program,
    district,
    joint,
    issuedThrough: isoOfDay(issuedThrough),
    offer: offerData(offer),
    reasons: reasons.map(reasonData),
  };
}

export function heldData({ voucher, reasons, offer }: Held): Data {
  return { voucher: formatVoucher(voucher), offer: offerData(offer), reasons: reasons.map(reasonData) };
}

function offerData(offer: Offer | undefined): Data {
  if (offer === undefined) return null;
  const { amount, own, most, limit, useBy, claimBy } = offer;
  return { amount, own, most, limit, useBy: isoOfDay(useBy), claimBy: isoOfDay(claimBy) };
}

function reasonData({ code, sentence: { en, zh } }: Reason): Data {
  return { code, en, zh };
}
