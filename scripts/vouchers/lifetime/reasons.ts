/** Why something is done to vouchers: a reason a voucher, so that none opens another's. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher } from "../../../client/ids.ts";
import type { Action } from "../../../client/replay/voucherChange.ts";
import type { Acting } from "../../chain/acting.ts";
import type { Reading } from "../../chain/reading.ts";
import { commitReason } from "../../documents/reason.ts";
import { voucherAt } from "../held.ts";
import { changesOf } from "../history/changes.ts";
import type { Meant } from "./meant.ts";

/** Vouchers with the commitment of the reason of what is done to each. */
export interface Reasoned extends Meant {
  readonly reason: string;
}

/**
 * Commits to the reason of an act, for each voucher by itself.
 *
 * @param purpose the act in one word: `freeze`.
 * @throws TongduiError `UsageWrong` without a reason; as commitReason.
 */
export async function reasonsFor(
  open: Acting,
  meant: readonly Meant[],
  purpose: string,
  reason: string | undefined,
): Promise<Reasoned[]> {
  if (reason === undefined) {
    throw new TongduiError("UsageWrong", { en: "Say why: --reason TEXT.", zh: "请用 --reason 说明理由。" });
  }
  const reasoned: Reasoned[] = [];
  for (const one of meant) {
    const subject = `voucher ${formatVoucher(one.id)}`;
    reasoned.push({ ...one, reason: await commitReason(open, { purpose, subject, reason }) });
  }
  return reasoned;
}

/**
 * Whether the ledger shows an act on a voucher for this very reason.
 *
 * @param amount of days, where that has to be the same too.
 */
export async function isDoneFor(
  open: Reading,
  { id, reason }: Reasoned,
  action: Action,
  amount?: bigint,
): Promise<boolean> {
  const changes = await changesOf(open, await voucherAt(open, id));
  return changes.some(
    (change) =>
      change.action === action && change.subject === reason && (amount === undefined || change.amount === amount),
  );
}
