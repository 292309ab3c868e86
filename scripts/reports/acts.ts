/** The days on which things were done, which the ledger's state does not tell and its events do. */
import { dayOf, type Day } from "../../client/days.ts";
import type { LedgerEvent } from "../../client/replay/events.ts";

export interface ActDays {
  /** By the list. */
  readonly announcedOn: ReadonlyMap<string, Day>;
  /** By the provider. */
  readonly countersignedOn: ReadonlyMap<bigint, Day>;
  /** By the order. */
  readonly placedOn: ReadonlyMap<string, Day>;
  /** By the order; of its last redemption. */
  readonly redeemedOn: ReadonlyMap<string, Day>;
  /** By the payment. */
  readonly openedOn: ReadonlyMap<bigint, Day>;
  /** By {@link settlementKey}. */
  readonly settledOn: ReadonlyMap<string, Day>;
}

/** One order can be settled in several payments, once in each. */
export function settlementKey(payment: bigint, order: string): string {
  return `${payment} ${order}`;
}

/** Listens to a replay. */
export function listenForDays(): { readonly days: ActDays; readonly hear: (event: LedgerEvent) => void } {
  const announcedOn = new Map<string, Day>();
  const countersignedOn = new Map<bigint, Day>();
  const placedOn = new Map<string, Day>();
  const redeemedOn = new Map<string, Day>();
  const openedOn = new Map<bigint, Day>();
  const settledOn = new Map<string, Day>();
  const hear = (event: LedgerEvent): void => {
    const day = dayOf(event.origin.time);
    switch (event.name) {
      case "BatchAnnounced":
        announcedOn.set(event.args.batch, day);
        break;
      case "ProviderCountersigned":
        countersignedOn.set(event.args.provider, day);
        break;
      case "OrderPlaced":
        placedOn.set(event.args.order, day);
        break;
      case "OrderRedeemed":
        redeemedOn.set(event.args.order, day);
        break;
      case "PaymentOpened":
        openedOn.set(event.args.payment, day);
        break;
      case "OrderSettled":
        settledOn.set(settlementKey(event.args.payment, event.args.order), day);
        break;
      default:
        break;
    }
  };
  return { days: { announcedOn, countersignedOn, placedOn, redeemedOn, openedOn, settledOn }, hear };
}
