import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { isoOfDay } from "../../../client/days.ts";
import { decodeOrder, type OrderStage } from "../../../client/orderWord.ts";
import { settlePayment } from "../../../scripts/payments/settle.ts";
import { contextOf } from "../support/context.ts";
import { openOffice, type Office } from "../support/office.ts";
import { payableOrders, placeOrders, redeemOrders, setScene, type Scene } from "../support/scene.ts";

const HEADINGS = "附言,金额,结果,流水号,交易日期";

describe("From review to bank", () => {
  let office: Office;
  let scene: Scene;
  let folder: string;
  let state: string;
  let orders: string[];
  let today: number;

  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: 4 });
    orders = await payableOrders(office, scene, [0, 1, 2]);
    today = await office.today();
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "payments-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });

  const stages = async (of = orders): Promise<OrderStage[]> =>
    Promise.all(of.map(async (order) => decodeOrder(await office.ledger.orders.wordOf(order)).stage));
  const at = (name: string): string => path.join(folder, name);
  const open = async () => office.tongdui("wujin bureau", "payment", "open", "--due", "--yes", "--json");
  const bank = async (...lines: string[]): Promise<string> => {
    await writeFile(at("bank.csv"), [HEADINGS, ...lines].join("\n").replaceAll("DAY", isoOfDay(today)));
    return at("bank.csv");
  };
  const settle = async (file: string, by = "wujin finance") =>
    office.tongdui(by, "payment", "settle", "1", file, "--yes", "--json");

  it("the Bureau puts what can be paid into a payment, and doing it again changes nothing", async () => {
    const dry = await office.tongdui("wujin bureau", "payment", "open", "--due", "--dry-run");
    expect(dry.out[0]).to.equal("3 orders could be put into a payment.");
    for (const order of orders) expect(dry.err.join("\n")).to.contain(`${order}: ¥30,000.00 to P1-1`);
    expect(await stages()).to.deep.equal(["Redeemed", "Redeemed", "Redeemed"]);
    const first = await open();
    expect([first.exit, await stages()]).to.deep.equal([0, ["Paying", "Paying", "Paying"]]);
    expect(first.json().data).to.deep.include({ payments: [1] });
    const again = await office.tongdui("wujin bureau", "payment", "open", ...orders, "--yes", "--json");
    expect(again.json().data).to.deep.include({ payments: [1] });
    expect(await office.ledger.payments.count()).to.equal(1n);
  });

  it("says of each order that cannot be paid yet why, and pays the others", async () => {
    const [waiting = ""] = await placeOrders(office, scene, [3]);
    await redeemOrders(office, scene, [3], [waiting]);
    const reason = id("reason");
    await (await office.as("auditor").vouchers.freeze(scene.vouchers[0] ?? 0n, 10, reason)).wait();
    const { out, exit } = await office.tongdui("wujin bureau", "payment", "open", "--due", "--yes");
    const said = out.join("\n");
    expect(exit).to.equal(0);
    expect(said).to.match(/its public notice runs through 2030-\d\d-\d\d/);
    expect(said).to.contain("voucher 1-000001 is frozen");
    expect(await stages()).to.deep.equal(["Redeemed", "Paying", "Paying"]);
    const refused = await office.tongdui("wujin bureau", "payment", "open", waiting, "--yes");
    expect([refused.exit, refused.err.at(-1)]).to.deep.equal([
      1,
      refused.err
        .at(-1)
        ?.match(/^✗ The order .* cannot be paid yet: its public notice runs through .*Nothing was sent\.$/)?.[0],
    ]);
  });

  it("names who may not: an account without the duty, and Finance that opened nothing", async () => {
    const { exit, err } = await office.tongdui("wujin finance", "payment", "open", "--due", "--yes");
    expect(exit).to.equal(1);
    expect(err.at(-1)).to.contain("Bureau");
    expect(await stages()).to.deep.equal(["Redeemed", "Redeemed", "Redeemed"]);
  });

  it("what a colleague settled otherwise while the question was asked is set aside, not said to be done", async () => {
    await open();
    const file = await bank("TD1-1,30000.00,退汇,B001,DAY");
    const context = contextOf(await office.profile("wujin finance 2"));
    const confirm = async (): Promise<boolean> => {
      await writeFile(at("other.csv"), [HEADINGS, `TD1-1,30000.00,成功,B001,${isoOfDay(today)}`].join("\n"));
      return (await settle(at("other.csv"))).exit === 0;
    };
    const { exit, data } = await settlePayment({ payment: 1, file }, { ...context, io: { ...context.io, confirm } });
    expect([exit, (data as { refused: { line: number }[] }).refused.map(({ line }) => line)]).to.deep.equal([3, [2]]);
    expect((await stages([...orders].sort()))[0]).to.equal("Paid");
  });

  it("Finance settles what the bank paid and returned, in as many files as there are", async () => {
    await open();
    // A payment lists orders whose notices ended on one day by their ids.
    const listed = [...orders].sort();
    const first = await settle(await bank("TD1-1,30000.00,成功,B001,DAY"));
    expect([first.exit, await stages(listed)]).to.deep.equal([0, ["Paid", "Paying", "Paying"]]);
    expect(first.json().data).to.deep.include({ paid: "3000000", open: ["TD1-2", "TD1-3"] });
    const file = await bank(
      "TD1-1,30000.00,成功,B001,DAY",
      "TD1-2,30000.00,退汇,B002,DAY",
      'TD1-3,"¥30,000.00",成功,B003,DAY',
    );
    const second = await settle(file);
    expect([second.exit, await stages(listed)]).to.deep.equal([0, ["Paid", "Redeemed", "Paid"]]);
    expect((await office.ledger.payments.paymentOf(1)).paid).to.equal(6_000_000n);
    const third = await settle(file);
    expect((third.json().data as { rows: { end: string }[] }).rows.map(({ end }) => end)).to.deep.equal([
      "before",
      "before",
      "before",
    ]);
    expect((await open()).json().data).to.deep.include({ payments: [2] });
    expect(await stages(listed)).to.deep.equal(["Paid", "Paying", "Paid"]);
    const { out } = await office.tongdui("wujin finance", "payment", "show", "1");
    expect(out.join("\n")).to.contain("returned; now in a payment");
  });

  const wrong: [what: string, line: string, code: RegExp][] = [
    ["another amount", "TD1-1,30000.01,成功,B001,DAY", /TD1-1 is ¥30,000\.00 on the ledger, and ¥30,000\.01/],
    ["another payment", "TD2-1,30000.00,成功,B001,DAY", /TD2-1 is not a reference of payment 1/],
    ["an unknown result", "TD1-1,30000.00,也许,B001,DAY", /也许/],
    ["the first one again", "TD1-3,30000.00,成功,B009,DAY", /TD1-3 is in the file twice/],
    ["a receipt that is there already", "TD1-2,30000.00,成功,B009,DAY", /B009 is in the file twice/],
  ];
  for (const [what, line, sentence] of wrong) {
    it(`nothing is settled when one line of the file has ${what}`, async () => {
      await open();
      const file = await bank("TD1-3,30000.00,成功,B009,DAY", line);
      const { exit, err } = await office.tongdui("wujin finance", "payment", "settle", "1", file, "--yes");
      expect(exit).to.equal(1);
      expect(err.at(-1)).to.match(sentence).and.to.contain("bank.csv:3:");
      expect(await stages()).to.deep.equal(["Paying", "Paying", "Paying"]);
    });
  }

  it("a line that contradicts what was settled is refused", async () => {
    await open();
    await settle(await bank("TD1-1,30000.00,退汇,B001,DAY"));
    const { exit, err } = await office.tongdui(
      "wujin finance",
      ...["payment", "settle", "1", await bank("TD1-1,30000.00,成功,B007,DAY"), "--yes"],
    );
    const day = isoOfDay(today);
    expect(exit).to.equal(1);
    expect(err.at(-1)).to.contain(
      `was settled on ${day} as returned, receipt B001, ${day}; the file says paid, receipt B007, ${day}.`,
    );
  });

  const contradicts: [what: string, line: (day: string, before: string) => string][] = [
    ["another receipt", (day) => `TD1-1,30000.00,成功,B002,${day}`],
    ["another date", (_, before) => `TD1-1,30000.00,成功,B001,${before}`],
  ];
  for (const [what, line] of contradicts) {
    it(`a file that has ${what} than what is recorded is refused, in Chinese too`, async () => {
      await open();
      await settle(await bank("TD1-1,30000.00,成功,B001,DAY"));
      const file = await bank(line(isoOfDay(today), isoOfDay(today - 1)));
      const words = ["payment", "settle", "1", file, "--yes", "--lang", "zh"];
      const { exit, err } = await office.tongdui("wujin finance", ...words);
      expect(exit).to.equal(1);
      expect(err.at(-1)).to.match(/bank\.csv:2:[45].*结算登记为：已付，流水号 B001，.*；文件为：已付，流水号 B00/);
    });
  }

  for (const [what, days, said] of [
    ["after the ledger's today", 1, "is still to come: today is"],
    ["before the payment was opened", -1, "the day on which payment 1 was opened"],
  ] as const) {
    it(`a date ${what} is complained of, and nothing is settled`, async () => {
      await open();
      const { exit, err } = await office.tongdui(
        "wujin finance",
        ...["payment", "settle", "1", await bank(`TD1-1,30000.00,成功,B001,${isoOfDay(today + days)}`), "--yes"],
      );
      expect([exit, err.at(-1)?.includes(said), err.at(-1)?.includes("bank.csv:2:5")]).to.deep.equal([1, true, true]);
      expect(await stages()).to.deep.equal(["Paying", "Paying", "Paying"]);
    });
  }

  it("a receipt with which another order was settled before is refused, of another payment too", async () => {
    await open();
    await settle(await bank("TD1-1,30000.00,成功,B001,DAY", "TD1-2,30000.00,退汇,B002,DAY"));
    const same = await office.tongdui(
      "wujin finance",
      ...["payment", "settle", "1", await bank("TD1-3,30000.00,成功,B001,DAY"), "--yes"],
    );
    expect([same.exit, same.err.at(-1)?.includes("The receipt B001 is the one of TD1-1")]).to.deep.equal([1, true]);
    await open();
    const other = await office.tongdui(
      "wujin finance",
      ...["payment", "settle", "2", await bank("TD2-1,30000.00,成功,B001,DAY"), "--yes"],
    );
    expect([other.exit, other.err.at(-1)?.includes("settled before in payment 1")]).to.deep.equal([1, true]);
  });

  it("shows every order before it asks, and says when they were settled before", async () => {
    await open();
    const file = await bank("TD1-1,30000.00,成功,B001,DAY");
    const words = ["payment", "settle", "1", file, "--yes"];
    const first = await office.tongdui("wujin finance", ...words);
    const day = isoOfDay(today);
    expect(first.err.join("\n")).to.match(new RegExp(`TD1-1 +P1-1.* +¥30,000.00 +paid +B001 +${day}`));
    expect(first.out[0]).to.equal("✓ 1 order settled.");
    const second = await office.tongdui("wujin finance", ...words);
    expect([second.exit, second.out[0]]).to.deep.equal([
      0,
      `✓ 1 order was settled before, on ${day}; nothing was sent for it.`,
    ]);
  });

  it("the account that opened a payment does not settle it", async () => {
    await open();
    const { exit, err } = await office.tongdui(
      "wujin bureau",
      ...["payment", "settle", "1", await bank("TD1-1,30000.00,成功,B001,DAY"), "--yes"],
    );
    expect(exit).to.equal(1);
    expect(err.at(-1)).to.contain("does not hold the duty Finance in district 2");
    expect(await stages()).to.deep.equal(["Paying", "Paying", "Paying"]);
  });

  it("a payment that there is not is said so", async () => {
    const { exit, err } = await office.tongdui("wujin finance", "payment", "show", "7");
    expect([exit, err.at(-1)]).to.deep.equal([1, "✗ There is no payment 7 on the ledger."]);
  });
});
