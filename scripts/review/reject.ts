/** `reject`: two home officers reject a redemption, for form or for cause, while its order is in no payment. */
import { decodeOrder } from "../../client/orderWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import { formatFen } from "../../client/money.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import type { OneNode } from "../chain/agreement.ts";
import { answerOf } from "../chain/perform.ts";
import { confirmMatter, proposeMatter, stageOf, takeBackMatter, type About } from "../chain/twoOfficers.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { commitReason } from "../documents/reason.ts";
import { orderMeant } from "../orders/whichOrder.ts";
import { reasonTold } from "../registers/party.ts";

export interface RejectInput {
  readonly order: string;
  readonly for: "form" | "cause" | undefined;
  readonly reason: string | undefined;
  readonly confirm: boolean;
  readonly takeBack: boolean;
  readonly matter: string | undefined;
}

/** @throws TongduiError `UsageWrong`; as orderMeant, proposeMatter, confirmMatter, takeBackMatter. */
export async function reject(input: RejectInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { orders } = open.ledger;
    const { order } = await orderMeant(open, input.order);
    const what = {
      en: `rejecting the redemption of order ${shortHex(order)}`,
      zh: `驳回订单 ${shortHex(order)} 的核销`,
    };
    const data = { order };
    const about: About<"reject"> = {
      contract: orders,
      kind: "reject",
      what,
      about: (says) => says.order === order,
      matter: input.matter,
    };
    switch (stageOf(input)) {
      case "propose": {
        if (!input.for || input.reason === undefined) throw howMissing();
        const { round } = decodeOrder(await orders.wordOf(order));
        const subject = `order ${order} round ${round}`;
        const reason = await commitReason(open, {
          purpose: `reject for ${input.for}`,
          subject,
          reason: input.reason,
        });
        const says = { order, round: BigInt(round), forCause: input.for === "cause", reason };
        const draft = async () => orders.reject.populateTransaction(order, says.forCause, reason);
        return answerOf(await proposeMatter(open, { contract: orders, kind: "reject", what, says, draft }), { data });
      }
      case "confirm": {
        const { says, outcomes } = await confirmMatter(open, about, {
          tell: async ({ says: { forCause, reason } }, node) => [
            await tell(node, order, forCause),
            await reasonTold(open, reason),
          ],
          stands: async (said) => {
            const { stage, round } = decodeOrder(await orders.wordOf(order));
            return said.forCause ? stage === "Rejected" : BigInt(round) > said.round;
          },
          draft: async (said) =>
            said.forCause
              ? orders.confirmRejectForCause.populateTransaction(order, said.reason)
              : orders.confirmRejectForForm.populateTransaction(order, said.reason, await invoicesOf(open, order)),
        });
        return answerOf(outcomes, { data: { ...data, for: says.forCause ? "cause" : "form" } });
      }
      case "take back":
        return answerOf(await takeBackMatter(open, about), { data });
    }
  });
}

async function tell({ ledger }: OneNode, order: string, forCause: boolean): Promise<Text> {
  const amount = formatFen(decodeOrder(await ledger.orders.wordOf(order)).amount);
  return forCause
    ? {
        en: `For cause: the order ends, ${amount} go back to the voucher, and contract and invoices stay used for good.`,
        zh: `实质驳回：订单终止，${amount} 退回双创券，合同和发票永久视为已使用。`,
      }
    : {
        en: `For form: the order is open again with ${amount} locked, and its invoices can be used anew.`,
        zh: `形式驳回：订单恢复待核销，锁定 ${amount}，发票可重新使用。`,
      };
}

/** The nullifiers of the standing redemption, from its event. */
async function invoicesOf({ ledger, nodes, deployment }: Acting, order: string): Promise<string[]> {
  const { interface: abi } = ledger.orders;
  const topics = abi.encodeFilterTopics(abi.getEvent("OrderRedeemed"), [order]) as string[];
  const { address, block: from } = deployment.contracts.orders;
  const logs = await searchLogs(nodes, { address, topics, from, to: await nodes.getBlockNumber() });
  const last = logs.at(-1);
  if (!last) throw new RangeError(`No event tells of the redemption of ${order}.`);
  const { claim } = abi.decodeEventLog("OrderRedeemed", last.data, last.topics) as unknown as {
    claim: { invoices: readonly { nullifier: string }[] };
  };
  return claim.invoices.map(({ nullifier }) => nullifier);
}

function howMissing(): TongduiError {
  return new TongduiError(
    "UsageWrong",
    {
      en: "Say for what and why: --for form or --for cause, and --reason TEXT.",
      zh: "请说明驳回类型和理由：--for form（形式）或 --for cause（实质），并用 --reason 写明理由。",
    },
    {
      hint: {
        en: "For form lets the provider claim anew; for cause ends the order for good.",
        zh: "形式驳回后服务机构可重新申请；实质驳回则永久终止该订单。",
      },
    },
  );
}
