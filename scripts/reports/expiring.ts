/** Vouchers that can still be used, and not for long: what their enterprises are to be reminded of. */
import { districtOf, formatEnterprise, formatVoucher, programOf } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { formatFen } from "../../client/money.ts";
import { remainingOf } from "../../client/voucherWord.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { reportOfDistrict, type OfDistrict } from "./district.ts";
import type { LedgerView } from "./view.ts";
import { daysText, homeOf, isFrozen, YES } from "./words.ts";

export const EXPIRING = defineSheet({
  title: { en: "Vouchers about to expire", zh: "即将过期的券" },
  columns: {
    voucher: { heading: { en: "Voucher", zh: "券编号" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业编号" }, kind: "text" },
    name: { heading: { en: "Name", zh: "企业名称" }, kind: "text" },
    district: { heading: { en: "District", zh: "所属区" }, kind: "text" },
    program: { heading: { en: "Program", zh: "项目" }, kind: "text" },
    face: { heading: { en: "Face", zh: "面额" }, kind: "amount" },
    remaining: { heading: { en: "Remaining", zh: "剩余" }, kind: "amount" },
    locked: { heading: { en: "Locked", zh: "锁定" }, kind: "amount" },
    useBy: { heading: { en: "Last day of use", zh: "最后使用日" }, kind: "day" },
    daysLeft: { heading: { en: "Days left", zh: "剩余天数" }, kind: "count" },
    extendable: { heading: { en: "Can be extended", zh: "可延期" }, kind: "text" },
    frozen: { heading: { en: "Frozen", zh: "冻结中" }, kind: "text" },
  },
});

type Row = Entry<typeof EXPIRING>;

/**
 * The vouchers whose last day of use is within so many days from the ledger's today, today's own included, and of which something
 * remains; the first to expire come first.
 *
 * @param days 0 for those of which today is the last day.
 * @param district whose vouchers alone; all if not given.
 */
export function expiringWithin(view: LedgerView, days: number, district?: bigint): Row[] {
  const { state, today } = view;
  return [...state.vouchers.vouchers]
    .map(([id, { story }]) => ({ id, voucher: story.voucher }))
    .filter(({ id }) => district === undefined || homeOf(view, id) === district)
    .filter(({ voucher }) => remainingOf(voucher) > 0n && voucher.useBy >= today && voucher.useBy - today <= days)
    .sort((a, b) => a.voucher.useBy - b.voucher.useBy || (a.id < b.id ? -1 : 1))
    .map(({ id, voucher }) => {
      const terms = state.programs.programs.get(programOf(id))?.terms;
      return {
        voucher: formatVoucher(id),
        enterprise: formatEnterprise(voucher.enterprise),
        name: view.partyName("enterprise", voucher.enterprise),
        district: view.districtName(districtOf(voucher.enterprise)),
        program: String(programOf(id)),
        face: voucher.face,
        remaining: remainingOf(voucher),
        locked: voucher.locked,
        useBy: voucher.useBy,
        daysLeft: voucher.useBy - today,
        extendable: !voucher.extended && terms !== undefined && terms.extensionDays > 0n ? YES : undefined,
        frozen: isFrozen(view, id) ? YES : undefined,
      };
    });
}

export interface ExpiringInput extends OfDistrict {
  readonly days: number;
}

/** `tongdui report expiring`. */
export async function reportExpiring(input: ExpiringInput, context: Context): Promise<Answer> {
  return reportOfDistrict(input, context, (view, district) => {
    const rows = expiringWithin(view, input.days, district);
    const remarks = rows.length > 0 ? [sumOf(rows, input.days)] : [];
    return { sheet: EXPIRING, lines: rows.map((cells) => ({ cells })), remarks };
  });
}

function sumOf(rows: readonly Row[], days: number): Text {
  const sum = formatFen(rows.reduce((total, { remaining = 0n }) => total + remaining, 0n));
  const within = daysText(days);
  return {
    en: `Within ${within.en} ${rows.length} voucher${rows.length === 1 ? "" : "s"} will expire, of which ${sum} remain unused.`,
    zh: `${within.zh}内将有 ${rows.length} 张券过期，尚未使用金额合计 ${sum}。`,
  };
}
