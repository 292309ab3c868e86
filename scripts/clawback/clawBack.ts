/** `claw-back`: money that a provider has to pay back is ordered by two officers, and what comes in, or is given up, is recorded. */
import type { Day } from "../../client/days.ts";
import { isoOfDay } from "../../client/days.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { answerOf, perform, type Outcome } from "../chain/perform.ts";
import { confirmMatter, proposeMatter, stageOf, takeBackMatter, type About, type Stage } from "../chain/twoOfficers.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { commitReason } from "../documents/reason.ts";
import { documentsOf } from "../documents/office.ts";
import type { DocumentStore } from "../documents/store.ts";
import { OrderFinder, orderMeant } from "../orders/whichOrder.ts";
import { reasonTold } from "../registers/party.ts";

export interface InTwoSteps extends Stage {
  readonly order: string;
  /** Fen. */
  readonly amount: bigint | undefined;
  readonly reason: string | undefined;
  readonly matter: string | undefined;
}

/** What stands behind ordering and behind giving up, which go the same way. */
const KINDS = {
  clawBack: { event: "ClawBackOrdered", before: "ordered", en: "the claw-back of", zh: "追回" },
  writeOff: { event: "ClawBackWrittenOff", before: "writtenOff", en: "writing off", zh: "核减追回" },
} as const;

/** Orders a provider to pay back: the home Bureau proposes, its Approver confirms. */
export const orderBack = inTwoSteps("clawBack");

/** Gives up part of what was ordered back: Finance proposes, the Approver confirms. */
export const writeOff = inTwoSteps("writeOff");

function inTwoSteps(kind: keyof typeof KINDS) {
  return async (input: InTwoSteps, context: Context): Promise<Answer> =>
    acting(context, async (open) => {
      const { payments } = open.ledger;
      const { order } = await orderMeant(open, input.order);
      const { en, zh } = KINDS[kind];
      const what = { en: `${en} the payment for order ${shortHex(order)}`, zh: `${zh}订单 ${shortHex(order)} 的款项` };
      const about: About<typeof kind> = {
        contract: payments,
        kind,
        what,
        about: (says) => says.order === order,
        matter: input.matter,
      };
      const outcomes = await (async (): Promise<Outcome[]> => {
        switch (stageOf(input)) {
          case "propose":
            return propose(open, kind, order, input, what);
          case "take back":
            return takeBackMatter(open, about);
          case "confirm": {
            const confirmed = await confirmMatter(open, about, {
              tell: async ({ says }) => [sayAmount(says.amount), await reasonTold(open, says.reason)],
              stands: async (says) => isRecorded(open, KINDS[kind].event, order, says),
              draft: async (says) =>
                kind === "clawBack"
                  ? payments.confirmClawBack.populateTransaction(order, says.amount, says.reason)
                  : payments.confirmWriteOff.populateTransaction(order, says.amount, says.reason),
            });
            return confirmed.outcomes;
          }
        }
      })();
      return answerOf(outcomes, await standing(open, order));
    });
}

async function propose(
  open: Acting,
  kind: keyof typeof KINDS,
  order: string,
  { amount, reason: words }: InTwoSteps,
  about: Text,
): Promise<Outcome[]> {
  if (amount === undefined || words === undefined) throw amountMissing();
  const { payments } = open.ledger;
  const before = (await payments.clawBackOf(order))[KINDS[kind].before];
  const reason = await commitReason(open, { purpose: kind, subject: `order ${order}`, reason: words });
  const what = { en: `${about.en}: ${formatFen(amount)}`, zh: `${about.zh}：${formatFen(amount)}` };
  if (await isRecorded(open, KINDS[kind].event, order, { amount, reason })) {
    return [{ title: { en: `Propose ${what.en}`, zh: `提出${what.zh}` }, end: "before" }];
  }
  const draft = async () =>
    kind === "clawBack"
      ? payments.clawBack.populateTransaction(order, amount, reason)
      : payments.writeOff.populateTransaction(order, amount, reason);
  return kind === "clawBack"
    ? proposeMatter(open, { contract: payments, kind, what, says: { order, ordered: before, amount, reason }, draft })
    : proposeMatter(open, {
        contract: payments,
        kind,
        what,
        says: { order, writtenOff: before, amount, reason },
        draft,
      });
}

export interface RecoverInput {
  readonly order: string;
  readonly amount: bigint;
  /** The bank's number of the incoming payment: it tells one recovery from another. */
  readonly receipt: string;
  readonly day: Day;
}

/** Records what came back (Finance). The same receipt is recorded once. */
export async function recover({ order: typed, amount, receipt, day }: RecoverInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { order } = await new OrderFinder(open).find(typed);
    const store = await documentsOf(open);
    const subject = `order ${order} receipt ${receipt}`;
    const entered = await recoveryOf(open, store, order, { subject, amount });
    if (entered !== undefined && entered !== amount) throw receiptOfOtherAmount(receipt, entered, amount);
    const title = {
      en: `Record ${formatFen(amount)} recovered for order ${shortHex(order)} (receipt ${receipt})`,
      zh: `登记订单 ${shortHex(order)} 追回 ${formatFen(amount)}（流水号 ${receipt}）`,
    };
    const outcomes = await perform(open, [
      {
        title,
        isDone: async () => (await recoveryOf(open, store, order, { subject, amount })) !== undefined,
        // The receipt is kept once the clerk has said yes, and before anything is sent.
        draft: async () => {
          const document = { order, amount: amount.toString(), receipt, day: isoOfDay(day) };
          const commitment = await store.commitFor({ purpose: "recovery", subject, document });
          return open.ledger.payments.recover.populateTransaction(order, amount, commitment);
        },
      },
    ]);
    return answerOf(outcomes, await standing(open, order));
  });
}

/**
 * What the ledger has recorded under a receipt, in fen. A receipt stands for one amount: another one is a mistake.
 *
 * @throws TongduiError `RecoveryUnknown` if the same amount was recorded with a receipt that only another office can tell.
 */
async function recoveryOf(
  open: Acting,
  store: DocumentStore,
  order: string,
  { subject, amount }: { readonly subject: string; readonly amount: bigint },
): Promise<bigint | undefined> {
  let unknown: Recorded | undefined;
  for (const record of await recordsOf(open, "ClawBackRecovered", order)) {
    const receipt = await store.find(record.commitment);
    if (receipt?.subject === subject) return record.amount;
    if (!receipt && record.amount === amount) unknown ??= record;
  }
  if (unknown) throw recoveryUnknown(unknown);
  return undefined;
}

function recoveryUnknown({ amount, commitment, by }: Recorded): TongduiError {
  return new TongduiError(
    "RecoveryUnknown",
    {
      en: `${by} recorded ${formatFen(amount)} for this order before, with a receipt that is not among this office's documents (${commitment}). It may be the same money.`,
      zh: `${by} 此前已为该订单登记追回 ${formatFen(amount)}，其回单不在本单位文件中（${commitment}），可能是同一笔款项。`,
    },
    {
      hint: {
        en: "Ask for that document (tongdui document export), and take it in with tongdui document import.",
        zh: "请向登记人索取该文件（tongdui document export），并用 tongdui document import 导入后再办理。",
      },
    },
  );
}

function receiptOfOtherAmount(receipt: string, entered: bigint, amount: bigint): TongduiError {
  return new TongduiError(
    "ReceiptOfOtherAmount",
    {
      en: `The receipt ${receipt} was entered for this order with ${formatFen(entered)}, not ${formatFen(amount)}.`,
      zh: `该订单的流水号 ${receipt} 此前登记的金额为 ${formatFen(entered)}，而不是 ${formatFen(amount)}。`,
    },
    { hint: { en: "Check number and amount against the bank's statement.", zh: "请对照银行流水核对号码和金额。" } },
  );
}

export async function showClawBack({ order: typed }: { readonly order: string }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { data, parts } = await standing(open, (await new OrderFinder(open).find(typed)).order);
    return { data, parts };
  });
}

/** How far a claw-back has come. */
async function standing({ ledger }: Reading, order: string) {
  const { ordered, recovered, writtenOff } = await ledger.payments.clawBackOf(order);
  const left = ordered - recovered - writtenOff;
  const parts: Part[] = [
    {
      en: `Order ${shortHex(order)}: ${formatFen(ordered)} ordered back, ${formatFen(recovered)} recovered, ${formatFen(writtenOff)} written off, ${formatFen(left)} outstanding.`,
      zh: `订单 ${shortHex(order)}：责令追回 ${formatFen(ordered)}，已追回 ${formatFen(recovered)}，已核减 ${formatFen(writtenOff)}，尚余 ${formatFen(left)}。`,
    },
  ];
  return { data: { order, ordered, recovered, writtenOff, outstanding: left }, parts };
}

type RecordedEvent = "ClawBackOrdered" | "ClawBackWrittenOff" | "ClawBackRecovered";

interface Recorded {
  /** Fen. */
  readonly amount: bigint;
  /** Of the reason or the receipt. */
  readonly commitment: string;
  readonly by: string;
}

/** What the ledger has recorded of an order's claw-back. */
async function recordsOf(
  { ledger, nodes, deployment }: Acting,
  name: RecordedEvent,
  order: string,
): Promise<Recorded[]> {
  const { interface: abi } = ledger.payments;
  const topics = [abi.getEvent(name).topicHash, order];
  const { address, block: from } = deployment.contracts.payments;
  const logs = await searchLogs(nodes, { address, topics, from, to: await nodes.getBlockNumber() });
  return logs.map((log) => {
    const { amount, reason, receipt, by } = abi.decodeEventLog(name, log.data, log.topics) as unknown as {
      readonly amount: bigint;
      readonly reason?: string;
      readonly receipt?: string;
      readonly by: string;
    };
    return { amount, commitment: reason ?? receipt ?? "", by };
  });
}

/** Whether the ledger has recorded this very part: the same words may stand for a second one, of another amount. */
async function isRecorded(
  open: Acting,
  name: RecordedEvent,
  order: string,
  { amount, reason }: { readonly amount: bigint; readonly reason: string },
): Promise<boolean> {
  const records = await recordsOf(open, name, order);
  return records.some((record) => record.amount === amount && record.commitment === reason);
}

function sayAmount(amount: bigint): Text {
  return { en: `The amount is ${formatFen(amount)}.`, zh: `金额 ${formatFen(amount)}。` };
}

function amountMissing(): TongduiError {
  return new TongduiError("UsageWrong", {
    en: "Say how much and why: --amount YUAN and --reason TEXT.",
    zh: "请用 --amount 说明金额，用 --reason 说明理由。",
  });
}
