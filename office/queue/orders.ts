/** Orders: what can be paid, what the enterprise was silent about, what nobody claimed in time. */
import type { OrderStage } from "../../client/orderWord.ts";
import { claimHashOf } from "../../client/messages.ts";
import { movedDay } from "./days.ts";
import { formatFen } from "../../client/money.ts";
import { parseVoucher } from "../../client/ids.ts";
import { shortHex } from "../../client/text/ids.ts";
import { dayIn, type OrderRow, type ProgramRow, type ProposalRow } from "./indexReader.ts";
import { claimWaiting } from "./claims.ts";
import { fact, type Argument, type Fact, type Sight, type Waiting } from "./waiting.ts";

/** The ledger takes no more in one payment. */
const MOST_IN_PAYMENT = 100;

/** Redeemed orders whose notice is over and to which nobody's objection stands, up to a hundred in one payment. */
export async function ordersToPay({ district, index, at, today }: Sight): Promise<Waiting[]> {
  const over = (await ordersIn(index, district, "Redeemed")).filter(
    ({ noticeEnd }) => noticeEnd !== null && today > dayIn(noticeEnd),
  );
  const free = await Promise.all(over.map(async (row) => isPayable(at, row)));
  const payable = over.filter((_, i) => free[i]);
  const batches: OrderRow[][] = [];
  for (let first = 0; first < payable.length; first += MOST_IN_PAYMENT)
    batches.push(payable.slice(first, first + MOST_IN_PAYMENT));
  return batches.map((rows) => {
    const sum = formatFen(rows.reduce((all, { amount }) => all + BigInt(amount), 0n));
    return {
      id: `openPayment ${rows[0]?.order ?? ""}`,
      kind: "openPayment",
      duty: "bureau",
      district,
      title: {
        en:
          rows.length === 1
            ? `Review one order and open its payment`
            : `Review ${rows.length} orders and open their payment`,
        zh: `审核 ${rows.length} 笔订单并开立拨付批次`,
      },
      facts: [
        fact("In all", "合计", sum),
        ...rows.slice(0, 20).map(({ voucher, provider, amount, payment }) =>
          fact(`Voucher ${voucher}`, `双创券 ${voucher}`, {
            en: `${formatFen(BigInt(amount))} to ${provider}${payment === null ? "" : ", was returned by the bank"}`,
            zh: `${formatFen(BigInt(amount))}，服务机构 ${provider}${payment === null ? "" : "，曾被银行退回"}`,
          }),
        ),
      ],
      since: Math.min(...rows.map(({ noticeEnd }) => dayIn(noticeEnd ?? "1970-01-01") + 1)),
      due: null,
      offers: [{ part: "payments", name: "open", args: [district, rows.map(({ order }) => order)] }],
    };
  });
}

/** Claims that the enterprise did not answer within its grace period. */
export async function claimsToDecide(sight: Sight, proposals: readonly ProposalRow[]): Promise<Waiting[]> {
  const { district, index, at, today } = sight;
  const claimed = await ordersIn(index, district, "Claimed");
  const decided = new Set(proposals.filter(({ kind }) => kind === "decide").map(({ says }) => says["order"]));
  const items = await Promise.all(
    claimed
      .filter(({ order }) => !decided.has(order))
      .map(async (row): Promise<Waiting[]> => {
        const graceEnd = await movedDay(at, row.order, dayIn(row.graceEnd ?? "1970-01-01"));
        if (today <= graceEnd) return [];
        const claim = await claimWaiting(at, row.order);
        if (!claim) return [];
        const decide = (accepted: boolean): { part: "orders"; name: string; args: Argument[] } => ({
          part: "orders",
          name: "decide",
          args: [
            claim.args,
            accepted,
            {
              need: "reason",
              purpose: `decide ${accepted ? "accept" : "refuse"}`,
              subject: `order ${row.order} round ${claim.claim.round}`,
            },
          ],
        });
        return [
          {
            id: `decideClaim ${row.order} ${claimHashOf(claim.claim)}`,
            kind: "decideClaim",
            duty: "bureau",
            district,
            title: {
              en: `Decide for the silent enterprise ${row.enterprise}`,
              zh: `代未答复的企业 ${row.enterprise} 作出决定`,
            },
            facts: factsOf(row),
            since: graceEnd + 1,
            due: null,
            offers: [decide(true), decide(false)],
          },
        ];
      }),
  );
  return items.flat();
}

/** Orders that were neither claimed nor cancelled in time; anyone may cancel them. */
export async function ordersOverdue(
  { district, index, at, today }: Sight,
  duty: "bureau" | "operator",
): Promise<Waiting[]> {
  const rows = await ordersIn(index, duty === "operator" ? 0 : district, "Placed");
  const programs = new Map((await index.all<ProgramRow>("/programs")).map((program) => [program.program, program]));
  const late = rows.filter(
    ({ deliverBy, program }) => today > dayIn(deliverBy) + (programs.get(program)?.graceDays ?? 0),
  );
  const items = await Promise.all(
    late.map(async (row): Promise<Waiting[]> => {
      const grace = programs.get(row.program)?.graceDays ?? 0;
      const last = await movedDay(at, row.order, dayIn(row.deliverBy) + grace);
      if (today <= last) return [];
      return [
        {
          id: `cancelOverdue ${row.order}`,
          kind: "cancelOverdue",
          duty,
          district: row.district,
          title: {
            en: `Cancel an overdue order of voucher ${row.voucher}`,
            zh: `取消双创券 ${row.voucher} 的逾期订单`,
          },
          facts: factsOf(row),
          since: last + 1,
          due: null,
          offers: [{ part: "orders", name: "cancelOverdue", args: [row.order] }],
        },
      ];
    }),
  );
  return items.flat();
}

export async function ordersIn(
  index: Sight["index"],
  district: number,
  stage: OrderStage,
): Promise<readonly OrderRow[]> {
  return index.all<OrderRow>(`/orders?stage=${stage}${district === 0 ? "" : `&district=${district}`}`);
}

/** No objection stands, and the voucher is not frozen. */
async function isPayable({ ledger }: Sight["at"], { order, voucher }: OrderRow): Promise<boolean> {
  const [frozen, ...objected] = await Promise.all([
    ledger.vouchers.frozen(parseVoucher(voucher)),
    ...[0, 1, 2].map(async (seat) => ledger.orders.objectionStands(order, seat)),
  ]);
  return !frozen && !objected.includes(true);
}

export function factsOf({ order, voucher, enterprise, provider, amount, contractValue, placedOn }: OrderRow): Fact[] {
  return [
    fact("Voucher", "双创券", voucher),
    fact("Enterprise", "企业", enterprise),
    fact("Provider", "服务机构", provider),
    fact("Amount", "券额", formatFen(BigInt(amount))),
    fact("Contract", "合同金额", formatFen(BigInt(contractValue))),
    fact("Placed on", "登记日", placedOn),
    fact("Order", "订单", shortHex(order)),
  ];
}
