import { availableOf, type Budget } from "../../client/budgetWord.ts";
import { formatFen } from "../../client/money.ts";
import type { Grid } from "../cli/grid.ts";

/** The five figures of a program's budget, and what follows from them. */
export function budgetGrid(budget: Budget): Grid {
  const { approved, outstanding, redeemed, paid, recovered } = budget;
  return {
    title: { en: "Budget", zh: "预算" },
    head: [
      { en: "Approved", zh: "批准" },
      { en: "Outstanding", zh: "未核销" },
      { en: "Redeemed", zh: "已核销" },
      { en: "Paid", zh: "已拨付" },
      { en: "Recovered", zh: "已追回" },
      { en: "Available", zh: "可发放" },
    ],
    rows: [[approved, outstanding, redeemed, paid, recovered, availableOf(budget)].map(formatFen)],
    figures: [0, 1, 2, 3, 4, 5],
  };
}
