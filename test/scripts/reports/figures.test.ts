import { expect } from "chai";
import { decodeBudget } from "../../../client/budgetWord.ts";
import type { Sheet } from "../../../scripts/tables/sheet.ts";
import { budgetLines } from "../../../scripts/reports/budget.ts";
import { crossRegion } from "../../../scripts/reports/crossRegion.ts";
import type { Line } from "../../../scripts/reports/give.ts";
import { paymentLines, paymentOrderLines } from "../../../scripts/reports/payments.ts";
import { statementOf } from "../../../scripts/reports/provider.ts";
import type { LedgerView } from "../../../scripts/reports/view.ts";
import { networkHelpers, type World } from "../../support/world.ts";
import { story } from "../../promises/story/story.ts";
import { viewNow } from "./viewing.ts";

/** The cells of a column in the rows, or in the totals. */
function cells<S extends Sheet>(
  lines: readonly Line<S>[],
  column: keyof S["columns"] & string,
  total = false,
): bigint[] {
  return lines
    .filter((line) => (line.total === true) === total)
    .map((line) => (line.cells as Readonly<Record<string, bigint | undefined>>)[column] ?? 0n);
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

describe("The reports of a ledger that has done everything there is", () => {
  let view: LedgerView;
  /** The ledger's own five figures of each program, as the node has them. */
  let own: Map<string, ReturnType<typeof decodeBudget>>;
  const all = (figure: "approved" | "outstanding" | "redeemed" | "paid" | "recovered"): bigint =>
    sum([...own.values()].map((budget) => budget[figure]));

  beforeEach(async () => {
    const { w }: { w: World } = await networkHelpers.loadFixture(story);
    view = await viewNow(w);
    const numbers = Array.from({ length: Number(await w.programs.count()) }, (_, i) => String(i + 1));
    own = new Map(
      await Promise.all(
        numbers.map(async (number) => [number, decodeBudget(await w.programs.budgetOf(number))] as const),
      ),
    );
  });

  it("tell of every program the five figures that the ledger keeps of it", () => {
    const told = budgetLines(view, undefined).flatMap(({ cells: row, total }) => {
      if (total === true) return [];
      const { program = "", approved = 0n, unused = 0n, locked = 0n, redeemed = 0n, paid = 0n, recovered = 0n } = row;
      return [[program as string, { approved, outstanding: unused + locked, redeemed, paid, recovered }] as const];
    });
    expect(new Map(told)).to.deep.equal(own);
  });

  it("account for every fen that was approved, and for every fen that was issued", () => {
    for (const { cells: row } of budgetLines(view, undefined)) {
      const { approved, issued, unused = 0n, locked = 0n, redeemed = 0n, returned = 0n, available = 0n } = row;
      expect(available + unused + locked + redeemed).to.equal(approved);
      expect(unused + locked + redeemed + returned).to.equal(issued);
    }
  });

  it("add up to what is in their totals", () => {
    const budget = budgetLines(view, undefined);
    for (const column of ["approved", "issued", "unused", "locked", "returned", "available"] as const) {
      expect(cells(budget, column, true).at(-1), column).to.equal(sum(cells(budget, column)));
    }
    const matrix = crossRegion(view, "redeemed").lines;
    for (const column of ["district1", "district2", "total", "across"]) {
      expect(cells(matrix, column, true), column).to.deep.equal([sum(cells(matrix, column))]);
    }
    const payments = paymentLines(view, undefined);
    for (const column of ["total", "paid", "returned", "waiting"] as const) {
      expect(cells(payments, column, true), column).to.deep.equal([sum(cells(payments, column))]);
    }
  });

  it("divide what the ledger redeemed and paid among districts", () => {
    expect(cells(crossRegion(view, "redeemed").lines, "total", true)).to.deep.equal([all("redeemed")]);
    expect(cells(crossRegion(view, "paid").lines, "total", true)).to.deep.equal([all("paid")]);
  });

  it("divide what the ledger redeemed, paid and recovered among providers", () => {
    const statements = [...view.state.providers.providers.keys()].map((one) => statementOf(view, one, undefined).lines);
    const of = (column: "redeemed" | "paid" | "recovered" | "locked"): bigint =>
      sum(statements.flatMap((lines) => cells(lines, column)));
    expect([of("redeemed"), of("paid"), of("recovered")]).to.deep.equal([
      all("redeemed"),
      all("paid"),
      all("recovered"),
    ]);
    expect(of("locked")).to.equal(sum(cells(budgetLines(view, undefined), "locked")));
  });

  it("divide what the ledger paid among payments, and a payment among its orders", () => {
    const payments = paymentLines(view, undefined);
    expect(sum(cells(payments, "paid"))).to.equal(all("paid"));
    expect(sum(cells(paymentOrderLines(view, undefined), "amount"))).to.equal(sum(cells(payments, "total")));
  });

  it("are not of a ledger on which nothing was paid, recovered, returned or given back", () => {
    const payments = paymentLines(view, undefined);
    const returned = sum(cells(budgetLines(view, undefined), "returned"));
    for (const figure of [all("paid"), all("recovered"), sum(cells(payments, "returned")), returned]) {
      expect(figure > 0n).to.equal(true);
    }
  });
});
