/** The messages of few words: refusing a claim, giving an order up, taking a signature back. */
import { z } from "zod";
import {
  digestCancellation,
  digestRefusal,
  digestWithdrawal,
  signCancellation,
  signRefusal,
  signWithdrawal,
  type Cancellation,
  type Refusal,
  type Withdrawal,
} from "../../../client/messages.ts";
import type { Text } from "../../../client/text/text.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { isoOfMoment, sayMoment } from "../moment.ts";
import { hash, moment, round } from "./fields.ts";
import type { Kind } from "./kind.ts";

const THROUGH: Text = { en: "Good through", zh: "有效期至" };

export const refusal: Kind<Refusal> = {
  title: { en: "the refusal of a claim", zh: "拒绝核销申请" },
  schema: z.strictObject({ order: hash, round, reason: hash, deadline: moment }),
  readable: ({ order, round: number, reason, deadline }) => ({
    order,
    round: String(number),
    reason,
    deadline: isoOfMoment(deadline),
  }),
  lines: ({ round: number, deadline }) => [
    [{ en: "Round", zh: "轮次" }, String(number)],
    [THROUGH, sayMoment(deadline)],
  ],
  marks: ({ reason }) => [[{ en: "Reason, its commitment", zh: "理由承诺值" }, shortHex(reason)]],
  orderOf: ({ order }) => order,
  deadlineOf: ({ deadline }) => deadline,
  digest: digestRefusal,
  sign: signRefusal,
};

export const cancellation: Kind<Cancellation> = {
  title: { en: "the cancellation of an order", zh: "取消订单" },
  schema: z.strictObject({ order: hash, deadline: moment }),
  readable: ({ order, deadline }) => ({ order, deadline: isoOfMoment(deadline) }),
  lines: ({ deadline }) => [[THROUGH, sayMoment(deadline)]],
  marks: () => [],
  orderOf: ({ order }) => order,
  deadlineOf: ({ deadline }) => deadline,
  digest: digestCancellation,
  sign: signCancellation,
};

export const withdrawal: Kind<Withdrawal> = {
  title: { en: "the withdrawal of a signature", zh: "撤回签名" },
  schema: z.strictObject({ message: hash }),
  readable: ({ message }) => ({ message }),
  lines: () => [],
  marks: ({ message }) => [[{ en: "Digest of what was signed", zh: "原签署内容的摘要" }, shortHex(message)]],
  orderOf: () => undefined,
  deadlineOf: () => undefined,
  digest: digestWithdrawal,
  sign: signWithdrawal,
};
