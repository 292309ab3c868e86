/**
 * `network add-district` and `retire-district`: every party runs the same command. It says which steps are done, which chain, nodes and
 * ledger are asked anew each time; does the first that is this party's, after a question; and says who must do what next.
 */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import { NodeRefusal, NodeSilent } from "../../../network/life/oneNode.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import type { Grid } from "../../cli/grid.ts";
import { noteGrid } from "../../cli/noteGrid.ts";
import { factsOf, type Asked, type Direction, type Facts } from "./facts.ts";
import { identityTexts } from "./identity.ts";
import { joinsLedger, leavesLedger, type LedgerInput } from "./ledgerSteps.ts";
import { listsStep, nodesStep } from "./listSteps.ts";
import { rootStep } from "./rootStep.ts";
import type { Mine, Step } from "./step.ts";
import { clearedStep, toleranceChange, votesStep } from "./voteSteps.ts";

export type ChangeInput = Asked & LedgerInput;

/** @throws as {@link change}. */
export async function addDistrictToNetwork(
  input: ChangeInput,
  context: Context,
  watchSeconds?: number,
): Promise<Answer> {
  return change("add", input, context, watchSeconds);
}

/** @throws as {@link change}. */
export async function retireDistrictFromNetwork(
  input: Asked & Pick<LedgerInput, "threshold" | "out">,
  context: Context,
  watchSeconds?: number,
): Promise<Answer> {
  return change("retire", { ...input, safe: undefined, profile: undefined }, context, watchSeconds);
}

/** @throws TongduiError `NotConfirmed`, `NodeRefused`; as factsOf and the steps' acts. */
async function change(
  direction: Direction,
  input: ChangeInput,
  context: Context,
  watchSeconds: number | undefined,
): Promise<Answer> {
  const facts = await factsOf(direction, input, context, watchSeconds);
  try {
    const steps = await (direction === "add" ? stepsToAdd(facts, input) : stepsToRetire(facts, input));
    const own = firstOwn(steps);
    const parts: Part[] = [stepsGrid(steps, own), toleranceChange(facts), asWhom(facts), ...identityTexts(facts)];
    const isFinished = steps.every(({ state }) => state !== "open");
    const data = {
      finished: isFinished,
      networkHash: facts.networkHash,
      nodes: facts.district.map(({ name, address, key }) => ({ name, address, publicKey: `0x${key}` })),
      as: facts.own?.known.name ?? null,
      steps: steps.map(({ key, state, found }) => ({ key, state, found })),
      did: own && !context.dryRun ? own.key : null,
    };
    if (!own) return { data, parts: [...parts, ...nextTexts(steps), ...(isFinished ? [FINISHED] : [])] };
    if (context.dryRun) return { data, parts: [...parts, wouldBe(own.mine.what), ...nextTexts(steps)] };
    await demandConfirmed(context, stepsGrid(steps, own), facts, own.mine);
    const done = await doing(own.mine, facts);
    return {
      data: { ...data, answer: done.data },
      parts: [...parts, ...done.parts, ...nextTexts(after(steps, own)), AGAIN],
    };
  } finally {
    facts.open?.close();
  }
}

/** Who comes is let in, runs, and only then is voted in: a validator that does not work counts as a failed one. */
async function stepsToAdd(facts: Facts, input: ChangeInput): Promise<Step[]> {
  return inOrder([
    ...(input.only === undefined ? [await joinsLedger(facts, input)] : []),
    listsStep(facts),
    nodesStep(facts),
    votesStep(facts),
    clearedStep(facts),
    await rootStep(facts),
  ]);
}

/** Who goes is voted out while its node still runs, signs the next trust root, and only then is shut out and switched off. */
async function stepsToRetire(facts: Facts, input: ChangeInput): Promise<Step[]> {
  return inOrder([
    ...(input.only === undefined ? [await leavesLedger(facts, input)] : []),
    votesStep(facts),
    clearedStep(facts),
    await rootStep(facts),
    listsStep(facts),
    nodesStep(facts),
  ]);
}

/** Nobody does a step while one before it is open. A vote that is not taken back yet holds nothing up. */
function inOrder(steps: readonly Step[]): Step[] {
  const firstOpen = steps.findIndex(({ state, key }) => state === "open" && key !== "votesCleared");
  return steps.map((step, i) => {
    if (firstOpen < 0 || i <= firstOpen) return step;
    const { key, title, state, found } = step;
    return { key, title, state, found };
  });
}

function firstOwn(steps: readonly Step[]): (Step & { readonly mine: Mine }) | undefined {
  for (const step of steps) if (step.mine) return { ...step, mine: step.mine };
  return undefined;
}

async function demandConfirmed(context: Context, grid: Grid, facts: Facts, { what }: Mine): Promise<void> {
  if (context.yes) return;
  noteGrid(context, grid);
  context.io.note(toleranceChange(facts));
  for (const text of identityTexts(facts)) context.io.note(text);
  context.io.note(what);
  if (await context.io.confirm({ en: "Do this now?", zh: "确认现在办理吗？" })) return;
  throw new TongduiError("NotConfirmed", { en: "Nothing was done.", zh: "未办理。" });
}

async function doing({ act }: Mine, { node }: Facts): Promise<Answer> {
  return act().catch((error: unknown) => {
    if (error instanceof NodeRefusal || error instanceof NodeSilent) throw refused(node.host, error);
    throw error;
  });
}

/** As they stand once this party has done its own. */
function after(steps: readonly Step[], { key, mine }: Step & { readonly mine: Mine }): Step[] {
  return steps.map(({ next, ...step }) => {
    const then = step.key === key ? mine.then : next;
    return then ? { ...step, next: then } : step;
  });
}

function stepsGrid(steps: readonly Step[], own: Step | undefined): Grid {
  return {
    head: [
      { en: "", zh: "" },
      { en: "Step", zh: "步骤" },
      { en: "Found", zh: "现状" },
    ],
    rows: steps.map(({ key, title, state, found }) => [key === own?.key ? "→" : MARKS[state], title, found]),
  };
}

const MARKS = { done: "✓", open: "·", unknown: "?" } as const;

/** What others have to do, of the steps whose turn it is. */
function nextTexts(steps: readonly Step[]): Text[] {
  const next = steps.flatMap((step) => (step.state !== "done" && step.next ? [step.next] : []));
  return next.length === 0 ? [] : [NEXT, ...next.map(({ en, zh }) => ({ en: `  · ${en}`, zh: `  · ${zh}` }))];
}

const NEXT: Text = { en: "Next:", zh: "接下来：" };
const AGAIN: Text = { en: "Run the same command again to see how it stands.", zh: "再次运行同一命令，即可查看进展。" };
const FINISHED: Text = {
  en: "✓ All is done that can be seen from here. tongdui network status shows the network.",
  zh: "✓ 此处可见的步骤均已完成。可用 tongdui network status 查看网络。",
};

function asWhom({ own, node, absentAt }: Facts): Text {
  if (absentAt !== undefined) {
    return {
      en: `No node of this network answers at ${absentAt}; seen through ${node.host}. Votes and lists are for a node's own machine.`,
      zh: `${absentAt} 没有本网络的节点应答，现通过 ${node.host} 查看。投票和名单须在节点本机办理。`,
    };
  }
  if (!own) {
    return {
      en: `Seen through ${node.host}, which is no node of the file: votes and lists are for a node's own machine.`,
      zh: `通过 ${node.host} 查看，该节点不在文件中：投票和名单须在节点本机办理。`,
    };
  }
  const { name, district } = own.known;
  return { en: `As ${name} of ${district.name.en}.`, zh: `身份：${district.name.zh} ${name}。` };
}

function wouldBe({ en, zh }: Text): Text {
  return { en: `· Would be done: ${en}`, zh: `· 将办理：${zh}` };
}

function refused(host: string, error: Error): TongduiError {
  return new TongduiError(
    "NodeRefused",
    { en: `The node ${host} did not do it: ${error.message}.`, zh: `节点 ${host} 未执行：${error.message}。` },
    {
      hint: {
        en: "Run the same command again: it does only what is still to be done.",
        zh: "请重新运行同一命令，程序只办理尚未办理的部分。",
      },
    },
  );
}
