/** The orders that drew on a voucher, the payments that they are in, and what is to be paid back. */
import type { FactKinds } from "../facts.ts";
import { dayText } from "../ledger/days.ts";
import { providerText } from "../ledger/ids.ts";
import type { Sentences } from "./facts.ts";
import { counted, short, STAGE, yuan } from "./words.ts";

export const ORDER_SENTENCES: Sentences<Pick<FactKinds, "order" | "payment" | "clawBack">> = {
  order: ({ order, provider, district, home, crossDistrict, amount, stage, deliverBy, noticeEnd, payment }) => {
    const where = crossDistrict
      ? {
          en: `of ${district.en}, across districts (the voucher is ${home.en}'s)`,
          zh: `（${district.zh}），跨区使用（券属${home.zh}）`,
        }
      : { en: `of ${district.en}, the voucher's own district`, zh: `（${district.zh}），本区使用` };
    const isBack = payment !== 0n && stage !== "paying" && stage !== "paid";
    const batch = isBack
      ? {
          en: ` It was in payment ${payment} and came back unpaid.`,
          zh: `曾列入拨付批次 ${payment}，退回未付。`,
        }
      : { en: ` It is in payment ${payment}.`, zh: `列于拨付批次 ${payment}。` };
    const inPayment = payment === 0n ? { en: "", zh: "" } : batch;
    const notice =
      noticeEnd === undefined
        ? { en: "", zh: "" }
        : { en: ` Public notice through ${dayText(noticeEnd)}.`, zh: `公示至 ${dayText(noticeEnd)}。` };
    return {
      en: `Order ${short(order)} is with provider ${providerText(provider)} ${where.en}. It is for ${yuan(amount)}: ${STAGE[stage].en}. Delivery by ${dayText(deliverBy)}.${notice.en}${inPayment.en}`,
      zh: `订单 ${short(order)}，服务机构 ${providerText(provider)}${where.zh}：金额 ${yuan(amount)}，${STAGE[stage].zh}。交付期限 ${dayText(deliverBy)}。${notice.zh}${inPayment.zh}`,
    };
  },

  payment: ({ payment, home, orders, open, total, paid }) => {
    const back = total - paid;
    const returned =
      back === 0n ? { en: "", zh: "" } : { en: ` and ${yuan(back)} as returned`, zh: `，退回 ${yuan(back)}` };
    const standing =
      open === 0
        ? {
            en: `It is closed, with ${yuan(paid)} recorded as paid${returned.en}`,
            zh: `已办结，登记拨付 ${yuan(paid)}${returned.zh}`,
          }
        : {
            en: `It is open: ${counted(open, "order")} not settled yet, ${yuan(paid)} recorded as paid so far`,
            zh: `办理中，尚有 ${open} 笔未结算，已登记拨付 ${yuan(paid)}`,
          };
    return {
      en: `Payment ${payment} of ${home.en} holds ${counted(orders, "order")} of ${yuan(total)} in all. ${standing.en}.`,
      zh: `${home.zh}的拨付批次 ${payment} 共 ${orders} 笔订单，合计 ${yuan(total)}；${standing.zh}。`,
    };
  },

  clawBack: ({ order, ordered, recovered, writtenOff, outstanding }) => ({
    en: `Of order ${short(order)}, ${yuan(ordered)} is to be paid back by the provider: ${yuan(recovered)} is recorded as recovered, ${yuan(writtenOff)} as written off, ${yuan(outstanding)} is still owed.`,
    zh: `订单 ${short(order)} 应由服务机构退回 ${yuan(ordered)}：登记追回 ${yuan(recovered)}，登记核减 ${yuan(writtenOff)}，尚欠 ${yuan(outstanding)}。`,
  }),
};
