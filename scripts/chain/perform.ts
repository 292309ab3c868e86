/**
 * Things that are done on the ledger one after the other, a transaction each. Whether one is done, the ledger says: before anything
 * is sent, and again when a number was taken by somebody else. So a run that was killed is simply run again.
 */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Receipt, SentEvent } from "../../client/outcome.ts";
import type { Draft } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import type { Answer, Data, Part } from "../cli/answer.ts";
import type { Acting } from "./acting.ts";
import { isOvertaken } from "./overtaken.ts";
import { whoIs } from "./whoIs.ts";

export interface Step {
  /** What it does, as a person reads it before and after: `Revoke voucher 3-000017`. */
  readonly title: Text;
  /** Whether the ledger shows it as done, by whomever. */
  readonly isDone: () => Promise<boolean>;
  readonly draft: () => Promise<Draft>;
}

export type Outcome =
  | {
      readonly title: Text;
      readonly end: "done";
      readonly receipt: Receipt;
      readonly events: readonly SentEvent[];
    }
  /** It was done before this run. */
  | { readonly title: Text; readonly end: "before" }
  /** The ledger would take it; nothing was sent. */
  | { readonly title: Text; readonly end: "tried" };

/** How often a step is begun anew because somebody else sends with the same key. */
const MOST_TRIES = 5;

/**
 * Says what is to be done, asks, and does it.
 *
 * @returns an outcome a step, in their order.
 * @throws TransactionRefused at the first step that the ledger refuses; those before it are done. TongduiError `NotConfirmed`.
 */
export async function perform(open: Acting, steps: readonly Step[]): Promise<Outcome[]> {
  const { context } = open;
  const isOpen = await Promise.all(steps.map(async (step) => !(await step.isDone())));
  const waiting = steps.filter((_, i) => isOpen[i]);
  const [first] = waiting;
  if (first) await demandConfirmed(open, waiting, async () => tryFirst(open, first));
  const { watch } = context;
  watch("to do", { items: steps.length });
  watch("done before", { items: steps.length - waiting.length });
  const outcomes: Outcome[] = [];
  for (const [i, step] of steps.entries()) {
    if (!isOpen[i]) outcomes.push({ title: step.title, end: "before" });
    else {
      const outcome = context.dryRun ? await tried(open, step) : await done(open, step);
      if (outcome.end !== "tried") watch(outcome.end === "done" ? "done" : "done before", { items: 1 });
      outcomes.push(outcome);
    }
  }
  return outcomes;
}

/**
 * Shows what is going to be sent, and asks unless told not to.
 *
 * @param tryFirst throws what the ledger would refuse: nobody is asked for a yes that leads nowhere.
 * @throws TongduiError `NotConfirmed`, `NobodyToAsk`; as tryFirst.
 */
export async function demandConfirmed(
  open: Acting,
  what: readonly { readonly title: Text }[],
  tryFirst: () => Promise<void>,
): Promise<void> {
  const { context, account, nodes, deployment } = open;
  const shown = what.slice(0, MOST_SHOWN);
  // Who has said yes already is asked nothing, and the node is not asked for it.
  const who = context.yes ? { en: account, zh: account } : await whoIs(open, account);
  context.io.note({
    en: `As ${who.en}, on the ledger "${deployment.network}", through ${nodes.host}:`,
    zh: `以 ${who.zh} 的身份，在账本“${deployment.network}”上，通过节点 ${nodes.host}：`,
  });
  for (const { title } of shown) context.io.note({ en: `  · ${title.en}`, zh: `  · ${title.zh}` });
  const more = what.length - shown.length;
  if (more > 0) context.io.note({ en: `  · and ${more} more`, zh: `  · 以及另外 ${more} 项` });
  if (context.dryRun || context.yes) return;
  await tryFirst();
  if (await context.io.confirm({ en: "Send this to the ledger?", zh: "确认发送到账本吗？" })) return;
  throw new TongduiError("NotConfirmed", { en: "Nothing was sent.", zh: "未发送任何内容。" });
}

const MOST_SHOWN = 20;

/** What a colleague does at the same moment is no refusal: it is met again, and waited for, when this one is sent. */
async function tryFirst({ outbox }: Acting, { isDone, draft }: Step): Promise<void> {
  const refusal = await outbox.refusalOf(await draft());
  if (refusal && !(await isDone())) throw refusal;
}

async function tried(open: Acting, step: Step): Promise<Outcome> {
  await open.outbox.gasFor(await step.draft());
  return { title: step.title, end: "tried" };
}

async function done(open: Acting, step: Step): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    // A colleague may have done it while the question was on the screen.
    if (await step.isDone()) return { title: step.title, end: "before" };
    try {
      const { receipt, events } = await open.outbox.send(await step.draft(), step.title);
      if (!(await step.isDone())) throw notThere(step, open.nodes.host);
      return { title: step.title, end: "done", receipt, events };
    } catch (error) {
      // Somebody else may have done the same meanwhile: a refusal or a taken number then only says so.
      if (!(error instanceof TongduiError) || ENDS.includes(error.code)) throw error;
      if (error.code === "NumberTaken" && tries < MOST_TRIES) continue;
      if (await step.isDone()) return { title: step.title, end: "before" };
      if (tries === MOST_TRIES || !(await isOvertaken(open, step, error))) throw error;
    }
  }
}

/** After these it makes no sense to look whether it is done. */
const ENDS: readonly string[] = ["TransactionPending", "NotOnLedger"];

function notThere({ title }: Step, host: string): TongduiError {
  return new TongduiError(
    "NotOnLedger",
    {
      en: `The node ${host} says that this was done, and its ledger does not have it: ${title.en}.`,
      zh: `节点 ${host} 称已办理，但其账本中没有记录：${title.zh}。`,
    },
    {
      hint: {
        en: "Do not rely on this node. Run the same command again through another one: it does only what is still to be done.",
        zh: "请勿依赖该节点。请改用其他节点重新运行同一命令，程序只办理尚未办理的部分。",
      },
    },
  );
}

/** What people read about an outcome. */
export function sayOutcome(outcome: Outcome): Text {
  const { title } = outcome;
  switch (outcome.end) {
    case "done":
      return {
        en: `✓ ${title.en}: done (block ${outcome.receipt.blockNumber})`,
        zh: `✓ ${title.zh}：已办理（区块 ${outcome.receipt.blockNumber}）`,
      };
    case "before":
      return { en: `✓ ${title.en}: was done before`, zh: `✓ ${title.zh}：此前已办理` };
    case "tried":
      return { en: `· ${title.en}: the ledger would take it`, zh: `· ${title.zh}：账本可以受理` };
  }
}

/** What programs read about an outcome. */
export function dataOfOutcome(outcome: Outcome): { readonly [key: string]: Data } {
  const { title, end } = outcome;
  if (end !== "done") return { title, end };
  const { hash, blockNumber } = outcome.receipt;
  return { title, end, transaction: hash, block: blockNumber };
}

/**
 * An answer that tells each outcome.
 *
 * @param more what the command found out besides, for programs and for people.
 */
export function answerOf(
  outcomes: readonly Outcome[],
  more: { readonly data?: { readonly [key: string]: Data }; readonly parts?: readonly Part[] } = {},
): Answer {
  return {
    data: { ...more.data, steps: outcomes.map(dataOfOutcome) },
    parts: [...outcomes.map(sayOutcome), ...(more.parts ?? [])],
  };
}
