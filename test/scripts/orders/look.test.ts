import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import { id } from "ethers";
import { shortHex } from "../../../client/text/ids.ts";
import { openOffice, type Office } from "../support/office.ts";
import { placeOrders, redeemOrders } from "../support/scene.ts";
import { invoiceOf, openMarket, signRedemption, type Market } from "./market.ts";

interface Listed {
  readonly order: string;
  readonly stage: { readonly en: string };
  readonly amountFen: string;
  readonly waitsFor: { readonly en: string; readonly zh: string } | null;
}

interface Shown {
  readonly stage: string;
  readonly waitsFor: { readonly en: string } | null;
  readonly deliverBy: string;
  readonly history: readonly { readonly event: string; readonly reason: string | null }[];
  readonly waiting: readonly { readonly kind: string }[];
}

describe("Looking orders up", () => {
  let office: Office;
  let market: Market;
  let orders: string[];
  let state: string;
  const voucher = (place: number): string => formatVoucher(market.scene.vouchers[place]!);
  before(async () => {
    office = await openOffice();
    market = await openMarket(office);
    orders = await placeOrders(office, market.scene, [0, 1, 2]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });

  const list = async (...words: string[]): Promise<Listed[]> => {
    const said = await office.tongdui("auditor", "order", "list", "--json", ...words);
    if (said.exit !== 0) throw new Error(said.out.join("\n"));
    return (said.json().data as { rows: Listed[] }).rows;
  };
  const show = async (typed: string): Promise<Shown> =>
    (await office.tongdui("wujin bureau", "order", "show", typed, "--json")).json().data;
  const claimAlone = async (place: number): Promise<void> => {
    const folder = await market.folder();
    const invoices = [invoiceOf(market, place)];
    const { files } = await signRedemption(market, folder, { place, order: orders[place]!, invoices });
    await market.tongdui("operator", "order", "claim", files[0], "--yes");
  };

  it("lists orders with what each waits for", async () => {
    const today = await office.today();
    await claimAlone(1);
    await redeemOrders(office, market.scene, [2], [orders[2]!]);
    const rows = await list();
    expect(rows.map(({ order }) => order)).to.deep.equal(orders);
    expect(rows.map(({ waitsFor }) => waitsFor?.en)).to.deep.equal([
      `delivery, then the claim, through ${isoOfDay(today + 75)}`,
      `the enterprise's answer, through ${isoOfDay(today + 15)}`,
      `its public notice, through ${isoOfDay(today + 5)}`,
    ]);
    await office.goToDay(today + 76);
    expect((await list()).map(({ waitsFor }) => waitsFor?.zh)).to.deep.equal([
      `核销申请，已逾期，自 ${isoOfDay(today + 76)} 起任何人可取消`,
      `所属区科技局代为决定（自 ${isoOfDay(today + 16)} 起）`,
      `所属区科技局列入拨付批次（自 ${isoOfDay(today + 6)} 起）`,
    ]);
  });

  it("lists those of a voucher, an enterprise, a provider or a stage, with totals", async () => {
    const { scene } = market;
    await redeemOrders(office, scene, [2], [orders[2]!]);
    const ids = async (...words: string[]): Promise<string[]> => (await list(...words)).map(({ order }) => order);
    expect(await ids("--voucher", voucher(1))).to.deep.equal([orders[1]]);
    expect(await ids("--enterprise", formatEnterprise(scene.enterprises[0]!.id))).to.deep.equal([orders[0]]);
    expect(await ids("--provider", formatProvider(scene.provider))).to.deep.equal(orders);
    expect(await ids("--stage", "redeemed")).to.deep.equal([orders[2]]);
    expect(await ids("--district", "1")).to.deep.equal([]);
    const { out } = await office.tongdui("auditor", "order", "list");
    expect(out.join("\n")).to.include("2 placed: ¥60,000.00").and.to.include("1 redeemed: ¥30,000.00");
    expect(out.join("\n")).to.include(shortHex(orders[0]!)).and.not.to.include(orders[0]);
    expect(
      Math.max(
        ...out
          .join("\n")
          .split("\n")
          .map((line) => line.length),
      ),
    ).to.be.at.most(110);
    const wrong = await office.tongdui("auditor", "order", "list", "--stage", "lost");
    expect(wrong.exit).to.equal(2);
  });

  it("says that a freeze and an objection are waited for, and counts a freeze's days", async () => {
    const today = await office.today();
    await redeemOrders(office, market.scene, [2], [orders[2]!]);
    await (await office.as("auditor").orders.object(orders[2]!, 0, id("reason"))).wait();
    await (await office.as("wujin bureau").vouchers.freeze(market.scene.vouchers[0]!, 10, id("reason"))).wait();
    await office.goToDay(today + 6);
    const waits = (await list()).map(({ waitsFor }) => waitsFor?.en);
    expect([waits[0], waits[2]]).to.deep.equal([
      "the end of its voucher's freeze",
      "an objection to be ended: Auditor",
    ]);
    await office.goToDay(today + 12);
    const last = isoOfDay(Number(await office.ledger.orders.lastDayOf(orders[0]!)));
    const [row] = await list();
    expect(row!.waitsFor?.en).to.equal(`delivery, then the claim, through ${last}`);
    expect((await show(orders[0]!)).waitsFor).to.deep.equal(row!.waitsFor);
  });

  it("shows an order by its id, the beginning of it, or its voucher, with what happened to it", async () => {
    await claimAlone(0);
    const deadline = (await office.today()) + 16;
    await office.goToDay(deadline);
    const words = ["order", "decide", orders[0]!, "--decision", "refuse", "--reason", "No report was shown", "--yes"];
    await office.tongdui("wujin bureau", ...words);
    const byId = await show(orders[0]!);
    expect(byId.stage).to.equal("Claimed");
    expect(byId.waiting.map(({ kind }) => kind)).to.deep.equal(["decide"]);
    expect(await show(orders[0]!.slice(0, 10))).to.deep.equal(byId);
    expect(await show(voucher(0))).to.deep.equal(byId);
    await office.tongdui("wujin approver", "order", "decide", orders[0]!, "--confirm", "--yes");
    const after = await show(orders[0]!);
    expect(after.history.map(({ event }) => event)).to.deep.equal(["OrderPlaced", "OrderClaimed", "ClaimRefused"]);
    expect(after.history.at(-1)?.reason).to.equal("No report was shown");
    expect(after.waiting).to.deep.equal([]);
  });

  it("follows an order into its payment, and ends with what the bank said", async () => {
    const today = await office.today();
    await redeemOrders(office, market.scene, [0], [orders[0]!]);
    await office.goToDay(today + 6);
    await (await office.as("wujin bureau").payments.open(2, [orders[0]!])).wait();
    expect((await show(orders[0]!)).waitsFor?.en).to.equal("the bank's answer, payment 1");
    const { out } = await office.tongdui("wujin bureau", "order", "show", orders[0]!, "--lang", "zh");
    expect(out.join("\n")).to.include("列入拨付批次 1").and.to.include("银行回执");
  });

  it("tells of all orders of a voucher, and shows in full the one that is open", async () => {
    await office.goToDay((await office.today()) + 1);
    const [second] = await placeOrders(office, market.scene, [0]);
    const said = await office.tongdui("auditor", "order", "show", voucher(0), "--json");
    const { orders: both } = said.json().data as { orders: { order: string; stage: string }[] };
    expect(both.map(({ order, stage }) => [order, stage])).to.deep.equal([
      [orders[0], "Placed"],
      [second, "Placed"],
    ]);
    await redeemOrders(office, market.scene, [0], [orders[0]!]);
    expect((await show(voucher(0))).stage).to.equal("Placed");
    const { out } = await office.tongdui("auditor", "order", "show", voucher(0));
    expect(out.join("\n")).to.include("has 2 orders").and.to.include(shortHex(orders[0]!)).and.to.include("redeemed");
    expect((await show(second!.slice(0, 14))).stage).to.equal("Placed");
    expect((await show(orders[0]!)).stage).to.equal("Redeemed");
  });

  it("takes a short number as the tables print it", async () => {
    for (const dots of ["…", "...", ".."]) {
      const typed = shortHex(orders[1]!).replace("…", dots);
      const { json } = await office.tongdui("auditor", "order", "show", typed, "--json");
      expect((json().data as { order: string }).order).to.equal(orders[1]);
    }
    const other = `${orders[1]!.slice(0, 10)}…0000`;
    expect((await office.tongdui("auditor", "order", "show", other, "--json")).json().error?.code).to.equal(
      "OrderUnknown",
    );
  });

  it("refuses a mistyped order, and says how to find it", async () => {
    const code = async (typed: string): Promise<string | undefined> => {
      const said = await office.tongdui("auditor", "order", "show", typed, "--json");
      expect(said.exit).to.equal(1);
      return said.json().error?.code;
    };
    expect(await code("0xdeadbeef")).to.equal("OrderUnknown");
    expect(await code(`0x${"ab".repeat(32)}`)).to.equal("OrderUnknown");
    expect(await code("0x")).to.equal("OrderNotNamed");
    expect(await code("tomorrow")).to.equal("OrderNotNamed");
    expect(await code("9-000001")).to.equal("OrderUnknown");
  });
});
