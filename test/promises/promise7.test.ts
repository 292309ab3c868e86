import { expect } from "chai";
import { decodeOrder } from "../../client/orderWord.ts";
import { sum } from "../support/invariants.ts";
import { load } from "../support/load.ts";
import { ethers, networkHelpers, type World } from "../support/world.ts";
import { expiring, issuing, opening, placing, redeeming, registering, settling, type Batch } from "./batches.ts";
import { storageRoots, toldAfter, type TellTale } from "./ledgerState.ts";

/** What the ledger told and what it holds after some transactions, whose first is of a certain second. */
async function leaves(w: World, second: number, act: () => Promise<unknown>) {
  const before = await networkHelpers.takeSnapshot();
  const block = await ethers.provider.getBlockNumber();
  await networkHelpers.time.setNextBlockTimestamp(second);
  await act();
  const left = { told: await toldAfter(block), roots: await storageRoots(w), payments: await paymentsOf(w) };
  await before.restore();
  return left;
}

/** The same items one by one, and all at once, from the same state and the same second on. */
async function bothWays({ w, count, bring }: Batch) {
  const second = (await networkHelpers.time.latest()) + 60;
  const alone = await leaves(w, second, async () => {
    for (let item = 0; item < count; item += 1) await bring(item, item + 1);
  });
  const together = await leaves(w, second, () => bring(0, count));
  return { w, alone, together };
}

/** The payments' figures, and the orders without the number of the payment that they are in. */
async function paymentsOf(w: World) {
  const placed = await w.orders.queryFilter(w.orders.filters.OrderPlaced);
  const orders = placed.map(async ({ args }) => ({ ...decodeOrder(await w.orders.wordOf(args.order)), payment: 0 }));
  const ids = Array.from({ length: Number(await w.payments.count()) }, (_, i) => i + 1);
  const payments = await Promise.all(ids.map(async (number) => w.payments.paymentOf(number)));
  const figures = {
    orders: sum(payments.map((payment) => payment.orders)),
    open: sum(payments.map((payment) => payment.open)),
    total: sum(payments.map((payment) => payment.total)),
    paid: sum(payments.map((payment) => payment.paid)),
    openedBy: [...new Set(payments.map((payment) => payment.openedBy))],
  };
  return { orders: await Promise.all(orders), figures };
}

/** The named events of a contract, but for the last so many of them. */
function without(told: readonly TellTale[], topic: string, kept: number): TellTale[] {
  const all = told.filter(({ topics }) => topics[0] === topic);
  const dropped = all.slice(0, all.length - kept);
  return told.filter((event) => !dropped.includes(event));
}

describe("Promise 7: an item done alone and in a batch leaves the same state and the same events", () => {
  for (const fixture of [registering, placing, redeeming, settling, expiring]) {
    it(`${fixture.name}: every slot and every event`, async () => {
      const { alone, together } = await bothWays(await load(fixture));
      expect(together.told).to.deep.equal(alone.told).and.not.be.empty;
      expect(together.roots).to.deep.equal(alone.roots);
    });
  }

  it("issuing: every slot, and every event but how far each chunk came", async () => {
    const { w, alone, together } = await bothWays(await load(issuing));
    const chunk = w.vouchers.interface.getEvent("ChunkIssued").topicHash;
    expect(together.told).to.deep.equal(without(alone.told, chunk, 1));
    expect(together.roots).to.deep.equal(alone.roots);
  });

  it("opening: every slot and every event but for the payment's number and its own record", async () => {
    const { w, alone, together } = await bothWays(await load(opening));
    const opened = w.payments.interface.getEvent("PaymentOpened").topicHash;
    const orders = ({ told }: typeof alone) =>
      without(told, opened, 0).map(({ topics: [event, , order], data }) => [event, order, data]);
    expect(orders(together)).to.deep.equal(orders(alone)).and.have.length(3);
    expect(together.payments).to.deep.equal(alone.payments);
    const { orders: ordersAlone, payments: paymentsAlone, ...rest } = alone.roots;
    expect(together.roots).to.include(rest);
    expect([ordersAlone, paymentsAlone]).to.not.include.members([together.roots.orders, together.roots.payments]);
  });

  describe("an item that is refused alone is refused in a batch with the same error, by its number, and nothing is left", () => {
    for (const fixture of [registering, placing, redeeming, opening, settling]) {
      it(fixture.name, async () => {
        const { w, contract, tryWithBad } = await load(fixture);
        const before = await storageRoots(w);
        const reasonAt = async (good: number): Promise<unknown> => {
          const data = await tryWithBad!(good).then(
            () => "0x",
            (error: unknown) => (error as { data: string }).data,
          );
          const failed = w[contract].interface.parseError(data);
          expect(failed?.name).to.equal("ItemFailed");
          expect(failed?.args[0]).to.equal(BigInt(good));
          return failed?.args[1];
        };
        const alone = await reasonAt(0);
        expect(alone).to.match(/^0x[0-9a-f]{8}/);
        for (const good of [1, 2]) expect(await reasonAt(good)).to.equal(alone);
        expect(await storageRoots(w)).to.deep.equal(before);
      });
    }
  });

  it("sees a difference where there is one", async () => {
    const { w, bring } = await load(expiring);
    const second = (await networkHelpers.time.latest()) + 60;
    const [one, two] = [await leaves(w, second, () => bring(0, 1)), await leaves(w, second, () => bring(0, 3))];
    expect(one.roots.vouchers).to.not.equal(two.roots.vouchers);
    expect(one.told).to.not.deep.equal(two.told);
  });
});
