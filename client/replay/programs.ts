/** Budgets and their terms, rebuilt: contracts/Programs.sol. Four of the five figures follow from the vouchers' changes. */
import { encodeBudget, type Budget } from "../budgetWord.ts";
import type { Voucher } from "../voucherWord.ts";
import type { EventOf } from "./events.ts";
import { gap, told } from "./faults.ts";
import { applyToMatters, type Matters } from "./matters.ts";
import { mapped, nameOf, numberOf } from "./stored.ts";
import type { Variables } from "./storageMap.ts";
import { outstandingOf, type Change } from "./voucherChange.ts";

export const PROGRAM_STATUSES = ["None", "Proposed", "Open", "Stopped"] as const;

/** A program's terms as contracts/Programs.sol names them; amounts in fen, periods in days. */
export type Terms = {
  readonly home: bigint;
  /** Basis points. */
  readonly share: bigint;
  readonly yearlyCap: bigint;
  readonly greatestFace: bigint;
  readonly leastContract: bigint;
  readonly useByDays: bigint;
  readonly claimByDays: bigint;
  readonly extensionDays: bigint;
  readonly noticeFloor: bigint;
  readonly noticeCeiling: bigint;
  readonly graceDays: bigint;
  readonly resolveDays: bigint;
  /** Shanghai day. */
  readonly lastIssueDay: bigint;
  /** Zero where there are fewer than eight. */
  readonly joint: readonly bigint[];
  /** Bit n for service class n. */
  readonly classes: bigint;
  /** SHA-256 of the policy's file. */
  readonly policy: string;
};

export type ProgramRecord = {
  readonly terms: Terms;
  readonly policyUri: string;
  status: (typeof PROGRAM_STATUSES)[number];
  budget: Budget;
};

export type ProgramsState = {
  readonly programs: Map<bigint, ProgramRecord>;
  count: bigint;
  readonly countOf: Map<bigint, bigint>;
  readonly proposals: Matters;
};

const NOTHING: Budget = { approved: 0n, outstanding: 0n, redeemed: 0n, paid: 0n, recovered: 0n };

export function begin(): ProgramsState {
  return { programs: new Map(), count: 0n, countOf: new Map(), proposals: new Map() };
}

export function apply(state: ProgramsState, event: EventOf<"programs">): void {
  switch (event.name) {
    case "ProgramProposed": {
      const { program, terms, policyUri } = event.args;
      state.programs.set(program, { terms, policyUri, status: "Proposed", budget: NOTHING });
      const next = state.count + 1n;
      state.count = program;
      state.countOf.set(terms.home, (state.countOf.get(terms.home) ?? 0n) + 1n);
      if (program !== next) throw gap("program", next, program);
      break;
    }
    case "ProgramStatusChanged":
      known(state, event.args.program).status = nameOf(PROGRAM_STATUSES, event.args.status);
      break;
    case "BudgetApproved": {
      const program = known(state, event.args.program);
      program.budget = { ...program.budget, approved: event.args.approved };
      break;
    }
    case "MatterProposed":
    case "MatterConfirmed":
    case "MatterWithdrawn":
      applyToMatters(state.proposals, event);
      break;
  }
}

/** What a voucher's change moves in its program's figures. */
export function applyChange(
  state: ProgramsState,
  id: bigint,
  { action, amount }: Change,
  before: Voucher | undefined,
  after: Voucher,
): void {
  const program = known(state, id);
  const { approved, outstanding, redeemed, paid, recovered } = program.budget;
  program.budget = {
    approved,
    outstanding: outstanding + outstandingOf(after) - (before ? outstandingOf(before) : 0n),
    redeemed: redeemed + after.redeemed - (before?.redeemed ?? 0n),
    paid: action === "Paid" ? paid + amount : paid,
    recovered: action === "Recovered" ? recovered + amount : recovered,
  };
}

export function storageOf({ programs, count, countOf, proposals }: ProgramsState): Variables {
  return {
    proposals,
    count,
    countOf,
    terms: mapped(programs, ({ terms }) => terms),
    statusOf: mapped(programs, ({ status }) => numberOf(PROGRAM_STATUSES, status)),
    budgetOf: mapped(programs, ({ budget }) => encodeBudget(budget)),
  };
}

function known(state: ProgramsState, program: bigint): ProgramRecord {
  return told(state.programs, program, "program");
}
