import type { Budget } from "../../../client/budgetWord.ts";
import type { Day } from "../../../client/days.ts";
import type { Act } from "./act.ts";
import { demandActive, demandOpen } from "./districts.ts";
import { propose, seconded, withdrawProposal } from "./matters.ts";
import { demandDuty, holds, type Duty } from "./offices.ts";
import { ZERO } from "./town.ts";

export const PROGRAM_STATUSES = ["None", "Proposed", "Open", "Stopped"] as const;
export type ProgramStatus = (typeof PROGRAM_STATUSES)[number];

/** What never changes. Amounts in fen, periods in days, the share in basis points. */
export interface Terms {
  readonly home: number;
  readonly share: number;
  readonly yearlyCap: bigint;
  readonly greatestFace: bigint;
  readonly leastContract: bigint;
  readonly useByDays: number;
  readonly claimByDays: number;
  readonly extensionDays: number;
  readonly noticeFloor: number;
  readonly noticeCeiling: number;
  readonly graceDays: number;
  readonly resolveDays: number;
  readonly lastIssueDay: Day;
  /** Eight districts, zeros at the end. */
  readonly joint: readonly number[];
  readonly classes: bigint;
  readonly policy: string;
}

export interface Program {
  readonly terms: Terms;
  status: ProgramStatus;
  readonly budget: { -readonly [Figure in keyof Budget]: bigint };
}

const MOST_PROGRAMS = 256;

export const availableOf = ({ budget }: Program): bigint => budget.approved - budget.outstanding - budget.redeemed;
export const jointOf = ({ joint }: Terms): number[] => joint.filter((district) => district !== 0);
export const coveredBy = ({ share }: Terms, value: bigint): bigint => (value * BigInt(share)) / 10_000n;

export const knownProgram = (a: Act, id: number): Program => a.known(a.town.programs.get(id), "ProgramUnknown", id);
const numberOf = (status: ProgramStatus): number => PROGRAM_STATUSES.indexOf(status);

function demandStatus(a: Act, id: number, status: ProgramStatus): Program {
  const program = knownProgram(a, id);
  a.demand(program.status === status, "ProgramIn", id, numberOf(program.status));
  return program;
}

/** What must hold wherever vouchers are announced, approved and issued. */
export function demandIssue(a: Act, id: number): Terms {
  const { terms } = demandStatus(a, id, "Open");
  demandOpen(a, terms.home);
  a.demand(a.today <= terms.lastIssueDay, "IssueClosed", id, terms.lastIssueDay);
  return terms;
}

/** What must hold of an order's class, value and amount. */
export function demandOrder(a: Act, id: number, serviceClass: number, value: bigint, amount: bigint): void {
  const { terms } = demandStatus(a, id, "Open");
  demandOpen(a, terms.home);
  a.demand(((terms.classes >> BigInt(serviceClass)) & 1n) === 1n, "ClassNotCovered", id, serviceClass);
  a.demand(value >= terms.leastContract, "ContractTooSmall", id, value, terms.leastContract);
  const most = coveredBy(terms, value);
  a.demand(amount <= most, "ShareExceeded", id, amount, most);
}

/** Each field of the terms has its place in the refusal. */
function demandFit(a: Act, t: Terms): void {
  const fits = (field: number, holds: boolean): void => a.demand(holds, "TermsUnfit", field);
  fits(1, t.share > 0 && t.share <= 10_000);
  fits(2, t.yearlyCap > 0n);
  fits(3, t.greatestFace > 0n && t.greatestFace <= t.yearlyCap);
  fits(5, t.useByDays > 0 && t.useByDays <= 3_660);
  fits(6, t.claimByDays <= 3_660);
  fits(7, t.extensionDays <= 3_660);
  fits(8, t.noticeFloor > 0);
  fits(9, t.noticeCeiling >= t.noticeFloor);
  fits(10, t.graceDays > 0);
  fits(11, t.resolveDays > 0);
  fits(12, t.lastIssueDay >= a.today);
  const joint = jointOf(t);
  const firstGap = t.joint.indexOf(0);
  fits(13, firstGap === -1 || t.joint.slice(firstGap).every((district) => district === 0));
  fits(13, new Set([t.home, ...joint]).size === joint.length + 1);
  for (const district of joint) demandActive(a, district);
  fits(14, t.classes !== 0n);
  fits(15, t.policy !== ZERO);
}

function setStatus(a: Act, id: number, status: ProgramStatus): void {
  knownProgram(a, id).status = status;
  a.tell("programs", "ProgramStatusChanged", { program: id, status: numberOf(status), by: a.by });
}

function setApproved(a: Act, id: number, approved: bigint): void {
  knownProgram(a, id).budget.approved = approved;
  a.tell("programs", "BudgetApproved", { program: id, approved, by: a.by });
}

function demandFinanceOrBureau(a: Act, home: number): void {
  if (!holds(a.town, a.by, home, "bureau")) demandDuty(a, home, "finance");
}

/** A raise is from the very figure that it was proposed from. */
function demandRaise(a: Act, id: number, from: bigint, to: bigint, duty: Duty): void {
  const { terms, status, budget } = knownProgram(a, id);
  demandDuty(a, terms.home, duty);
  demandActive(a, terms.home);
  a.demand(status !== "Proposed", "ProgramIn", id, numberOf("Proposed"));
  a.demand(budget.approved === from, "BudgetMoved", id, budget.approved, from);
  a.demand(to > from, "NotARaise", id, budget.approved, to);
}

export const programs = {
  propose(a: Act, terms: Terms, policyUri: string): void {
    demandDuty(a, terms.home, "bureau");
    demandActive(a, terms.home);
    demandFit(a, terms);
    const own = [...a.town.programs.values()].filter((program) => program.terms.home === terms.home);
    a.demand(own.length < MOST_PROGRAMS, "TooManyPrograms", terms.home, MOST_PROGRAMS);
    a.granted();
    const id = a.town.programs.size + 1;
    const budget = { approved: 0n, outstanding: 0n, redeemed: 0n, paid: 0n, recovered: 0n };
    a.town.programs.set(id, { terms, status: "Proposed", budget });
    a.tell("programs", "ProgramProposed", { program: id, terms, policyUri, by: a.by });
    propose(a, "programs", "open", [id]);
  },

  confirm(a: Act, id: number): void {
    const { terms } = demandStatus(a, id, "Proposed");
    demandDuty(a, terms.home, "approver");
    demandActive(a, terms.home);
    const close = seconded(a, "programs", "open", [id]);
    a.granted();
    close();
    setStatus(a, id, "Open");
  },

  raise(a: Act, id: number, from: bigint, to: bigint): void {
    demandRaise(a, id, from, to, "finance");
    propose(a, "programs", "raise", [id, from, to]);
  },

  confirmRaise(a: Act, id: number, from: bigint, to: bigint): void {
    demandRaise(a, id, from, to, "approver");
    const close = seconded(a, "programs", "raise", [id, from, to]);
    a.granted();
    close();
    setApproved(a, id, to);
  },

  lower(a: Act, id: number, to: bigint): void {
    const { terms, budget } = knownProgram(a, id);
    demandDuty(a, terms.home, "finance");
    a.demand(to < budget.approved, "NotLower", id, budget.approved, to);
    const committed = budget.outstanding + budget.redeemed;
    a.demand(to >= committed, "BudgetCommitted", id, committed, to);
    a.granted();
    setApproved(a, id, to);
  },

  stop(a: Act, id: number): void {
    const { terms } = demandStatus(a, id, "Open");
    demandFinanceOrBureau(a, terms.home);
    a.granted();
    setStatus(a, id, "Stopped");
  },

  restart(a: Act, id: number): void {
    const { terms } = demandStatus(a, id, "Stopped");
    demandFinanceOrBureau(a, terms.home);
    propose(a, "programs", "restart", [id]);
  },

  confirmRestart(a: Act, id: number): void {
    const { terms } = demandStatus(a, id, "Stopped");
    demandDuty(a, terms.home, "approver");
    demandActive(a, terms.home);
    const close = seconded(a, "programs", "restart", [id]);
    a.granted();
    close();
    setStatus(a, id, "Open");
  },

  withdrawProposal: withdrawProposal("programs"),
};
