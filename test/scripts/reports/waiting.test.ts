import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import readXlsx from "read-excel-file/node";
import { openOffice, type Office } from "../support/office.ts";
import { payableOrders, setScene } from "../support/scene.ts";

describe("The reports of what waits", () => {
  let office: Office;
  before(async () => {
    office = await openOffice();
    const scene = await setScene(office, { vouchers: 3 });
    await payableOrders(office, scene, [0, 1]);
    await office.goToDay((await office.today()) + 8);
  });
  after(async () => office.close());

  it("list the vouchers about to expire, at the terminal and for Excel", async () => {
    const { out, exit } = await office.tongdui("auditor", "report", "expiring", "--days", "200");
    expect(exit).to.equal(0);
    expect(out.at(-1)).to.equal("Within 200 days 3 vouchers will expire, of which ¥240,000.00 remain unused.");
    const none = await office.tongdui("auditor", "report", "expiring", "--days", "10", "--lang", "zh");
    expect(none.out).to.include("没有可列出的内容。");

    const file = path.join(office.folder, "expiring.xlsx");
    await office.tongdui("auditor", "report", "expiring", "--days", "200", "--to", file);
    const [sheet] = await readXlsx(file);
    const cells = sheet!.data.map((row) => row.map(String));
    expect(cells.filter(([voucher]) => voucher?.startsWith("1-0000"))).to.have.length(3);
  });

  it("list the orders that could have been paid, at the terminal and as CSV", async () => {
    const { out } = await office.tongdui("auditor", "report", "overdue", "--district", "2");
    expect(out.at(-1)).to.equal("2 to pay (¥60,000.00), 0 at the bank (¥0.00), 0 claims to decide, 0 objections.");
    const elsewhere = await office.tongdui("auditor", "report", "overdue", "--district", "1", "--json");
    expect(elsewhere.json().data).to.deep.include({ rows: [] });

    const file = path.join(office.folder, "overdue.csv");
    await office.tongdui("auditor", "report", "overdue", "--to", file, "--lang", "zh");
    const text = await readFile(file, "utf8");
    expect(text.startsWith("\uFEFF")).to.equal(true);
    expect(text.match(/待拨付/g)).to.have.length(2);
  });
});
