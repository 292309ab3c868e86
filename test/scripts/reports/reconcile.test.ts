import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import type { BankLine } from "../../../scripts/reports/bankLines.ts";
import { compare, type Compare, type Finding } from "../../../scripts/reports/reconcile.ts";
import type { LedgerItem } from "../../../scripts/reports/settlements.ts";

const DAY = 22_000;

const line = (reference: string, over: Partial<BankLine> = {}): BankLine => ({
  file: "bank.csv",
  line: 2,
  reference,
  amount: 3_000_000n,
  result: "paid",
  receipt: `R-${reference}`,
  day: DAY,
  account: undefined,
  remark: undefined,
  ...over,
});

const item = (reference: string, result: "paid" | "returned" | "open", over: Partial<LedgerItem> = {}): LedgerItem => ({
  reference,
  payment: 1n,
  order: `order ${reference}`,
  provider: 1n,
  amount: 3_000_000n,
  settled: result === "open" ? undefined : { paid: result === "paid", receipt: `commitment ${reference}` },
  settledOn: result === "open" ? undefined : DAY + 1,
  ...over,
});

/** Findings with their differences in yuan. */
const found = (lines: BankLine[], items: LedgerItem[], over: Partial<Compare> = {}): [Finding, number][] =>
  compare({ lines, items, from: undefined, through: undefined, documentOf: () => undefined, ...over }).map(
    ({ finding, difference }) => [finding, Number(difference) / 100],
  );

describe("The bank's lines against the ledger's settlements", () => {
  it("agree where amount and result are the same", () => {
    expect(found([line("TD1-1")], [item("TD1-1", "paid")])).to.deep.equal([["agrees", 0]]);
    expect(found([line("TD1-1", { result: "returned" })], [item("TD1-1", "returned")])).to.deep.equal([["agrees", 0]]);
  });

  it("show what the bank has and the ledger has not", () => {
    expect(found([line("TD1-1")], [item("TD1-1", "open")])).to.deep.equal([["notOnLedger", 30_000]]);
    expect(found([line("TD9-1")], [])).to.deep.equal([["unknown", 30_000]]);
  });

  it("show what the ledger has and the bank has not", () => {
    expect(found([], [item("TD1-1", "paid")])).to.deep.equal([["notAtBank", -30_000]]);
    expect(found([], [item("TD1-1", "returned")])).to.deep.equal([["notAtBank", 0]]);
    expect(found([], [item("TD1-1", "open")])).to.deep.equal([["waiting", 0]]);
  });

  it("show other amounts and other results", () => {
    const less = line("TD1-1", { amount: 2_999_900n });
    expect(found([less], [item("TD1-1", "paid")])).to.deep.equal([["amount", -1]]);
    expect(found([line("TD1-1")], [item("TD1-1", "returned")])).to.deep.equal([["result", 30_000]]);
    const back = line("TD1-1", { result: "returned" });
    expect(found([back], [item("TD1-1", "paid")])).to.deep.equal([["result", -30_000]]);
  });

  it("show an order that the bank paid twice, and one that it paid and took back", () => {
    const twice = [line("TD1-1"), line("TD1-1", { receipt: "R2", day: DAY + 1 })];
    expect(found(twice, [item("TD1-1", "paid")])).to.deep.equal([
      ["several", 0],
      ["several", 30_000],
    ]);
    const back = [line("TD1-1", { result: "returned", receipt: "R2", day: DAY + 3 }), line("TD1-1")];
    expect(found(back, [item("TD1-1", "paid")])).to.deep.equal([
      ["several", 0],
      ["several", -30_000],
    ]);
    expect(found(back, [item("TD1-1", "returned")])).to.deep.equal([
      ["several", 30_000],
      ["several", -30_000],
    ]);
  });

  it("show one receipt that stands for two orders", () => {
    const lines = ["TD1-1", "TD1-2"].map((reference) => line(reference, { receipt: "R" }));
    const items = [item("TD1-1", "paid"), item("TD1-2", "paid")];
    expect(found(lines, items)).to.deep.equal([
      ["receiptTwice", 0],
      ["receiptTwice", 0],
    ]);
  });

  it("open the commitments to the receipts that this office keeps", () => {
    const documentOf = (commitment: string) =>
      commitment === "commitment TD1-1" ? { receipt: "R-TD1-1", day: isoOfDay(DAY) } : undefined;
    const receipts = (lines: BankLine[]) =>
      compare({
        lines,
        items: [item("TD1-1", "paid"), item("TD1-2", "paid")],
        from: undefined,
        through: undefined,
        documentOf,
      })
        .filter((one) => one.line)
        .map(({ finding, receipt }) => [finding, receipt]);
    expect(receipts([line("TD1-1"), line("TD1-2")])).to.deep.equal([
      ["agrees", "same"],
      ["agrees", "not kept"],
    ]);
    expect(receipts([line("TD1-1", { receipt: "R2" })])).to.deep.equal([["receipt", "differs"]]);
    expect(receipts([line("TD1-1", { day: DAY + 1 })])).to.deep.equal([["receipt", "differs"]]);
  });

  it("expect of the bank only what the ledger recorded on the days that are asked for", () => {
    const items = [1, 2, 3].map((n) => item(`TD${n}-1`, "paid", { settledOn: DAY + n }));
    const within = { from: DAY + 2, through: DAY + 2 };
    expect(found([], items, within)).to.deep.equal([["notAtBank", -30_000]]);
    expect(found([line("TD1-1")], items, within)).to.deep.equal([
      ["notAtBank", -30_000],
      ["agrees", 0],
    ]);
  });
});
