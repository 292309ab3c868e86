import { ACTS } from "./opening.ts";
import { WAIT } from "./play.ts";

/** What happens often in life and leads a run to its later stages; every other act has the weight 2. */
const OFTEN: Readonly<Record<string, number>> = {
  [WAIT]: 40,
  "vouchers.announce": 10,
  "vouchers.approveBatch": 12,
  "vouchers.issue": 14,
  "orders.place": 26,
  "orders.redeem": 16,
  "orders.claim": 9,
  "orders.accept": 5,
  "orders.refuse": 3,
  "orders.decide": 5,
  "orders.confirmDecide": 8,
  "orders.reject": 4,
  "orders.confirmRejectForForm": 6,
  "orders.confirmRejectForCause": 5,
  "orders.object": 3,
  "orders.cancelOverdue": 4,
  "payments.open": 14,
  "payments.settle": 14,
  "payments.clawBack": 6,
  "payments.confirmClawBack": 6,
  "payments.recover": 4,
  "payments.writeOff": 4,
  "payments.confirmWriteOff": 5,
  "programs.raise": 4,
  "programs.confirmRaise": 5,
  "programs.confirm": 4,
  "programs.confirmRestart": 5,
  "programs.restart": 4,
  "vouchers.freezeAgain": 3,
  "vouchers.confirmFreezeAgain": 4,
  "providers.countersign": 4,
  "providers.admit": 5,
  "enterprises.register": 4,
  "districts.close": 0.1,
  "districts.retire": 0.3,
  "districts.add": 0.6,
  "closed.make": 0.5,
};

export const WEIGHTS: Readonly<Record<string, number>> = Object.fromEntries(
  [...ACTS, WAIT].map((act) => [act, Math.round((OFTEN[act] ?? 2) * 10)]),
);
