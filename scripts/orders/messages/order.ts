import { ZeroHash } from "ethers";
import { z } from "zod";
import { isoOfDay } from "../../../client/days.ts";
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import { digestOrder, signOrder, type Order } from "../../../client/messages.ts";
import { plainYuan } from "../../../client/money.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { isoOfMoment, sayMoment } from "../moment.ts";
import { day, hash, moment, provider, serviceClass, voucher, yuan } from "./fields.ts";
import type { Kind, Line } from "./kind.ts";

/** An order's terms as a file says them, but for the contract's commitment. */
export const orderFields = {
  voucher,
  provider,
  amount: yuan,
  contractValue: yuan,
  contractDay: day,
  serviceClass,
  deliverBy: day,
  reference: hash.default(ZeroHash),
  deadline: moment,
};

export const order: Kind<Order> = {
  title: { en: "an order", zh: "订单" },
  schema: z
    .strictObject({ ...orderFields, contractCommitment: hash })
    .transform(({ reference, ...terms }) => ({ ...terms, referenceTo: reference })),
  readable: (message) => ({
    voucher: formatVoucher(message.voucher),
    provider: formatProvider(message.provider),
    amount: plainYuan(message.amount),
    contractValue: plainYuan(message.contractValue),
    contractDay: isoOfDay(message.contractDay),
    serviceClass: String(message.serviceClass),
    deliverBy: isoOfDay(message.deliverBy),
    contractCommitment: message.contractCommitment,
    ...(message.referenceTo === ZeroHash ? {} : { reference: message.referenceTo }),
    deadline: isoOfMoment(message.deadline),
  }),
  lines: ({ deadline }) => [[{ en: "To be placed through", zh: "登记期限" }, sayMoment(deadline)]],
  marks: ({ contractCommitment, referenceTo }) => [
    [{ en: "Contract's commitment", zh: "合同承诺值" }, shortHex(contractCommitment)],
    ...(referenceTo === ZeroHash ? [] : [[{ en: "Reference", zh: "关联编号" }, shortHex(referenceTo)] satisfies Line]),
  ],
  orderOf: (_, digest) => digest,
  deadlineOf: ({ deadline }) => deadline,
  digest: digestOrder,
  sign: signOrder,
};
