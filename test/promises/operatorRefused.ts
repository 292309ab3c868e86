import { id, ZeroHash } from "ethers";
import { claimOf, keyOf, orderOf, placementOf, redemptionOf, terms } from "../support/acts.ts";
import type { Signer } from "../support/expect.ts";
import { DUTY, name32, today, type World } from "../support/world.ts";
import type { Prepared } from "./prepared.ts";

/** A function that is not for the Operator: what it could be used for now, who may, and how the Operator is refused. */
export interface Refused {
  readonly args: (s: Prepared) => unknown[] | Promise<unknown[]>;
  /** Whose act it is; nobody's where it is for the ledger's own contracts. */
  readonly may?: (w: World) => Signer;
  readonly says: (s: Prepared, operator: string) => readonly [error: string, args: readonly unknown[]];
}

const reason = id("reason");

const missing =
  (district: (w: World) => number, duty: bigint): Refused["says"] =>
  ({ w }, operator) => ["DutyMissing", [operator, district(w), duty]];

type Args = Refused["args"];
const ofWujin = (w: World): number => w.wujin.id;
const bureau = (args: Args): Refused => ({ args, may: (w) => w.wujin.bureau, says: missing(ofWujin, DUTY.bureau) });
const finance = (args: Args): Refused => ({ args, may: (w) => w.wujin.finance, says: missing(ofWujin, DUTY.finance) });
const safe = (args: Args): Refused => ({ args, may: (w) => w.safe, says: missing(() => 0, DUTY.administrator) });
const administrator = (args: Args): Refused => {
  return { args, may: (w) => w.wujin.administrator, says: missing(ofWujin, DUTY.administrator) };
};
const auditor = (args: Args): Refused => ({ args, may: (w) => w.auditor, says: missing(() => 0, DUTY.administrator) });

const part = (args: Args, sibling: "vouchers" | "orders" | "payments" | "providers"): Refused => {
  const says: Refused["says"] = ({ w }, operator) => ["OnlyPart", [operator, w[sibling]]];
  return { args, says };
};
const itself = (args: Args): Refused => ({ args, says: (_, operator) => ["OnlyItself", [operator]] });

const firm = (w: World) => {
  return {
    home: w.wujin.id,
    wallet: keyOf("firm").address,
    party: id("firm"),
    group: id("group"),
    profile: id("profile"),
  };
};

/** By contract and function. */
export const REFUSED: Readonly<Record<string, Refused>> = {
  "edition.make": {
    args: () => [10, "0x00"],
    says: (_, operator) => ["OnlyDeployer", [operator]],
  },

  "districts.add": safe(() => [name32("苏州 Suzhou"), reason]),
  "districts.changeProfile": administrator(({ w }) => [w.wujin.id, reason]),
  "districts.close": safe(() => []),
  "districts.retire": safe(({ w }) => [w.wujin.id]),

  "enterprises.register": {
    ...bureau(({ w }) => [[firm(w)]]),
    says: ({ w }, operator) => {
      const ofItem = w.enterprises.interface.encodeErrorResult("DutyMissing", [operator, w.wujin.id, DUTY.bureau]);
      return ["ItemFailed", [0, ofItem]];
    },
  },
  "enterprises.registerItem": itself(({ w }) => [firm(w), w.wujin.bureau]),
  "enterprises.changeProfile": bureau(({ enterprise }) => [enterprise.id, reason]),
  "enterprises.freeze": bureau(({ enterprise }) => [enterprise.id, reason]),
  "enterprises.unfreeze": bureau(({ frozenFirm }) => [frozenFirm, reason]),
  "enterprises.end": bureau(({ enterprise }) => [enterprise.id, 4, reason]),
  "enterprises.regroup": bureau(({ enterprise }) => [enterprise.id, reason]),
  "enterprises.merge": bureau(({ enterprise, rotatingFirm }) => [rotatingFirm, enterprise.id]),
  "enterprises.proposeRotation": bureau(({ w, enterprise }) => [enterprise.id, w.operator]),
  "enterprises.cancelRotation": bureau(({ rotatingFirm }) => [rotatingFirm]),
  "enterprises.enrol": part(() => [reason], "providers"),
  "enterprises.draw": part(({ list }) => [list, 2, 1_000n, 1_000n, 2030], "vouchers"),
  "enterprises.giveBack": part(({ enterprise }) => [enterprise.id, 100n, 2030], "vouchers"),

  "providers.countersign": bureau(async ({ proposed }) => [proposed, (await today()) + 6]),
  "providers.decline": bureau(({ proposed }) => [proposed, reason]),
  "providers.suspend": bureau(({ rotating }) => [rotating, reason]),
  "providers.reinstate": bureau(({ suspended }) => [suspended, reason]),
  "providers.end": bureau(({ suspended }) => [suspended, 6, reason]),
  "providers.changeProfile": bureau(({ suspended }) => [suspended, reason]),
  "providers.proposeRotation": bureau(({ w, suspended }) => [suspended, w.operator]),
  "providers.cancelRotation": bureau(({ rotating }) => [rotating]),
  "providers.object": bureau(({ quietProvider }) => [quietProvider, 1, reason]),
  "providers.resolve": bureau(({ countersignedSubject }) => [countersignedSubject, 1, reason]),
  "providers.endAuditorsObjection": auditor(({ countersignedSubject }) => [countersignedSubject, reason]),

  "programs.propose": bureau(async ({ w }) => [await terms(w.wujin), "https://policy.example/2"]),
  "programs.raise": finance(({ program }) => [program, 100_000_000n, 200_000_000n]),
  "programs.lower": finance(({ program }) => [program, 50_000_000n]),
  "programs.stop": finance(({ program }) => [program]),
  "programs.restart": finance(({ stopped }) => [stopped]),
  "programs.issue": part(({ program }) => [program, 1n], "vouchers"),
  "programs.giveBack": part(({ program }) => [program, 1n], "vouchers"),
  "programs.redeem": part(({ program }) => [program, 1n], "vouchers"),
  "programs.unredeem": part(({ program }) => [program, 1n], "vouchers"),
  "programs.pay": part(({ program }) => [program, 1n], "payments"),
  "programs.recover": part(({ program }) => [program, 1n], "payments"),

  "vouchers.announce": bureau(async ({ program }) => [program, reason, 1, 100n, (await today()) + 6, reason]),
  "vouchers.issue": bureau(({ issuable, list }) => [issuable.batch, list, ZeroHash]),
  "vouchers.withdrawBatch": bureau(({ announced }) => [announced.batch, reason]),
  "vouchers.object": bureau(({ quietBatch }) => [quietBatch, 1, reason]),
  "vouchers.resolve": bureau(({ announced }) => [announced.batch, 1, reason]),
  "vouchers.endAuditorsObjection": auditor(({ announced }) => [announced.batch, reason]),
  "vouchers.freeze": bureau(({ voucher }) => [voucher, 10, reason]),
  "vouchers.freezeAgain": bureau(({ frozen }) => [frozen, 10, reason]),
  "vouchers.unfreeze": safe(({ frozen }) => [frozen, reason]),
  "vouchers.extend": bureau(({ voucher }) => [voucher, reason]),
  "vouchers.revoke": bureau(({ voucher }) => [voucher, reason]),
  "vouchers.lock": part(({ voucher }) => [voucher, 1n, reason], "orders"),
  "vouchers.unlock": part(({ voucher, placed }) => [voucher, 100_000n, placed], "orders"),
  "vouchers.redeem": part(({ voucher, placed }) => [voucher, 1n, 100_000n, placed], "orders"),
  "vouchers.reopen": part(({ voucher, redeemed }) => [voucher, 1n, redeemed], "orders"),
  "vouchers.reject": part(({ voucher, redeemed }) => [voucher, 1n, redeemed], "orders"),
  "vouchers.record": part(({ voucher, redeemed }) => [voucher, false, 1n, redeemed], "payments"),

  "orders.placeItem": itself(async ({ w, voucher, enterprise, provider }) => {
    const order = await orderOf(voucher, provider.id, { amount: 1n });
    return [await placementOf(w, order, enterprise, provider), w.operator];
  }),
  "orders.redeemItem": itself(async ({ w, placed, enterprise, provider }) => {
    return [await redemptionOf(w, await claimOf(placed), enterprise, provider), w.operator];
  }),
  "orders.decide": bureau(({ claim }) => [claim, true, reason]),
  "orders.reject": bureau(({ redeemed }) => [redeemed, true, reason]),
  "orders.object": bureau(({ quietOrder }) => [quietOrder, 1, reason]),
  "orders.resolve": bureau(({ redeemed }) => [redeemed, 1, reason]),
  "orders.endAuditorsObjection": auditor(({ redeemed }) => [redeemed, reason]),
  "orders.startPayment": part(({ reviewed }) => [reviewed, 9], "payments"),
  "orders.endPayment": part(({ inPayment }) => [inPayment, 2, true], "payments"),

  "payments.open": bureau(({ w, reviewed }) => [w.wujin.id, [reviewed]]),
  "payments.openItem": itself(({ w, reviewed }) => [9, w.wujin.id, reviewed]),
  "payments.settle": finance(({ inPayment }) => [2, [{ order: inPayment, paid: true, receipt: reason }]]),
  "payments.settleItem": itself(({ inPayment }) => [2, { order: inPayment, paid: true, receipt: reason }]),
  "payments.clawBack": bureau(({ order }) => [order, 50n, reason]),
  "payments.recover": finance(({ order }) => [order, 50n, reason]),
  "payments.writeOff": finance(({ order }) => [order, 50n, reason]),
};
