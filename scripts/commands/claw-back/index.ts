import { normalise } from "../../../client/documents/normalise.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { parseYuan } from "../../../client/money.ts";
import { dayWritten } from "../../tables/date.ts";
import { defineCommand, needed, optional, type Declaration } from "../../cli/define.ts";
import { order, reason, secondOfficer } from "../options.ts";

const amount = { en: "how much, in yuan", zh: "金额（元）" };
/** One receipt has one number, however it is typed. @throws TongduiError `ReceiptBlank`. */
function receiptNumber(typed: string): string {
  const number = normalise(typed);
  if (number !== "") return number;
  throw new TongduiError("ReceiptBlank", { en: "The receipt's number is blank.", zh: "流水号为空。" });
}

const ORDER = "0x3f2a9c1b";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "order",
    text: { en: "order that a provider pays back (Bureau, Approver)", zh: "责令服务机构退款（科技局、审批人）" },
    more: {
      en: "At most what was paid, in one part or several. The home Bureau proposes, its Approver confirms. Neither ordering nor recovering makes budget available again.",
      zh: "累计不超过已拨付金额，可分次责令。由所属区科技局提出、审批人确认。责令和追回均不恢复可用预算。",
    },
    arguments: { order },
    options: { amount: optional("--amount <yuan>", amount, parseYuan), reason, ...secondOfficer },
    examples: [
      {
        line: `tongdui claw-back order ${ORDER} --amount 12,000.00 --reason "Sham delivery"`,
        text: { en: "The Bureau proposes", zh: "科技局提出" },
      },
      { line: `tongdui claw-back order ${ORDER} --confirm`, text: { en: "The Approver confirms", zh: "审批人确认" } },
    ],
    acts: true,
    work: async () => (await import("../../clawback/clawBack.ts")).orderBack,
  }),
  defineCommand({
    words: "recover",
    text: { en: "record money that came back (Finance)", zh: "登记追回的款项（财政局）" },
    more: {
      en: "Each receipt is recorded once, however often the command is run; a second part of the money has a receipt of its own.",
      zh: "同一流水号只登记一次，重复运行不会重复登记；分次退回的款项各有流水号。",
    },
    arguments: { order },
    options: {
      amount: needed("--amount <yuan>", amount, parseYuan),
      receipt: needed(
        "--receipt <number>",
        { en: "the bank's number of the payment", zh: "银行流水号" },
        receiptNumber,
      ),
      day: needed(
        "--day <date>",
        { en: "the day it came, as in 2026-06-30", zh: "到账日期，例如 2026-06-30" },
        dayWritten,
      ),
    },
    examples: [
      {
        line: `tongdui claw-back recover ${ORDER} --amount 12,000.00 --receipt 20260630001 --day 2026-06-30`,
        text: { en: "It came back in full", zh: "款项已全额退回" },
      },
    ],
    acts: true,
    work: async () => (await import("../../clawback/clawBack.ts")).recover,
  }),
  defineCommand({
    words: "write-off",
    text: { en: "give up part of a claw-back (Finance, Approver)", zh: "核减追回金额（财政局、审批人）" },
    arguments: { order },
    options: { amount: optional("--amount <yuan>", amount, parseYuan), reason, ...secondOfficer },
    examples: [
      {
        line: `tongdui claw-back write-off ${ORDER} --amount 2,000.00 --reason "The provider is insolvent"`,
        text: { en: "Finance proposes", zh: "财政局提出" },
      },
    ],
    acts: true,
    work: async () => (await import("../../clawback/clawBack.ts")).writeOff,
  }),
  defineCommand({
    words: "show",
    text: { en: "show how far a claw-back has come", zh: "查看追回进度" },
    arguments: { order },
    examples: [{ line: `tongdui claw-back show ${ORDER}`, text: { en: "Of one order", zh: "查看某一订单" } }],
    work: async () => (await import("../../clawback/clawBack.ts")).showClawBack,
  }),
];
