/** A program as the ledger has it. */
import { availableOf, decodeBudget, type Budget } from "../../client/budgetWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Terms } from "../../client/replay/programs.ts";
import type { Reading } from "../chain/reading.ts";
import { demandDistrict } from "../districts/names.ts";

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

/** All programs, or those of one district. @throws TongduiError `DistrictUnknown`. */
export async function programsOf(open: Pick<Reading, "ledger">, district?: number): Promise<Program[]> {
  if (district !== undefined) await demandDistrict(open, district);
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
