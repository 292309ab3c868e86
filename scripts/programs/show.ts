import type { Text } from "../../client/text/text.ts";
import type { OneNode } from "../chain/agreement.ts";
import { newestLog } from "../chain/newestLog.ts";
import { openProposals } from "../chain/proposals.ts";
import { reading, type Reading } from "../chain/reading.ts";
import { whoIs } from "../chain/whoIs.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { formatFen } from "../../client/money.ts";
import { districtsOf } from "../districts/names.ts";
import { budgetGrid } from "../budgets/budgetGrid.ts";
import { programData, statusText } from "./list.ts";
import { PROGRAM, programAt, type Program } from "./program.ts";
import { termsGrid } from "./termsText.ts";

/** Shows one program: its terms, where its policy is to be read, its budget, and what waits for a second officer. */
export async function showProgram(input: { readonly program: bigint }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const [program, districts] = await Promise.all([programAt(open, input.program), districtsOf(open)]);
    const [uri, waiting] = await Promise.all([policyUriOf(open, input.program), waitingFor(open, program)]);
    const status = statusText(program.status);
    return {
      data: { ...programData(program), policyUri: uri, waiting: waiting.map(({ data }) => data) },
      parts: [
        { en: `Program ${program.number}: ${status.en}`, zh: `第 ${program.number} 号项目：${status.zh}` },
        termsGrid(program.terms, districts),
        ...policyTexts(uri),
        budgetGrid(program.budget),
        ...waiting.map(({ text }) => text),
      ],
    };
  });
}

/** Where the policy is, and how a file in hand is held against the ledger's. It also tells title and classes, which the ledger does not. */
export function policyTexts(uri: string): Text[] {
  return [
    { en: `The policy is to be read at ${uri || "…"}`, zh: `政策文件：${uri || "……"}` },
    {
      en: "It names the program and its service classes. The file in hand is that policy if its SHA-256 is the one above: sha256sum FILE (Windows: certutil -hashfile FILE SHA256).",
      zh: "项目名称和服务类别名称载于该文件。手头文件的 SHA-256 与上表一致，即为该政策文件：sha256sum 文件（Windows：certutil -hashfile 文件 SHA256）。",
    },
  ];
}

/** Where the policy's file is published; the ledger tells it in the event of the proposal alone. */
export async function policyUriOf({ ledger, nodes, deployment }: OneNode, program: bigint): Promise<string> {
  const log = await newestLog(nodes, {
    address: await ledger.programs.getAddress(),
    topics: await ledger.programs.filters.ProgramProposed(program).getTopicFilter(),
    from: deployment.contracts.edition.block,
  });
  return log === undefined ? "" : String(ledger.programs.interface.parseLog(log)?.args["policyUri"]);
}

interface Waiting {
  readonly data: { readonly kind: string; readonly by: string; readonly to?: bigint };
  readonly text: Text;
}

/** What a first officer has proposed about the program. */
async function waitingFor(open: Reading, { number, status, budget }: Program): Promise<Waiting[]> {
  const { programs } = open.ledger;
  const raises = await openProposals(
    open,
    programs,
    "raise",
    ({ id, from }) => id === number && from === budget.approved,
  );
  const [opening, restarting] = await Promise.all([
    status === PROGRAM.proposed ? openProposals(open, programs, "open", ({ id }) => id === number) : [],
    status === PROGRAM.stopped ? openProposals(open, programs, "restart", ({ id }) => id === number) : [],
  ]);
  return Promise.all([
    ...opening.map(async ({ by }) => ({
      data: { kind: "open", by },
      text: withWho(await whoIs(open, by), {
        en: `Waits for an Approver: tongdui program confirm ${number}`,
        zh: `待审批人确认：tongdui program confirm ${number}`,
      }),
    })),
    ...restarting.map(async ({ by }) => ({
      data: { kind: "restart", by },
      text: withWho(await whoIs(open, by), {
        en: `Waits for an Approver: tongdui program restart ${number} --confirm`,
        zh: `待审批人确认：tongdui program restart ${number} --confirm`,
      }),
    })),
    ...raises.map(async ({ by, says: { to } }) => ({
      data: { kind: "raise", by, to },
      text: withWho(await whoIs(open, by), {
        en: `Waits for an Approver: raising the budget to ${formatFen(to)}: tongdui budget raise ${number} --confirm`,
        zh: `待审批人确认：预算增至 ${formatFen(to)}：tongdui budget raise ${number} --confirm`,
      }),
    })),
  ]);
}

function withWho(by: Text, { en, zh }: Text): Text {
  return { en: `${en} (proposed by ${by.en})`, zh: `${zh}（由 ${by.zh} 提出）` };
}
