/** What differs between two states of a voucher, or of its freezes, in words. */
import type { Text } from "../refusal.ts";
import type { Freeze } from "./freeze.ts";
import type { VoucherState } from "./voucherWord.ts";

const FIELDS = {
  enterprise: { en: "the holder", zh: "持有企业" },
  face: { en: "the face", zh: "面额" },
  locked: { en: "the amount locked by orders", zh: "订单锁定金额" },
  redeemed: { en: "the redeemed amount", zh: "已核销金额" },
  issuedOn: { en: "the day of issue", zh: "发放日" },
  useBy: { en: "the last day for placing orders", zh: "下单截止日" },
  status: { en: "the status", zh: "状态" },
  extended: { en: "whether it was extended", zh: "是否已延期" },
  frozenOnce: { en: "whether it was ever frozen", zh: "是否曾被冻结" },
  sequence: { en: "the number of changes", zh: "变更次数" },
} satisfies Record<keyof VoucherState, Text>;

const FREEZES: Text = { en: "the record of its freezes", zh: "冻结记录" };

/** The first field that differs; undefined where none does. */
export function differenceOf(expected: VoucherState, found: VoucherState): Text | undefined {
  const fields = Object.keys(FIELDS) as (keyof VoucherState)[];
  const field = fields.find((name) => expected[name] !== found[name]);
  return field && FIELDS[field];
}

/** Undefined where they are the same. */
export function freezeDifference(expected: Freeze, found: Freeze): Text | undefined {
  const fields = Object.keys(expected) as (keyof Freeze)[];
  return fields.some((name) => expected[name] !== found[name]) ? FREEZES : undefined;
}
