import { availableOf } from "../../client/budgetWord.ts";
import { isoOfDay } from "../../client/days.ts";
import { formatFen, formatRate } from "../../client/money.ts";
import { PROGRAM_STATUS, stateText } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { districtsOf, type NamedDistrict } from "../districts/names.ts";
import { budgetData, programsOf, type Program } from "./program.ts";
import { termsData } from "./termsText.ts";

/** Lists all programs, or those of one district, with their budgets. */
export async function listPrograms(
  input: { readonly district: number | undefined },
  context: Context,
): Promise<Answer> {
  return reading(context, async (open) => {
    const [programs, districts] = await Promise.all([programsOf(open, input.district), districtsOf(open)]);
    return { data: programs.map(programData), parts: [programs.length === 0 ? NONE : gridOf(programs, districts)] };
  });
}

/** What programs read of a program. */
export function programData({ number, status, terms, budget }: Program) {
  return {
    program: Number(number),
    status: stateText(PROGRAM_STATUS, status, "en"),
    terms: termsData(terms),
    budget: budgetData(budget),
  };
}

const NONE: Text = { en: "There is no program yet.", zh: "尚无项目。" };

function gridOf(programs: readonly Program[], districts: readonly NamedDistrict[]): Part {
  return {
    head: [
      { en: "Program", zh: "项目" },
      { en: "District", zh: "所属区" },
      { en: "State", zh: "状态" },
      { en: "Share", zh: "抵用比例" },
      { en: "Approved", zh: "批准预算" },
      { en: "Available", zh: "可发放" },
      { en: "Issue through", zh: "最后发放日" },
    ],
    rows: programs.map(({ number, status, terms, budget }) => [
      String(number),
      districts[Number(terms.home) - 1]?.name ?? String(terms.home),
      statusText(status),
      formatRate(Number(terms.share)),
      formatFen(budget.approved),
      formatFen(availableOf(budget)),
      isoOfDay(Number(terms.lastIssueDay)),
    ]),
    figures: [0, 3, 4, 5],
  };
}

export function statusText(status: bigint): Text {
  return { en: stateText(PROGRAM_STATUS, status, "en"), zh: stateText(PROGRAM_STATUS, status, "zh") };
}
