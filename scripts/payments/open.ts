/** `payment open`: the Bureau, having reviewed them, puts redeemed orders into payments. */
import { formatFen } from "../../client/money.ts";
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import { decodeOrder } from "../../client/orderWord.ts";
import { shortHex } from "../../client/text/ids.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { counted } from "../../client/text/counted.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import type { Grid } from "../cli/grid.ts";
import { Directory } from "../registers/directory.ts";
import { districtOfDuty } from "../whoami/districtOf.ts";
import { redeemedOrders, type RedeemedOrder } from "./payable.ts";

export interface OpenInput {
  /** Order ids, or their beginnings; none means all that can be paid. */
  readonly orders: readonly string[];
  readonly due: boolean;
  readonly district: number | undefined;
}

export async function openPayment(input: OpenInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    if (input.due === input.orders.length > 0) throw nothingNamed();
    const home = await districtOfDuty(open, "bureau", input.district);
    const redeemed = await redeemedOrders(open, BigInt(home));
    const directory = await Directory.open(open);
    const chosen = input.due ? redeemed.filter(({ waits }) => !waits) : await named(open, input.orders, redeemed);
    const orders = chosen.map((one) => (typeof one === "string" ? one : one.order));
    const shown = chosen.filter((one) => typeof one !== "string");
    if (shown.length > 0) show(shown, directory, context);
    const { outcomes } = await performInBatches(open, {
      title: { en: "Put orders into a payment", zh: "将订单列入拨付批次" },
      items: orders,
      areDone: async (items) =>
        (await statesOf(open, items)).map(({ stage }) => stage === "Paying" || stage === "Paid"),
      draft: async (items) => open.ledger.payments.open.populateTransaction(home, [...items]),
    });
    const after = await statesOf(open, orders);
    const waiting = input.due ? redeemed.filter(({ waits }) => waits) : [];
    return answer(
      orders,
      outcomes,
      after.map(({ payment }) => payment),
      waiting,
      directory,
    );
  });
}

async function statesOf({ ledger }: Acting, orders: readonly string[]) {
  return Promise.all(orders.map(async (order) => decodeOrder(await ledger.orders.wordOf(order))));
}

/** Orders by their ids or the beginnings of those. An order that is in a payment already is found by its whole id. */
async function named(
  open: Acting,
  asked: readonly string[],
  redeemed: readonly RedeemedOrder[],
): Promise<(RedeemedOrder | string)[]> {
  return Promise.all(
    asked.map(async (typed) => {
      const found = redeemed.filter(({ order }) => order.startsWith(typed.toLowerCase()));
      const [first, second] = found;
      if (second) throw severalOrders(typed, found.length);
      if (first?.waits) throw mustWait(first, first.waits);
      if (first) return first;
      if (/^0x[0-9a-f]{64}$/i.test(typed)) {
        const { stage } = decodeOrder(await open.ledger.orders.wordOf(typed));
        if (stage === "Paying" || stage === "Paid") return typed.toLowerCase();
      }
      throw orderNotRedeemed(typed);
    }),
  );
}

/** Every order that the officer answers for, not only how many. */
function show(orders: readonly RedeemedOrder[], directory: Directory, { io }: Context): void {
  const total = formatFen(orders.reduce((sum, { state }) => sum + state.amount, 0n));
  for (const { order, state, enterprise } of orders) {
    const [amount, voucher] = [formatFen(state.amount), formatVoucher(state.voucher)];
    const [seller, buyer] = [directory.label("provider", state.provider), directory.label("enterprise", enterprise)];
    io.note({
      en: `  ${order}: ${amount} to ${seller}, voucher ${voucher} of ${buyer}`,
      zh: `  ${order}：${amount}，付给 ${seller}，双创券 ${voucher}，企业 ${buyer}`,
    });
  }
  io.note({
    en: `${orders.length} redeemed orders can be paid, ${total} in all. By opening the payment you say that they were reviewed.`,
    zh: `${orders.length} 笔已核销订单可以拨付，合计 ${total}。建立批次即表示您已审核。`,
  });
}

function answer(
  orders: readonly string[],
  outcomes: readonly ItemOutcome[],
  payments: readonly number[],
  waiting: readonly RedeemedOrder[],
  directory: Directory,
): Answer {
  const refused = outcomes.filter(({ end }) => end === "refused").length;
  const numbers = [...new Set(payments.filter((number, i) => number !== 0 && outcomes[i]?.end !== "refused"))];
  const sentence: Text =
    orders.length === 0
      ? { en: "No redeemed order can be paid now.", zh: "目前没有可以拨付的已核销订单。" }
      : outcomes[0]?.end === "tried"
        ? {
            en: `${counted(orders.length, "order")} could be put into a payment.`,
            zh: `${orders.length} 笔订单可以列入拨付批次。`,
          }
        : {
            en: `${counted(orders.length - refused, "order")} now in payment ${numbers.join(", ")}. Next: tongdui payment export ${numbers[0] ?? ""}`,
            zh: `${orders.length - refused} 笔订单已列入拨付批次 ${numbers.join("、")}。下一步：tongdui payment export ${numbers[0] ?? ""}`,
          };
  const rows = outcomes.flatMap((outcome, i) =>
    outcome.end === "refused" ? [[shortHex(orders[i] ?? ""), outcome.error.sentence]] : [],
  );
  return {
    data: {
      payments: numbers,
      orders: orders.map((order, i) => ({
        order,
        end: outcomes[i]?.end ?? "",
        payment: payments[i] ?? 0,
        ...(outcomes[i]?.end === "refused" ? { why: outcomes[i].error.sentence } : {}),
      })),
      waiting: waiting.map(({ order, waits }) => ({ order, why: waits ?? null })),
    },
    parts: [
      sentence,
      ...(rows.length > 0 ? [{ head: [ORDER, { en: "set aside, because", zh: "被搁置，原因" }], rows }] : []),
      ...(waiting.length > 0 ? [waitingGrid(waiting, directory)] : []),
    ],
    ...(refused > 0 ? { exit: EXIT.partly } : {}),
  };
}

const ORDER: Text = { en: "Order", zh: "订单" };

function waitingGrid(waiting: readonly RedeemedOrder[], directory: Directory): Grid {
  return {
    title: { en: "Not yet:", zh: "暂不能拨付：" },
    head: [
      ORDER,
      { en: "voucher", zh: "双创券" },
      { en: "provider", zh: "服务机构" },
      { en: "amount", zh: "金额" },
      { en: "because", zh: "原因" },
    ],
    figures: [3],
    rows: waiting.map(({ order, state, waits }) => [
      shortHex(order),
      formatVoucher(state.voucher),
      directory.byId("provider", state.provider)?.name ?? formatProvider(state.provider),
      formatFen(state.amount),
      waits ?? "",
    ]),
  };
}

function nothingNamed(): TongduiError {
  return new TongduiError("UsageWrong", {
    en: "Name orders, or give --due for all that can be paid; not both.",
    zh: "请指定订单，或用 --due 表示全部可拨付的订单，二者选一。",
  });
}

function severalOrders(typed: string, count: number): TongduiError {
  return new TongduiError("OrderNotUnique", {
    en: `${count} redeemed orders begin with ${typed}: type more of it.`,
    zh: `以 ${typed} 开头的已核销订单有 ${count} 笔，请输入更多位。`,
  });
}

function mustWait({ order }: RedeemedOrder, why: Text): TongduiError {
  return new TongduiError("OrderMustWait", {
    en: `The order ${shortHex(order)} cannot be paid yet: ${why.en}. Nothing was sent.`,
    zh: `订单 ${shortHex(order)} 暂不能拨付：${why.zh}。未发送任何内容。`,
  });
}

function orderNotRedeemed(typed: string): TongduiError {
  return new TongduiError(
    "OrderNotRedeemed",
    { en: `No redeemed order of this district is ${typed}.`, zh: `本区没有编号为 ${typed} 的已核销订单。` },
    { hint: { en: "tongdui order list shows the orders.", zh: "可用 tongdui order list 查看订单。" } },
  );
}
