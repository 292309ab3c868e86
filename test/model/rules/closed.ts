import { PARTS, type PartName } from "../../../client/deployment.ts";
import type { Act } from "./act.ts";

/** What contracts do for each other, and for which sibling. */
export const FOR_SIBLINGS: Readonly<Record<string, PartName>> = {
  "enterprises.enrol": "providers",
  "enterprises.draw": "vouchers",
  "enterprises.giveBack": "vouchers",
  "programs.issue": "vouchers",
  "programs.giveBack": "vouchers",
  "programs.redeem": "vouchers",
  "programs.unredeem": "vouchers",
  "programs.pay": "payments",
  "programs.recover": "payments",
  "vouchers.lock": "orders",
  "vouchers.unlock": "orders",
  "vouchers.redeem": "orders",
  "vouchers.reopen": "orders",
  "vouchers.reject": "orders",
  "vouchers.record": "payments",
  "orders.startPayment": "payments",
  "orders.endPayment": "payments",
};

/** What contracts do for themselves, once an item of a batch. */
export const FOR_ITSELF = [
  "enterprises.registerItem",
  "orders.placeItem",
  "orders.redeemItem",
  "payments.openItem",
  "payments.settleItem",
];

/** The parts are made once, by the deployer, in their order. */
export const MAKE = "edition.make";

export const closed = {
  /** @param sibling address of the one that may. */
  sibling(a: Act, name: string, sibling: string): void {
    a.demand(!(name in FOR_SIBLINGS), "OnlyPart", a.by, sibling);
    a.granted();
  },

  itself(a: Act, name: string): void {
    a.demand(!FOR_ITSELF.includes(name), "OnlyItself", a.by);
    a.granted();
  },

  make(a: Act, number: number, deployer: string): void {
    a.demand(a.by === deployer, "OnlyDeployer", a.by);
    a.demand(false, "PartOutOfOrder", number, PARTS.length + 1);
    a.granted();
  },
};
