/** `report notices`: what stands in public notice, until when, and who objects to it. */
import { isoOfDay, type Day } from "../../client/days.ts";
import { districtOf, formatProvider, formatVoucher, programOf } from "../../client/ids.ts";
import { SEAT } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { lapsesAfter } from "../vouchers/announced.ts";
import { reportOfDistrict, type OfDistrict } from "./district.ts";
import { openObjections, SEATS, stands, type OpenObjection } from "./objections.ts";
import type { LedgerView } from "./view.ts";
import { holderOf, homeOf, partyLabel } from "./words.ts";

export const NOTICES = defineSheet({
  title: { en: "Public notices", zh: "公示清单" },
  columns: {
    matter: { heading: { en: "Matter", zh: "事项" }, kind: "text" },
    district: { heading: { en: "District", zh: "所属区" }, kind: "text" },
    program: { heading: { en: "Program", zh: "项目" }, kind: "text" },
    items: { heading: { en: "Vouchers", zh: "券数" }, kind: "count" },
    voucher: { heading: { en: "Voucher", zh: "券编号" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业" }, kind: "text" },
    provider: { heading: { en: "Provider", zh: "服务机构" }, kind: "text" },
    amount: { heading: { en: "Amount", zh: "金额" }, kind: "amount" },
    from: { heading: { en: "In notice since", zh: "公示起始日" }, kind: "day" },
    through: { heading: { en: "Last day", zh: "公示截止日" }, kind: "day" },
    daysLeft: { heading: { en: "Days left", zh: "剩余天数" }, kind: "count" },
    objections: { heading: { en: "Objections", zh: "异议" }, kind: "text" },
    subject: { heading: { en: "Subject", zh: "公示对象" }, kind: "text" },
  },
});

type Row = Entry<typeof NOTICES>;

/** One thing that can be objected to, with the districts whose Bureaus may. */
interface Notice {
  readonly matter: OpenObjection["about"];
  /** As `tongdui object` takes it. */
  readonly subject: string;
  readonly home: bigint;
  readonly other: bigint;
  readonly through: Day;
  readonly row: Row;
}

const MATTER: Readonly<Record<OpenObjection["about"], Text>> = {
  list: { en: "vouchers to be issued", zh: "拟发放名单" },
  admission: { en: "admission of a provider", zh: "服务机构入库" },
  order: { en: "redemption", zh: "核销" },
};

/**
 * What is in public notice today, and what is held by an objection after its notice; the first to end come first.
 *
 * @param district that may object: the home district, or the provider's; all if undefined.
 */
export function noticesOf(view: LedgerView, district: bigint | undefined): Row[] {
  const bySubject = Map.groupBy(
    openObjections(view).filter((one) => stands(one, view.today)),
    ({ subject }) => (typeof subject === "string" ? subject : formatProvider(subject)),
  );
  return [...listNotices(view), ...admissionNotices(view), ...orderNotices(view)]
    .filter(({ home, other }) => district === undefined || home === district || other === district)
    .filter(({ through, subject }) => view.today <= through || bySubject.has(subject))
    .sort((a, b) => a.through - b.through)
    .map(({ matter, subject, home, through, row }) => ({
      ...row,
      matter: MATTER[matter],
      district: view.districtName(home),
      through,
      daysLeft: view.today <= through ? through - view.today : undefined,
      objections: objectionsText(bySubject.get(subject) ?? []),
      subject,
    }));
}

function listNotices({ state, today, announcedOn }: LedgerView): Notice[] {
  return [...state.vouchers.batches].flatMap(([batch, list]): Notice[] => {
    const { stage, program, count, total, noticeEnd } = list;
    if (stage !== "Announced" || today > lapsesAfter(list)) return [];
    const home = state.programs.programs.get(program)?.terms.home ?? 0n;
    const row = { program: String(program), items: Number(count), amount: total, from: announcedOn.get(batch) };
    return [{ matter: "list", subject: batch, home, other: home, through: noticeEnd, row }];
  });
}

function admissionNotices(view: LedgerView): Notice[] {
  return [...view.state.providers.providers].flatMap(([provider, { status, noticeEnd }]): Notice[] => {
    if (status !== "Countersigned") return [];
    const home = districtOf(provider);
    const row = { provider: partyLabel(view, "provider", provider), from: view.countersignedOn.get(provider) };
    return [{ matter: "admission", subject: formatProvider(provider), home, other: home, through: noticeEnd, row }];
  });
}

function orderNotices(view: LedgerView): Notice[] {
  return [...view.state.orders.orders].flatMap(([order, { state }]): Notice[] => {
    const { stage, voucher, provider, amount, waitEnd } = state;
    if (stage !== "Redeemed") return [];
    const row = {
      program: String(programOf(voucher)),
      voucher: formatVoucher(voucher),
      enterprise: partyLabel(view, "enterprise", holderOf(view, voucher)),
      provider: partyLabel(view, "provider", provider),
      amount,
      from: view.redeemedOn.get(order),
    };
    const [home, other] = [homeOf(view, voucher), districtOf(provider)];
    return [{ matter: "order", subject: order, home, other, through: waitEnd, row }];
  });
}

function objectionsText(objections: readonly OpenObjection[]): Text | undefined {
  if (objections.length === 0) return undefined;
  const said = objections.map(({ seat, standsThrough }): Text => {
    const by = SEAT[SEATS.indexOf(seat)] ?? { en: seat, zh: seat };
    if (standsThrough === undefined) return by;
    const day = isoOfDay(standsThrough);
    return { en: `${by.en} (stands through ${day})`, zh: `${by.zh}（效力至 ${day}）` };
  });
  return { en: said.map(({ en }) => en).join("; "), zh: said.map(({ zh }) => zh).join("；") };
}

export async function reportNotices(input: OfDistrict, context: Context): Promise<Answer> {
  return reportOfDistrict(input, context, (view, district) => {
    const rows = noticesOf(view, district);
    const objected = rows.filter(({ objections }) => objections !== undefined).length;
    const sum: Text = {
      en: `${rows.length} in all, ${objected} with an objection.`,
      zh: `共 ${rows.length} 项，其中 ${objected} 项有异议。`,
    };
    return { sheet: NOTICES, lines: rows.map((cells) => ({ cells })), remarks: rows.length > 0 ? [sum] : [] };
  });
}
