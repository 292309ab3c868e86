import type { Act } from "./act.ts";
import { claiming } from "./claims.ts";
import { closed } from "./closed.ts";
import { districts } from "./districts.ts";
import { enterprises } from "./enterprises.ts";
import { hearingOfList, lists } from "./lists.ts";
import { matching } from "./matching.ts";
import { withdrawProposal } from "./matters.ts";
import { withdrawMessage } from "./messages.ts";
import { objecting } from "./objections.ts";
import { offices } from "./offices.ts";
import { hearingOfOrder } from "./orders.ts";
import { payments } from "./payments.ts";
import { placing } from "./placing.ts";
import { programs } from "./programs.ts";
import { providers } from "./providers.ts";
import { reviewing } from "./reviewing.ts";
import { ending, freezing } from "./vouchers.ts";

/**
 * The ledger's rules in plain TypeScript, by contract and function, written from docs/ledger.md and the contracts' headers. Each
 * says what speaks against an act, and what it changes and tells. They are the expectation that the ledger is compared with.
 */
export const RULES = {
  offices,
  districts,
  enterprises,
  providers,
  programs,
  vouchers: {
    ...lists,
    ...freezing,
    ...ending,
    ...objecting("vouchers", hearingOfList),
    withdrawProposal: withdrawProposal("vouchers"),
  },
  orders: {
    ...placing,
    ...claiming,
    ...reviewing,
    ...objecting("orders", hearingOfOrder),
    withdrawMessage: withdrawMessage("orders"),
    withdrawProposal: withdrawProposal("orders"),
  },
  payments,
  matching,
  /** What no person may call. */
  closed,
};

export type Rules = typeof RULES;
export type Noun = keyof Rules;
export type Rule = (a: Act, ...args: never[]) => void;

/** Every rule, as `contract.function`; and those of acts that somebody may do. */
export const ACTS: readonly string[] = Object.entries(RULES).flatMap(([noun, rules]) =>
  Object.keys(rules).map((name) => `${noun}.${name}`),
);
export const OPEN_ACTS = ACTS.filter((act) => !act.startsWith("closed."));
