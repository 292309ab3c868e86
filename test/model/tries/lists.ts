import { dayOf, yearOf } from "../../../client/days.ts";
import { batchIdOf, chainOf, type Item } from "../../../client/list.ts";
import { issuedIn } from "../rules/groups.ts";
import { approvalsNeeded, type List, type lists as rules } from "../rules/lists.ts";
import { holdersOf } from "../rules/offices.ts";
import { availableOf, jointOf, type Terms } from "../rules/programs.ts";
import { ZERO, type Town } from "../rules/town.ts";
import { homeOf } from "../rules/wallets.ts";
import { UNKNOWN_PROGRAM } from "./budgets.ts";
import type { Draw, Draws } from "./draw.ts";

/** A list, with what its Bureau has in its files. */
interface Found {
  readonly id: string;
  readonly list: List;
  readonly terms: Terms;
}

function listsOf(town: Town): Found[] {
  return [...town.lists].map(([id, list]) => ({ id, list, terms: town.programs.get(list.program)!.terms }));
}

/** Announced, not lapsed, and under an open program: what an approval or a chunk needs. */
function goesOn({ programs, closed, now }: Town, { list, terms }: Found): boolean {
  const today = dayOf(now);
  const open = !closed && programs.get(list.program)!.status === "Open" && today <= terms.lastIssueDay;
  return open && list.stage === "Announced" && today <= list.lastAct + 30;
}

const missing = ({ list, terms }: Found): number[] =>
  [terms.home, ...jointOf(terms)].filter((district) => !list.approvers.has(district));

/** Whom a list names: mostly active firms of the program's district, more often few than many, some of them twice. */
function itemsFor({ town, dice }: Draw, { home, greatestFace, yearlyCap }: Terms, most: bigint): Item[] {
  const own = [...town.enterprises].filter(([id]) => homeOf(id) === home);
  const active = own.filter(([, { status }]) => status === "Active").map(([id]) => id);
  if (active.length === 0) return [];
  const others = [...town.enterprises.keys()].filter((id) => !active.includes(id));
  const count = 1 + dice.number(4);
  return Array.from({ length: count }, () => {
    const enterprise = dice.one(active, others)!;
    const affordable = most < greatestFace && !dice.chance(15) ? most : greatestFace;
    // Often just what the group still has room for, or a fen more, with which it is passed over.
    const group = town.enterprises.get(enterprise)!.group;
    const room = yearlyCap - issuedIn(town, group, yearOf(dayOf(town.now)));
    const full = dice.chance(35) && room > 0n && room < greatestFace;
    return { enterprise, face: full ? room + BigInt(dice.number(2)) : dice.amount(affordable) };
  });
}

export const lists: Draws<typeof rules> = {
  announce: (draw) => {
    const { town, dice } = draw;
    const all = [...town.programs.keys()];
    const open = [...town.programs].filter(([, it]) => it.status === "Open" && availableOf(it) > 0n).map(([id]) => id);
    const program = dice.one(open, [...all, UNKNOWN_PROGRAM]);
    if (program === undefined) return undefined;
    const found = town.programs.get(program) ?? [...town.programs.values()][0]!;
    const items = itemsFor(draw, found.terms, availableOf(found) / 2n);
    if (items.length === 0) return undefined;
    const chain = dice.one(
      [chainOf(items)],
      [...town.files.values()].map((file) => chainOf(file)),
    )!;
    const id = batchIdOf(program, chain);
    if (!town.files.has(id)) town.files.set(id, items);
    const sum = items.reduce((fen, { face }) => fen + face, 0n);
    const count = dice.or(items.length, dice.chance(50) ? 0 : items.length + 1);
    const total = dice.or(sum, dice.chance(50) ? sum + 1n : sum - 1n);
    const { noticeFloor, noticeCeiling } = found.terms;
    const noticeEnd = dice.between(dayOf(town.now) + noticeFloor, dayOf(town.now) + noticeCeiling);
    const by = draw.officer(found.terms.home, "bureau");
    return [by, program, chain, count, total < 0n ? 0n : total, noticeEnd, draw.fresh("decision")];
  },

  approveBatch: (draw) => {
    const all = listsOf(draw.town);
    const waiting = all.filter((it) => goesOn(draw.town, it) && missing(it).length > 0);
    const near = all.filter((it) => it.list.stage === "Announced" && !waiting.includes(it));
    const found = draw.dice.one(waiting, near, all);
    if (!found) return undefined;
    const district = draw.dice.one(missing(found), [...draw.town.districts.keys()]);
    if (district === undefined) return undefined;
    const involved = [found.list.announcer, ...found.list.approvers.values()];
    const may = holdersOf(draw.town, district, "approver").filter((account) => !involved.includes(account));
    const by = draw.dice.one(may, involved, draw.everybody);
    return by === undefined ? undefined : [by, draw.dice.or(found.id, ZERO), district];
  },

  withdrawBatch: (draw) => {
    const all = listsOf(draw.town);
    const found = draw.dice.one(
      all.filter(({ list }) => list.stage === "Announced"),
      all,
    );
    return found && [draw.officer(found.terms.home, "bureau"), found.id, draw.reason()];
  },

  issue: (draw) => {
    const { town, dice } = draw;
    const all = listsOf(town);
    const ready = all.filter((it) => {
      const approved = it.list.approvers.size === approvalsNeeded(it.terms);
      const objected = (town.objections.get(`vouchers ${it.id}`) ?? []).some((objection) => objection?.open);
      return goesOn(town, it) && approved && !objected && dayOf(town.now) > it.list.noticeEnd;
    });
    const near = all.filter((it) => it.list.stage === "Announced" && it.list.approvers.size > 0 && !ready.includes(it));
    const found = dice.one(ready, near, all);
    if (!found) return undefined;
    const rest = (town.files.get(found.id) ?? []).slice(found.list.done);
    const size = Math.min(rest.length, dice.chance(60) ? rest.length : 1 + dice.number(rest.length));
    const chunk = rest.slice(0, size);
    const [first, ...others] = chunk;
    const changed = first ? [{ ...first, face: first.face + 1n }, ...others] : [];
    const items = dice.one([chunk], [changed, [], rest.slice(1)])!;
    return [draw.officer(found.terms.home, "bureau"), found.id, items, chainOf(rest.slice(size))];
  },
};
