/** What a voucher is, and how it came to be so. */
import type { FactKinds } from "../facts.ts";
import { dayText, minuteText } from "../ledger/days.ts";
import { enterpriseText, voucherText } from "../ledger/ids.ts";
import type { Action } from "../ledger/voucherChanged.ts";
import type { Text } from "../refusal.ts";
import type { Sentences } from "./facts.ts";
import { counted, short, yuan } from "./words.ts";

type Kinds = Pick<FactKinds, "voucher" | "figures" | "standing" | "freezes" | "history" | "change">;

export const VOUCHER_SENTENCES: Sentences<Kinds> = {
  voucher: ({ voucher, program, enterprise, home, face, issuedOn }) => ({
    en: `Voucher ${voucherText(voucher)} of program ${program} is held by enterprise ${enterpriseText(enterprise)}, whose home district is ${home.en}. It was issued on ${dayText(issuedOn)} with a face of ${yuan(face)}.`,
    zh: `双创券 ${voucherText(voucher)}（项目 ${program}）由企业 ${enterpriseText(enterprise)} 持有，该企业所属区为${home.zh}。发放日 ${dayText(issuedOn)}，面额 ${yuan(face)}。`,
  }),

  figures: ({ ended, rest, locked, redeemed, paid, recovered }) => {
    const unused = ended
      ? { en: `${yuan(rest)} has gone back to the budget`, zh: `退回预算 ${yuan(rest)}` }
      : { en: `${yuan(rest)} remains`, zh: `余额 ${yuan(rest)}` };
    const came =
      recovered === 0n
        ? { en: "", zh: "" }
        : { en: `, and ${yuan(recovered)} of that as recovered`, zh: `，其中登记追回 ${yuan(recovered)}` };
    const payments =
      redeemed === 0n
        ? { en: "", zh: "" }
        : {
            en: ` Of what is redeemed, ${yuan(paid)} is recorded as paid${came.en}.`,
            zh: `已核销金额中登记拨付 ${yuan(paid)}${came.zh}。`,
          };
    return {
      en: `Of its face, ${unused.en}, ${yuan(locked)} is locked by orders and ${yuan(redeemed)} is redeemed.${payments.en}`,
      zh: `其中${unused.zh}，订单锁定 ${yuan(locked)}，已核销 ${yuan(redeemed)}。${payments.zh}`,
    };
  },

  standing: ({ status, useBy, passed, extension }) => {
    const extended =
      extension === 0n
        ? { en: "", zh: "" }
        : { en: `, its extension by ${counted(extension, "day")} included`, zh: `（含延期 ${extension} 天）` };
    const day = { en: `${dayText(useBy)}${extended.en}`, zh: `${dayText(useBy)}${extended.zh}` };
    switch (status) {
      case "active":
        return passed
          ? {
              en: `Its last day for placing orders was ${day.en}; its expiry is not recorded yet.`,
              zh: `下单截止日 ${day.zh} 已过，尚未办理过期。`,
            }
          : {
              en: `It is active. The last day for placing orders is ${day.en}.`,
              zh: `该券有效，下单截止日为 ${day.zh}。`,
            };
      case "revoked":
        return { en: "It is revoked: no more orders can be placed on it.", zh: "该券已撤销，不能再登记订单。" };
      case "expired":
        return {
          en: `It has expired. The last day for placing orders was ${day.en}.`,
          zh: `该券已过期，下单截止日为 ${day.zh}。`,
        };
    }
  },

  freezes: ({ count, daysInAll, until }) => {
    if (count === 0) return { en: "It was never frozen.", zh: "该券从未被冻结。" };
    const often = {
      en: `In all it was frozen ${times(count)}, for ${counted(daysInAll, "day")}`,
      zh: `累计冻结 ${count} 次，共 ${daysInAll} 天`,
    };
    if (until === undefined) {
      return { en: `${often.en}; it was not frozen at that moment.`, zh: `${often.zh}；截至该时点未处于冻结状态。` };
    }
    return {
      en: `It is frozen until ${minuteText(until)} (Shanghai time), unless the freeze is ended early; meanwhile nothing is placed, redeemed or paid. ${often.en}.`,
      zh: `该券处于冻结状态，至北京时间 ${minuteText(until)} 止，提前解冻的除外；冻结期间不得登记订单、核销或拨付。${often.zh}。`,
    };
  },

  history: ({ changes }) => ({
    en: `Its history is complete: ${counted(changes, "change")}, none missing and none added. Played through one after the other, they lead to exactly the state above.`,
    zh: `历史记录完整：共 ${changes} 次变更，无缺漏、无添加；逐次推算，结果与上述状态完全一致。`,
  }),

  change: ({ number, action, amount, subject, block, time, transaction }) => {
    const act = actText(action, amount, short(subject));
    return {
      en: `${number}. ${minuteText(time)}, block ${block}, transaction ${transaction + 1}: ${act.en}.`,
      zh: `${number}. ${minuteText(time)}，区块 ${block} 第 ${transaction + 1} 笔交易：${act.zh}。`,
    };
  },
};

function actText(action: Action, amount: bigint, subject: string): Text {
  const sum = yuan(amount);
  const days = counted(amount, "day");
  switch (action) {
    case "issued":
      return { en: `issued with a face of ${sum}, from list ${subject}`, zh: `发放，面额 ${sum}，名单 ${subject}` };
    case "locked":
      return { en: `${sum} locked by order ${subject}`, zh: `订单 ${subject} 锁定 ${sum}` };
    case "unlocked":
      return { en: `order ${subject} cancelled, its ${sum} unlocked`, zh: `订单 ${subject} 取消，解除锁定 ${sum}` };
    case "redeemed":
      return { en: `${sum} redeemed by order ${subject}`, zh: `订单 ${subject} 核销 ${sum}` };
    case "reopened":
      return {
        en: `redemption of ${sum} by order ${subject} sent back for correction, and the amount locked again`,
        zh: `订单 ${subject} 的核销 ${sum} 退回补正，金额重新锁定`,
      };
    case "rejected":
      return {
        en: `redemption of ${sum} by order ${subject} rejected for cause`,
        zh: `订单 ${subject} 的核销 ${sum} 被实质驳回`,
      };
    case "paid":
      return { en: `${sum} recorded as paid for order ${subject}`, zh: `订单 ${subject} 登记拨付 ${sum}` };
    case "recovered":
      return { en: `${sum} of order ${subject} recorded as recovered`, zh: `订单 ${subject} 登记追回 ${sum}` };
    case "frozen":
      return { en: `frozen for ${days}, reason ${subject}`, zh: `冻结 ${amount} 天，事由 ${subject}` };
    case "unfrozen":
      return {
        en: `freeze ended with ${days} unused, reason ${subject}`,
        zh: `提前解冻，余 ${amount} 天未用，事由 ${subject}`,
      };
    case "extended":
      return { en: `extended by ${days}, reason ${subject}`, zh: `延期 ${amount} 天，事由 ${subject}` };
    case "revoked":
      return {
        en: `revoked, ${sum} back to the budget, reason ${subject}`,
        zh: `撤销，${sum} 退回预算，事由 ${subject}`,
      };
    case "expired":
      return { en: `expired, ${sum} back to the budget`, zh: `过期，${sum} 退回预算` };
  }
}

function times(count: number): string {
  return ["never", "once", "twice"][count] ?? counted(count, "time");
}
