import { expect } from "chai";
import { costOf } from "../../bench/gas/receipts.ts";
import { load } from "../support/load.ts";
import { account, ethers, world } from "../support/world.ts";

describe("The floor of a transaction", () => {
  it("of one that does nothing is all that it costs", async () => {
    const [from, to] = [await account("sender"), await account("receiver")];
    const { gas, floor } = await costOf(from.sendTransaction({ to, data: "0x0001" }) as never);
    expect(floor).to.deep.equal({ sending: 21_020n, slots: 0n, events: 0n, signatures: 0n });
    expect(gas).to.equal(21_020n);
  });

  it("counts each slot once: adding a district reads the duty, changes the count and fills three", async () => {
    const w = await load(world);
    const adding = w.districts.connect(w.safe).add(ethers.encodeBytes32String("new"), ethers.id("profile"));
    const { gas, floor } = await costOf(adding);
    expect(floor.slots).to.equal(PRICE.read + PRICE.change + 3n * PRICE.fill);
    expect(floor.signatures).to.equal(0n);
    expect(floor.sending + floor.slots + floor.events <= gas).to.equal(true);
  });
});

const PRICE = { read: 2_100n, change: 5_000n, fill: 22_100n };
