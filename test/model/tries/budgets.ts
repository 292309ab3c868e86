import { dayOf } from "../../../client/days.ts";
import { availableOf, PROGRAM_STATUSES, type Program, type ProgramStatus, type Terms } from "../rules/programs.ts";
import { holdersOf } from "../rules/offices.ts";
import type { Rules } from "../rules/rules.ts";
import { ZERO, type Town } from "../rules/town.ts";
import type { Draw, Draws } from "./draw.ts";
import { withdrawal } from "./matters.ts";

export const UNKNOWN_PROGRAM = 90;

/** Periods so short that a run of some dozen steps goes through all of them; amounts that come near each other. */
export function usualTerms({ now }: Town, home: number, joint: readonly number[], policy: string): Terms {
  return {
    home,
    share: 5_000,
    yearlyCap: 12_000_000n,
    greatestFace: 5_000_000n,
    leastContract: 500_000n,
    useByDays: 25,
    claimByDays: 10,
    extensionDays: 10,
    noticeFloor: 1,
    noticeCeiling: 6,
    graceDays: 3,
    resolveDays: 3,
    lastIssueDay: dayOf(now) + 120,
    joint: Array.from({ length: 8 }, (_, i) => joint[i] ?? 0),
    classes: 0b0110n,
    policy,
  };
}

const UNFIT: readonly ((terms: Terms) => Partial<Terms>)[] = [
  () => ({ share: 0 }),
  () => ({ share: 10_001 }),
  () => ({ yearlyCap: 0n }),
  ({ yearlyCap }) => ({ greatestFace: yearlyCap + 1n }),
  () => ({ useByDays: 3_661 }),
  () => ({ claimByDays: 3_661 }),
  () => ({ extensionDays: 3_661 }),
  () => ({ noticeFloor: 0 }),
  () => ({ noticeCeiling: 0 }),
  () => ({ graceDays: 0 }),
  () => ({ resolveDays: 0 }),
  () => ({ lastIssueDay: 1 }),
  ({ home }) => ({ joint: [home, 0, 0, 0, 0, 0, 0, 0] }),
  () => ({ joint: [0, 1, 0, 0, 0, 0, 0, 0] }),
  () => ({ joint: [1, 1, 0, 0, 0, 0, 0, 0] }),
  () => ({ joint: [99, 0, 0, 0, 0, 0, 0, 0] }),
  () => ({ classes: 0n }),
  () => ({ policy: ZERO }),
];

/** Terms that differ from the usual ones within what is fit. */
const OTHER: readonly Partial<Terms>[] = [
  {},
  { share: 3_333 },
  { share: 10_000, leastContract: 0n },
  { extensionDays: 0 },
  { yearlyCap: 7_000_000n },
  { useByDays: 6, claimByDays: 0 },
];

type Found = readonly [id: number, program: Program];

/** A program in one of the statuses; the wrong one in another. */
function program({ town, dice }: Draw, ...statuses: ProgramStatus[]): Found | undefined {
  const all = [...town.programs];
  return dice.one(
    all.filter(([, { status }]) => statuses.includes(status)),
    all,
  );
}

/** A program's number; the wrong one is nobody's. */
const idOf = ({ dice }: Draw, id: number): number => dice.or(id, UNKNOWN_PROGRAM);

function confirmed(draw: Draw, kind: string, status?: ProgramStatus) {
  const still = ({ values }: { values: readonly unknown[] }): boolean =>
    status === undefined || draw.town.programs.get(values[0] as number)!.status === status;
  const matter = draw.matter("programs", kind, still);
  if (!matter) return undefined;
  const home = draw.town.programs.get(matter.values[0] as number)?.terms.home ?? 0;
  return { by: draw.second(home, "approver", matter.by), values: matter.values };
}

export const programs: Draws<Rules["programs"]> = {
  propose: (draw) => {
    const { town, dice } = draw;
    const able = [...town.districts].filter(
      ([id, d]) => d.status === "Active" && holdersOf(town, id, "bureau").length > 0,
    );
    const home = dice.one(
      able.map(([id]) => id),
      [...town.districts.keys(), 0],
    )!;
    const others = able.map(([id]) => id).filter((id) => id !== home && id <= 4);
    const usual = usualTerms(town, home, dice.chance(40) ? dice.some(others, 2) : [], draw.fresh("policy"));
    const fit = { ...usual, ...dice.one(OTHER)! };
    const odd = dice.one<(terms: Terms) => Partial<Terms>>([() => ({})], UNFIT)!(fit);
    return [draw.officer(home, "bureau"), { ...fit, ...odd }, "https://policy.example/1"];
  },
  confirm: (draw) => {
    const found = confirmed(draw, "open", "Proposed");
    return found && [found.by, idOf(draw, found.values[0] as number)];
  },
  raise: (draw) => {
    const found = program(draw, "Open", "Stopped");
    if (!found) return undefined;
    const [id, { terms, budget }] = found;
    const { dice } = draw;
    const from = dice.or(budget.approved, budget.approved + 1n);
    const to = dice.or(from + dice.amount(6_000_000n), from);
    return [draw.officer(terms.home, "finance"), idOf(draw, id), from, to];
  },
  confirmRaise: (draw) => {
    const found = confirmed(draw, "raise");
    return found && [found.by, ...(found.values as [number, bigint, bigint])];
  },
  lower: (draw) => {
    const found = program(draw, ...PROGRAM_STATUSES);
    if (!found) return undefined;
    const [id, it] = found;
    const most = availableOf(it);
    if (most === 0n) return undefined;
    const to = it.budget.approved - draw.dice.amount(most);
    return [draw.officer(it.terms.home, "finance"), idOf(draw, id), to < 0n ? 0n : to];
  },
  stop: (draw) => {
    const found = program(draw, "Open");
    return found && [draw.officer(found[1].terms.home, "bureau", "finance"), idOf(draw, found[0])];
  },
  restart: (draw) => {
    const found = program(draw, "Stopped");
    return found && [draw.officer(found[1].terms.home, "bureau", "finance"), idOf(draw, found[0])];
  },
  confirmRestart: (draw) => {
    const found = confirmed(draw, "restart", "Stopped");
    return found && [found.by, idOf(draw, found.values[0] as number)];
  },
  withdrawProposal: withdrawal("programs"),
};
