/** `voucher revoke`: the Bureau proposes, the Approver confirms; what remains goes back to the budget. */
import { formatFen } from "../../../client/money.ts";
import type { Text } from "../../../client/text/text.ts";
import { remainingOf, returnedOf, type Voucher } from "../../../client/voucherWord.ts";
import { matterOf } from "../../chain/proposals.ts";
import { acting, type Acting } from "../../chain/acting.ts";
import { performInBatches } from "../../chain/batches.ts";
import { isProposed, stageOf, type Stage } from "../../chain/twoOfficers.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { Directory } from "../../registers/directory.ts";
import { vouchersAt } from "../held.ts";
import { vouchersMeant, type Meant, type VouchersGiven } from "./meant.ts";
import { confirmEach, takeBackEach, type Second } from "./ofTwo.ts";
import { isDoneFor, reasonsFor } from "./reasons.ts";
import { answerVouchers, showMeant, type VoucherRow, type Words } from "./rows.ts";
import { PROPOSED, SECOND, TAKEN_BACK } from "./words.ts";

export interface RevokeInput extends VouchersGiven, Stage {
  readonly reason: string | undefined;
  readonly matter: string | undefined;
}

const REVOKED: Words = {
  done: { en: "revoked", zh: "已撤销" },
  before: { en: "was revoked before", zh: "此前已撤销" },
  tried: { en: "could be revoked", zh: "可以撤销" },
};

/** @throws TongduiError as vouchersMeant, stageOf, reasonsFor, performInBatches; what the only voucher was refused for. */
export async function revokeVouchers(input: RevokeInput, context: Context): Promise<Answer> {
  const stage = stageOf(input);
  return acting(context, async (open) => {
    const meant = await vouchersMeant(open, input);
    const directory = await Directory.open(open);
    const second: Second<"revoke"> = {
      kind: "revoke",
      matter: input.matter,
      what: (written) => ({ en: `revoking voucher ${written}`, zh: `撤销双创券 ${written}` }),
      title: { en: "Revoke vouchers", zh: "撤销双创券" },
    };
    switch (stage) {
      case "propose": {
        const rows = await proposeRevocations(open, meant, directory, input.reason);
        const isWaiting = rows.some(({ outcome }) => outcome.end === "done" || outcome.end === "before");
        return answerVouchers(rows, PROPOSED, directory, { parts: isWaiting ? [SECOND] : [] });
      }
      case "confirm": {
        const rows = await confirmEach(open, meant, directory, {
          ...second,
          stands: async ({ voucher }) => Promise.resolve(voucher.status === "Revoked"),
          tell: (_, voucher) => {
            const { en, zh } = forGood(voucher);
            return { en: `${en}; reason`, zh: `${zh}；理由` };
          },
          draft: async ({ id, reason }) => open.ledger.vouchers.confirmRevoke.populateTransaction(id, reason),
        });
        return answerVouchers(await withReturned(open, rows), REVOKED, directory);
      }
      case "take back": {
        const title = { en: "Take back proposals to revoke", zh: "撤回撤销提议" };
        return answerVouchers(await takeBackEach(open, meant, { ...second, title }), TAKEN_BACK, directory);
      }
    }
  });
}

/** Proposes to revoke vouchers. One that stands proposed for this reason, or was revoked for it, is left as it is. */
export async function proposeRevocations(
  open: Acting,
  meant: readonly Meant[],
  directory: Directory,
  reason: string | undefined,
): Promise<VoucherRow[]> {
  const { vouchers } = open.ledger;
  const items = await reasonsFor(open, meant, "revoke", reason);
  const title = { en: "Propose to revoke vouchers", zh: "提出撤销双创券" };
  const noted = items.map((one) => ({ ...one, note: forGood(one.voucher) }));
  showMeant(open.context, noted, directory, title);
  const { outcomes } = await performInBatches(open, {
    title,
    items,
    size: 1,
    areDone: async (some) =>
      Promise.all(
        some.map(async (one) => {
          const { id, reason: commitment } = one;
          if (await isProposed(open, vouchers, matterOf("revoke", { id, reason: commitment }))) return true;
          return isDoneFor(open, one, "Revoked");
        }),
      ),
    draft: async ([one]) => vouchers.revoke.populateTransaction(one?.id ?? 0n, one?.reason ?? ""),
  });
  return items.map((item, i) => ({ ...item, outcome: outcomes[i] ?? { end: "before" } }));
}

/** What both officers are told before they answer. */
function forGood(voucher: Voucher): Text {
  if (voucher.status !== "Active") return { en: "has ended before", zh: "此前已终止" };
  const [back, locked] = [formatFen(remainingOf(voucher)), formatFen(voucher.locked)];
  return {
    en: `for good: ${back} returns to the budget, ${locked} stays locked by orders`,
    zh: `撤销后不可恢复：退回预算 ${back}，订单继续锁定 ${locked}`,
  };
}

/** What came back to the budget. */
async function withReturned(open: Acting, rows: readonly VoucherRow[]): Promise<VoucherRow[]> {
  const after = await vouchersAt(
    open,
    rows.map(({ id }) => id),
  );
  return rows.map((row, i) => {
    const voucher = after[i] ?? row.voucher;
    if (voucher.status !== "Revoked") return row;
    const returned = returnedOf(voucher);
    const sum = formatFen(returned);
    return {
      ...row,
      words: { ...REVOKED, done: { en: `revoked; ${sum} went back to the budget`, zh: `已撤销，退回预算 ${sum}` } },
      data: { returnedFen: returned },
    };
  });
}
