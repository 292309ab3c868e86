/** `resolve`: a district's objection is settled by two home officers; the Auditor withdraws its own. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { SEAT } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { acting } from "../chain/acting.ts";
import { answerOf, perform } from "../chain/perform.ts";
import { confirmMatter, proposeMatter, stageOf, takeBackMatter, type About } from "../chain/twoOfficers.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { commitReason } from "../documents/reason.ts";
import { reasonTold } from "../registers/party.ts";
import { SEATS, standingOf, subjectOf, type Seat } from "./subject.ts";

export interface ResolveInput {
  readonly subject: string;
  readonly seat: Seat;
  readonly reason: string | undefined;
  readonly confirm: boolean;
  readonly takeBack: boolean;
  readonly matter: string | undefined;
}

/** @throws TongduiError `ReasonMissing`; as proposeMatter, confirmMatter, takeBackMatter. */
export async function resolve(input: ResolveInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const subject = await subjectOf(open, input.subject);
    const { contract, id } = subject;
    const seat = BigInt(SEATS.indexOf(input.seat));
    const name = SEAT[Number(seat)];
    const what = {
      en: `the end of an objection to ${subject.what.en} (${name?.en ?? ""})`,
      zh: `结束对${subject.what.zh}的异议（${name?.zh ?? ""}）`,
    };
    const reason = async (): Promise<string> => {
      if (input.reason === undefined) throw reasonMissing();
      return commitReason(open, { purpose: "resolve", subject: `${id} ${input.seat}`, reason: input.reason });
    };
    const isOver = async (): Promise<boolean> => {
      const standing = await standingOf(contract, id, Number(seat));
      if (standing === "none") throw neverMade(subject.what, Number(seat));
      return standing === "ended";
    };
    const data = { subject: id, seat: input.seat };
    if (input.seat === "auditor") {
      const commitment = await reason();
      const draft = async () => contract.endAuditorsObjection.populateTransaction(id, commitment);
      const title = {
        en: `Withdraw the Auditor's objection to ${subject.what.en}`,
        zh: `撤回审计机构对${subject.what.zh}的异议`,
      };
      return answerOf(await perform(open, [{ title, isDone: isOver, draft }]), { data });
    }
    const about: About<"resolve"> = {
      contract,
      kind: "resolve",
      what,
      about: (says) => says.subject === id && says.seat === seat,
      matter: input.matter,
    };
    switch (stageOf(input)) {
      case "propose": {
        const says = { subject: id, seat, reason: await reason() };
        const draft = async () => contract.resolve.populateTransaction(id, seat, says.reason);
        return answerOf(await proposeMatter(open, { contract, kind: "resolve", what, says, draft }), { data });
      }
      case "confirm": {
        const { outcomes } = await confirmMatter(open, about, {
          tell: async ({ says }) => [await reasonTold(open, says.reason)],
          stands: isOver,
          draft: async (says) => contract.confirmResolve.populateTransaction(id, seat, says.reason),
        });
        return answerOf(outcomes, { data });
      }
      case "take back":
        return answerOf(await takeBackMatter(open, about), { data });
    }
  });
}

function neverMade(what: Text, seat: number): TongduiError {
  return new TongduiError(
    "NoObjection",
    {
      en: `There is no objection to ${what.en} (${SEAT[seat]?.en ?? ""}).`,
      zh: `${what.zh}没有${SEAT[seat]?.zh ?? ""}提出的异议。`,
    },
    {
      hint: {
        en: "Check the id. An order that was opened again is heard anew: tongdui report notices",
        zh: "请核对编号。恢复待核销的订单会重新公示，可用 tongdui report notices 查看。",
      },
    },
  );
}

function reasonMissing(): TongduiError {
  return new TongduiError("UsageWrong", { en: "Say why: --reason TEXT.", zh: "请用 --reason 说明理由。" });
}
