import { expect } from "chai";
import { id, Interface } from "ethers";
import { Orders__factory } from "../../typechain-types/index.ts";
import * as acts from "../support/acts.ts";
import { expectItemRefused } from "../support/expect.ts";
import { ethers, networkHelpers, world } from "../support/world.ts";
import { gasOf, OTHERS_SIGNATURE, WALLET } from "./gas.ts";

/** What the ledger gives a wallet, and what asking it costs besides, however long its answer is: it is not copied. */
const [WALLET_GAS, MOST_FOR_ASKING] = [100_000, 10_000];

const IERC1271 = new Interface(["function isValidSignature(bytes32 hash, bytes signature)"]);
const WITHDRAW = Orders__factory.createInterface().getFunction("withdrawMessage").selector.slice(2);
/** Calls back `withdrawMessage(itself, digest, "")` with half of its gas, and agrees whatever came of it. */
const REENTERS = [
  `0x63${WITHDRAW}60e01b5f52`, // the selector
  "30600452", // itself
  "600435602452", // the digest that it is asked about
  "6060604452", // where the empty signature is
  "5f5f60845f5f3361c350f150", // calls who asks
  WALLET.agrees.slice(2),
].join("");

/** Wallets that do not agree, whatever else they do. */
const REFUSING = {
  reverts: WALLET.reverts,
  "burns all its gas": WALLET.burns,
  "answers two hundred kilobytes of nothing": "0x6203225f5ff3",
};

/** Three firms of Wujin with a voucher each, and a provider; the second firm's wallet can be anything. */
async function threeFirms() {
  const w = await world();
  const firms: acts.Party[] = [];
  for (const label of ["before", "hostile", "after"]) firms.push(await acts.registerEnterprise(w, w.wujin, label));
  const provider = await acts.admitProvider(w, w.yangpu, "sit");
  const program = await acts.openProgram(w, w.wujin);
  const items = firms.map((firm) => ({ enterprise: firm.id, face: 5_000_000n }));
  const vouchers = await acts.issueVouchers(w, w.wujin, program, items);
  const placements = [];
  for (const [i, firm] of firms.entries()) {
    const order = await acts.orderOf(vouchers[i]!, provider.id);
    placements.push(await acts.placementOf(w, order, firm, provider, id(`contract ${i}`)));
  }
  const orders: string[] = [];
  for (const { order } of placements) orders.push(await w.orders.orderIdOf(order));
  const operator = w.orders.connect(w.operator);
  return { w, firms, provider, vouchers, placements, orders, operator };
}
type Three = Awaited<ReturnType<typeof threeFirms>>;

const three = async (): Promise<Three> => networkHelpers.loadFixture(threeFirms);
const hostile = async ({ firms }: Three, code: string) => networkHelpers.setCode(firms[1]!.key.address, code);
/** The second of three is signed for by its wallet's word alone. */
const byWord = ({ placements }: Three) =>
  placements.map((item, i) => (i === 1 ? { ...item, enterpriseSignature: OTHERS_SIGNATURE } : item));

describe("A wallet that means harm, in a batch of others", () => {
  afterEach(async () => networkHelpers.setCode(acts.keyOf("hostile").address, "0x"));

  for (const [what, code] of Object.entries(REFUSING)) {
    it(`fails its own item by name when it ${what}, and without that item the batch goes through`, async () => {
      const s = await three();
      await hostile(s, code);
      const items = byWord(s);
      const wrong = [s.firms[1]!.key.address, s.orders[1]!];
      await expectItemRefused(s.operator.place(items), s.w.orders, 1, s.w.orders, "SignatureWrong", wrong);
      await s.operator.place([items[0]!, items[2]!]);
    });

    it(`fails its own redemption by name when it ${what}, and without that one the batch goes through`, async () => {
      const s = await three();
      await s.operator.place(s.placements);
      await hostile(s, code);
      const items = [];
      for (const [i, order] of s.orders.entries()) {
        items.push(await acts.redemptionOf(s.w, await acts.claimOf(order), s.firms[i]!, s.provider));
      }
      const bad = { ...items[1]!, enterpriseSignature: OTHERS_SIGNATURE };
      await expect(s.operator.redeem([items[0]!, bad, items[2]!]))
        .to.be.revertedWithCustomError(s.w.orders, "ItemFailed")
        .withArgs(1, (reason: string) => s.w.orders.interface.parseError(reason)?.name === "SignatureWrong");
      await s.operator.redeem([items[0]!, items[2]!]);
    });
  }

  for (const [what, code] of Object.entries({
    "answers with all the memory that its gas buys": WALLET.agreesAtLength,
    "agrees at the end of its gas": WALLET.agreesLate,
  })) {
    it(`costs a bounded sum when it ${what}`, async () => {
      const s = await three();
      const plain = await gasOf(s.operator.place(s.placements));
      const again = await three();
      await hostile(again, code);
      const dear = await gasOf(again.operator.place(byWord(again)));
      expect(dear - plain).to.be.below(WALLET_GAS + MOST_FOR_ASKING);
    });
  }

  it("gets nothing from asking the ledger to act while it is asked itself", async () => {
    const s = await three();
    await hostile(s, REENTERS);
    await s.operator.place(byWord(s));
    for (const order of s.orders) expect(await s.w.orders.withdrawn(s.firms[1]!.key, order)).to.equal(false);
    const [, voucher] = s.vouchers;
    expect((await s.w.vouchers.wordOf(voucher!)) >> 240n).to.equal(2n);
    // Asked where it may act, the same code has itself heard.
    const [wallet, digest] = [s.firms[1]!.key.address, id("anything")];
    const question = IERC1271.encodeFunctionData("isValidSignature", [digest, "0x"]);
    const asks = await ethers.getImpersonatedSigner(await s.w.orders.getAddress());
    await asks.sendTransaction({ to: wallet, data: question, gasLimit: 200_000n });
    expect(await s.w.orders.withdrawn(wallet, digest)).to.equal(true);
  });
});
