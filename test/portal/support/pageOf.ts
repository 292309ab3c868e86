/** What the index would answer of a voucher, from the facts of its proof: a page and a proof that agree. */
import { isoOfDay, dayOf } from "../../../client/days.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import type { VoucherPageAnswer } from "../../../portal/src/app/answers.ts";
import type { Fact } from "../../../verifier/index.ts";

type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const fen = (amount: bigint): string => amount.toString();
const ACCOUNT = `0x${"ab".repeat(20)}`;
const HASH = `0x${"cd".repeat(32)}`;

export function pageOf(facts: readonly Fact[]): VoucherPageAnswer {
  const all = <Kind extends Fact["kind"]>(kind: Kind): FactOf<Kind>[] =>
    facts.filter((fact): fact is FactOf<Kind> => fact.kind === kind);
  const [voucher, figures, standing, freezes] = [
    all("voucher")[0]!,
    all("figures")[0]!,
    all("standing")[0]!,
    all("freezes")[0]!,
  ];
  const changes = all("change").map(({ number, action, amount, subject, block, time }) => ({
    sequence: number,
    action: capital(action),
    amount: amount.toString(),
    subject,
    by: ACCOUNT,
    proposedBy: null,
    day: isoOfDay(dayOf(time)),
    time,
    block,
    transaction: HASH,
  }));
  return {
    voucher: formatVoucher(voucher.voucher),
    program: Number(voucher.program),
    district: voucher.home.id,
    enterprise: formatEnterprise(voucher.enterprise),
    status: capital(standing.status),
    face: fen(voucher.face),
    remaining: fen(figures.ended ? 0n : figures.rest),
    locked: fen(figures.locked),
    redeemed: fen(figures.redeemed),
    returned: fen(figures.ended ? figures.rest : 0n),
    paid: fen(figures.paid),
    recovered: fen(figures.recovered),
    issuedOn: isoOfDay(voucher.issuedOn),
    useBy: isoOfDay(standing.useBy),
    extended: standing.extension > 0n,
    frozen: freezes.until !== undefined,
    frozenUntil: freezes.until ?? null,
    sequence: changes.length,
    list: "L1-1",
    changes,
    orders: all("order").map((order) => ({
      order: order.order,
      provider: formatProvider(order.provider),
      stage: capital(order.stage),
      amount: fen(order.amount),
      contractValue: fen(order.amount * 2n),
      contractDay: isoOfDay(voucher.issuedOn),
      serviceClass: 1,
      deliverBy: isoOfDay(order.deliverBy),
      noticeEnd: order.noticeEnd === undefined ? null : isoOfDay(order.noticeEnd),
      placedOn: isoOfDay(voucher.issuedOn),
      redeemedOn: null,
      paidOn: null,
      payment: order.payment === 0n ? null : Number(order.payment),
      clawedBack: "0",
      recovered: "0",
    })),
    payments: [],
  };
}

/** The same where the district publishes no amounts. */
export function withoutAmounts(page: VoucherPageAnswer): VoucherPageAnswer {
  const none = {
    face: null,
    remaining: null,
    locked: null,
    redeemed: null,
    returned: null,
    paid: null,
    recovered: null,
  };
  const IN_DAYS = ["Frozen", "Unfrozen", "Extended"];
  return {
    ...page,
    ...none,
    changes: page.changes.map((change) =>
      IN_DAYS.includes(change.action)
        ? change
        : { ...change, amount: null, subject: change.action === "Issued" ? null : change.subject },
    ),
    orders: page.orders.map((order) => ({
      ...order,
      ...{ amount: null, contractValue: null, clawedBack: null, recovered: null },
    })),
  };
}
