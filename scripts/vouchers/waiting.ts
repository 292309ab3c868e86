/** What a first officer has proposed about a voucher, and by which command a second one confirms it. */
import { formatVoucher } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { openProposals } from "../chain/proposals.ts";
import type { Reading } from "../chain/reading.ts";
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
  return [
    ...revocations.map(({ by, matter }) => ({
      data: { kind: "revoke", by, matter },
      text: said({ en: "revoking it", zh: "撤销" }, by, `tongdui voucher revoke ${written} --confirm`),
    })),
    ...freezes.map(({ by, matter, says }) => ({
      data: { kind: "freeze", days: Number(says.length), by, matter },
      text: said(
        { en: `a further freeze of ${says.length} days`, zh: `再次冻结 ${says.length} 天` },
        by,
        `tongdui voucher freeze ${written} --confirm`,
      ),
    })),
  ];
}

function said({ en, zh }: Text, by: string, command: string): Text {
  return {
    en: `Waits for the home Approver: ${en}, proposed by ${by}. To confirm it: ${command}`,
    zh: `待所属区审批人确认：${zh}（由 ${by} 提出）。确认命令：${command}`,
  };
}
