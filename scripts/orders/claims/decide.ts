/** `order decide`: home Bureau and Approver accept or refuse a claim in the stead of an enterprise that was silent. */
import { isoOfDay } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { claimHashOf, type Claim } from "../../../client/messages.ts";
import { formatFen } from "../../../client/money.ts";
import type { OrderState } from "../../../client/orderWord.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { counted } from "../../../client/text/counted.ts";
import { acting } from "../../chain/acting.ts";
import type { OneNode } from "../../chain/agreement.ts";
import { answerOf } from "../../chain/perform.ts";
import { confirmMatter, proposeMatter, stageOf, takeBackMatter, type About } from "../../chain/twoOfficers.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { commitReason } from "../../documents/reason.ts";
import { noticeEndOf, type NoticeGiven } from "../../policy/noticeEnd.ts";
import { reasonTold } from "../../registers/party.ts";
import { invoicedOf } from "../messages/claim.ts";
import { amountsOf } from "../redeem/candidates.ts";
import { orderMeant } from "../whichOrder.ts";
import { waitingClaim } from "./recorded.ts";

export interface DecideInput extends NoticeGiven {
  readonly order: string;
  readonly decision: "accept" | "refuse" | undefined;
  readonly reason: string | undefined;
  readonly confirm: boolean;
  readonly takeBack: boolean;
  readonly matter: string | undefined;
}

/** @throws TongduiError `UsageWrong`, `OrderNotClaimed`; as orderMeant, noticeEndOf, proposeMatter, confirmMatter, takeBackMatter. */
export async function decide(input: DecideInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { orders } = open.ledger;
    const { order, state } = await orderMeant(open, input.order);
    const what = {
      en: `deciding on the claim of order ${shortHex(order)} in the enterprise's stead`,
      zh: `代企业决定订单 ${shortHex(order)} 的核销申请`,
    };
    const about: About<"decide"> = {
      contract: orders,
      kind: "decide",
      what,
      about: (says) => says.order === order,
      matter: input.matter,
    };
    switch (stageOf(input)) {
      case "propose": {
        if (!input.decision || input.reason === undefined) throw howMissing();
        const claim = await waitingClaim(open, order, state);
        const accepted = input.decision === "accept";
        const subject = `order ${order} round ${claim.round}`;
        const reason = await commitReason(open, { purpose: `decide ${input.decision}`, subject, reason: input.reason });
        for (const text of await tell(open, state, claim, accepted)) context.io.note(text);
        const says = { order, claim: claimHashOf(claim), accepted, reason };
        const draft = async () => orders.decide.populateTransaction(claim, accepted, reason);
        const outcomes = await proposeMatter(open, { contract: orders, kind: "decide", what, says, draft });
        return answerOf(outcomes, { data: { order, decision: input.decision } });
      }
      case "confirm": {
        let noticeEnd = 0;
        const { says, outcomes } = await confirmMatter(open, about, {
          tell: async (proposal, node) => {
            const { accepted, reason } = proposal.says;
            const claim = await waitingClaim(node, order, state);
            // Asked before the officer says yes.
            if (accepted) noticeEnd = await noticeEndOf(open, input);
            return [...(await tell(node, state, claim, accepted)), await reasonTold(open, reason)];
          },
          stands: async ({ claim }) => (await orders.claimOf(order)) !== claim,
          draft: async ({ accepted, reason }) => {
            const claim = await waitingClaim(open, order, state);
            return orders.confirmDecide.populateTransaction(claim, accepted, reason, noticeEnd);
          },
        });
        return answerOf(outcomes, { data: { order, decision: says.accepted ? "accept" : "refuse" } });
      }
      case "take back":
        return answerOf(await takeBackMatter(open, about), { data: { order } });
    }
  });
}

/** What comes of the decision. */
async function tell(open: OneNode, state: OrderState, claim: Claim, accepted: boolean): Promise<Text[]> {
  const { redeemed } = await amountsOf(open, state, claim);
  const invoiced = formatFen(invoicedOf(claim));
  const about = {
    en: `The provider claims on ${counted(claim.invoices.length, "invoice")} of ${invoiced}; the enterprise may answer through ${isoOfDay(state.waitEnd)}, later by the days of a freeze.`,
    zh: `服务机构凭 ${claim.invoices.length} 张发票（合计 ${invoiced}）申请；企业答复期至 ${isoOfDay(state.waitEnd)}，遇冻结顺延。`,
  };
  const then = accepted
    ? {
        en: `To accept: ${formatFen(redeemed)} are redeemed, and their public notice begins.`,
        zh: `接受：核销 ${formatFen(redeemed)}，并开始公示。`,
      }
    : {
        en: "To refuse: the order stays open with its lock, and the provider can claim anew.",
        zh: "拒绝：订单及锁定保留，服务机构可重新申请。",
      };
  return [about, then];
}

function howMissing(): TongduiError {
  return new TongduiError(
    "UsageWrong",
    {
      en: "Say what and why: --decision accept or --decision refuse, and --reason TEXT.",
      zh: "请说明决定和理由：--decision accept（接受）或 --decision refuse（拒绝），并用 --reason 写明理由。",
    },
    {
      hint: {
        en: "It takes the home Bureau, who proposes, and the home Approver, who confirms with --confirm.",
        zh: "由所属区科技局提出，审批人用 --confirm 确认。",
      },
    },
  );
}
