/** What was drafted, for the office to look over before it goes to the enterprise. */
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import type { Order } from "../../../client/messages.ts";
import type { OrderStage } from "../../../client/orderWord.ts";
import type { Text } from "../../../client/text/text.ts";
import { formatFen } from "../../../client/money.ts";
import type { Answer } from "../../cli/answer.ts";
import { shown } from "../../../client/files/secretFile.ts";
import type { Directory } from "../../registers/directory.ts";
import { isoOfMoment, sayMoment } from "../moment.ts";
import { stageText } from "../orderState.ts";
import { ENDS, nextLine, type End } from "./ends.ts";

export interface DraftedOrder {
  readonly order: Order;
  readonly enterprise: bigint;
  readonly file: string;
  readonly end: End;
  /** Of an order that is placed already. */
  readonly stage?: OrderStage | undefined;
}

export function answerOrders(drafted: readonly DraftedOrder[], directory: Directory): Answer {
  return {
    data: {
      orders: drafted.map(({ order, enterprise, file, end, stage }) => ({
        voucher: formatVoucher(order.voucher),
        enterprise: formatEnterprise(enterprise),
        provider: formatProvider(order.provider),
        amountFen: order.amount,
        contractValueFen: order.contractValue,
        contractDay: isoOfDay(order.contractDay),
        deliverBy: isoOfDay(order.deliverBy),
        deadline: isoOfMoment(order.deadline),
        contractCommitment: end === "tried" ? null : order.contractCommitment,
        file,
        end,
        stage: stage ?? null,
      })),
    },
    parts: [
      {
        head: [
          { en: "Voucher", zh: "双创券" },
          { en: "Enterprise", zh: "企业" },
          { en: "Provider", zh: "服务机构" },
          { en: "Drawn", zh: "使用券额" },
          { en: "Contract", zh: "合同金额" },
          { en: "Dated", zh: "合同日期" },
          { en: "Deliver by", zh: "交付期限" },
          { en: "Place by", zh: "登记期限" },
          { en: "Draft", zh: "草稿" },
          { en: "File", zh: "文件" },
        ],
        rows: drafted.map(({ order, enterprise, file, end, stage }) => [
          formatVoucher(order.voucher),
          directory.label("enterprise", enterprise),
          directory.label("provider", order.provider),
          formatFen(order.amount),
          formatFen(order.contractValue),
          isoOfDay(order.contractDay),
          isoOfDay(order.deliverBy),
          sayMoment(order.deadline),
          stage ? beforeText(stage) : ENDS[end],
          shown(file),
        ]),
        figures: [3, 4],
      },
      nextLine(
        drafted.filter(({ stage }) => stage === undefined),
        "order",
        { en: "the enterprise, then the provider, signs", zh: "由企业、服务机构先后签署" },
      ),
    ],
  };
}

function beforeText(stage: OrderStage): Text {
  const { en, zh } = stageText(stage);
  return { en: `drafted before; the order is ${en}`, zh: `此前已生成，订单${zh}` };
}
