import { defineCommand, optional, word, type Declaration } from "../../cli/define.ts";
import { order, reason, secondOfficer } from "../options.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: { en: "reject a redemption (Bureau, Approver)", zh: "驳回核销（科技局、审批人）" },
    more: {
      en: "Possible while the order is redeemed and in no payment. For form: the order is open again with its lock, its invoices are free, and the provider can claim anew. For cause: the order ends for good and its contract and invoices stay used. The home Bureau proposes, its Approver confirms.",
      zh: "适用于已核销且未列入拨付批次的订单。形式驳回（form）：订单恢复、锁定保留、发票释放，服务机构可重新申请。实质驳回（cause）：订单永久终止，合同和发票视为已使用。由所属区科技局提出、审批人确认。",
    },
    arguments: { order },
    options: {
      for: optional(
        "--for <word>",
        { en: "form or cause", zh: "驳回类型：form 形式，cause 实质" },
        word("form", "cause"),
      ),
      reason,
      ...secondOfficer,
    },
    examples: [
      {
        line: `tongdui reject 0x3f2a9c1b --for form --reason "Invoice 2 is not legible"`,
        text: { en: "The Bureau proposes to send a claim back", zh: "科技局提出形式驳回" },
      },
      {
        line: "tongdui reject 0x3f2a9c1b --confirm",
        text: { en: "The Approver confirms what was proposed", zh: "审批人确认" },
      },
    ],
    acts: true,
    work: async () => (await import("../../review/reject.ts")).reject,
  }),
];
