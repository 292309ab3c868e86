import { ZeroHash } from "ethers";
import { z } from "zod";
import { isoOfDay } from "../../../client/days.ts";
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import { digestOrder, signOrder, type Order } from "../../../client/messages.ts";
import { formatFen, plainYuan } from "../../../client/money.ts";
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
  lines: (message) => [
    [{ en: "Voucher", zh: "双创券" }, formatVoucher(message.voucher)],
    [{ en: "Provider", zh: "服务机构" }, formatProvider(message.provider)],
    [{ en: "Drawn on the voucher, at most", zh: "最多使用券额" }, formatFen(message.amount)],
    [{ en: "Contract value", zh: "合同金额" }, formatFen(message.contractValue)],
    [{ en: "Contract dated", zh: "合同日期" }, isoOfDay(message.contractDay)],
    [{ en: "Service class", zh: "服务类别" }, String(message.serviceClass)],
    [{ en: "Deliver by", zh: "交付期限" }, isoOfDay(message.deliverBy)],
    [{ en: "Contract's commitment", zh: "合同承诺值" }, message.contractCommitment],
    ...(message.referenceTo === ZeroHash
      ? []
      : [[{ en: "Reference", zh: "关联编号" }, message.referenceTo] satisfies Line]),
    [{ en: "To be placed through", zh: "登记期限" }, sayMoment(message.deadline)],
  ],
  orderOf: (_, digest) => digest,
  deadlineOf: ({ deadline }) => deadline,
  digest: digestOrder,
  sign: signOrder,
};
