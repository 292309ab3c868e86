import { dayOf } from "../../../client/days.ts";
import {
  demandIdOf,
  digestPostWithdrawal,
  matchIdOf,
  offerIdOf,
  type Demand,
  type Offer,
} from "../../../client/matching/messages.ts";
import { digestWithdrawal } from "../../../client/messages.ts";
import { stateOn, type Post } from "../rules/matching.ts";
import { digestOf } from "../rules/messages.ts";
import { CONSORTIUM } from "../rules/offices.ts";
import type { Rules } from "../rules/rules.ts";
import { ZERO, type Town } from "../rules/town.ts";
import { homeOf } from "../rules/wallets.ts";
import type { Draw, Draws } from "./draw.ts";
import { buyersWallet, deadline, looks, sellersWallet, signed, signs } from "./signing.ts";

const UNKNOWN_FIRM = (2n << 32n) | 99n;
const LONGEST = 366;

const today = ({ town }: Draw): number => dayOf(town.now);

type Found = readonly [id: string, post: Post];

const isOpen =
  (draw: Draw) =>
  ([, post]: Found): boolean =>
    stateOn(post, today(draw)) === "Open";

/** The Operator, or the Bureau of one of the districts. */
function poster(draw: Draw, ...districts: readonly number[]): string {
  if (!draw.dice.chance(40)) return draw.officer(CONSORTIUM, "operator");
  return draw.officer(draw.dice.one(districts)!, "bureau");
}

/** Where a partner is sought: mostly anywhere; the wrong one is no district, or one that has retired. */
function sought({ town, dice }: Draw): number {
  const active = [...town.districts].filter(([, { status }]) => status === "Active").map(([id]) => id);
  const retired = [...town.districts.keys()].filter((id) => !active.includes(id));
  return dice.one([0, 0, 0, ...active.slice(0, 3)], [99, ...retired])!;
}

/** The text's commitment and the last day; the wrong ones are none, and a day that has passed or is too far. */
function content(draw: Draw, what: string) {
  const { dice } = draw;
  const soon = today(draw) + 1 + dice.number(30);
  return {
    content: dice.or(draw.fresh(what), ZERO),
    through: dice.chance(25) ? dice.between(today(draw), today(draw) + LONGEST) : soon,
    deadline: deadline(draw),
  };
}

const groupOf = (town: Town, enterprise: bigint): string | undefined => town.enterprises.get(enterprise)?.group;

/** Providers that may take an order, where somebody looks. */
function admitted({ town }: Draw, careful: boolean): bigint[] {
  return [...town.providers].filter(([, p]) => p.status === "Admitted" && !(careful && p.stopped)).map(([id]) => id);
}

function offer(draw: Draw): Offer | undefined {
  const { town, dice } = draw;
  const careful = looks(dice);
  const open = [...town.demands].filter(isOpen(draw)).filter(([, it]) => !careful || signs(town, it.party));
  const answers = open.length > 0 && dice.chance(60);
  const found = answers ? dice.one<Found>(open, [...town.demands]) : undefined;
  const demand = found?.[1];
  const able = admitted(draw, careful);
  const fits = (id: bigint): boolean =>
    demand === undefined ||
    (town.providers.get(id)!.group !== groupOf(town, demand.party) && [0, homeOf(id)].includes(demand.district));
  const provider = dice.one(able.filter(fits), [...able, ...town.providers.keys()]);
  if (provider === undefined) return undefined;
  const places = demand ? [0, homeOf(demand.party)] : [sought(draw)];
  return {
    provider,
    demand: found?.[0] ?? dice.or(ZERO, draw.fresh("no demand")),
    ...content(draw, "offer"),
    serviceClass: dice.one([demand?.serviceClass ?? 1], [2, 3])!,
    district: dice.one(places, [1, 2, 3])!,
  };
}

/** An open demand with an open offer that it can be matched with; the wrong one is another pair. */
function pair(draw: Draw, careful: boolean): readonly [demand: Found, offer: Found] | undefined {
  const { town, dice } = draw;
  const able = admitted(draw, careful);
  const fits = ([id, d]: Found, [, o]: Found): boolean =>
    (o.answers === ZERO || o.answers === id) &&
    o.serviceClass === d.serviceClass &&
    [0, homeOf(o.party)].includes(d.district) &&
    [0, homeOf(d.party)].includes(o.district) &&
    able.includes(o.party) &&
    (!careful || signs(town, d.party)) &&
    groupOf(town, d.party) !== town.providers.get(o.party)!.group;
  const all = [...town.demands].flatMap((d) => [...town.offers].map((o) => [d, o] as const));
  const open = all.filter((both) => both.every(isOpen(draw)));
  return dice.one(
    open.filter(([d, o]) => fits(d, o)),
    open,
    all,
  );
}

export const matching: Draws<Rules["matching"]> = {
  postDemand: (draw) => {
    const { town, dice } = draw;
    const careful = looks(dice);
    const able = [...town.enterprises.keys()].filter((id) => !careful || signs(town, id));
    const enterprise = dice.one(able, [...town.enterprises.keys(), UNKNOWN_FIRM]);
    if (enterprise === undefined) return undefined;
    const demand: Demand = {
      enterprise,
      ...content(draw, "demand"),
      serviceClass: dice.one([1, 1, 2])!,
      district: sought(draw),
    };
    const signature = signed(draw, buyersWallet(town, enterprise), digestOf(demandIdOf, demand, "matching"));
    return [poster(draw, homeOf(enterprise)), demand, signature];
  },
  postOffer: (draw) => {
    const message = offer(draw);
    if (!message) return undefined;
    const wallet = sellersWallet(draw.town, message.provider);
    const signature = signed(draw, wallet, digestOf(offerIdOf, message, "matching"));
    return [poster(draw, homeOf(message.provider)), message, signature];
  },
  withdrawPost: (draw) => {
    const { town, dice } = draw;
    const all = [...town.demands, ...town.offers];
    const found = dice.one<Found>(all.filter(isOpen(draw)), all);
    if (!found) return undefined;
    const [post, { party }] = found;
    const until = deadline(draw);
    const wallet = town.demands.has(post) ? buyersWallet(town, party) : sellersWallet(town, party);
    const digest = digestOf(digestPostWithdrawal, { post, deadline: until }, "matching");
    return [draw.anybody(), dice.or(post, ZERO), until, signed(draw, wallet, digest)];
  },
  matchUp: (draw) => {
    const { town } = draw;
    const found = pair(draw, looks(draw.dice));
    if (!found) return undefined;
    const [[demand, d], [id, o]] = found;
    const message = { demand: draw.dice.or(demand, ZERO), offer: draw.dice.or(id, ZERO), deadline: deadline(draw) };
    const digest = digestOf(matchIdOf, message, "matching");
    const byEnterprise = signed(draw, buyersWallet(town, d.party), digest);
    const byProvider = signed(draw, sellersWallet(town, o.party), digest);
    return [poster(draw, homeOf(d.party), homeOf(o.party)), message, byEnterprise, byProvider];
  },
  recordOrder: (draw) => {
    const { town, dice } = draw;
    const all = [...town.orders].filter(([, { terms }]) => terms.referenceTo !== ZERO);
    const right = all.filter(([id]) => !town.recorded.has(id));
    const found = dice.one(right, [...all, ...town.orders]);
    if (!found) return undefined;
    const { terms } = found[1];
    const others = [...town.matches.keys(), ZERO];
    return [draw.anybody(), dice.one([terms.referenceTo], others)!, dice.or(terms, { ...terms, deliverBy: 1 })];
  },
  withdrawMessage: (draw) => {
    const { town, dice } = draw;
    const found = dice.one<Found>([...town.demands, ...town.offers]);
    if (!found) return undefined;
    const [post, { party }] = found;
    const signer = town.demands.has(post) ? buyersWallet(town, party) : sellersWallet(town, party);
    const digest = digestOf(digestPostWithdrawal, { post, deadline: deadline(draw) }, "matching");
    const key = `matching ${signer} `;
    const again = [...town.withdrawn].filter((it) => it.startsWith(key)).map((it) => it.slice(key.length));
    const message = dice.one([digest], again)!;
    const signature = signed(draw, signer, digestOf(digestWithdrawal, { message }, "matching"));
    return [draw.anybody(), signer, message, signature];
  },
};
