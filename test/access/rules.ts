import { CONTRACTS, type Contract, type Rule, type Rules } from "./rule.ts";
import { MATCHING } from "./rules/matching.ts";
import { MANAGER } from "./rules/manager.ts";
import { ORDERS, PAYMENTS, PROGRAMS, VOUCHERS } from "./rules/money.ts";
import { DISTRICTS, EDITION, ENTERPRISES, PROVIDERS } from "./rules/parties.ts";

/** THE table: who may use each function that could change something or move a token. All else is anyone's to read. */
export const RULES: Readonly<Record<Contract, Rules>> = {
  edition: EDITION,
  districts: DISTRICTS,
  enterprises: ENTERPRISES,
  providers: PROVIDERS,
  programs: PROGRAMS,
  vouchers: VOUCHERS,
  orders: ORDERS,
  payments: PAYMENTS,
  matching: MATCHING,
  voucherPicture: {},
  certificatePicture: {},
  manager: MANAGER,
};

/** One use of one function. */
export interface Row {
  /** `orders.object for the Auditor` */
  readonly key: string;
  readonly contract: Contract;
  /** By name, or with its types where the name has two. */
  readonly function: string;
  readonly rule: Rule;
}

export const rowsOf = (contract: Contract): Row[] =>
  Object.entries(RULES[contract]).flatMap(([name, rules]) =>
    [rules].flat().map((rule) => {
      const key = [`${contract}.${name}`, rule.use].filter((words) => words !== undefined).join(" ");
      return { key, contract, function: name, rule };
    }),
  );

export const ROWS: readonly Row[] = CONTRACTS.flatMap(rowsOf);

/** The functions that finish what another account has begun, as `contract.function`. */
export const SECOND: readonly string[] = [
  ...new Set(ROWS.filter(({ rule }) => rule.finishes !== undefined).map((row) => `${row.contract}.${row.function}`)),
];

/** Whether an account that has this seat and no other may do it. */
export const isFor = ({ rule }: Row, seat: Rule["may"][number]): boolean =>
  rule.may.includes(seat) || rule.may.includes("anyone");
