import { defineCommand, needed, optional } from "../../cli/define.ts";
import { count, reason, secondOfficer } from "../options.ts";
import { file, vouchers } from "./voucher.ts";

export const freeze = defineCommand({
  words: "freeze",
  text: { en: "stop vouchers for some days (Auditor, home Bureau)", zh: "冻结双创券若干天（审计机构、所属区科技局）" },
  more: {
    en: `A frozen voucher places, redeems and pays nothing, and ends its freeze by itself; the days are added to its last days. A first freeze is at
once. A further one of the same voucher is only asked for, and the home Approver grants it with --confirm; it then begins where a running
one ends. A freeze that runs for the same reason and as many days is not ordered twice.`,
    zh: "冻结期间不能下单、核销或拨付，期满自动解除，冻结天数顺延至各项期限。首次冻结立即生效；同一张券再次冻结须提出申请，由所属区审批人加 --confirm 同意，自同意时或正在执行的冻结期满时起算。理由和天数相同且正在执行的冻结不会重复办理。",
  },
  arguments: { vouchers },
  options: {
    file,
    days: optional(
      "--days <number>",
      { en: "for how many days, 30 at most", zh: "冻结天数，最多 30 天" },
      count(1, 30),
    ),
    reason,
    ...secondOfficer,
  },
  examples: [
    {
      line: 'tongdui voucher freeze 1-000001 --days 10 --reason "Spot check of 12 May"',
      text: { en: "For ten days:", zh: "冻结十天：" },
    },
    {
      line: 'tongdui voucher freeze --file sample.xlsx --days 30 --reason "Audit sample of the first half-year"',
      text: { en: "Those of a table:", zh: "冻结表格所列双创券：" },
    },
    {
      line: "tongdui voucher freeze 1-000001 --confirm",
      text: { en: "The home Approver grants a further freeze:", zh: "所属区审批人同意再次冻结：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/lifetime/freeze.ts")).freezeVouchers,
});

export const unfreeze = defineCommand({
  words: "unfreeze",
  text: { en: "end a freeze early (whoever ordered it)", zh: "提前解除冻结（由冻结机关办理）" },
  more: {
    en: "The Auditor's freeze is the Auditor's to end, another one the home Bureau's; the consortium ends any by tongdui safe decide end-freeze. What is not used of the days, in whole days, is taken off the last days again.",
    zh: "审计机构的冻结由审计机构解除，其他冻结由所属区科技局解除；联盟可用 tongdui safe decide end-freeze 解除任何冻结。未用完的整天数从各项期限中扣回。",
  },
  arguments: { vouchers },
  options: { file, reason: needed(reason.form, reason.text) },
  examples: [
    {
      line: 'tongdui voucher unfreeze 1-000001 --reason "The check found nothing"',
      text: { en: "The check is over:", zh: "检查结束：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/lifetime/oneOfficer.ts")).unfreezeVouchers,
});
