/** An enterprise and a provider save their statements, which say what the ledger says, to the fen. */
import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import { formatFen, parseYuan } from "../../../client/money.ts";
import { placeOrders, type Scene } from "../../scripts/support/scene.ts";
import { lookAnew, type Trial } from "./doing.ts";
import type { DeskWorld } from "./world.ts";

type Row = Readonly<Record<string, string>>;

/** @param scene whose first voucher has no order yet: it is of firm 1-1, the provider is laboratory 1. */
export function checkStatements(it: Trial, world: () => DeskWorld, scene: () => Scene): void {
  it("tells an enterprise every change of its vouchers, with the provider where it is an order's", async () => {
    const w = world();
    await placeOrders(w.queues.office, scene(), [0]);
    const { vouchers } = w.queues.office.ledger;
    const rows = await statementOf(w, "firm 1-1", "Save the statement (table, CSV)", "en");
    const logs = await vouchers.queryFilter(vouchers.filters.VoucherChanged);
    const own = new Set(rows.map((row) => row["Voucher"]));
    expect(own.size).to.be.greaterThan(0);
    const changes = logs.filter(({ args }) => own.has(formatVoucher(args.voucher)));
    expect(rows).to.have.length(changes.length);
    const issued = rows.filter((row) => row["What happened"] === "issued");
    expect(issued).to.have.length(own.size);
    const locked = rows.filter((row) => row["What happened"] === "locked by an order");
    expect(locked).to.have.length(1);
    for (const row of locked) {
      expect(row["With"]).to.match(/^P\d+-\d+$/);
      expect(row["Order"]).to.match(/^0x[0-9a-f]{64}$/);
    }
    const inFen = (all: readonly Row[]): bigint =>
      all.reduce((sum, row) => sum + parseYuan(row["Amount (yuan)"] ?? ""), 0n);
    const onLedger = changes
      .filter(({ args }) => args.sequence === 1n)
      .reduce((sum, { args }) => sum + args.amount, 0n);
    expect(inFen(issued)).to.equal(onLedger);
  });

  it("shows an enterprise with whom its orders are and how each stands, and a provider whose they are", async () => {
    const w = world();
    const { orders } = w.queues.office.ledger;
    const placed = (await orders.queryFilter(orders.filters.OrderPlaced)).map(({ args }) => args.terms);
    const terms = placed.find(
      ({ voucher, provider }) => voucher === scene().vouchers[0] && provider === scene().provider,
    );
    const { voucher, contractValue, amount } = terms ?? expect.fail("no order of the first voucher");
    for (const [who, partner] of [
      ["firm 1-1", formatProvider(scene().provider)],
      ["laboratory 1", formatEnterprise(scene().enterprises[0]?.id ?? 0n)],
    ] as const) {
      const page: Page = await w.as(who, 0, { lang: "en" });
      await lookAnew(w, page);
      await page.goto(new URL("/desk/vouchers", page.url()).href);
      const row = page
        .getByRole("row")
        .filter({ hasText: "placed" })
        .filter({ hasText: formatVoucher(voucher) });
      await row.waitFor();
      expect(await row.innerText())
        .to.include(partner)
        .and.to.include(formatFen(contractValue))
        .and.to.include(formatFen(amount));
      await page.context().close();
    }
  });

  it("tells a provider how each of its orders stands, in Chinese", async () => {
    const w = world();
    const rows = await statementOf(w, "laboratory 1", "下载对账单（CSV 表格）", "zh");
    const { orders } = w.queues.office.ledger;
    const placed = new Map(
      (await orders.queryFilter(orders.filters.OrderPlaced)).map(({ args }) => [args.order, args.terms] as const),
    );
    expect(rows.length).to.be.greaterThan(0);
    for (const row of rows) {
      const terms = placed.get(row["订单编号"] ?? "");
      expect(formatVoucher(terms?.voucher ?? 0n)).to.equal(row["券编号"]);
      expect(parseYuan(row["合同金额（元）"] ?? "")).to.equal(terms?.contractValue);
      expect(row["对方"]).to.match(/^\d+-\d+$/);
    }
  });
}

async function statementOf(
  w: DeskWorld,
  who: "firm 1-1" | "laboratory 1",
  button: string,
  lang: "en" | "zh",
): Promise<Row[]> {
  const page: Page = await w.as(who, 0, { lang });
  await lookAnew(w, page);
  await page.goto(new URL("/desk/vouchers", page.url()).href);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).to.match(/^statement-P?\d+-\d+\.csv$/);
  const rows = parse(await readFile(await saved.path()), { bom: true, columns: true }) as unknown as Row[];
  await page.context().close();
  return rows;
}
