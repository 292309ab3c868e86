import { formatFen } from "../../client/money.ts";
import { openProposals } from "../chain/proposals.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { budgetData, programAt } from "../programs/program.ts";
import { budgetGrid } from "./budgetGrid.ts";

/** Shows a program's figures, and the raises that wait for the Approver. */
export async function showBudget({ program }: { readonly program: bigint }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { budget } = await programAt(open, program);
    const raises = await openProposals(
      open,
      open.ledger.programs,
      "raise",
      ({ id, from }) => id === program && from === budget.approved,
    );
    return {
      data: {
        program: Number(program),
        budget: budgetData(budget),
        raises: raises.map(({ by, matter, says: { to } }) => ({ to, by, matter })),
      },
      parts: [
        budgetGrid(budget),
        ...raises.map(({ by, says: { to } }) => ({
          en: `Waits for the Approver: ${formatFen(to)} in all, proposed by ${by}.`,
          zh: `待审批人确认：增至 ${formatFen(to)}，由 ${by} 提出。`,
        })),
      ],
    };
  });
}
