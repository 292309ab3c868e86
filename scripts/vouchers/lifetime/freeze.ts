/**
 * `voucher freeze`: a first freeze is at once, by the Auditor or the home Bureau; each further one of the same voucher is asked for by
 * them and granted by the home Approver.
 */
import { dayOf, isoOfDay } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { CONSORTIUM, roleOf } from "../../../client/ids.ts";
import { counted } from "../../../client/text/counted.ts";
import type { Text } from "../../../client/text/text.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../../chain/batches.ts";
import { lastConfirmed, matterOf, type Matter } from "../../chain/proposals.ts";
import { isProposed, stageOf, type Stage } from "../../chain/twoOfficers.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { Directory } from "../../registers/directory.ts";
import { vouchersMeant, type Meant, type VouchersGiven } from "./meant.ts";
import { confirmEach, takeBackEach, type Second } from "./ofTwo.ts";
import { isDoneFor, reasonsFor, type Reasoned } from "./reasons.ts";
import { answerVouchers, showMeant, type VoucherRow, type Words } from "./rows.ts";
import { SECOND, TAKEN_BACK } from "./words.ts";

export interface FreezeInput extends VouchersGiven, Stage {
  readonly days: number | undefined;
  readonly reason: string | undefined;
  readonly matter: string | undefined;
}

interface Freezing extends Reasoned {
  readonly days: bigint;
  /** A first freeze is at once. */
  readonly isFirst: boolean;
  readonly note: Text;
}

const FROZEN: Words = {
  done: { en: "frozen", zh: "已冻结" },
  before: { en: "was frozen before", zh: "此前已冻结" },
  tried: { en: "could be frozen", zh: "可以冻结" },
};

const ASKED: Words = {
  done: { en: "a further freeze is asked for", zh: "已申请再次冻结" },
  before: { en: "a further freeze was asked for before", zh: "此前已申请再次冻结" },
  tried: { en: "a further freeze could be asked for", zh: "可以申请再次冻结" },
};

/** @throws TongduiError as vouchersMeant, stageOf, reasonsFor, performInBatches; what the only voucher was refused for. */
export async function freezeVouchers(input: FreezeInput, context: Context): Promise<Answer> {
  const stage = stageOf(input);
  return acting(context, async (open) => {
    const { vouchers } = open.ledger;
    const meant = await vouchersMeant(open, input);
    const directory = await Directory.open(open);
    const second: Second<"freezeAgain"> = {
      kind: "freezeAgain",
      matter: input.matter,
      what: (written) => ({ en: `a further freeze of voucher ${written}`, zh: `再次冻结双创券 ${written}` }),
      title: { en: "Grant further freezes", zh: "同意再次冻结" },
    };
    switch (stage) {
      case "propose":
        return freezeOrAsk(open, meant, directory, input);
      case "confirm": {
        const rows = await confirmEach(open, meant, directory, {
          ...second,
          stands: async ({ id }) => (await isFrozen(open, id)) && isGranted(open, id),
          tell: async ({ id, length }) => {
            const { en, zh } = await untilOf(open, id, length);
            return { en: `${en}, ${counted(length, "day")}`, zh: `${zh}，${length} 天` };
          },
          draft: async ({ id, length, reason, byAuditor }) =>
            vouchers.confirmFreezeAgain.populateTransaction(id, length, reason, byAuditor),
        });
        return answerVouchers(rows, FROZEN, directory);
      }
      case "take back": {
        const title = { en: "Take back requests for a further freeze", zh: "撤回再次冻结申请" };
        return answerVouchers(await takeBackEach(open, meant, { ...second, title }), TAKEN_BACK, directory);
      }
    }
  });
}

async function freezeOrAsk(
  open: Acting,
  meant: readonly Meant[],
  directory: Directory,
  { days, reason }: FreezeInput,
): Promise<Answer> {
  if (days === undefined) {
    throw new TongduiError("UsageWrong", { en: "Say for how long: --days NUMBER.", zh: "请用 --days 说明冻结天数。" });
  }
  const { vouchers } = open.ledger;
  const reasoned = await reasonsFor(open, meant, "freeze", reason);
  const freezings = await Promise.all(reasoned.map(async (one) => freezingOf(open, one, BigInt(days))));
  showMeant(open.context, freezings, directory, { en: `Freeze for ${counted(days, "day")}:`, zh: `冻结 ${days} 天：` });
  const byAuditor = await isAuditor(open);
  const { outcomes } = await performInBatches(open, {
    title: { en: `Freeze vouchers for ${counted(days, "day")}`, zh: `冻结双创券 ${days} 天` },
    items: freezings,
    size: 1,
    areDone: async (items) =>
      Promise.all(
        items.map(
          async (one) =>
            (await isFrozenFor(open, one)) ||
            (!one.isFirst && (await isProposed(open, vouchers, matterOf("freezeAgain", saysOf(one, byAuditor))))),
        ),
      ),
    draft: async ([item]) => {
      const one = item as Freezing;
      const act = one.isFirst ? vouchers.freeze : vouchers.freezeAgain;
      return act.populateTransaction(one.id, one.days, one.reason);
    },
  });
  const rows = await Promise.all(freezings.map(async (one, i) => rowOf(open, one, outcomes[i])));
  const isAsked = rows.some(
    ({ words, outcome }) => words === ASKED && (outcome.end === "done" || outcome.end === "before"),
  );
  return answerVouchers(rows, FROZEN, directory, { parts: isAsked ? [SECOND] : [] });
}

async function freezingOf(open: Acting, one: Reasoned, days: bigint): Promise<Freezing> {
  const { count } = await open.ledger.vouchers.freezeOf(one.id);
  const isFirst = count === 0n;
  const { en, zh } = await untilOf(open, one.id, days);
  const note = isFirst
    ? { en: `at once, ${en}`, zh: `立即生效，${zh}` }
    : {
        en: `frozen before: to be granted by the Approver; if that is today, ${en}`,
        zh: `曾被冻结：须审批人同意；如当日同意，${zh}`,
      };
  return { ...one, days, isFirst, note };
}

/** When a freeze that begins now ends; one that is added to another begins at the other's end. */
async function untilOf({ ledger, nodes }: Acting, id: bigint, days: bigint): Promise<Text> {
  const [{ until }, newest] = await Promise.all([ledger.vouchers.freezeOf(id), nodes.getBlock("latest")]);
  const now = BigInt(newest?.timestamp ?? 0);
  const end = isoOfDay(dayOf((until > now ? until : now) + days * 86_400n));
  return { en: `until ${end}`, zh: `冻结至 ${end}` };
}

/** Whether a freeze for this reason and of as many days runs; one that is over can be asked for anew. */
async function isFrozenFor(open: Acting, one: Freezing): Promise<boolean> {
  return (await isFrozen(open, one.id)) && isDoneFor(open, one, "Frozen", one.days);
}

async function isFrozen({ ledger, nodes }: Acting, id: bigint): Promise<boolean> {
  const [{ until }, newest] = await Promise.all([ledger.vouchers.freezeOf(id), nodes.getBlock("latest")]);
  return Number(until) > (newest?.timestamp ?? 0);
}

/** Whether a further freeze was granted in the last 30 days. */
async function isGranted(open: Acting, id: bigint): Promise<boolean> {
  return (await lastConfirmed(open, open.ledger.vouchers, "freezeAgain", (says) => says.id === id)) !== undefined;
}

/** A further freeze is asked for, unless it was granted meanwhile. */
async function rowOf(open: Acting, one: Freezing, outcome: ItemOutcome = { end: "before" }): Promise<VoucherRow> {
  const isGranted = outcome.end === "before" && (await isFrozenFor(open, one));
  return { ...one, outcome, ...(one.isFirst || isGranted ? {} : { words: ASKED }) };
}

function saysOf({ id, days, reason }: Freezing, byAuditor: boolean): Matter<"freezeAgain"> {
  return { id, length: days, reason, byAuditor };
}

/** The ledger writes down for whom a further freeze is asked: whoever is the Auditor asks as that. */
async function isAuditor({ ledger, account }: Acting): Promise<boolean> {
  const [isMember, delay] = await ledger.manager.hasRole(roleOf(CONSORTIUM, "auditor"), account);
  return isMember && delay === 0n;
}
