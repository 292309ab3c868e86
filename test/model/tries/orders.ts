import { dayOf } from "../../../client/days.ts";
import {
  digestAcceptance,
  digestCancellation,
  digestClaim,
  digestOrder,
  digestRefusal,
  digestWithdrawal,
  inOrder,
  type Order as OrderTerms,
} from "../../../client/messages.ts";
import type { OrderStage } from "../../../client/orderWord.ts";
import type { Redemption } from "../rules/claims.ts";
import { digestOf, type Claim, type Signature } from "../rules/messages.ts";
import type { Order } from "../rules/orders.ts";
import type { Placement } from "../rules/placing.ts";
import type { Rules } from "../rules/rules.ts";
import { ZERO, type Town } from "../rules/town.ts";
import { claimBy, frozenDays, isFrozen, type Voucher } from "../rules/vouchers.ts";
import { homeOf } from "../rules/wallets.ts";
import type { Draw, Draws } from "./draw.ts";
import { objections, withdrawal } from "./matters.ts";
import { buyersWallet, deadline, looks, sellersWallet, signed, signs, submitter } from "./signing.ts";
import { UNKNOWN_VOUCHER } from "./vouchers.ts";

const today = ({ town }: Draw): number => dayOf(town.now);

const homeOfOrder = ({ town }: Draw, { terms }: Order): number => homeOf(town.vouchers.get(terms.voucher)!.enterprise);

const submitterOf = (draw: Draw, order: Order): string =>
  submitter(draw, homeOfOrder(draw, order), homeOf(order.terms.provider));

type Found = [id: string, order: Order];

/** An order that fits; the wrong one is another, mostly one in the right stage. */
function order(
  { town, dice }: Draw,
  stages: readonly OrderStage[],
  fits: (order: Order) => boolean = () => true,
): Found | undefined {
  const all = [...town.orders];
  const inStage = all.filter(([, { stage }]) => stages.includes(stage));
  const right = inStage.filter(([, it]) => fits(it));
  const near = inStage.filter((found) => !right.includes(found));
  return dice.one(right, near, all);
}

/** Something remains on a living voucher under an open program, and its firm signs. */
function spendable(town: Town, voucher: Voucher, careful: boolean): boolean {
  const { status, useBy, remaining, program, enterprise } = voucher;
  const living = status === "Active" && remaining > 0n && dayOf(town.now) <= useBy && !isFrozen(voucher, town.now);
  return living && town.programs.get(program)!.status === "Open" && (!careful || signs(town, enterprise));
}

/** Both parties of an order can sign what concerns it. */
function bothSign(town: Town, { terms }: Order, careful: boolean): boolean {
  if (!careful) return true;
  const { stopped, status } = town.providers.get(terms.provider)!;
  return !stopped && status !== "Blacklisted" && signs(town, town.vouchers.get(terms.voucher)!.enterprise);
}

function placement(draw: Draw): Placement | undefined {
  const { town, dice } = draw;
  const careful = looks(dice);
  const ids = [...town.vouchers].filter(([, it]) => spendable(town, it, careful)).map(([id]) => id);
  const living = [...town.vouchers].filter(([, { status }]) => status === "Active").map(([it]) => it);
  const near = living.filter((it) => !ids.includes(it));
  const matchesOf = (it: bigint) =>
    [...town.matches].filter(([, pair]) => pair.enterprise === town.vouchers.get(it)?.enterprise);
  const awaited = dice.chance(40) ? ids.filter((it) => matchesOf(it).length > 0) : [];
  const id = dice.one(awaited.length > 0 ? awaited : ids, near, [...town.vouchers.keys(), UNKNOWN_VOUCHER]);
  const match = dice.chance(60) ? dice.one(matchesOf(id ?? 0n)) : undefined;
  const able = [...town.providers].filter(([, it]) => it.status === "Admitted" && !(careful && it.stopped));
  const admitted = able.map(([it]) => it);
  const buyers = town.enterprises.get(town.vouchers.get(id ?? 0n)?.enterprise ?? 0n)?.group;
  const unrelated = admitted.filter((it) => town.providers.get(it)!.group !== buyers);
  const provider = dice.one(match ? [match[1].provider] : unrelated, [...town.providers.keys()]);
  if (id === undefined || provider === undefined) return undefined;
  const voucher = town.vouchers.get(id);
  const terms = town.programs.get(voucher?.program ?? 1)!.terms;
  const amount = dice.amount(dice.chance(60) ? (voucher?.remaining ?? 1n) / 2n + 1n : (voucher?.remaining ?? 1n));
  const least = (amount * 10_000n + BigInt(terms.share) - 1n) / BigInt(terms.share);
  const value = least < terms.leastContract ? terms.leastContract : least;
  const latest = voucher ? claimBy(town, voucher) : today(draw);
  const contractDay = dice.between(voucher?.issuedOn ?? 0, today(draw));
  const message: OrderTerms = {
    voucher: id,
    provider,
    amount,
    contractValue: dice.or(value + BigInt(dice.number(3)), value - 1n),
    contractDay,
    serviceClass: dice.one(match ? [match[1].serviceClass] : [1, 1, 2], [3, 0])!,
    deliverBy: dice.between(today(draw), dice.chance(60) ? Math.min(latest, today(draw) + 6) : latest),
    contractCommitment: draw.fresh("contract"),
    referenceTo: match?.[0] ?? ZERO,
    deadline: deadline(draw),
  };
  const used = [...town.contracts];
  const free = used.filter(([, it]) => town.orders.get(it)?.stage === "Cancelled").map(([nullifier]) => nullifier);
  const taken = used.map(([nullifier]) => nullifier).filter((nullifier) => !free.includes(nullifier));
  const right = free.length > 0 && dice.chance(40) ? free : [draw.fresh("contract nullifier")];
  const digest = digestOf(digestOrder, message);
  return {
    order: message,
    contractNullifier: dice.one(right, [...taken, ZERO])!,
    enterpriseSignature: signed(draw, buyersWallet(town, voucher?.enterprise ?? 0n), digest),
    providerSignature: signed(draw, sellersWallet(town, provider), digest),
  };
}

/** A claim on an order for one to three invoices, new ones or ones that were rejected for form. */
function claimOn(draw: Draw, id: string, { round, amount, terms }: Order): Claim {
  const { town, dice } = draw;
  const { share } = town.programs.get(town.vouchers.get(terms.voucher)!.program)!.terms;
  const whole = (amount * 10_000n) / BigInt(share) + 1n;
  const count = dice.chance(70) ? 1 : 1 + dice.number(3);
  const invoices = Array.from({ length: count }, () => ({
    nullifier: dice.one([draw.fresh("invoice")], [...town.invoices.keys(), ZERO])!,
    amount: dice.amount(dice.chance(50) ? whole : (whole * 3n) / 4n),
  }));
  const rising = inOrder(invoices);
  const odd = [[], [...rising, ...rising], Array.from({ length: 11 }, () => rising[0]!)];
  return {
    order: id,
    round: dice.or(round, round === 0 ? 1 : round - 1),
    invoices: dice.one([rising], odd)!,
    evidence: draw.fresh("evidence"),
    deadline: deadline(draw),
  };
}

function noticeEnd(draw: Draw, { terms }: Order): number {
  const { noticeFloor, noticeCeiling } = draw.town.programs.get(draw.town.vouchers.get(terms.voucher)!.program)!.terms;
  return draw.dice.between(today(draw) + noticeFloor, today(draw) + noticeCeiling);
}

const acceptedBy = (draw: Draw, { terms }: Order, claim: Claim, until: bigint): Signature => {
  const buyer = buyersWallet(draw.town, draw.town.vouchers.get(terms.voucher)!.enterprise);
  return signed(draw, buyer, digestOf(digestAcceptance, { claim, deadline: until }));
};

function redemption(draw: Draw, id: string, it: Order): Redemption {
  const claim = claimOn(draw, id, it);
  const acceptanceDeadline = deadline(draw);
  return {
    claim,
    providerSignature: signed(draw, sellersWallet(draw.town, it.terms.provider), digestOf(digestClaim, claim)),
    acceptanceDeadline,
    enterpriseSignature: acceptedBy(draw, it, claim, acceptanceDeadline),
    noticeEnd: noticeEnd(draw, it),
  };
}

/** The claim that waits; the wrong one is another on the same order. */
function waiting(draw: Draw, id: string, it: Order): Claim {
  const other = claimOn(draw, id, it);
  return draw.dice.or(it.claim ?? other, other);
}

const isClaimable = ({ town }: Draw, order: Order, careful: boolean): boolean => {
  const { stage, terms } = order;
  const voucher = town.vouchers.get(terms.voucher)!;
  return stage === "Placed" && dayOf(town.now) <= claimBy(town, voucher) && bothSign(town, order, careful);
};

/** The claim that waits, and the home, where the enterprise was silent for long enough. */
function silent(draw: Draw) {
  const { town } = draw;
  return order(draw, ["Claimed"], ({ waitEnd, terms, frozenDays: counted }) => {
    const moved = frozenDays(town.vouchers.get(terms.voucher)!, town.now) - counted;
    return today(draw) > waitEnd + moved;
  });
}

function rejected(draw: Draw, forCause: boolean) {
  const still = ({ values: [id, round, cause] }: { values: readonly unknown[] }): boolean => {
    const it = draw.town.orders.get(id as string)!;
    return cause === forCause && it.stage === "Redeemed" && it.round === round;
  };
  const matter = draw.matter("orders", "reject", still);
  if (!matter) return undefined;
  const [id, , , reason] = matter.values as [string, number, boolean, string];
  const it = draw.town.orders.get(id)!;
  return { by: draw.second(homeOfOrder(draw, it), "approver", matter.by), id, it, reason };
}

export const orders: Draws<Rules["orders"]> = {
  place: (draw) => {
    const first = placement(draw);
    if (!first) return undefined;
    const more = draw.dice.chance(25) ? [placement(draw), placement(draw)] : [];
    const items = [first, ...more].filter((item) => item !== undefined);
    const home = homeOf(draw.town.vouchers.get(first.order.voucher)?.enterprise ?? 0n);
    return [submitter(draw, home, homeOf(first.order.provider)), draw.dice.or(items, [])];
  },
  cancel: (draw) => {
    const careful = looks(draw.dice);
    const found = order(draw, ["Placed", "Claimed"], (it) => bothSign(draw.town, it, careful));
    if (!found) return undefined;
    const [id, it] = found;
    const until = deadline(draw);
    const digest = digestOf(digestCancellation, { order: id, deadline: until });
    const buyer = buyersWallet(draw.town, draw.town.vouchers.get(it.terms.voucher)!.enterprise);
    const both = [
      signed(draw, buyer, digest),
      signed(draw, sellersWallet(draw.town, it.terms.provider), digest),
    ] as const;
    return [submitterOf(draw, it), id, until, ...both];
  },
  cancelOverdue: (draw) => {
    const overdue = ({ deliverBy, terms, frozenDays: counted }: Order): boolean => {
      const voucher = draw.town.vouchers.get(terms.voucher)!;
      const moved = frozenDays(voucher, draw.town.now) - counted;
      const { graceDays } = draw.town.programs.get(voucher.program)!.terms;
      return today(draw) > deliverBy + moved + graceDays;
    };
    const found = order(draw, ["Placed"], overdue);
    return found && [draw.anybody(), found[0]];
  },
  redeem: (draw) => {
    const careful = looks(draw.dice);
    const placed = [...draw.town.orders].filter(([, it]) => {
      return isClaimable(draw, it, careful) && !isFrozen(draw.town.vouchers.get(it.terms.voucher)!, draw.town.now);
    });
    const open = [...draw.town.orders].filter(([, { stage }]) => stage === "Placed");
    const others = open.length > 0 && draw.dice.chance(75) ? open : [...draw.town.orders];
    const chosen = draw.dice.some(placed, draw.dice.chance(25) ? 3 : 1, others);
    const [first] = chosen;
    if (!first) return undefined;
    const items = chosen.map(([id, it]) => redemption(draw, id, it));
    return [submitterOf(draw, first[1]), draw.dice.or(items, [])];
  },
  claim: (draw) => {
    const careful = looks(draw.dice);
    const found = order(draw, ["Placed"], (it) => isClaimable(draw, it, careful));
    if (!found) return undefined;
    const claim = claimOn(draw, ...found);
    const [, it] = found;
    const signature = signed(draw, sellersWallet(draw.town, it.terms.provider), digestOf(digestClaim, claim));
    return [submitterOf(draw, it), claim, signature];
  },
  accept: (draw) => {
    const careful = looks(draw.dice);
    const found = order(draw, ["Claimed"], (it) => bothSign(draw.town, it, careful));
    if (!found) return undefined;
    const [, it] = found;
    const claim = waiting(draw, ...found);
    const until = deadline(draw);
    return [submitterOf(draw, it), claim, until, acceptedBy(draw, it, claim, until), noticeEnd(draw, it)];
  },
  refuse: (draw) => {
    const careful = looks(draw.dice);
    const found = order(draw, ["Claimed"], (it) => bothSign(draw.town, it, careful));
    if (!found) return undefined;
    const [id, it] = found;
    const [until, reason] = [deadline(draw), draw.reason()];
    const digest = digestOf(digestRefusal, { order: id, round: it.round, reason, deadline: until });
    const buyer = buyersWallet(draw.town, draw.town.vouchers.get(it.terms.voucher)!.enterprise);
    return [submitterOf(draw, it), id, reason, until, signed(draw, buyer, digest)];
  },
  decide: (draw) => {
    const found = silent(draw);
    if (!found) return undefined;
    const by = draw.officer(homeOfOrder(draw, found[1]), "bureau");
    return [by, waiting(draw, ...found), draw.dice.chance(50), draw.reason()];
  },
  confirmDecide: (draw) => {
    const claimed = ({ values }: { values: readonly unknown[] }): boolean =>
      draw.town.orders.get(values[0] as string)!.stage === "Claimed";
    const matter = draw.matter("orders", "decide", claimed);
    if (!matter) return undefined;
    const [id, , accepted, reason] = matter.values as [string, string, boolean, string];
    const it = draw.town.orders.get(id)!;
    const by = draw.second(homeOfOrder(draw, it), "approver", matter.by);
    return [by, waiting(draw, id, it), accepted, reason, noticeEnd(draw, it)];
  },
  reject: (draw) => {
    const found = order(draw, ["Redeemed"]);
    if (!found) return undefined;
    const [id, it] = found;
    return [draw.officer(homeOfOrder(draw, it), "bureau"), id, draw.dice.chance(40), draw.reason()];
  },
  confirmRejectForForm: (draw) => {
    const found = rejected(draw, false);
    if (!found) return undefined;
    const { by, id, it, reason } = found;
    const [first] = it.invoices;
    const odd = [[], it.invoices.map(() => first ?? ZERO), it.invoices.map(() => ZERO)];
    return [by, id, reason, draw.dice.one([it.invoices], odd)!];
  },
  confirmRejectForCause: (draw) => {
    const found = rejected(draw, true);
    return found && [found.by, found.id, found.reason];
  },
  ...objections("orders", (draw) =>
    [...draw.town.orders].map(([subject, it]) => ({
      subject,
      home: homeOfOrder(draw, it),
      other: homeOf(it.terms.provider),
      running: it.stage === "Redeemed",
      noticeEnd: it.waitEnd,
    })),
  ),
  withdrawMessage: (draw) => {
    const { town, dice } = draw;
    const found = order(draw, ["Claimed", "Placed"]);
    if (!found) return undefined;
    const [id, it] = found;
    const signer = dice.one([
      sellersWallet(town, it.terms.provider),
      buyersWallet(town, town.vouchers.get(it.terms.voucher)!.enterprise),
    ])!;
    const key = `orders ${signer} `;
    const again = [...town.withdrawn].filter((it) => it.startsWith(key)).map((it) => it.slice(key.length));
    const digest = digestOf(digestCancellation, { order: id, deadline: deadline(draw) });
    const message = dice.one([digest], again)!;
    return [draw.anybody(), signer, message, signed(draw, signer, digestOf(digestWithdrawal, { message }))];
  },
  withdrawProposal: withdrawal("orders"),
};
