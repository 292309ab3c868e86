import { formatFen } from "../../client/money.ts";
import { acting } from "../chain/acting.ts";
import { answerOf, perform } from "../chain/perform.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { budgetData, programAt } from "../programs/program.ts";
import { budgetGrid } from "./budgetGrid.ts";

/** Lowers a program's approved budget to an amount, at once (Finance); never below what is issued and redeemed. */
export async function lowerBudget(
  { program, to }: { readonly program: bigint; readonly to: bigint },
  context: Context,
): Promise<Answer> {
  return acting(context, async (open) => {
    const { programs } = open.ledger;
    const { approved } = (await programAt(open, program)).budget;
    const outcomes = await perform(open, [
      {
        title: {
          en: `Lower the budget of program ${program} from ${formatFen(approved)} to ${formatFen(to)}`,
          zh: `将第 ${program} 号项目预算由 ${formatFen(approved)} 减至 ${formatFen(to)}`,
        },
        isDone: async () => (await programAt(open, program)).budget.approved === to,
        draft: async () => programs.lower.populateTransaction(program, to),
      },
    ]);
    const { budget } = await programAt(open, program);
    return answerOf(outcomes, {
      data: { program: Number(program), budget: budgetData(budget) },
      parts: [budgetGrid(budget)],
    });
  });
}
