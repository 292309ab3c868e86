import { dayOf } from "../../../client/days.ts";
import { CONSORTIUM } from "../rules/offices.ts";
import type { Rules } from "../rules/rules.ts";
import { isFrozen, type Voucher } from "../rules/vouchers.ts";
import { homeOf } from "../rules/wallets.ts";
import type { Draw, Draws } from "./draw.ts";
import { lists } from "./lists.ts";
import { objections, withdrawal } from "./matters.ts";

export const UNKNOWN_VOUCHER = (90n << 32n) | 1n;

const isActive = ({ status }: Voucher): boolean => status === "Active";

type Found = readonly [id: bigint, voucher: Voucher];

/** A voucher that fits; the wrong one is another, mostly a living one. */
function voucher({ town, dice }: Draw, fits: (voucher: Voucher) => boolean): bigint | undefined {
  const all = [...town.vouchers];
  const right = all.filter(([, it]) => fits(it)).map(([id]) => id);
  const near = all.filter(([, it]) => !fits(it) && isActive(it)).map(([id]) => id);
  return dice.one(right, near, [...town.vouchers.keys(), UNKNOWN_VOUCHER]);
}

const homeOfVoucher = ({ town }: Draw, id: bigint): number => homeOf(town.vouchers.get(id)?.enterprise ?? 0n);

function byBureau(draw: Draw, id: bigint | undefined) {
  return id === undefined ? undefined : ([draw.officer(homeOfVoucher(draw, id), "bureau"), id] as const);
}

/** The Auditor or the home Bureau, and for how long. */
function freezing(draw: Draw, id: bigint | undefined) {
  if (id === undefined) return undefined;
  const by = draw.dice.chance(50)
    ? draw.officer(CONSORTIUM, "auditor")
    : draw.officer(homeOfVoucher(draw, id), "bureau");
  const fit = 1 + draw.dice.number(draw.dice.chance(20) ? 30 : 8);
  const length = draw.dice.or(fit, draw.dice.chance(50) ? 31 : 0);
  return [by, id, length, draw.reason()] as const;
}

export const vouchers: Draws<Rules["vouchers"]> = {
  ...lists,
  ...objections("vouchers", ({ town }) =>
    [...town.lists].map(([subject, { program, noticeEnd, stage }]) => {
      const { home } = town.programs.get(program)!.terms;
      return { subject, home, other: home, running: stage === "Announced", noticeEnd };
    }),
  ),

  freeze: (draw) =>
    freezing(
      draw,
      voucher(draw, (it) => it.freezes === undefined),
    ),
  freezeAgain: (draw) => {
    const whileFrozen = draw.dice.chance(60);
    const fits = (it: Voucher): boolean => (whileFrozen ? isFrozen(it, draw.town.now) : it.freezes !== undefined);
    return freezing(draw, voucher(draw, fits));
  },
  confirmFreezeAgain: (draw) => {
    const matter = draw.matter("vouchers", "freezeAgain");
    if (!matter) return undefined;
    const values = matter.values as [bigint, number, string, boolean];
    return [draw.second(homeOfVoucher(draw, values[0]), "approver", matter.by), ...values];
  },
  unfreeze: (draw) => {
    const { town, dice } = draw;
    const id = voucher(draw, (it) => isFrozen(it, town.now));
    if (id === undefined) return undefined;
    const byAuditor = town.vouchers.get(id)?.freezes?.byAuditor === true;
    const its = byAuditor ? draw.officer(CONSORTIUM, "auditor") : draw.officer(homeOfVoucher(draw, id), "bureau");
    return [dice.chance(25) ? draw.officer(CONSORTIUM, "administrator") : its, id, draw.reason()];
  },

  extend: (draw) => {
    const today = dayOf(draw.town.now);
    const who = byBureau(
      draw,
      voucher(draw, (it) => isActive(it) && !it.extended && today <= it.useBy),
    );
    return who && [...who, draw.reason()];
  },
  revoke: (draw) => {
    const who = byBureau(draw, voucher(draw, isActive));
    return who && [...who, draw.reason()];
  },
  confirmRevoke: (draw) => {
    const living = ({ values }: { values: readonly unknown[] }): boolean =>
      isActive(draw.town.vouchers.get(values[0] as bigint)!);
    const matter = draw.matter("vouchers", "revoke", living);
    if (!matter) return undefined;
    const values = matter.values as [bigint, string];
    return [draw.second(homeOfVoucher(draw, values[0]), "approver", matter.by), ...values];
  },
  expire: (draw) => {
    const today = dayOf(draw.town.now);
    const due = ([, it]: Found): boolean => isActive(it) && today > it.useBy;
    const all = [...draw.town.vouchers];
    const right = all.filter(due).map(([id]) => id);
    const others = [...all.map(([id]) => id), UNKNOWN_VOUCHER];
    const living = all.filter(([, it]) => isActive(it)).map(([id]) => id);
    const some = draw.dice.some(right.length > 0 ? right : draw.dice.chance(20) ? living : [], 3, others);
    if (some.length === 0) return undefined;
    const count = draw.dice.or(some.length, draw.dice.chance(50) ? 0 : 101);
    return [draw.anybody(), Array.from({ length: count }, (_, i) => some[i % some.length]!)];
  },
  withdrawProposal: withdrawal("vouchers"),
};
