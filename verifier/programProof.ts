/** A proof about a program: its terms, its standing and its budget, without their history. */
import { chainFacts, chainLimits, districtOf, type Basis } from "./chainFacts.ts";
import { fact, notProved, type Findings } from "./facts.ts";
import { programOf } from "./ledger/ids.ts";
import { PLACES } from "./ledger/layout.ts";
import { wordOf, wordsOf } from "./ledger/ledgerEvidence.ts";
import { readBudget, readProgramStatus, readTerms } from "./ledger/program.ts";

/** @param subject the program's number, as it is written. @throws Refusal */
export async function proveProgram(basis: Basis, subject: string): Promise<Findings> {
  const id = programOf(subject);
  const { evidence, root } = basis;
  const places = PLACES.programs;
  const { home, joint, ...terms } = readTerms(id, await wordsOf(evidence, ["programs", places.terms, id], 5));
  const status = readProgramStatus(id, await wordOf(evidence, "programs", places.statusOf, id));
  const budget = readBudget(id, await wordOf(evidence, "programs", places.budgetOf, id));
  return {
    facts: [
      ...chainFacts(basis, ["programs"]),
      fact("program", {
        program: id,
        home: districtOf(root, home),
        joint: joint.map((district) => districtOf(root, district)),
        status,
      }),
      fact("terms", terms),
      fact("budget", { ...budget, available: budget.approved - budget.outstanding - budget.redeemed }),
    ],
    notProved: [notProved("past", {}), ...chainLimits(basis), notProved("bank", {})],
    warnings: [],
  };
}
