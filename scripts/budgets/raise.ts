import { formatFen } from "../../client/money.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { agreed } from "../chain/agreement.ts";
import { answerOf, type Outcome } from "../chain/perform.ts";
import { openProposals, type Matter, type OpenProposal } from "../chain/proposals.ts";
import { confirmMatter, proposeMatter, stageOf, takeBackMatter, type About, type Stage } from "../chain/twoOfficers.ts";
import { whoIs } from "../chain/whoIs.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { budgetData, programAt } from "../programs/program.ts";
import { budgetGrid } from "./budgetGrid.ts";

export interface RaiseInput extends Stage {
  readonly program: bigint;
  /** Fen. The second officer may leave it out. */
  readonly to: bigint | undefined;
  readonly matter: string | undefined;
}

/**
 * Raises a program's approved budget to an amount: Finance proposes, the Approver confirms. The ledger ties a raise to the figure
 * that it starts from, so one that is confirmed is not confirmed a second time.
 *
 * @throws TongduiError `AmountNotGiven`, `ProgramUnknown`; as the three acts.
 */
export async function raiseBudget(input: RaiseInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const outcomes = await outcomesOf(open, input);
    const { budget } = await programAt(open, input.program);
    const waiting = await openProposals(
      open,
      open.ledger.programs,
      "raise",
      ({ id, from }) => id === input.program && from === budget.approved,
    );
    return answerOf(outcomes, {
      data: { program: Number(input.program), budget: budgetData(budget) },
      parts: [budgetGrid(budget), ...(await waitingTexts(open, input.program, waiting))],
    });
  });
}

async function outcomesOf(open: Acting, input: RaiseInput): Promise<Outcome[]> {
  const { program, to, matter } = input;
  const { programs } = open.ledger;
  const ofWhat = { en: `the budget of program ${program}`, zh: `第 ${program} 号项目预算` };
  const { approved } = await agreed(open, ofWhat, async (node) => (await programAt(node, program)).budget);
  const about: About<"raise"> = {
    contract: programs,
    kind: "raise",
    what: whatOf(program, to),
    about: (says) => says.id === program && (to === undefined || says.to === to),
    matter,
  };
  switch (stageOf(input)) {
    case "propose": {
      if (to === undefined) throw amountNotGiven();
      const title = { en: `Propose ${about.what.en}`, zh: `提出${about.what.zh}` };
      if (approved === to) return [{ title, end: "before" }];
      const draft = async () => programs.raise.populateTransaction(program, approved, to);
      return proposeMatter(open, { ...about, says: { id: program, from: approved, to }, draft });
    }
    case "take back":
      return takeBackMatter(open, about);
    case "confirm": {
      const holds = ({ from }: Matter<"raise">): boolean => from === approved;
      for (const stale of await openProposals(open, programs, "raise", (says) => about.about(says) && !holds(says))) {
        open.context.io.note(staleText(await whoIs(open, stale.by), stale.says, approved));
      }
      const { outcomes } = await confirmMatter(
        open,
        { ...about, holds },
        {
          tell: async ({ says }) => Promise.resolve([changeText(says.from, says.to)]),
          stands: async (says) => Promise.resolve(approved === says.to),
          draft: async (says) => programs.confirmRaise.populateTransaction(program, says.from, says.to),
        },
      );
      return outcomes;
    }
  }
}

/** What is still to be confirmed. Where there are several, the Approver has to say which. */
async function waitingTexts(open: Acting, program: bigint, waiting: readonly OpenProposal<"raise">[]): Promise<Text[]> {
  const several = waiting.length > 1;
  return Promise.all(
    waiting.map(async ({ by, says: { from, to } }): Promise<Text> => {
      const who = await whoIs(open, by);
      const which = several ? ` --to ${formatFen(to).replace("¥", "")}` : "";
      const line = `tongdui budget raise ${program} --confirm${which}`;
      const change = changeText(from, to);
      return {
        en: `Not in force yet, proposed by ${who.en}: ${change.en} The Approver's confirmation is missing: ${line}`,
        zh: `尚未生效，由 ${who.zh} 提出：${change.zh}待审批人确认：${line}`,
      };
    }),
  ).then((texts) => (several ? [...texts, ONLY_ONE] : texts));
}

const ONLY_ONE: Text = {
  en: "Only one of them can be confirmed: the others then lapse. Whoever proposed one that is no longer meant takes it back: --take-back --to AMOUNT.",
  zh: "以上只能确认其中一项，其余随即失效。不再需要的，由提出人撤回：--take-back --to 金额。",
};

/** The ledger ties a raise to the figure from which it was proposed. */
function staleText(by: Text, { from, to }: Matter<"raise">, approved: bigint): Text {
  return {
    en: `The raise from ${formatFen(from)} to ${formatFen(to)} that ${by.en} proposed can no longer be confirmed: the budget is ${formatFen(approved)} now. If it is still wanted, Finance proposes it anew.`,
    zh: `${by.zh} 提出的由 ${formatFen(from)} 增至 ${formatFen(to)} 已无法确认：预算现为 ${formatFen(approved)}。如仍需要，请由财政局重新提出。`,
  };
}

function whatOf(program: bigint, to: bigint | undefined): Text {
  const [en, zh] = to === undefined ? ["", ""] : [` to ${formatFen(to)}`, `增至 ${formatFen(to)}`];
  return { en: `raising the budget of program ${program}${en}`, zh: `第 ${program} 号项目预算${zh || "增加"}` };
}

function changeText(from: bigint, to: bigint): Text {
  return {
    en: `From ${formatFen(from)} to ${formatFen(to)}: ${formatFen(to - from)} more.`,
    zh: `由 ${formatFen(from)} 增至 ${formatFen(to)}，增加 ${formatFen(to - from)}。`,
  };
}

function amountNotGiven(): TongduiError {
  return new TongduiError(
    "AmountNotGiven",
    { en: "To which amount is the budget to be raised?", zh: "请说明预算增至多少。" },
    {
      hint: {
        en: "Finance gives it with --to; the Approver adds --confirm instead.",
        zh: "财政局用 --to 给出金额；审批人改用 --confirm。",
      },
    },
  );
}
