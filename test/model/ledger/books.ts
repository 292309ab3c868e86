import { encodeBudget } from "../../../client/budgetWord.ts";
import { claimHashOf } from "../../../client/messages.ts";
import { PARTS, type Part } from "../../../client/replay/events.ts";
import { POST_STATES } from "../../../client/replay/matching.ts";
import type { Value, Variables } from "../../../client/replay/storageMap.ts";
import { ENTERPRISE_STATUSES, type Enterprise } from "../rules/enterprises.ts";
import { LIST_STAGES, type List } from "../rules/lists.ts";
import type { Post } from "../rules/matching.ts";
import { orderWord, type Order } from "../rules/orders.ts";
import { PROGRAM_STATUSES } from "../rules/programs.ts";
import { PROVIDER_STATUSES, type Provider } from "../rules/providers.ts";
import type { Objection } from "../rules/objections.ts";
import { ZERO, type Town } from "../rules/town.ts";
import { wordOf } from "../rules/vouchers.ts";
import { homeOf } from "../rules/wallets.ts";

type Pairs = [string | bigint | number, Value][];

const PARTS_MADE = 10;

/** The entries of a map whose keys begin with a part's name. */
function ofPart<Entry>(map: ReadonlyMap<string, Entry>, part: string): [string, Entry][] {
  const own = [...map].filter(([key]) => key.startsWith(`${part} `));
  return own.map(([key, entry]) => [key.slice(part.length + 1), entry]);
}

const proposals = ({ matters }: Town, part: Part): Pairs =>
  ofPart(matters, part).map(([hash, { by, time }]) => [hash, { by, time }]);

const rotations = (town: Town, part: Part): Pairs =>
  ofPart(town.rotations, part).map(([party, { wallet, time, by }]) => [BigInt(party), { wallet, time, by }]);

/** A word a subject: for each seat 16 bits of the day and 8 bits of the standing. */
function objections(town: Town, part: Part): Pairs {
  const entryOf = (objection: Objection | undefined, seat: number): bigint =>
    objection
      ? (BigInt(objection.open ? 1 : 2) << BigInt(24 * seat + 16)) | (BigInt(objection.day) << BigInt(24 * seat))
      : 0n;
  return ofPart(town.objections, part).map(([subject, all]) => [
    subject,
    all.map(entryOf).reduce((word, entry) => word | entry, 0n),
  ]);
}

function counts(ids: Iterable<bigint>): Pairs {
  const counted = new Map<number, number>();
  for (const id of ids) counted.set(homeOf(id), (counted.get(homeOf(id)) ?? 0) + 1);
  return [...counted];
}

function enterprises(town: Town): Variables {
  const stored = ({ wallet, stopped, vouchers, regroupedIn, party, profile, ...e }: Enterprise): Value => {
    const { number: group } = town.groups.get(e.group)!;
    const status = ENTERPRISE_STATUSES.indexOf(e.status);
    return { wallet, group, vouchers, status, stopped, regroupedIn, party, profile };
  };
  const all = [...town.enterprises];
  const groups = [...town.groups];
  return {
    groups: groups.map(([nullifier, { number, year, issued }]) => [number, { nullifier, year, issued }]),
    groupOf: groups.map(([nullifier, { number }]) => [nullifier, number]),
    groupCount: groups.length,
    proposals: proposals(town, "enterprises"),
    rotations: rotations(town, "enterprises"),
    enterprises: all.map(([id, enterprise]) => [id, stored(enterprise)]),
    enterpriseOfParty: all.map(([id, { party }]) => [party, id]),
    mergedInto: all.flatMap(([id, { mergedInto }]) => (mergedInto === undefined ? [] : [[id, mergedInto]])),
    countOf: counts(town.enterprises.keys()),
  };
}

function providers(town: Town): Variables {
  const stored = ({ wallet, stopped, validFrom, validThrough, noticeEnd, classes, party, profile, ...p }: Provider) => {
    const { number: group } = town.groups.get(p.group)!;
    const status = PROVIDER_STATUSES.indexOf(p.status);
    return { wallet, group, validFrom, validThrough, noticeEnd, status, stopped, classes, party, profile };
  };
  const all = [...town.providers];
  const standing = all.filter(([, { status }]) => status !== "Declined");
  return {
    objections: objections(town, "providers"),
    proposals: proposals(town, "providers"),
    rotations: rotations(town, "providers"),
    providers: all.map(([id, provider]) => [id, stored(provider)]),
    providerOfParty: standing.map(([id, { party }]) => [party, id]),
    countOf: counts(town.providers.keys()),
    proposerOf: all.map(([id, { proposer }]) => [id, proposer]),
  };
}

function programs(town: Town): Variables {
  const all = [...town.programs];
  return {
    proposals: proposals(town, "programs"),
    count: all.length,
    countOf: counts(all.map(([, { terms }]) => BigInt(terms.home) << 32n)),
    terms: all.map(([id, { terms }]) => [id, terms as unknown as Value]),
    statusOf: all.map(([id, { status }]) => [id, PROGRAM_STATUSES.indexOf(status)]),
    budgetOf: all.map(([id, { budget }]) => [id, encodeBudget(budget)]),
  };
}

function vouchers(town: Town): Variables {
  const stored = ({ stage, approvers, ...list }: List): Value => {
    return { ...list, approvals: approvers.size, stage: LIST_STAGES.indexOf(stage) };
  };
  const all = [...town.vouchers];
  const serials = new Map<number, number>();
  for (const [, { program }] of all) serials.set(program, (serials.get(program) ?? 0) + 1);
  return {
    objections: objections(town, "vouchers"),
    proposals: proposals(town, "vouchers"),
    batches: [...town.lists].map(([id, list]) => [id, stored(list)]),
    approverOf: [...town.lists].map(([id, { approvers }]) => [id, [...approvers]]),
    serialOf: [...serials],
    vouchers: all.map(([id, voucher]) => [id, wordOf(voucher)]),
    freezes: all.flatMap(([id, { freezes }]) => (freezes ? [[id, { ...freezes }]] : [])),
  };
}

/** Messages that were taken back, by their signers. */
function withdrawn(town: Town, part: Part): Pairs {
  const signers = new Map<string, [string, boolean][]>();
  for (const key of town.withdrawn) {
    const [of, signer, message] = key.split(" ") as [string, string, string];
    if (of === part) signers.set(signer, [...(signers.get(signer) ?? []), [message, true]]);
  }
  return [...signers];
}

function orders(town: Town): Variables {
  const all = [...town.orders];
  const waiting = (order: Order): Pairs[number][1] => claimHashOf(order.claim!);
  return {
    objections: objections(town, "orders"),
    proposals: proposals(town, "orders"),
    orders: all.map(([id, order]) => [id, orderWord(order)]),
    claimOf: all.filter(([, { claim }]) => claim).map(([id, order]) => [id, waiting(order)]),
    orderOfContract: [...town.contracts],
    orderOfInvoice: [...town.invoices],
    withdrawn: withdrawn(town, "orders"),
  };
}

function matching(town: Town): Variables {
  const stored = ({ party, serviceClass, district, through, state }: Post): Value => {
    return { party, serviceClass, district, through, state: POST_STATES.indexOf(state) };
  };
  const posts = (all: Town["demands"]): Pairs => [...all].map(([id, post]) => [id, stored(post)]);
  const answering = [...town.offers].filter(([, { answers }]) => answers !== ZERO);
  return {
    demands: posts(town.demands),
    offers: posts(town.offers),
    demandAnswered: answering.map(([id, { answers }]) => [id, answers]),
    matches: [...town.matches].map(([id, pair]) => [id, { ...pair }]),
    matchOfOrder: [...town.recorded],
    withdrawn: withdrawn(town, "matching"),
  };
}

function payments(town: Town): Variables {
  const all = [...town.payments];
  return {
    proposals: proposals(town, "payments"),
    count: all.length,
    payments: all.map(([id, { orders: ids, ...payment }]) => [id, { ...payment, orders: ids.length }]),
    clawBacks: [...town.orders].filter(([, { clawBack }]) => clawBack.ordered > 0n).map(([id, o]) => [id, o.clawBack]),
  };
}

/** What each contract keeps if the ledger is as the rules say, by its state variables. */
export function storageOf(town: Town): Record<Part, Variables> {
  const districts = [...town.districts].map(([id, { name, profile, status }]): Pairs[number] => {
    return [id, { name, profile, status: status === "Active" ? 1 : 2 }];
  });
  return {
    edition: { made: PARTS_MADE },
    districts: { districts, count: districts.length, closed: town.closed },
    enterprises: enterprises(town),
    providers: providers(town),
    programs: programs(town),
    vouchers: vouchers(town),
    orders: orders(town),
    payments: payments(town),
    matching: matching(town),
  };
}

type Known = Map<string, { readonly said: string; readonly value: Value }>;

/** Tells what has changed since it was last asked. */
export class Changes {
  #known: Known = new Map();

  constructor(town: Town) {
    this.since(town);
  }

  /** Every variable, with those entries of a mapping alone that are new, changed or gone; what is gone is empty. */
  since(town: Town): Record<Part, Variables> {
    const now: Known = new Map();
    const changes = {} as Record<Part, Variables>;
    const storage = storageOf(town);
    for (const part of PARTS) {
      const variables: Record<string, Value> = {};
      for (const [name, value] of Object.entries(storage[part])) {
        variables[name] = Array.isArray(value) ? this.#changed(`${part} ${name}`, value as Pairs, now) : value;
      }
      changes[part] = variables;
    }
    for (const [path, { value }] of this.#known) {
      if (now.has(path)) continue;
      const [part, name, key] = path.split(" ") as [Part, string, string];
      (changes[part][name] as Pairs).push([key, emptied(value)]);
    }
    this.#known = now;
    return changes;
  }

  #changed(path: string, pairs: Pairs, now: Known): Pairs {
    return pairs.filter(([key, value]) => {
      const entry = { said: said(value), value };
      now.set(`${path} ${key}`, entry);
      return this.#known.get(`${path} ${key}`)?.said !== entry.said;
    });
  }
}

const said = (value: Value): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : inner));

function emptied(value: Value): Value {
  if (typeof value !== "object") return 0n;
  if (Array.isArray(value)) return (value as Pairs).map(([key, inner]) => [key, emptied(inner)] as const);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, emptied(inner as Value)]));
}
