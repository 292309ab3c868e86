/** Why a change of a voucher cannot have happened. */
export const WHY = {
  notIssued: { en: "the voucher was not issued before it", zh: "在此之前该券尚未发放" },
  issuedBefore: { en: "the voucher was issued before", zh: "该券此前已发放" },
  nothing: { en: "its amount is zero, or what it rests on is missing", zh: "数额为零，或未载明依据" },
  ended: { en: "the voucher had ended", zh: "该券已终止" },
  tooLate: { en: "the last day for placing orders had passed", zh: "下单截止日已过" },
  tooEarly: { en: "the last day for placing orders had not passed", zh: "下单截止日未过" },
  frozen: { en: "the voucher was frozen", zh: "该券当时处于冻结状态" },
  notFrozen: { en: "the voucher was not frozen", zh: "该券当时未处于冻结状态" },
  freezeDays: { en: "the days of the freeze do not fit", zh: "冻结天数不符" },
  placedBefore: { en: "the order had drawn on the voucher before", zh: "该订单此前已锁定过该券金额" },
  neverPlaced: { en: "the order had not drawn on the voucher", zh: "该订单此前未锁定该券金额" },
  amount: { en: "the amount does not fit what stood before it", zh: "金额与此前的状况不符" },
  extendedBefore: { en: "the voucher was extended before", zh: "该券此前已延期" },
  reason: { en: "an expiry has no reason", zh: "过期不应附有事由" },
} as const;
