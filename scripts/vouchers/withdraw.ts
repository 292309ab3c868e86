/** `voucher withdraw`: takes back a list, or what of it is not issued yet. */
import { shortHex } from "../../client/text/ids.ts";
import { counted } from "../../client/text/counted.ts";
import { acting } from "../chain/acting.ts";
import { answerOf, perform } from "../chain/perform.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { commitReason } from "../documents/reason.ts";
import { announcedList } from "./announced.ts";
import { whichList } from "./whichList.ts";

export interface WithdrawInput {
  /** A plan's file, or the list's id. */
  readonly list: string;
  readonly reason: string;
}

export async function withdraw(input: WithdrawInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const {
      list: { batch, count, done },
    } = await whichList(open, input.list);
    const subject = `list ${batch}`;
    const reason = await commitReason(open, { purpose: "withdraw", subject, reason: input.reason });
    const left = count - done;
    const outcomes = await perform(open, [
      {
        title: {
          en: `Withdraw list ${shortHex(batch)}: ${left} of its ${counted(count, "item")} will not be issued`,
          zh: `撤回名单 ${shortHex(batch)}：${count} 项中的 ${left} 项将不再发放`,
        },
        isDone: async () => (await announcedList(open, batch)).stage === "Withdrawn",
        draft: async () => open.ledger.vouchers.withdrawBatch.populateTransaction(batch, reason),
      },
    ]);
    return answerOf(outcomes, { data: { list: batch, count, done, reason } });
  });
}
