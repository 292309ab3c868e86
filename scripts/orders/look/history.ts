/** What happened to an order, in its order, from the events that name it. */
import type { Log } from "ethers";
import { dayOf, isoOfDay, type Day } from "../../../client/days.ts";
import { searchLogs } from "../../../client/deploy/logs.ts";
import { formatFen } from "../../../client/money.ts";
import { SEAT } from "../../../client/text/states.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Reading } from "../../chain/reading.ts";
import { orderLogs } from "../orderLogs.ts";

export interface Happening {
  readonly day: Day;
  readonly block: number;
  readonly transaction: string;
  /** The event's name in the contracts. */
  readonly event: string;
  readonly what: Text;
  /** The commitment of a reason or a proof that goes with it. */
  readonly commitment: string | undefined;
  /** Who brought it before the ledger, where the event says it. */
  readonly by: string | undefined;
}

/** The terms that both parties signed, as the ledger keeps them in its events. */
export interface SignedTerms {
  readonly contractValue: bigint;
  readonly contractDay: Day;
  readonly serviceClass: number;
  readonly contractCommitment: string;
}

export interface OrderHistory {
  readonly happenings: readonly Happening[];
  readonly terms: SignedTerms | undefined;
}

/** @returns the first thing first; the payments of an order among the rest. */
export async function historyOf(
  { ledger, nodes, deployment }: Pick<Reading, "ledger" | "nodes" | "deployment">,
  order: string,
): Promise<OrderHistory> {
  const own = await orderLogs({ ledger, nodes, deployment }, order);
  // It cannot have been in a payment before it was placed.
  const paid = await searchLogs(nodes, {
    address: deployment.contracts.payments.address,
    topics: [null, null, order],
    from: own[0]?.blockNumber ?? deployment.contracts.payments.block,
    to: await nodes.getBlockNumber(),
  });
  const logs = [...own, ...paid].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const days = new Map<number, Day>();
  for (const number of new Set(logs.map(({ blockNumber }) => blockNumber))) {
    days.set(number, dayOf((await nodes.getBlock(number))?.timestamp ?? 0));
  }
  let terms: SignedTerms | undefined;
  const happenings = logs.flatMap((log): Happening[] => {
    const told = read(ledger, log);
    if (!told) return [];
    const { event, args } = told;
    if (event === "OrderPlaced") terms = termsIn(args);
    const what = SAID[event]?.(args);
    if (!what) return [];
    return [
      {
        day: days.get(log.blockNumber) ?? 0,
        block: log.blockNumber,
        transaction: log.transactionHash,
        event,
        what,
        commitment: args.reason ?? args.claim?.evidence ?? args.receipt,
        by: args.by,
      },
    ];
  });
  return { happenings, terms };
}

/** What the events say, by the names of their arguments. */
interface Args {
  readonly by?: string;
  readonly reason?: string;
  readonly receipt?: string;
  readonly claim?: { readonly evidence: string; readonly invoices: readonly { readonly amount: bigint }[] };
  readonly terms?: { readonly [name: string]: unknown };
  readonly [name: string]: unknown;
}

function read({ orders, payments }: Reading["ledger"], log: Log): { event: string; args: Args } | undefined {
  for (const { interface: abi } of [orders, payments]) {
    const event = abi.parseLog(log);
    if (event) return { event: event.name, args: event.args.toObject() as Args };
  }
  return undefined;
}

function termsIn({ terms = {} }: Args): SignedTerms {
  return {
    contractValue: terms["contractValue"] as bigint,
    contractDay: Number(terms["contractDay"]),
    serviceClass: Number(terms["serviceClass"]),
    contractCommitment: terms["contractCommitment"] as string,
  };
}

const day = (value: unknown): string => isoOfDay(Number(value));
const invoiced = ({ claim }: Args): string =>
  formatFen((claim?.invoices ?? []).reduce((sum, { amount }) => sum + amount, 0n));
const seat = ({ seat: number }: Args): Text => SEAT[Number(number)] ?? { en: "", zh: "" };

const SAID: Readonly<Record<string, (args: Args) => Text>> = {
  OrderPlaced: () => ({ en: "placed", zh: "登记订单" }),
  OrderCancelled: ({ overdue }) =>
    overdue === true ? { en: "cancelled as overdue", zh: "逾期取消" } : { en: "cancelled by both", zh: "双方同意取消" },
  OrderClaimed: (args) => ({
    en: `claimed on invoices of ${invoiced(args)}; the enterprise may answer through ${day(args["graceEnd"])}`,
    zh: `服务机构申请核销，发票合计 ${invoiced(args)}，企业答复期至 ${day(args["graceEnd"])}`,
  }),
  ClaimRefused: ({ inStead }) =>
    inStead === true
      ? { en: "claim refused in the enterprise's stead", zh: "代企业拒绝核销申请" }
      : { en: "claim refused by the enterprise", zh: "企业拒绝核销申请" },
  OrderRedeemed: (args) => {
    const { amount, noticeEnd, inStead } = args;
    const stead = inStead === true ? { en: " in the enterprise's stead", zh: "（代企业确认）" } : { en: "", zh: "" };
    return {
      en: `redeemed with ${formatFen(amount as bigint)}${stead.en}, on invoices of ${invoiced(args)}; notice through ${day(noticeEnd)}`,
      zh: `核销 ${formatFen(amount as bigint)}${stead.zh}，发票合计 ${invoiced(args)}，公示至 ${day(noticeEnd)}`,
    };
  },
  OrderReopened: ({ deliverBy }) => ({
    en: `rejected for form: open again through ${day(deliverBy)} at least`,
    zh: `形式驳回：恢复待核销，交付期限不早于 ${day(deliverBy)}`,
  }),
  OrderRejected: () => ({ en: "rejected for cause: ended", zh: "实质驳回：订单终止" }),
  OrderInPayment: ({ payment }) => ({
    en: `put into payment ${String(payment)}`,
    zh: `列入拨付批次 ${String(payment)}`,
  }),
  OrderSettled: ({ paid, payment, amount }) =>
    paid === true
      ? {
          en: `paid ${formatFen(amount as bigint)} in payment ${String(payment)}`,
          zh: `拨付 ${formatFen(amount as bigint)}（批次 ${String(payment)}）`,
        }
      : { en: `returned by the bank in payment ${String(payment)}`, zh: `银行退汇（批次 ${String(payment)}）` },
  Objected: (args) => ({ en: `objection: ${seat(args).en}`, zh: `提出异议：${seat(args).zh}` }),
  ObjectionEnded: (args) => ({ en: `objection ended: ${seat(args).en}`, zh: `异议处理完毕：${seat(args).zh}` }),
};
