/** How amounts, hashes, lists and states are written in the sentences of a verdict. */
import type { OrderStage } from "../ledger/orderWord.ts";
import type { Text } from "../refusal.ts";
import type { PartName } from "../trustRoot.ts";

/** `¥1,234.50`, exact to the fen. */
export function yuan(fen: bigint): string {
  const digits = fen.toString().padStart(3, "0");
  return `¥${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}

/** Basis points as a percentage: `50%`, `33.33%`. */
export function percent(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}

/** The first eight and the last four digits of a hash: enough to tell two apart. The whole is in the fact's values. */
export function short(hex: string): string {
  return `${hex.slice(0, 10)}…${hex.slice(-4)}`;
}

/** `1 voucher`, `230 vouchers`. @param noun in the singular, one that takes a plain s. */
export function counted(count: number | bigint, noun: string): string {
  return `${count} ${noun}${Number(count) === 1 ? "" : "s"}`;
}

/** `Yangpu, Wujin and Nanhu`, `杨浦、武进、南湖`. */
export function listed(names: readonly Text[]): Text {
  const others = names.slice(0, -1).map(({ en }) => en);
  const last = names.at(-1)?.en ?? "";
  return {
    en: others.length === 0 ? last : `${others.join(", ")} and ${last}`,
    zh: names.map(({ zh }) => zh).join("、"),
  };
}

/** The contracts, as what they keep. */
export const PART: Readonly<Record<PartName, Text>> = {
  edition: { en: "edition", zh: "版次" },
  districts: { en: "districts", zh: "成员区" },
  enterprises: { en: "enterprises", zh: "企业" },
  providers: { en: "providers", zh: "服务机构" },
  programs: { en: "programs", zh: "项目" },
  vouchers: { en: "vouchers", zh: "双创券" },
  orders: { en: "orders", zh: "订单" },
  payments: { en: "payments", zh: "拨付" },
  voucherPicture: { en: "voucher pictures", zh: "券面" },
  certificatePicture: { en: "certificate pictures", zh: "证书图样" },
};

/** What an order has come to, as far as its word tells. */
export const STAGE: Readonly<Record<OrderStage, Text>> = {
  placed: { en: "placed, and not claimed", zh: "已登记，待服务机构申请核销" },
  claimed: { en: "claimed by the provider, and not decided", zh: "服务机构已申请核销，待确认" },
  redeemed: { en: "redeemed, and not paid", zh: "已核销，尚未拨付" },
  paying: { en: "redeemed and in a payment that is not settled", zh: "已核销，拨付办理中" },
  paid: { en: "recorded as paid", zh: "已登记拨付" },
  cancelled: { en: "cancelled, and its lock given up", zh: "已取消，锁定金额已解除" },
  rejected: { en: "ended: its redemption was rejected for cause", zh: "已终止：核销被实质驳回" },
};
