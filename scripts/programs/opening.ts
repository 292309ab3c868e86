/** Opening, stopping and restarting programs. */
import type { Text } from "../../client/text/text.ts";
import { acting } from "../chain/acting.ts";
import type { OneNode } from "../chain/agreement.ts";
import { answerOf, perform } from "../chain/perform.ts";
import { lastConfirmed } from "../chain/proposals.ts";
import { confirmMatter, proposeMatter, stageOf, takeBackMatter, type Stage } from "../chain/twoOfficers.ts";
import { whoIs } from "../chain/whoIs.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { districtsOf } from "../districts/names.ts";
import { PROGRAM, programAt } from "./program.ts";
import { gridText } from "./propose.ts";
import { policyTexts, policyUriOf } from "./show.ts";
import { termsGrid } from "./termsText.ts";

interface OneProgram {
  readonly program: bigint;
}

const named = (program: bigint): Text => ({ en: `program ${program}`, zh: `第 ${program} 号项目` });

/** Opens a proposed program (Approver), after its terms were read once more; or its proposer takes it back. */
export async function confirmProgram(
  { program, takeBack }: OneProgram & { readonly takeBack: boolean },
  context: Context,
): Promise<Answer> {
  return acting(context, async (open) => {
    const { programs } = open.ledger;
    await programAt(open, program);
    const { en, zh } = named(program);
    const about = {
      contract: programs,
      kind: "open" as const,
      what: { en: `opening ${en}`, zh: `开放${zh}` },
      about: ({ id }: { readonly id: bigint }) => id === program,
    };
    if (takeBack) return answerOf(await takeBackMatter(open, about), { data: { program: Number(program) } });
    const { outcomes } = await confirmMatter(open, about, {
      tell: async (_, node) => termsAt(node, program),
      stands: async () => (await programs.statusOf(program)) !== PROGRAM.proposed,
      draft: async () => programs.confirm.populateTransaction(program),
    });
    const isBefore = outcomes.every(({ end }) => end === "before");
    const last = isBefore ? await lastConfirmed(open, programs, "open", about.about) : undefined;
    return answerOf(outcomes, {
      data: { program: Number(program) },
      parts: last ? [openedBefore(named(program), await whoIs(open, last.by))] : [],
    });
  });
}

/** Stops issuing and placing under a program at once (Finance or Bureau). */
export async function stopProgram({ program }: OneProgram, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { programs } = open.ledger;
    await programAt(open, program);
    const { en, zh } = named(program);
    const outcomes = await perform(open, [
      {
        title: {
          en: `Stop ${en}: nothing is issued and no order placed under it`,
          zh: `停用${zh}：不再发放双创券，也不再登记订单`,
        },
        isDone: async () => (await programs.statusOf(program)) === PROGRAM.stopped,
        draft: async () => programs.stop.populateTransaction(program),
      },
    ]);
    return answerOf(outcomes, { data: { program: Number(program) } });
  });
}

/** Starts a stopped program again: Finance or Bureau propose, the Approver confirms. */
export async function restartProgram(
  { program, matter, ...stage }: OneProgram & Stage & { readonly matter?: string | undefined },
  context: Context,
): Promise<Answer> {
  return acting(context, async (open) => {
    const { programs } = open.ledger;
    const { status } = await programAt(open, program);
    const { en, zh } = named(program);
    const what = { en: `starting ${en} again`, zh: `重新启用${zh}` };
    const about = {
      contract: programs,
      kind: "restart" as const,
      what,
      about: ({ id }: { readonly id: bigint }) => id === program,
      matter,
    };
    const data = { program: Number(program) };
    switch (stageOf(stage)) {
      case "propose": {
        if (status === PROGRAM.open) {
          return answerOf([{ title: { en: `Propose ${what.en}`, zh: `提出${what.zh}` }, end: "before" }], {
            data,
            parts: [{ en: `${capital(en)} is open.`, zh: `${zh}处于开放状态。` }],
          });
        }
        const draft = async () => programs.restart.populateTransaction(program);
        return answerOf(await proposeMatter(open, { ...about, says: { id: program }, draft }), { data });
      }
      case "take back":
        return answerOf(await takeBackMatter(open, about), { data });
      case "confirm": {
        const { outcomes } = await confirmMatter(open, about, {
          tell: async (_, node) => termsAt(node, program),
          stands: async () => (await programs.statusOf(program)) === PROGRAM.open,
          draft: async () => programs.confirmRestart.populateTransaction(program),
        });
        return answerOf(outcomes, { data });
      }
    }
  });
}

function openedBefore({ en, zh }: Text, by: Text): Text {
  return {
    en: `${capital(en)} was opened by ${by.en}. Nothing was done now.`,
    zh: `${zh}已由 ${by.zh} 确认开放，本次未办理任何事项。`,
  };
}

/** A program is opened by its number alone: what stands behind it, only a node tells. */
async function termsAt(node: OneNode, program: bigint): Promise<Text[]> {
  const [{ terms }, districts, uri] = await Promise.all([
    programAt(node, program),
    districtsOf(node),
    policyUriOf(node, program),
  ]);
  return [gridText(termsGrid(terms, districts)), ...policyTexts(uri)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
