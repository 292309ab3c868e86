/** The promises 1 to 4 and 6, each listening to one replay; promise 5 is the replay itself and the comparison after it. */
import type { LedgerEvent } from "../../../client/replay/events.ts";
import type { LedgerState } from "../../../client/replay/replay.ts";
import type { Held, Report } from "../finding.ts";
import { Accounts } from "./accounts.ts";
import { budgetsAddUp } from "./budgetsAddUp.ts";
import { capsHold } from "./capsHold.ts";
import { nothingFundedTwice } from "./nothingFundedTwice.ts";
import { vouchersAddUp } from "./vouchersAddUp.ts";
import { vouchersDoNotMove } from "./vouchersDoNotMove.ts";

export function promisesHeld(report: Report): Held<LedgerEvent, LedgerState> {
  const accounts = new Accounts();
  const all = [
    vouchersAddUp(accounts, report),
    budgetsAddUp(accounts, report),
    nothingFundedTwice(report),
    vouchersDoNotMove(report),
    capsHold(report),
  ];
  return {
    hear(event, state) {
      for (const promise of all) promise.hear(event, state);
    },
    end(state) {
      for (const promise of all) promise.end(state);
    },
  };
}
