/** Who can still get how much under a program, from its terms and figures. */
import { formatFen } from "../../../client/money.ts";
import type { Program } from "../app/answers.ts";
import type { Text } from "../../../client/text/text.ts";
import { dayText } from "../ui/dayText.ts";

/** @param today the ledger's day. @param district the home district's name in the language of the page. */
export function stillToGet(program: Program, today: string, district: string): readonly Text[] {
  const { status, lastIssueDay, available, greatestFace, yearlyCap } = program;
  const [en, zh] = [dayText(lastIssueDay, "en"), dayText(lastIssueDay, "zh")];
  if (status === "Proposed") {
    return [{ en: "Not open yet: a second officer has to confirm it.", zh: "尚未开放，待另一名经办人员确认。" }];
  }
  if (status === "Stopped") {
    return [
      {
        en: "Stopped: no voucher is issued and no order is placed under it at the moment.",
        zh: "已停用：目前不发放双创券，也不登记订单。",
      },
    ];
  }
  if (today > lastIssueDay) {
    return [
      {
        en: `Vouchers were issued through ${en}. Those that were issued live out their term.`,
        zh: `已于${zh}停止发放。已发放的双创券在有效期内继续有效。`,
      },
    ];
  }
  const who: Text = {
    en: `Enterprises registered in ${district} can get vouchers through ${en}: at most ${formatFen(BigInt(greatestFace))} each, and ${formatFen(BigInt(yearlyCap))} a calendar year for an enterprise and all others under the same control.`,
    zh: `在${district}登记的企业可于${zh}前获得双创券：单张不超过 ${formatFen(BigInt(greatestFace))}，同一实际控制人的全部企业每年合计不超过 ${formatFen(BigInt(yearlyCap))}。`,
  };
  return [who, left(available, greatestFace)];
}

function left(available: string | null, greatestFace: string): Text {
  if (available === null) {
    return { en: "How much is left is not published.", zh: "余额未公开。" };
  }
  if (available === "0") return { en: "Nothing is left of the budget.", zh: "预算已用完。" };
  const [rest, face] = [BigInt(available), BigInt(greatestFace)];
  const amount = formatFen(rest);
  const full = rest / face;
  if (full === 0n) {
    return {
      en: `${amount} is left, less than one voucher of the greatest amount.`,
      zh: `预算余额 ${amount}，不足一张最大面额的双创券。`,
    };
  }
  return {
    en: `${amount} is left, enough for ${full} ${full === 1n ? "voucher" : "vouchers"} of the greatest amount.`,
    zh: `预算余额 ${amount}，可发放最大面额的双创券 ${full} 张。`,
  };
}
