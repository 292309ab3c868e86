import type { Rules } from "../rules/rules.ts";
import { programs } from "./budgets.ts";
import type { Draws } from "./draw.ts";
import { matching } from "./matching.ts";
import { closed, districts, offices } from "./offices.ts";
import { orders } from "./orders.ts";
import { enterprises, providers } from "./parties.ts";
import { payments } from "./payments.ts";
import { vouchers } from "./vouchers.ts";

/** For every rule, how a try of it is made up. */
export const DRAWS: { readonly [Noun in keyof Rules]: Draws<Rules[Noun]> } = {
  offices,
  districts,
  enterprises,
  providers,
  programs,
  vouchers,
  orders,
  payments,
  matching,
  closed,
};
