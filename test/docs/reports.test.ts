import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { BUDGET } from "../../scripts/reports/budget.ts";
import { EXPIRING } from "../../scripts/reports/expiring.ts";
import { NOTICES } from "../../scripts/reports/notices.ts";
import { OVERDUE } from "../../scripts/reports/overdue.ts";
import { PAYMENT_ORDERS, PAYMENTS } from "../../scripts/reports/payments.ts";
import { STATEMENT } from "../../scripts/reports/provider.ts";
import { FINDING, RECONCILIATION } from "../../scripts/reports/reconciliation.ts";
import type { Sheet } from "../../scripts/tables/sheet.ts";
import type { Lang, Text } from "../../client/text/text.ts";

const headings = ({ columns }: Sheet): Text[] => Object.values(columns).map(({ heading }) => heading);

/** What stands in the first columns of the tables under the heading of a report, in this order; the matrix has districts' names. */
const TABLES: Readonly<Record<string, readonly (readonly Text[])[]>> = {
  budget: [headings(BUDGET)],
  provider: [headings(STATEMENT)],
  payments: [headings(PAYMENTS), headings(PAYMENT_ORDERS)],
  reconciliation: [headings(RECONCILIATION), Object.values(FINDING)],
  notices: [headings(NOTICES)],
  expiring: [headings(EXPIRING)],
  overdue: [headings(OVERDUE)],
};

/** The first cells of the rows of each table in a piece of a page. */
function firstCells(piece: string): string[][] {
  return piece
    .split(/\n\n+/)
    .filter((block) => block.startsWith("|"))
    .map((table) =>
      table
        .trim()
        .split("\n")
        .slice(2)
        .map((row) => row.split("|")[1]?.trim() ?? ""),
    );
}

describe("The pages on reports", () => {
  for (const [lang, file] of [
    ["en", "reports.md"],
    ["zh", "reports.zh-CN.md"],
  ] as const satisfies readonly (readonly [Lang, string])[]) {
    for (const [report, tables] of Object.entries(TABLES)) {
      it(`explain each column of "${report}" in its order (${file})`, async () => {
        const page = await readFile(path.resolve(import.meta.dirname, "../../docs", file), "utf8");
        const piece = page.split(/^## /m).find((part) => part.startsWith(`\`report ${report}`)) ?? "";
        expect(firstCells(piece)).to.deep.equal(tables.map((texts) => texts.map((text) => text[lang])));
      });
    }
  }
});
