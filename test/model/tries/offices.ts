import { name32 } from "../../support/world.ts";
import { CONSORTIUM, holdersOf, namingDistrict, SOME_DELAY, type Duty } from "../rules/offices.ts";
import type { Rules } from "../rules/rules.ts";
import { FOR_ITSELF, FOR_SIBLINGS } from "../rules/closed.ts";
import { ZERO } from "../rules/town.ts";
import { ALL_DUTIES, type Draw, type Draws } from "./draw.ts";

/** The duties that change hands; the Safe stays what it is. */
function office({ town, dice }: Draw): [district: number, duty: Duty] {
  if (dice.chance(20)) return [CONSORTIUM, dice.one<Duty>(["operator", "auditor"])!];
  const district = dice.one([...town.districts.keys()])!;
  return [district, dice.one<Duty>(["bureau", "approver", "finance"])!];
}

const namer = (draw: Draw, district: number, duty: Duty): string =>
  draw.officer(namingDistrict(draw.town, district, duty), "administrator");

export const offices: Draws<Rules["offices"]> = {
  grantRole: (draw) => {
    const [district, duty] = office(draw);
    const colleagues = ALL_DUTIES.flatMap((it) => holdersOf(draw.town, district, it));
    const officers = draw.dice.chance(60) && district !== CONSORTIUM ? colleagues : draw.everybody;
    const account = draw.dice.one(officers.filter((it) => it !== draw.people.safe)) ?? draw.people.stranger;
    return [namer(draw, district, duty), district, duty, account, draw.dice.chance(20) ? SOME_DELAY : 0];
  },
  // Most often of somebody who is not the only one, so that the town goes on.
  revokeRole: (draw) => {
    const [district, duty] = office(draw);
    const holders = holdersOf(draw.town, district, duty);
    const spare = draw.dice.chance(15) || holders.length > 1 ? holders : [];
    const who = draw.dice.one(spare, draw.everybody);
    return who === undefined ? undefined : [namer(draw, district, duty), district, duty, who];
  },
};

const UNFIT_NAMES = [ZERO, name32("A & B"), `0x41${"00".repeat(30)}41`, name32("tab\there")];

export const districts: Draws<Rules["districts"]> = {
  add: (draw) => {
    const number = draw.town.districts.size + 1;
    const name = draw.dice.one([name32(`District ${number}`)], UNFIT_NAMES)!;
    return [draw.officer(CONSORTIUM, "administrator"), name, draw.fresh("profile")];
  },
  changeProfile: (draw) => {
    const known = [...draw.town.districts.keys()].filter((it) => holdersOf(draw.town, it, "administrator").length > 0);
    const district = draw.dice.one(known, [0, 99])!;
    return [draw.officer(district, "administrator"), district, draw.fresh("profile")];
  },
  // Rarely one of those in which most happens.
  retire: (draw) => {
    const active = [...draw.town.districts].filter(([, { status }]) => status === "Active").map(([id]) => id);
    const quiet = draw.dice.chance(10) ? active : active.filter((id) => id > 3);
    const district = draw.dice.one(
      quiet,
      [...draw.town.districts.keys(), 99].filter((id) => !active.includes(id)),
    );
    return district === undefined ? undefined : [draw.officer(CONSORTIUM, "administrator"), district];
  },
  // Late, for little goes on after it.
  close: (draw) => (draw.town.orders.size < 12 ? undefined : [draw.officer(CONSORTIUM, "administrator")]),
};

/** What no person may call; the addresses are filled in where the ledger is known. */
export const closed: Draws<Rules["closed"]> = {
  sibling: (draw) => {
    const name = draw.dice.one(Object.keys(FOR_SIBLINGS))!;
    return [draw.anybody(), name, FOR_SIBLINGS[name]!];
  },
  itself: (draw) => [draw.anybody(), draw.dice.one(FOR_ITSELF)!],
  make: (draw) => [draw.anybody(), draw.dice.one([11, 10, 1])!, draw.people.deployer],
};
