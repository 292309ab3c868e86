import { dayOf } from "../../../client/days.ts";
import { stands } from "../rules/objections.ts";
import type { Order } from "../rules/orders.ts";
import type { Rules } from "../rules/rules.ts";
import { ZERO } from "../rules/town.ts";
import { isFrozen } from "../rules/vouchers.ts";
import { homeOf } from "../rules/wallets.ts";
import type { Draw, Draws } from "./draw.ts";
import { withdrawal } from "./matters.ts";

const homeOfOrder = ({ town }: Draw, { terms }: Order): number => homeOf(town.vouchers.get(terms.voucher)!.enterprise);

function payable({ town }: Draw, id: string, { stage, waitEnd, terms }: Order): boolean {
  const voucher = town.vouchers.get(terms.voucher)!;
  const { resolveDays } = town.programs.get(voucher.program)!.terms;
  const objections = town.objections.get(`orders ${id}`) ?? [];
  const objected = objections.some((it, seat) => stands(it, seat, resolveDays, dayOf(town.now)));
  return stage === "Redeemed" && dayOf(town.now) > waitEnd && !objected && !isFrozen(voucher, town.now);
}

/** A paid order; the wrong one is in another stage. */
function paid({ town, dice }: Draw, fits: (order: Order) => boolean): [id: string, order: Order] | undefined {
  const all = [...town.orders];
  return dice.one(
    all.filter(([, it]) => it.stage === "Paid" && fits(it)),
    all,
  );
}

const openOf = ({ clawBack }: Order): bigint => clawBack.ordered - clawBack.recovered - clawBack.writtenOff;

function confirmed(draw: Draw, kind: string) {
  const matter = draw.matter("payments", kind);
  if (!matter) return undefined;
  const [id, , amount, reason] = matter.values as [string, bigint, bigint, string];
  const home = homeOfOrder(draw, draw.town.orders.get(id)!);
  return [draw.second(home, "approver", matter.by), id, amount, reason] as const;
}

export const payments: Draws<Rules["payments"]> = {
  open: (draw) => {
    const { town, dice } = draw;
    const all = [...town.orders];
    const ready = all.filter(([id, it]) => payable(draw, id, it));
    const near = all.filter(([id, it]) => it.stage === "Redeemed" && !payable(draw, id, it));
    const first = dice.one(ready, near, all);
    if (!first) return undefined;
    const home = homeOfOrder(draw, first[1]);
    const neighbours = ready.filter(([id, it]) => homeOfOrder(draw, it) === home && id !== first[0]);
    const others = dice.chance(35) ? dice.some(neighbours, 3, all) : [];
    const ids = [first, ...others].map(([id]) => id);
    const at = dice.one([home], [...town.districts.keys()])!;
    return [draw.officer(home, "bureau"), at, dice.or(ids, [])];
  },

  settle: (draw) => {
    const { town, dice } = draw;
    const all = [...town.payments];
    const found = dice.one(
      all.filter(([, { open }]) => open > 0),
      all,
    );
    if (!found) return undefined;
    const [id, payment] = found;
    const inIt = payment.orders.filter((it) => {
      const order = town.orders.get(it)!;
      return order.stage === "Paying" && order.payment === id;
    });
    const chosen =
      inIt.length === 0 ? payment.orders : dice.chance(60) ? inIt : dice.some(inIt, 2, [...town.orders.keys()]);
    const items = chosen.map((order) => {
      const receipt = dice.or(draw.fresh("receipt"), ZERO);
      return { order, paid: dice.chance(80), receipt };
    });
    const by = draw.second(payment.home, "finance", payment.openedBy);
    return [by, dice.or(id, 999), dice.or(items, [])];
  },

  clawBack: (draw) => {
    const again = draw.dice.chance(50);
    const found = paid(draw, ({ amount, clawBack: { ordered } }) => amount > ordered && (!again || ordered > 0n));
    if (!found) return undefined;
    const [id, it] = found;
    const amount = draw.dice.amount(it.amount - it.clawBack.ordered);
    return [draw.officer(homeOfOrder(draw, it), "bureau"), id, amount, draw.reason()];
  },
  confirmClawBack: (draw) => confirmed(draw, "clawBack"),
  recover: (draw) => {
    const found = paid(draw, (it) => openOf(it) > 0n);
    if (!found) return undefined;
    const [id, it] = found;
    const receipt = draw.dice.or(draw.fresh("receipt"), ZERO);
    return [draw.officer(homeOfOrder(draw, it), "finance"), id, draw.dice.amount(openOf(it)), receipt];
  },
  writeOff: (draw) => {
    const found = paid(draw, (it) => openOf(it) > 0n);
    if (!found) return undefined;
    const [id, it] = found;
    return [draw.officer(homeOfOrder(draw, it), "finance"), id, draw.dice.amount(openOf(it)), draw.reason()];
  },
  confirmWriteOff: (draw) => confirmed(draw, "writeOff"),
  withdrawProposal: withdrawal("payments"),
};
