/** What a first officer has proposed about an order, and by which command a second one confirms it. */
import type { OrderState } from "../../../client/orderWord.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { openProposals } from "../../chain/proposals.ts";
import type { Reading } from "../../chain/reading.ts";
import { whoIs } from "../../chain/whoIs.ts";
import type { Data } from "../../cli/answer.ts";

export interface Waiting {
  readonly data: Data;
  readonly text: Text;
}

export async function decisionsWaiting(open: Reading, order: string, { stage }: OrderState): Promise<Waiting[]> {
  const { orders } = open.ledger;
  const isIts = (says: { readonly order: string }): boolean => says.order === order;
  const [decisions, rejections] = await Promise.all([
    stage === "Claimed" ? openProposals(open, orders, "decide", isIts) : [],
    stage === "Redeemed" ? openProposals(open, orders, "reject", isIts) : [],
  ]);
  const id = shortHex(order).slice(0, 10);
  return Promise.all([
    ...decisions.map(async ({ by, matter, says: { accepted } }) => ({
      data: { kind: "decide", accepted, by, matter },
      text: accepted
        ? said(
            { en: "accepting the claim", zh: "接受核销申请" },
            await whoIs(open, by),
            `tongdui order decide ${id} --confirm --notice-days N`,
          )
        : said(
            { en: "refusing the claim", zh: "拒绝核销申请" },
            await whoIs(open, by),
            `tongdui order decide ${id} --confirm`,
          ),
    })),
    ...rejections.map(async ({ by, matter, says: { forCause } }) => ({
      data: { kind: "reject", forCause, by, matter },
      text: said(
        forCause ? { en: "rejecting it for cause", zh: "实质驳回" } : { en: "rejecting it for form", zh: "形式驳回" },
        await whoIs(open, by),
        `tongdui reject ${id} --confirm`,
      ),
    })),
  ]);
}

function said({ en, zh }: Text, by: Text, command: string): Text {
  return {
    en: `Waits for the home Approver: ${en}, proposed by ${by.en}. To confirm it: ${command}`,
    zh: `待所属区审批人确认：${zh}（由 ${by.zh} 提出）。确认命令：${command}`,
  };
}
