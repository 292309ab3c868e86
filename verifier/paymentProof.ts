/** A proof about a payment batch: its figures as they stand, without its orders. */
import { chainFacts, chainLimits, districtOf, type Basis } from "./chainFacts.ts";
import { fact, notProved, type Findings } from "./facts.ts";
import { paymentOf } from "./ledger/ids.ts";
import { PLACES } from "./ledger/layout.ts";
import { wordsOf } from "./ledger/ledgerEvidence.ts";
import { readPayment } from "./ledger/payment.ts";

/** @param subject the payment's number, as it is written. @throws Refusal */
export async function provePayment(basis: Basis, subject: string): Promise<Findings> {
  const payment = paymentOf(subject);
  const { evidence, root } = basis;
  const state = readPayment(payment, await wordsOf(evidence, ["payments", PLACES.payments.payments, payment], 2));
  return {
    facts: [
      ...chainFacts(basis, ["payments"]),
      fact("payment", { ...state, payment, home: districtOf(root, state.home) }),
    ],
    notProved: [notProved("past", {}), notProved("ordersInPayment", {}), ...chainLimits(basis), notProved("bank", {})],
    warnings: [],
  };
}
