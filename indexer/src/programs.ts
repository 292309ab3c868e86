/** contracts/Programs.sol. Four of a program's five figures follow from the vouchers' changes: budgets.ts. */
import { ponder } from "ponder:registry";
import * as tables from "ponder:schema";
import { PROGRAM_STATUSES } from "../../client/replay/programs.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import { moveBudget } from "./budgets.ts";
import { dayIn, nameOf } from "./told.ts";

ponder.on("Programs:ProgramProposed", async ({ event, context }) => {
  const { program, terms, policyUri } = event.args;
  const { home, yearlyCap, greatestFace, leastContract, joint, classes, ...others } = terms;
  await context.db.insert(tables.program).values({
    ...others,
    id: program,
    district: home,
    status: "Proposed",
    yearlyCap: BigInt(yearlyCap),
    greatestFace: BigInt(greatestFace),
    leastContract: BigInt(leastContract),
    joint: joint.filter((district) => district !== 0),
    classes: classesOf(classes),
    policyUri,
    proposedOn: dayIn(event),
    approved: 0n,
    outstanding: 0n,
    redeemed: 0n,
    paid: 0n,
    recovered: 0n,
    lists: 0,
    vouchers: 0,
    issued: 0n,
    locked: 0n,
    returned: 0n,
    toldIssued: 0n,
    toldPaid: 0n,
  });
});

ponder.on("Programs:ProgramStatusChanged", async ({ event, context }) => {
  const status = nameOf(PROGRAM_STATUSES, event.args.status);
  await context.db.update(tables.program, { id: event.args.program }).set({ status });
});

ponder.on("Programs:BudgetApproved", async ({ event, context }) => {
  const { program, approved } = event.args;
  await moveBudget(context.db, program, dayIn(event), () => ({ approved: BigInt(approved) }));
});
