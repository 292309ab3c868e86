/**
 * A proof about a voucher: its whole history and its present state, with its orders and their payments.
 *
 * WHAT IS CHECKED, beside what the evidence itself demands:
 * 1. The voucher's slot tells how many changes it has had; the file gives exactly so many events, each later on the chain than the last.
 * 2. Event i is the ledger's own VoucherChanged of this voucher with number i. The ledger emits each number once; so none can be missing
 *    and none added.
 * 3. Played through, each change is possible and leads to the state in its event, and the last one to the slot (ledger/history.ts).
 * 4. The record of its freezes is what the history makes of it.
 * 5. Each order of the history, each claw-back and each payment that an order names agree with the history (ledger/agreement.ts).
 */
import { chainFacts, chainLimits, districtOf, type Basis } from "./chainFacts.ts";
import { fact, notProved, warning, type Fact, type Findings } from "./facts.ts";
import { demandClawBackAgrees, demandOrderAgrees, demandPaymentAgrees } from "./ledger/agreement.ts";
import { dayOf } from "./ledger/days.ts";
import { differenceOf, freezeDifference } from "./ledger/difference.ts";
import { readFreeze, type Freeze } from "./ledger/freeze.ts";
import { play, type Draw, type Life } from "./ledger/history.ts";
import { upper, voucherOf, voucherText } from "./ledger/ids.ts";
import { PLACES } from "./ledger/layout.ts";
import { wordOf, wordsOf, type LedgerEvidence } from "./ledger/ledgerEvidence.ts";
import { readOrder, type OrderState } from "./ledger/orderWord.ts";
import { readClawBack, readPayment, type ClawBack } from "./ledger/payment.ts";
import { readChange, type Change } from "./ledger/voucherChanged.ts";
import { readVoucher, restOf, type VoucherState } from "./ledger/voucherWord.ts";
import type { EventPlace } from "./proofFile.ts";
import { refuse } from "./refusal.ts";

type Drawn = { readonly draw: Draw; readonly order: OrderState; readonly clawBack: ClawBack };

/**
 * @param subject the voucher's number, as it is written.
 * @param events where the file says that the changes stand, from the first on.
 * @throws Refusal
 */
export async function proveVoucher(basis: Basis, subject: string, events: readonly EventPlace[]): Promise<Findings> {
  const { evidence, root, edition } = basis;
  const id = voucherOf(subject);
  const { vouchers, freezes } = PLACES.vouchers;
  const now = readVoucher(id, await wordOf(evidence, "vouchers", vouchers, id));
  if (events.length !== now.sequence) refuse("HistoryIncomplete", now.sequence, events.length);
  demandRising(events);

  const changes: Change[] = [];
  for (let i = 0; i < events.length; i += 1) {
    changes.push(readChange(i + 1, id, edition.vouchers.address, await evidence.event(i)));
  }
  const life = play(changes) ?? refuse("HistoryIncomplete", now.sequence, 0);
  const difference = differenceOf(life.voucher, now);
  if (difference !== undefined) refuse("HistoryElsewhere", difference);
  if (now.frozenOnce) demandFreezes(id, life.freeze, await wordOf(evidence, "vouchers", freezes, id));

  const drawn = await readDraws(evidence, id, life);
  const home = districtOf(root, Number(upper(now.enterprise)));
  const payments = await paymentFacts(basis, home.id, drawn);
  const parts = drawn.length === 0 ? (["vouchers"] as const) : (["vouchers", "orders", "payments"] as const);
  return {
    facts: [
      ...chainFacts(basis, parts),
      fact("voucher", {
        voucher: id,
        program: upper(id),
        enterprise: now.enterprise,
        home,
        face: now.face,
        issuedOn: now.issuedOn,
      }),
      ...stateFacts(evidence, now, life, changes),
      fact("history", { changes: changes.length }),
      ...changes.map(({ number, action, amount, subject: of, block, time, transaction }) =>
        fact("change", { number, action, amount, subject: of, block, time, transaction }),
      ),
      ...drawn.map((one) => orderFact(basis, home.id, one)),
      ...payments,
      ...drawn.filter(({ clawBack }) => clawBack.ordered > 0n).map(clawBackFact),
    ],
    notProved: [...chainLimits(basis), ...(drawn.length === 0 ? [] : [notProved("bank", {})])],
    warnings: [warning("disclosure", {})],
  };
}

function demandRising(events: readonly EventPlace[]): void {
  events.forEach((event, i) => {
    const before = events[i - 1];
    if (before !== undefined && !isLater(event, before)) refuse("EventOutOfOrder", i + 1);
  });
}

function isLater([header, transaction, log]: EventPlace, before: EventPlace): boolean {
  if (header !== before[0]) return header > before[0];
  return transaction === before[1] ? log > before[2] : transaction > before[1];
}

function demandFreezes(id: bigint, expected: Freeze, word: bigint): void {
  const text = voucherText(id);
  const found = readFreeze(word, { en: `the freezes of voucher ${text}`, zh: `双创券 ${text} 的冻结记录` });
  const difference = freezeDifference(expected, found);
  if (difference !== undefined) refuse("HistoryElsewhere", difference);
}

/** What the ledger holds of each order in the history. */
async function readDraws(evidence: LedgerEvidence, id: bigint, life: Life): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const draw of life.draws.values()) {
    const key = BigInt(draw.order);
    const order = readOrder(await wordOf(evidence, "orders", PLACES.orders.orders, key), {
      en: `order ${draw.order}`,
      zh: `订单 ${draw.order}`,
    });
    demandOrderAgrees(id, draw, order);
    const clawBack = readClawBack(await wordOf(evidence, "payments", PLACES.payments.clawBacks, key), {
      en: `the claw-back of order ${draw.order}`,
      zh: `订单 ${draw.order} 的追回`,
    });
    demandClawBackAgrees(draw, clawBack);
    drawn.push({ draw, order, clawBack });
  }
  return drawn;
}

async function paymentFacts({ evidence, root }: Basis, home: number, drawn: readonly Drawn[]): Promise<Fact[]> {
  const ids = [...new Set(drawn.map(({ order }) => order.payment))].filter((id) => id !== 0n);
  const facts: Fact[] = [];
  for (const id of ids.sort((a, b) => Number(a - b))) {
    const payment = readPayment(id, await wordsOf(evidence, ["payments", PLACES.payments.payments, id], 2));
    const its = drawn.map(({ order }) => order).filter((order) => order.payment === id);
    demandPaymentAgrees(id, payment, home, its);
    facts.push(fact("payment", { ...payment, payment: id, home: districtOf(root, payment.home) }));
  }
  return facts;
}

function stateFacts({ anchor }: LedgerEvidence, now: VoucherState, life: Life, changes: readonly Change[]): Fact[] {
  const { freeze } = life;
  const draws = [...life.draws.values()];
  const sumOf = (figure: "paid" | "recovered"): bigint => draws.reduce((sum, draw) => sum + draw[figure], 0n);
  return [
    fact("figures", {
      ended: now.status !== "active",
      rest: restOf(now),
      locked: now.locked,
      redeemed: now.redeemed,
      paid: sumOf("paid"),
      recovered: sumOf("recovered"),
    }),
    fact("standing", {
      status: now.status,
      useBy: now.useBy,
      passed: dayOf(anchor.time) > now.useBy,
      extension: changes.find(({ action }) => action === "extended")?.amount ?? 0n,
    }),
    fact("freezes", {
      count: freeze.count,
      daysInAll: freeze.daysInAll,
      until: freeze.until > anchor.time ? freeze.until : undefined,
    }),
  ];
}

function orderFact({ root }: Basis, home: number, { draw, order }: Drawn): Fact {
  const district = districtOf(root, Number(upper(order.provider)));
  return fact("order", {
    order: draw.order,
    provider: order.provider,
    district,
    home: districtOf(root, home),
    crossDistrict: district.id !== home,
    amount: order.amount,
    stage: order.stage,
    deliverBy: order.deliverBy,
    noticeEnd: order.stage === "redeemed" ? order.waitEnd : undefined,
    payment: order.payment,
  });
}

function clawBackFact({ draw, clawBack }: Drawn): Fact {
  const outstanding = clawBack.ordered - clawBack.recovered - clawBack.writtenOff;
  return fact("clawBack", { order: draw.order, ...clawBack, outstanding });
}
