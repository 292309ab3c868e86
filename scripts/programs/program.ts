/** A program as the ledger has it. */
import { availableOf, decodeBudget, type Budget } from "../../client/budgetWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Reading } from "../chain/reading.ts";

/** The ledger's own terms; amounts in fen, periods in days. */
export interface Terms {
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
}

export interface Program {
  readonly number: bigint;
  /** As contracts/Programs.sol numbers them. */
  readonly status: bigint;
  readonly terms: Terms;
  readonly budget: Budget;
}

export const PROGRAM = { proposed: 1n, open: 2n, stopped: 3n } as const;

/** @throws TongduiError `ProgramUnknown`. */
export async function programAt({ ledger }: Pick<Reading, "ledger">, number: bigint): Promise<Program> {
  const count = await ledger.programs.count();
  if (number < 1n || number > count) throw programUnknown(number, count);
  const [status, terms, budget] = await Promise.all([
    ledger.programs.statusOf(number),
    ledger.programs.termsOf(number),
    ledger.programs.budgetOf(number),
  ]);
  return { number, status, terms, budget: decodeBudget(budget) };
}

/** All programs, or those of one district. */
export async function programsOf(open: Pick<Reading, "ledger">, district?: number): Promise<Program[]> {
  const count = Number(await open.ledger.programs.count());
  const numbers = Array.from({ length: count }, (_, i) => BigInt(i + 1));
  const programs = await Promise.all(numbers.map(async (number) => programAt(open, number)));
  return programs.filter(({ terms }) => district === undefined || terms.home === BigInt(district));
}

/** What programs read of a budget. */
export function budgetData(budget: Budget): { readonly [figure: string]: bigint } {
  return { ...budget, available: availableOf(budget) };
}

/** The joint districts' numbers. */
export function jointOf({ joint }: Pick<Terms, "joint">): number[] {
  return joint.filter((number) => number !== 0n).map(Number);
}

/** The service classes' numbers. */
export function classesOf({ classes }: Pick<Terms, "classes">): number[] {
  return Array.from({ length: 256 }, (_, number) => number).filter(
    (number) => ((classes >> BigInt(number)) & 1n) === 1n,
  );
}

function programUnknown(number: bigint, count: bigint): TongduiError {
  return new TongduiError(
    "ProgramUnknown",
    { en: `There is no program ${number}.`, zh: `没有第 ${number} 号项目。` },
    {
      hint: {
        en: `The ledger has ${count}; tongdui program list shows them.`,
        zh: `账本共有 ${count} 个项目，可用 tongdui program list 查看。`,
      },
    },
  );
}
