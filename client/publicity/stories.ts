/** What the feed tells, in words. A district is called what the ledger calls it, everything else by its number. */
import { formatFen } from "../money.ts";
import { counted } from "../text/counted.ts";
import type { Text } from "../text/text.ts";

export interface Story {
  readonly title: Text;
  readonly content: Text;
}

export interface NoticeTold {
  readonly about: string;
  /** Whose it is, and the other district that hears objections; the same where there is none. */
  readonly district: Text;
  readonly otherDistrict: Text;
  readonly program: number | null;
  readonly list: string | null;
  readonly voucher: string | null;
  readonly provider: string | null;
  readonly count: number | null;
  /** Fen; undefined where the district does not publish it. */
  readonly amount: bigint | undefined;
  readonly since: string;
  readonly noticeEnd: string;
}

export function noticeStory(notice: NoticeTold): Story {
  const { district, otherDistrict, amount, since, noticeEnd } = notice;
  const sum = amount === undefined ? { en: "", zh: "" } : inAll(amount);
  const isTwo = district.en !== otherDistrict.en;
  const bureaus = {
    en: `the Science and Technology Bureau of ${district.en}${isTwo ? ` or of ${otherDistrict.en}` : ""}`,
    zh: `${district.zh}${isTwo ? `、${otherDistrict.zh}` : ""}科技局`,
  };
  return {
    title: matterOf(notice),
    content: {
      en: `In public notice from ${since} through ${noticeEnd}.${sum.en} Whoever objects writes or goes to ${bureaus.en}, or to the Auditor, through ${noticeEnd}, and says which notice is meant and why.`,
      zh: `公示期自 ${since} 至 ${noticeEnd}。${sum.zh}如有异议，请于 ${noticeEnd} 前（含当日）以书面或当面方式向${bureaus.zh}或审计机构提出，并写明针对哪一项公示及理由。`,
    },
  };
}

function matterOf({ about, district, program, list, voucher, provider, count }: NoticeTold): Text {
  switch (about) {
    case "list":
      return {
        en: `Public notice: ${district.en} is to issue ${counted(count ?? 0, "voucher")} under program ${program ?? ""} (list ${list ?? ""})`,
        zh: `公示：${district.zh}拟按项目 ${program ?? ""} 发放双创券 ${count ?? 0} 张（名单 ${list ?? ""}）`,
      };
    case "admission":
      return {
        en: `Public notice: ${provider ?? ""} is to be admitted as a provider of ${district.en}`,
        zh: `公示：${provider ?? ""} 拟列为${district.zh}入库服务机构`,
      };
    default:
      return {
        en: `Public notice: provider ${provider ?? ""} is to be paid for an order on voucher ${voucher ?? ""} of ${district.en}`,
        zh: `公示：拟就${district.zh}双创券 ${voucher ?? ""} 项下订单向服务机构 ${provider ?? ""} 拨付`,
      };
  }
}

export interface PaymentTold {
  readonly payment: number;
  readonly district: Text;
  readonly orders: number;
  readonly paid: bigint | undefined;
  readonly on: string;
}

export function paymentStory({ payment, district, orders, paid, on }: PaymentTold): Story {
  const sum =
    paid === undefined ? { en: "", zh: "" } : { en: ` Paid: ${formatFen(paid)}.`, zh: `已拨付 ${formatFen(paid)}。` };
  return {
    title: {
      en: `Payment ${payment} of ${district.en} is settled: ${counted(orders, "order")}`,
      zh: `${district.zh}第 ${payment} 号拨付批次已办结，共 ${orders} 笔订单`,
    },
    content: {
      en: `The bank answered for every order of it by ${on}.${sum.en}`,
      zh: `截至 ${on}，银行已就批次内全部订单回执。${sum.zh}`,
    },
  };
}

export interface MilestoneTold {
  readonly figure: string;
  readonly size: bigint;
  /** Undefined where all districts together came to it. */
  readonly district: Text | undefined;
  readonly voucher: string;
  readonly on: string;
}

export function milestoneStory({ figure, size, district, voucher, on }: MilestoneTold): Story {
  const who = district ?? { en: "All districts together", zh: "各区合计" };
  const content = { en: `On ${on}, with voucher ${voucher}.`, zh: `${on}，双创券 ${voucher}。` };
  const count = size.toLocaleString("en");
  switch (figure) {
    case "redemptions":
      return {
        title: { en: `${who.en}: the first voucher is redeemed`, zh: `${who.zh}首张双创券完成核销` },
        content,
      };
    case "paidOrders":
      return {
        title: { en: `${who.en}: the first voucher is paid for`, zh: `${who.zh}首笔双创券资金完成拨付` },
        content,
      };
    case "vouchers":
      return {
        title:
          size === 1n
            ? { en: `${who.en}: the first voucher is issued`, zh: `${who.zh}发放首张双创券` }
            : { en: `${who.en}: ${count} vouchers issued`, zh: `${who.zh}累计发放双创券 ${count} 张` },
        content,
      };
    default:
      return {
        title: {
          en: `${who.en}: more than ${formatFen(size)} paid`,
          zh: `${who.zh}累计拨付超过 ${formatFen(size)}`,
        },
        // Which voucher it was says nothing, and of sums told by groups it would say too much.
        content: { en: `Reached on ${on}.`, zh: `于 ${on} 达到。` },
      };
  }
}

function inAll(amount: bigint): Text {
  return { en: ` Amount: ${formatFen(amount)}.`, zh: `金额 ${formatFen(amount)}。` };
}
