/** What the consortium's Safe alone decides: overruling the Auditor, ending a freeze, closing the edition. */
import { CONSORTIUM_KEY } from "../../client/deploy/plan.ts";
import { formatVoucher } from "../../client/ids.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { commitReason } from "../documents/reason.ts";
import { subjectOf } from "../objections/subject.ts";
import { makeDecision, type DecisionOptions } from "./makeDecision.ts";

interface WithReason extends DecisionOptions {
  readonly reason: string;
}

/** @throws TongduiError as subjectOf, commitReason and makeDecision. */
export async function overruleAuditor(
  input: WithReason & { readonly subject: string },
  context: Context,
): Promise<Answer> {
  return reading(context, async (open) => {
    const { contract, id } = await subjectOf(open, input.subject);
    const reason = await commitReason(open, { purpose: "overrule", subject: id, reason: input.reason });
    const data = contract.interface.encodeFunctionData("endAuditorsObjection", [id, reason]);
    return makeDecision(open, CONSORTIUM_KEY, [{ to: await contract.getAddress(), data }], input);
  });
}

/** @throws TongduiError as commitReason and makeDecision. */
export async function endFreeze(input: WithReason & { readonly voucher: bigint }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { vouchers } = open.ledger;
    const subject = `voucher ${formatVoucher(input.voucher)}`;
    const reason = await commitReason(open, { purpose: "unfreeze", subject, reason: input.reason });
    const data = vouchers.interface.encodeFunctionData("unfreeze", [input.voucher, reason]);
    return makeDecision(open, CONSORTIUM_KEY, [{ to: await vouchers.getAddress(), data }], input);
  });
}

/** @throws TongduiError as makeDecision. */
export async function closeEdition(input: DecisionOptions, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { districts } = open.ledger;
    const data = districts.interface.encodeFunctionData("close");
    return makeDecision(open, CONSORTIUM_KEY, [{ to: await districts.getAddress(), data }], input);
  });
}
