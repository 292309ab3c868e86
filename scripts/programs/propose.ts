import { formatRate } from "../../client/money.ts";
import type { Terms } from "../../client/replay/programs.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { answerOf, perform, type Outcome, type Step } from "../chain/perform.ts";
import { matterOf } from "../chain/proposals.ts";
import { isProposed } from "../chain/twoOfficers.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { columnsOf, type Grid } from "../cli/grid.ts";
import { districtSaid, districtsOf } from "../districts/names.ts";
import { PROGRAM, programsOf } from "./program.ts";
import { readProgramFile } from "./proposed.ts";
import { termsData, termsGrid } from "./termsText.ts";

export interface ProposeInput {
  /** The program's file. */
  readonly file: string;
  /** A program with the same terms, beside which another one is meant. */
  readonly beside: bigint | undefined;
}

/**
 * Proposes a program. One of the district with the same terms, policy's file included, is the same program, unless another one
 * beside it is asked for.
 *
 * @throws TongduiError as readYaml and perform.
 */
export async function proposeProgram({ file: name, beside = 0n }: ProposeInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const districts = await districtsOf(open);
    const { file, terms } = await readProgramFile(name, open, districts);
    const grid = termsGrid(terms, districts, file.serviceClasses);
    context.io.note(gridText(grid));
    const district = districtSaid(districts, terms.home);
    const title = {
      en: `Propose "${file.title.en}" as a program of ${district.en}, ${formatRate(file.share)}, policy at ${file.uri}`,
      zh: `提出${district.zh}项目“${file.title.zh}”，抵用比例 ${formatRate(file.share)}，政策文件 ${file.uri}`,
    };
    const outcomes = await perform(open, [
      {
        title,
        isDone: async () => (await twinOf(open, terms, beside)) !== undefined,
        draft: async () =>
          open.ledger.programs.propose.populateTransaction({ ...terms, joint: eight(terms) }, file.uri),
      },
    ]);
    const number = await twinOf(open, terms, beside);
    const own = proposedIn(outcomes);
    if (number !== undefined && own !== undefined && own !== number) {
      context.io.note({
        en: `Somebody else proposed the same at the same moment, as program ${number}. Your own proposal, program ${own}, is taken back.`,
        zh: `同一时刻已有他人提出相同项目，即第 ${number} 号项目；您提出的第 ${own} 号项目予以撤回。`,
      });
      outcomes.push(...(await perform({ ...open, context: { ...context, yes: true } }, [takingBack(open, own)])));
    }
    return answerOf(outcomes, {
      data: { program: number === undefined ? null : Number(number), terms: termsData(terms) },
      parts: number === undefined ? [] : [numberText(number, outcomes[0]?.end === "before")],
    });
  });
}

/** The number of the program that this run proposed. */
function proposedIn(outcomes: readonly Outcome[]): bigint | undefined {
  for (const outcome of outcomes) {
    const event = outcome.end === "done" && outcome.events.find(({ name }) => name === "ProgramProposed");
    if (event) return event.args["program"] as bigint;
  }
  return undefined;
}

function takingBack({ ledger: { programs } }: Acting, program: bigint): Step {
  const matter = matterOf("open", { id: program });
  return {
    title: { en: `Take back the proposal of program ${program}`, zh: `撤回第 ${program} 号项目的提议` },
    isDone: async () => BigInt((await programs.proposals(matter)).by) === 0n,
    draft: async () => programs.withdrawProposal.populateTransaction(matter),
  };
}

/** A grid to be read before something is sent. */
export function gridText(grid: Grid): Text {
  return { en: columnsOf(grid, "en"), zh: columnsOf(grid, "zh") };
}

/** The program with just these terms, of those after a number; one whose proposal lapsed or was taken back can never open. */
async function twinOf(open: Acting, terms: Terms, after: bigint): Promise<bigint | undefined> {
  const wanted = JSON.stringify(termsData(terms), digits);
  for (const { number, status, terms: found } of await programsOf(open, Number(terms.home))) {
    if (number <= after || JSON.stringify(termsData(found), digits) !== wanted) continue;
    if (status !== PROGRAM.proposed) return number;
    if (await isProposed(open, open.ledger.programs, matterOf("open", { id: number }))) return number;
  }
  return undefined;
}

function digits(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

type Eight = [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];

function eight({ joint }: Terms): Eight {
  return Array.from({ length: 8 }, (_, i) => joint[i] ?? 0n) as Eight;
}

function numberText(number: bigint, wasThere: boolean): Text {
  if (wasThere) {
    return {
      en: `It is program ${number}. For another one with the same terms: --beside ${number}`,
      zh: `即第 ${number} 号项目。如需再设立一个条款相同的项目：--beside ${number}`,
    };
  }
  return {
    en: `It is program ${number}. An Approver of the district opens it: tongdui program confirm ${number}`,
    zh: `项目编号为 ${number}。由本区审批人确认后开放：tongdui program confirm ${number}`,
  };
}
