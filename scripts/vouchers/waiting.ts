/** What a first officer has proposed about a voucher, and by which command a second one confirms it. */
import { formatVoucher } from "../../client/ids.ts";
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import { openProposals } from "../chain/proposals.ts";
import type { Reading } from "../chain/reading.ts";
import { whoIs } from "../chain/whoIs.ts";
import type { Data } from "../cli/answer.ts";

export interface Waiting {
  readonly data: Data;
  readonly text: Text;
}

export async function waitingFor(open: Reading, id: bigint): Promise<Waiting[]> {
  const { vouchers } = open.ledger;
  const [revocations, freezes] = await Promise.all([
    openProposals(open, vouchers, "revoke", (says) => says.id === id),
    openProposals(open, vouchers, "freezeAgain", (says) => says.id === id),
  ]);
  const written = formatVoucher(id);
  return Promise.all([
    ...revocations.map(async ({ by, matter }) => ({
      data: { kind: "revoke", by, matter },
      text: said(
        { en: "revoking it", zh: "撤销" },
        await whoIs(open, by),
        `tongdui voucher revoke ${written} --confirm`,
      ),
    })),
    ...freezes.map(async ({ by, matter, says }) => ({
      data: { kind: "freeze", days: Number(says.length), by, matter },
      text: said(
        { en: `a further freeze of ${counted(says.length, "day")}`, zh: `再次冻结 ${says.length} 天` },
        await whoIs(open, by),
        `tongdui voucher freeze ${written} --confirm`,
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
