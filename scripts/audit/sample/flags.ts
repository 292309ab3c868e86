/** What makes an order one that every audit looks at, gathered from the events. */
import { dayOf, type Day } from "../../../client/days.ts";
import type { LedgerEvent } from "../../../client/replay/events.ts";
import { ACTIONS } from "../../../client/replay/voucherChange.ts";
import type { Text } from "../../../client/text/text.ts";

/** In the order in which they are told. */
export const FLAGS = [
  "objected",
  "rejectedForForm",
  "rejectedForCause",
  "decidedInStead",
  "refused",
  "returnedByBank",
  "clawedBack",
  "frozen",
  "revoked",
] as const;

export type Flag = (typeof FLAGS)[number];

export const FLAG_TEXT: Readonly<Record<Flag, Text>> = {
  objected: { en: "objected to", zh: "有异议" },
  rejectedForForm: { en: "rejected for form", zh: "退回补正" },
  rejectedForCause: { en: "rejected for cause", zh: "实质驳回" },
  decidedInStead: { en: "decided in the enterprise's stead", zh: "代企业决定" },
  refused: { en: "a claim was refused", zh: "企业曾拒绝核销申请" },
  returnedByBank: { en: "returned by the bank", zh: "银行退回" },
  clawedBack: { en: "clawed back", zh: "追回" },
  frozen: { en: "its voucher was frozen", zh: "券曾被冻结" },
  revoked: { en: "its voucher was revoked", zh: "券被撤销" },
};

/** What the events tell of an order that was redeemed at some time. */
export interface FlaggedOrder {
  readonly order: string;
  /** The days of its redemptions: more than one where it was rejected for form in between. */
  readonly redeemedOn: readonly Day[];
  readonly flags: readonly { readonly flag: Flag; readonly day: Day }[];
}

type Raised = { flag: Flag; day: Day };

export class FlagBook {
  readonly #voucherOf = new Map<string, bigint>();
  readonly #redeemedOn = new Map<string, Day[]>();
  readonly #ofOrder = new Map<string, Raised[]>();
  readonly #ofVoucher = new Map<bigint, Raised[]>();

  hear(event: LedgerEvent): void {
    const day = dayOf(event.origin.time);
    const onOrder = (order: string, flag: Flag): void => raise(this.#ofOrder, order, { flag, day });
    const onVoucher = (voucher: bigint, flag: Flag): void => raise(this.#ofVoucher, voucher, { flag, day });
    switch (event.name) {
      case "OrderPlaced":
        this.#voucherOf.set(event.args.order, event.args.voucher);
        break;
      case "OrderRedeemed": {
        const { order, inStead } = event.args;
        this.#redeemedOn.set(order, [...(this.#redeemedOn.get(order) ?? []), day]);
        if (inStead) onOrder(order, "decidedInStead");
        break;
      }
      case "ClaimRefused":
        onOrder(event.args.order, event.args.inStead ? "decidedInStead" : "refused");
        break;
      case "OrderReopened":
        onOrder(event.args.order, "rejectedForForm");
        break;
      case "OrderRejected":
        onOrder(event.args.order, "rejectedForCause");
        break;
      case "Objected":
        if (event.part === "orders") onOrder(event.args.subject, "objected");
        break;
      case "OrderSettled":
        if (!event.args.paid) onOrder(event.args.order, "returnedByBank");
        break;
      case "ClawBackOrdered":
        onOrder(event.args.order, "clawedBack");
        break;
      case "FreezeOrdered":
        onVoucher(event.args.voucher, "frozen");
        break;
      case "VoucherChanged":
        if (ACTIONS[Number(event.args.action)] === "Revoked") onVoucher(event.args.voucher, "revoked");
        break;
      default:
        break;
    }
  }

  /** All orders that were redeemed at some time, whatever became of them. */
  *orders(): Generator<FlaggedOrder> {
    for (const [order, redeemedOn] of this.#redeemedOn) {
      const voucher = this.#voucherOf.get(order);
      const ofVoucher = voucher === undefined ? [] : (this.#ofVoucher.get(voucher) ?? []);
      yield { order, redeemedOn, flags: [...(this.#ofOrder.get(order) ?? []), ...ofVoucher] };
    }
  }
}

function raise<Key>(raised: Map<Key, Raised[]>, key: Key, flag: Raised): void {
  const known = raised.get(key);
  if (known) known.push(flag);
  else raised.set(key, [flag]);
}
