import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { lastValidSecond } from "../../../client/days.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import { openOffice, person, type Office } from "../support/office.ts";
import { domainOf, placeOrders, redeemOrders, setScene, type Scene } from "../support/scene.ts";
import { signInto } from "./market.ts";

interface Row {
  readonly order: string;
  readonly end: string;
  readonly code: string | null;
}

const DELIVERY = 60;
const GRACE = 15;

describe("Cancelling orders", () => {
  let office: Office;
  let scene: Scene;
  let orders: string[];
  let folder: string;
  let state: string;
  before(async () => {
    office = await openOffice();
    scene = await setScene(office);
    orders = await placeOrders(office, scene, [0, 1, 2]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    folder = await mkdtemp(path.join(office.folder, "cancel-"));
  });

  const run = async (
    by: string,
    ...words: string[]
  ): Promise<{ exit: number; rows: Row[]; code: string | undefined }> => {
    const { exit, json } = await office.tongdui(by, "order", ...words, "--yes", "--json");
    const { data, error } = json();
    return { exit, rows: (data as { rows: Row[] } | undefined)?.rows ?? [], code: error?.code };
  };
  const stages = async (): Promise<string[]> =>
    Promise.all(orders.map(async (order) => decodeOrder(await office.ledger.orders.wordOf(order)).stage));
  const locked = async (place: number): Promise<bigint> =>
    decodeVoucher(await office.ledger.vouchers.wordOf(scene.vouchers[place]!)).locked;
  const sign = async (place: number, ...keys: readonly (typeof scene.providerKey)[]): Promise<string[]> => {
    const deadline = BigInt(lastValidSecond((await office.today()) + 30));
    const message = { order: orders[place]!, deadline };
    return Promise.all(
      keys.map(async (key) => signInto({ domain: domainOf(office) }, folder, key, "cancellation", message)),
    );
  };
  const overdue = async (): Promise<void> => office.goToDay((await office.today()) + DELIVERY + GRACE + 1);

  it("cancels what both parties gave up, and the voucher has its lock back", async () => {
    await sign(0, scene.enterprises[0]!.key, scene.providerKey);
    const dry = await run("operator", "cancel", folder, "--dry-run");
    expect([dry.rows[0]?.end, await locked(0)]).to.deep.equal(["tried", 3_000_000n]);
    const { exit, rows } = await run("operator", "cancel", folder);
    expect([exit, rows[0]?.end]).to.deep.equal([0, "done"]);
    expect(await stages()).to.deep.equal(["Cancelled", "Placed", "Placed"]);
    expect(await locked(0)).to.equal(0n);
    const again = await run("wujin approver", "cancel", folder);
    expect([again.exit, again.rows[0]?.end]).to.deep.equal([0, "before"]);
  });

  it("leaves an order of which a half is missing, and cancels the others", async () => {
    const [, second] = await sign(0, scene.enterprises[0]!.key, scene.providerKey);
    await rm(second!);
    await sign(1, scene.enterprises[1]!.key, scene.providerKey);
    const { exit, rows } = await run("yangpu approver", "cancel", folder);
    expect(exit).to.equal(3);
    expect(rows.map(({ end, code }) => `${end} ${code ?? ""}`).sort()).to.deep.equal([
      "done ",
      "left SignatureMissing",
    ]);
    expect(await stages()).to.deep.equal(["Placed", "Cancelled", "Placed"]);
  });

  it("takes nobody else's signature, and no other submitter", async () => {
    await sign(0, scene.enterprises[0]!.key, person("stranger"));
    expect((await run("operator", "cancel", folder)).rows[0]?.code).to.equal("SignedByOther");
    await sign(0, scene.providerKey);
    expect((await run("hefei approver", "cancel", folder)).rows[0]?.code).to.equal("NotASubmitter");
    expect((await run("operator", "cancel", path.join(folder, "none.json"))).code).to.equal("FileMissing");
  });

  it("does not cancel what is redeemed", async () => {
    await redeemOrders(office, scene, [0], [orders[0]!]);
    await sign(0, scene.enterprises[0]!.key, scene.providerKey);
    const { exit, rows } = await run("operator", "cancel", folder);
    expect([exit, rows[0]?.code]).to.deep.equal([3, "OrderIn"]);
  });

  it("lets anyone cancel all that is overdue, once, and says when nothing is", async () => {
    const none = await run("stranger", "cancel-overdue", "--due");
    expect([none.exit, none.rows]).to.deep.equal([0, []]);
    await redeemOrders(office, scene, [2], [orders[2]!]);
    await overdue();
    const dry = await run("stranger", "cancel-overdue", "--due", "--dry-run");
    expect(dry.rows.map(({ end }) => end)).to.deep.equal(["tried", "tried"]);
    const { exit, rows } = await run("stranger", "cancel-overdue", "--due");
    expect([exit, rows.length]).to.deep.equal([0, 2]);
    expect(await stages()).to.deep.equal(["Cancelled", "Cancelled", "Redeemed"]);
    expect((await run("operator", "cancel-overdue", "--due")).rows).to.deep.equal([]);
    const named = await run("operator", "cancel-overdue", orders[0]!.slice(0, 12), formatVoucher(scene.vouchers[1]!));
    expect([named.exit, named.rows.map(({ end }) => end)]).to.deep.equal([0, ["before", "before"]]);
  });

  it("cancels of one district alone, where that is asked for", async () => {
    await overdue();
    expect((await run("stranger", "cancel-overdue", "--due", "--district", "1")).rows).to.deep.equal([]);
    expect((await run("stranger", "cancel-overdue", "--due", "--district", "2")).rows).to.have.length(3);
  });

  it("cancels nothing before its day, nor an order that nobody has placed", async () => {
    await office.goToDay((await office.today()) + DELIVERY + GRACE);
    const early = await run("stranger", "cancel-overdue", orders[0]!);
    expect([early.exit, early.rows[0]?.code]).to.deep.equal([3, "NotOverdue"]);
    expect((await run("stranger", "cancel-overdue", `0x${"12".repeat(32)}`)).code).to.equal("OrderUnknown");
    expect((await run("stranger", "cancel-overdue", "0x1")).code).to.equal("OrderNotUnique");
    expect((await run("stranger", "cancel-overdue")).code).to.equal("UsageWrong");
    expect(await stages()).to.deep.equal(["Placed", "Placed", "Placed"]);
  });

  it("lets two clerks cancel the same at once", async () => {
    await overdue();
    const both = await Promise.all([
      run("operator", "cancel-overdue", "--due"),
      run("stranger", "cancel-overdue", "--due"),
    ]);
    expect(both.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    expect(await stages()).to.deep.equal(["Cancelled", "Cancelled", "Cancelled"]);
    for (const place of [0, 1, 2]) expect(await locked(place)).to.equal(0n);
  });

  it("says it in Chinese", async () => {
    const { exit, out } = await office.tongdui("stranger", "order", "cancel-overdue", "--due", "--lang", "zh");
    expect([exit, out]).to.deep.equal([0, ["没有逾期订单，无需办理。"]]);
  });
});
