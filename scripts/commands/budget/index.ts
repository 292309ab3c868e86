import { parseYuan } from "../../../client/money.ts";
import { defineCommand, needed, optional, type Declaration } from "../../cli/define.ts";
import { secondOfficer } from "../options.ts";
import { program } from "../program/options.ts";

const amount = { en: "the whole budget afterwards, in yuan", zh: "变更后的预算总额（元）" };

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "show",
    text: { en: "show a program's budget", zh: "查看项目预算" },
    arguments: { program },
    examples: [{ line: "tongdui budget show 3", text: { en: "Its five figures:", zh: "查看五项数字：" } }],
    work: async () => (await import("../../budgets/show.ts")).showBudget,
  }),
  defineCommand({
    words: "raise",
    text: { en: "raise a program's budget (Finance, Approver)", zh: "增加项目预算（财政局、审批人）" },
    more: {
      en: `The amount is the whole approved budget afterwards, not what is added. Finance proposes it, the Approver sees from which
figure to which it goes and confirms. If the budget moves in between, the proposal no longer holds and is made anew.`,
      zh: `金额为变更后的预算总额，而非增加额。由财政局提出，审批人核对变更前后的数额后确认。若期间预算已变动，原提议失效，须重新提出。`,
    },
    arguments: { program },
    options: { to: optional("--to <yuan>", amount, parseYuan), ...secondOfficer },
    examples: [
      { line: "tongdui budget raise 3 --to 2,000,000.00", text: { en: "Finance proposes:", zh: "财政局提出：" } },
      { line: "tongdui budget raise 3 --confirm", text: { en: "The Approver confirms:", zh: "审批人确认：" } },
    ],
    acts: true,
    work: async () => (await import("../../budgets/raise.ts")).raiseBudget,
  }),
  defineCommand({
    words: "lower",
    text: { en: "lower a program's budget at once (Finance)", zh: "立即减少项目预算（财政局）" },
    more: {
      en: "The amount is the whole approved budget afterwards. It cannot go below what is issued and redeemed.",
      zh: "金额为变更后的预算总额，不得低于已发放和已核销的金额。",
    },
    arguments: { program },
    options: { to: needed("--to <yuan>", amount, parseYuan) },
    examples: [
      {
        line: "tongdui budget lower 3 --to 1,500,000.00",
        text: { en: "Lower it to ¥1.5 million:", zh: "减至 150 万元：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../budgets/lower.ts")).lowerBudget,
  }),
];
