import { readFile, rm, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { id } from "ethers";
import { isoOfDay, lastValidSecond } from "../../../client/days.ts";
import type { Claim } from "../../../client/messages.ts";
import { decodeOrder, type OrderState } from "../../../client/orderWord.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { placeOrders } from "../support/scene.ts";
import { invoiceOf, openMarket, signInto, signRedemption, type Market } from "./market.ts";

interface Row {
  readonly end: string;
  readonly code: string | null;
}

const GRACE = 15;

describe("Claims that the enterprise does not answer at once", () => {
  let office: Office;
  let market: Market;
  let orders: string[];
  let folder: string;
  let state: string;
  before(async () => {
    office = await openOffice();
    market = await openMarket(office);
    orders = await placeOrders(office, market.scene, [0, 1]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    folder = await market.folder();
  });

  const orderOf = async (place = 0): Promise<OrderState> =>
    decodeOrder(await office.ledger.orders.wordOf(orders[place]!));
  const rowsOf = ({ exit, json }: Said): { exit: number; rows: Row[] } => ({
    exit,
    rows: (json().data as { rows: Row[] } | undefined)?.rows ?? [],
  });
  const noticeEnd = async (): Promise<string[]> => ["--notice-end", isoOfDay((await office.today()) + 6)];
  const marked = async (by: string, ...words: string[]) =>
    rowsOf(await market.tongdui(by, "order", ...words, "--yes", "--json"));
  const plain = async (by: string, ...words: string[]) =>
    rowsOf(await office.tongdui(by, "order", ...words, "--yes", "--json"));

  /** The claim of an order alone; with its acceptance kept elsewhere. */
  const signClaim = async (place = 0): Promise<{ claim: Claim; claimed: string; accepted: string }> => {
    const elsewhere = await market.folder();
    const invoices = [invoiceOf(market, place, 4_000_000n)];
    const { claim, files } = await signRedemption(market, elsewhere, { place, order: orders[place]!, invoices });
    return { claim, claimed: files[0], accepted: files[1] };
  };
  const signRefusal = async (round = 0): Promise<string> => {
    const deadline = BigInt(lastValidSecond((await office.today()) + 30));
    const message = { order: orders[0]!, round, reason: id("the report is missing"), deadline };
    return signInto(market, folder, market.scene.enterprises[0]!.key, "refusal", message);
  };
  const silent = async (): Promise<Claim> => {
    const { claim, claimed } = await signClaim();
    await marked("operator", "claim", claimed);
    await office.goToDay((await office.today()) + GRACE + 1);
    return claim;
  };

  it("records the provider's claim alone, once, and the grace period begins", async () => {
    const { claimed } = await signClaim();
    const dry = await marked("operator", "claim", claimed, "--dry-run");
    expect([dry.rows[0]?.end, (await orderOf()).stage]).to.deep.equal(["tried", "Placed"]);
    expect((await marked("operator", "claim", claimed)).rows[0]?.end).to.equal("done");
    expect(await orderOf()).to.include({ stage: "Claimed", waitEnd: (await office.today()) + GRACE });
    const again = await marked("yangpu approver", "claim", claimed);
    expect([again.exit, again.rows[0]?.end]).to.deep.equal([0, "before"]);
  });

  it("sends what is accepted already to be redeemed, and takes no stranger's claim", async () => {
    const { claimed, accepted, claim } = await signClaim();
    expect((await marked("operator", "claim", claimed, accepted)).rows[0]).to.include({
      end: "refused",
      code: "ClaimAccepted",
    });
    const forged = await signInto(market, folder, market.scene.enterprises[1]!.key, "claim", claim);
    expect((await marked("operator", "claim", forged)).rows[0]?.code).to.equal("SignedByOther");
    expect((await marked("hefei approver", "claim", claimed)).rows[0]?.code).to.equal("NotASubmitter");
    expect((await orderOf()).stage).to.equal("Placed");
  });

  it("redeems a recorded claim when the enterprise accepts it, once", async () => {
    const { claimed, accepted } = await signClaim();
    const early = await marked("operator", "accept", accepted, ...(await noticeEnd()));
    expect([early.exit, early.rows[0]?.code]).to.deep.equal([3, "OrderNotClaimed"]);
    await marked("operator", "claim", claimed);
    const whole = ["redeem", claimed, accepted, ...(await noticeEnd()), "--yes", "--json"];
    const said = await market.tongdui("operator", ...whole);
    expect(said.exit).to.equal(3);
    expect((said.json().data as { rows: { why: { en: string } }[] }).rows[0]?.why.en).to.include("waits for an answer");
    const done = await marked("wujin approver", "accept", accepted, ...(await noticeEnd()));
    expect(done).to.deep.include({ exit: 0 });
    expect(await orderOf()).to.include({ stage: "Redeemed", amount: 2_000_000n });
    const again = await marked("operator", "accept", accepted, ...(await noticeEnd()));
    expect([again.exit, again.rows[0]?.end]).to.deep.equal([0, "before"]);
  });

  it("opens the order for another claim when the enterprise refuses, once", async () => {
    const { claimed } = await signClaim();
    const refusal = await signRefusal();
    expect((await plain("operator", "refuse", refusal)).rows[0]?.code).to.equal("OrderNotClaimed");
    await marked("operator", "claim", claimed);
    expect((await plain("operator", "refuse", folder)).rows[0]?.end).to.equal("done");
    expect(await orderOf()).to.include({ stage: "Placed", round: 1 });
    const again = await plain("yangpu approver", "refuse", refusal);
    expect([again.exit, again.rows[0]?.end]).to.deep.equal([0, "before"]);
    expect((await marked("operator", "claim", claimed)).rows[0]?.end).to.equal("before");
  });

  it("lets home Bureau and Approver accept in a silent enterprise's stead, and nobody earlier", async () => {
    const { claimed } = await signClaim();
    await marked("operator", "claim", claimed);
    const words = ["decide", orders[0]!.slice(0, 12), "--decision", "accept", "--reason", "The report lies before us"];
    const early = await office.tongdui("wujin bureau", "order", ...words, "--yes", "--json");
    expect([early.exit, early.json().error?.code]).to.deep.equal([1, "GraceRunning"]);
    await office.goToDay((await office.today()) + GRACE + 1);
    const other = await office.tongdui("yangpu bureau", "order", ...words, "--yes", "--json");
    expect(other.exit).to.equal(1);
    for (const end of ["done", "before"]) {
      const said = await office.tongdui("wujin bureau", "order", ...words, "--yes", "--json");
      expect((said.json().data as { steps: Row[] }).steps[0]?.end).to.equal(end);
    }
    const confirm = ["order", "decide", orders[0]!, "--confirm", "--yes"];
    const unsaid = await office.tongdui("wujin approver", ...confirm, "--json");
    expect([unsaid.exit, unsaid.json().error?.code]).to.deep.equal([2, "UsageWrong"]);
    const said = await office.tongdui("wujin approver", ...confirm, ...(await noticeEnd()), "--lang", "zh");
    expect([said.exit, said.err.join("\n").includes("接受：核销 ¥20,000.00")]).to.deep.equal([0, true]);
    expect(await orderOf()).to.include({ stage: "Redeemed", amount: 2_000_000n });
    const again = await office.tongdui("wujin approver", ...confirm, ...(await noticeEnd()));
    expect(again.exit).to.equal(0);
  });

  it("lets them refuse, so that the provider claims anew", async () => {
    await silent();
    const words = ["order", "decide", orders[0]!, "--decision", "refuse", "--reason", "No report"];
    await office.tongdui("wujin bureau", ...words, "--yes");
    const dry = await office.tongdui("wujin approver", "order", "decide", orders[0]!, "--confirm", "--dry-run");
    expect([dry.exit, (await orderOf()).stage]).to.deep.equal([0, "Claimed"]);
    await office.tongdui("wujin approver", "order", "decide", orders[0]!, "--confirm", "--yes");
    expect(await orderOf()).to.include({ stage: "Placed", round: 1 });
  });

  it("lets the Bureau take its proposal back", async () => {
    await silent();
    await office.tongdui(
      "wujin bureau",
      ...["order", "decide", orders[0]!, "--decision", "refuse", "--reason", "Typed wrongly", "--yes"],
    );
    expect((await office.tongdui("wujin bureau", "order", "decide", orders[0]!, "--take-back", "--yes")).exit).to.equal(
      0,
    );
    const late = await office.tongdui("wujin approver", "order", "decide", orders[0]!, "--confirm", "--yes", "--json");
    expect(late.json().error?.code).to.equal("NothingProposed");
  });

  it("asks what was decided and why", async () => {
    await silent();
    const said = await office.tongdui("wujin bureau", "order", "decide", orders[0]!, "--yes", "--json");
    expect([said.exit, said.json().error?.code]).to.deep.equal([2, "UsageWrong"]);
    const none = await office.tongdui(
      "wujin bureau",
      ...["order", "decide", orders[1]!, "--decision", "refuse", "--reason", "No report", "--yes", "--json"],
    );
    expect(none.json().error?.code).to.equal("OrderNotClaimed");
  });

  it("makes a withdrawn acceptance useless, once, by anyone", async () => {
    const { claim, claimed, accepted } = await signClaim();
    const key = market.scene.enterprises[0]!.key;
    const { digest } = JSON.parse(await readFile(accepted, "utf8")) as { digest: string };
    await signInto(market, folder, key, "withdrawal", { message: digest });
    const dry = await plain("stranger", "withdraw", folder, "--dry-run");
    expect(dry.rows[0]?.end).to.equal("tried");
    expect(await office.ledger.orders.withdrawn(key.address, digest)).to.equal(false);
    expect((await plain("stranger", "withdraw", folder)).rows[0]?.end).to.equal("done");
    expect((await plain("operator", "withdraw", folder)).rows[0]?.end).to.equal("before");
    const redeemed = rowsOf(
      await market.tongdui("operator", "redeem", claimed, accepted, ...(await noticeEnd()), "--yes", "--json"),
    );
    expect(redeemed.rows[0]?.code).to.equal("MessageIsWithdrawn");
    expect((await orderOf()).round).to.equal(claim.round);
  });

  it("says that an order's signature is used, and that a forged withdrawal is none", async () => {
    const key = market.scene.enterprises[0]!.key;
    const used = await signInto(market, folder, key, "withdrawal", { message: orders[0]! });
    const said = await plain("operator", "withdraw", used);
    expect([said.exit, said.rows[0]?.code]).to.deep.equal([3, "SignatureUsed"]);
    await rm(used);
    const file = await signInto(market, folder, key, "withdrawal", { message: id("something") });
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll(key.address, market.scene.enterprises[1]!.key.address));
    const forged = await plain("operator", "withdraw", file);
    expect([forged.exit, forged.rows[0]?.code]).to.deep.equal([3, "SignatureWrong"]);
  });
});
