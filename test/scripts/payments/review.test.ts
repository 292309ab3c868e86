import path from "node:path";
import { expect } from "chai";
import { decodeOrder, type OrderState } from "../../../client/orderWord.ts";
import { recover as recoverMoney } from "../../../scripts/clawback/clawBack.ts";
import { contextOf } from "../support/context.ts";
import { openOffice, tongdui, type Office } from "../support/office.ts";
import { placeOrders, redeemOrders, setScene, type Scene } from "../support/scene.ts";

describe("Objections, rejections and claw-backs", () => {
  let office: Office;
  let scene: Scene;
  let state: string;
  let order: string;

  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: 1 });
    [order = ""] = await placeOrders(office, scene, [0]);
    await redeemOrders(office, scene, [0], [order]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  afterEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });

  const now = async (): Promise<OrderState> => decodeOrder(await office.ledger.orders.wordOf(order));
  const run = async (by: string, ...words: string[]) => {
    const { exit, out, err } = await office.tongdui(by, ...words, "--yes");
    return { exit, said: exit === 0 ? out.join("\n") : (err.at(-1) ?? "") };
  };
  const ends = async (by: string, ...words: string[]): Promise<string[]> => {
    const { json } = await office.tongdui(by, ...words, "--yes", "--json");
    return (json().data as { steps: { end: string }[] }).steps.map(({ end }) => end);
  };

  it("each seat objects once, and running it again changes nothing", async () => {
    const words = ["object", order, "--reason", "The report names another firm"];
    expect((await run("auditor", ...words)).said).to.contain("for: Auditor");
    expect(await ends("auditor", ...words)).to.deep.equal(["before"]);
    const byVoucher = ["object", "1-000001", ...words.slice(2)];
    expect((await run("wujin bureau", ...byVoucher)).said).to.contain("for: home district");
    expect((await run("yangpu bureau", ...words)).said).to.contain("for: provider's district");
    const other = await run("auditor", "object", order, "--reason", "Something else");
    expect(other.exit).to.equal(1);
    const stranger = await run("hefei bureau", ...words);
    expect([stranger.exit, stranger.said.includes("is none of them")]).to.deep.equal([1, true]);
  });

  it("an objection stands in the way of payment until two home officers settle it", async () => {
    await run("yangpu bureau", "object", order.slice(0, 12), "--reason", "Never delivered");
    await office.goToDay((await office.today()) + 6);
    const open = await office.tongdui("wujin bureau", "payment", "open", "--due", "--yes");
    expect(open.out.join("\n")).to.contain("an objection stands: provider's district");
    const resolve = ["resolve", order, "--seat", "provider"];
    expect((await run("wujin bureau", ...resolve, "--reason", "It was delivered")).exit).to.equal(0);
    expect((await run("wujin bureau", ...resolve, "--confirm")).exit).to.equal(1);
    expect((await run("wujin approver", ...resolve, "--confirm")).exit).to.equal(0);
    expect(await ends("wujin approver", ...resolve, "--confirm")).to.deep.equal(["before"]);
    expect(await office.ledger.orders.objectionStands(order, 2)).to.equal(false);
    expect((await run("wujin bureau", "payment", "open", "--due")).said).to.contain("1 order now in payment 1");
  });

  it("the Auditor's objection is the Auditor's to withdraw", async () => {
    await run("auditor", "object", order, "--reason", "To be looked at");
    const words = ["resolve", order, "--seat", "auditor", "--reason", "Looked at"];
    expect((await run("wujin bureau", ...words)).exit).to.equal(1);
    expect(await ends("auditor", ...words)).to.deep.equal(["done"]);
    expect(await ends("auditor", ...words)).to.deep.equal(["before"]);
  });

  it("an order that was opened again is objected to anew, in the same words too", async () => {
    const words = ["object", order, "--reason", "The invoice is false"];
    await run("auditor", ...words);
    await run("auditor", "resolve", order, "--seat", "auditor", "--reason", "To be claimed anew");
    await run("wujin bureau", "reject", order.slice(0, 12), "--for", "form", "--reason", "Wrong invoice");
    await run("wujin approver", "reject", order.slice(0, 10), "--confirm");
    await redeemOrders(office, scene, [0], [order], { round: 1 });
    expect(await ends("auditor", ...words)).to.deep.equal(["done"]);
    expect(await office.ledger.orders.objectionStands(order, 0)).to.equal(true);
    expect(await ends("auditor", ...words)).to.deep.equal(["before"]);
  });

  it("an objection that nobody made is not said to be withdrawn", async () => {
    const { exit, said } = await run("auditor", "resolve", order, "--seat", "auditor", "--reason", "Looked at");
    expect([exit, said.startsWith("✗ There is no objection to order")]).to.deep.equal([1, true]);
  });

  it("a proposal is taken back by its proposer alone", async () => {
    const reject = ["reject", order];
    await run("wujin bureau", ...reject, "--for", "cause", "--reason", "Sham");
    expect((await run("wujin bureau 2", ...reject, "--take-back")).exit).to.equal(1);
    expect((await run("wujin bureau", ...reject, "--take-back")).exit).to.equal(0);
    expect((await run("wujin approver", ...reject, "--confirm")).said).to.contain("Nobody has proposed");
    expect((await now()).stage).to.equal("Redeemed");
  });

  it("for form opens the order again, and for cause ends it", async () => {
    await run("wujin bureau", "reject", order, "--for", "form", "--reason", "Not legible");
    const { err } = await office.tongdui("wujin approver", "reject", order, "--confirm", "--yes");
    expect(err.join("\n")).to.contain("For form: the order is open again with ¥30,000.00 locked");
    expect(await now()).to.deep.include({ stage: "Placed", round: 1 });
    expect(await ends("wujin approver", "reject", order, "--confirm")).to.deep.equal(["before"]);

    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    await run("wujin bureau", "reject", order, "--for", "cause", "--reason", "Sham");
    await run("wujin approver", "reject", order, "--confirm");
    expect((await now()).stage).to.equal("Rejected");
  });

  it("a rejection without its kind or reason is asked for both", async () => {
    const { exit, said } = await run("wujin bureau", "reject", order, "--for", "form");
    expect([exit, said.startsWith("✗ Say for what and why")]).to.deep.equal([2, true]);
  });

  describe("once the order is paid", () => {
    let paid: string;
    before(async () => {
      await office.goToDay((await office.today()) + 6);
      await (await office.as("wujin bureau").payments.open(2, [order])).wait();
      const receipt = `0x${"01".repeat(32)}`;
      await (await office.as("wujin finance").payments.settle(1, [{ order, paid: true, receipt }])).wait();
      paid = state;
      state = (await office.provider.send("evm_snapshot", [])) as string;
    });
    after(() => {
      state = paid;
    });

    const clawBack = async () => office.ledger.payments.clawBackOf(order);

    it("money is ordered back by two officers, and each receipt is recorded once", async () => {
      const orderBack = ["claw-back", "order", order];
      expect((await run("wujin bureau", ...orderBack, "--amount", "20,000", "--reason", "Sham")).exit).to.equal(0);
      expect((await run("wujin approver", ...orderBack, "--confirm")).exit).to.equal(0);
      expect(await ends("wujin approver", ...orderBack, "--confirm")).to.deep.equal(["before"]);
      expect(await ends("wujin bureau", ...orderBack, "--amount", "20,000", "--reason", "Sham")).to.deep.equal([
        "before",
      ]);
      expect((await clawBack()).ordered).to.equal(2_000_000n);

      const recover = ["claw-back", "recover", order, "--day", "2030-05-01"];
      const first = [...recover, "--amount", "5,000", "--receipt", "B1"];
      expect(await ends("wujin finance", ...first)).to.deep.equal(["done"]);
      expect(await ends("wujin finance", ...first)).to.deep.equal(["before"]);
      expect(await ends("wujin finance", ...recover, "--amount", "5,000", "--receipt", "B2")).to.deep.equal(["done"]);
      const mistyped = await run("wujin finance", ...recover, "--amount", "5,001", "--receipt", "B2");
      expect(mistyped.said).to.contain("The receipt B2 was entered for this order with ¥5,000.00, not ¥5,001.00.");
      expect((await clawBack()).recovered).to.equal(1_000_000n);

      const writeOff = ["claw-back", "write-off", order];
      await run("wujin finance", ...writeOff, "--amount", "10,000", "--reason", "Insolvent");
      await run("wujin approver", ...writeOff, "--confirm");
      expect((await run("wujin finance", "claw-back", "show", order)).said).to.contain(
        "¥20,000.00 ordered back, ¥10,000.00 recovered, ¥10,000.00 written off, ¥0.00 outstanding.",
      );
    });

    it("whoever confirms reads amount and reason, where the office has its words", async () => {
      await run("wujin bureau", "claw-back", "order", order, "--amount", "1,000", "--reason", "Overpaid");
      const documents = path.join(path.dirname(await office.profile("wujin bureau")), "documents");
      const confirm = ["claw-back", "order", order, "--confirm", "--dry-run", "--profile"];
      const { err } = await tongdui([...confirm, await office.profile("wujin approver", { documents })]);
      expect(err).to.include.members(["The amount is ¥1,000.00.", "Reason: Overpaid"]);
    });

    it("a second part is ordered back for the same reason", async () => {
      const orderBack = ["claw-back", "order", order, "--reason", "Overpaid"];
      for (const amount of ["1,000", "2,000"]) {
        const { err } = await office.tongdui("wujin bureau", ...orderBack, "--amount", amount, "--yes");
        expect(err.join("\n")).to.contain(`¥${amount}.00`);
        expect(await ends("wujin approver", "claw-back", "order", order, "--confirm")).to.deep.equal(["done"]);
      }
      expect((await clawBack()).ordered).to.equal(300_000n);
    });

    describe("and money is ordered back", () => {
      const recover = (receipt: string): string[] => [
        ...["claw-back", "recover", order, "--day", "2030-05-01", "--amount", "5,000", "--receipt", receipt],
      ];
      beforeEach(async () => {
        await run("wujin bureau", "claw-back", "order", order, "--amount", "20,000", "--reason", "Sham");
        await run("wujin approver", "claw-back", "order", order, "--confirm");
      });

      it("a receipt is one receipt, however it is typed", async () => {
        expect(await ends("wujin finance", ...recover("B1"))).to.deep.equal(["done"]);
        for (const typed of ["b1", " B1", "Ｂ１"])
          expect(await ends("wujin finance", ...recover(typed))).to.deep.equal(["before"]);
        expect((await clawBack()).recovered).to.equal(500_000n);
      });

      it("what another office recorded is not recorded again before its receipt is known", async () => {
        expect(await ends("wujin finance", ...recover("B1"))).to.deep.equal(["done"]);
        const elsewhere = await office.profile("wujin finance", { documents: "elsewhere" });
        const { exit, err } = await tongdui([...recover("B1"), "--yes", "--profile", elsewhere]);
        expect([exit, err.at(-1)?.includes("It may be the same money.")]).to.deep.equal([1, true]);
        expect((await clawBack()).recovered).to.equal(500_000n);
      });

      it("what a colleague recorded while the question was asked is not recorded again", async () => {
        const documents = path.join(path.dirname(await office.profile("wujin finance")), "documents");
        const context = contextOf(await office.profile("wujin finance", { documents }));
        const confirm = async (): Promise<boolean> => (await run("wujin finance", ...recover("B1"))).exit === 0;
        const input = { order, amount: 500_000n, receipt: "B1", day: 21_670 };
        const { data } = await recoverMoney(input, { ...context, io: { ...context.io, confirm } });
        expect(data).to.deep.include({ recovered: 500_000n });
        expect((await clawBack()).recovered).to.equal(500_000n);
      });
    });

    it("no more is ordered back than was paid", async () => {
      const words = ["claw-back", "order", order, "--amount", "30,000.01", "--reason", "All of it"];
      const { exit, said } = await run("wujin bureau", ...words);
      expect([exit, said.includes("30,000.00")]).to.deep.equal([1, true]);
    });
  });

  it("an order that there is not is said so", async () => {
    const { exit, said } = await run("auditor", "object", `0x${"12".repeat(32)}`, "--reason", "None");
    expect([exit, said.startsWith("✗ The ledger has neither an order nor an announced list")]).to.deep.equal([1, true]);
  });
});
