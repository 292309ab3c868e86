import { expect } from "chai";
import { lookAtClock } from "../../../scripts/doctor/clock.ts";

const NOON = 1_900_000_000;

describe("The doctor's look at chain and clock", () => {
  const look = async (age: number, over: { period?: number; isPractice?: boolean; isAlive?: boolean } = {}) => {
    const { period = 2, isPractice = false, isAlive = false } = over;
    const newest = { number: 7, timestamp: NOON - age };
    const findings = await lookAtClock({ newest, period, isPractice }, NOON, async () => Promise.resolve(isAlive));
    return findings.map(({ state, subject, found }) => `${state} ${subject.en}: ${found.en}`);
  };

  it("finds a fresh block a sign of life and of a right clock", async () => {
    const well = ["right chain: a block every 2.0 s", "right this machine's clock: agrees with the newest block"];
    expect(await look(3)).to.deep.equal(well);
    expect(await look(60)).to.deep.equal(well);
    expect(await look(-30)).to.deep.equal(well);
  });

  it("allows a slow chain some of its periods", async () => {
    expect((await look(290, { period: 60 }))[1]).to.match(/^right/);
    expect((await look(310, { period: 60 }))[0]).to.equal("wrong chain: no block for 5 minutes");
  });

  it("says that a chain stands still", async () => {
    expect(await look(61)).to.deep.equal(["wrong chain: no block for 61 seconds"]);
    expect(await look(3 * 86_400)).to.deep.equal(["wrong chain: no block for 3 days"]);
    expect(await look(-7_200)).to.deep.equal([
      "wrong chain: no new block, and the newest is 2 hours ahead of this machine's clock",
    ]);
  });

  it("finds the clock wrong when blocks come all the same", async () => {
    const alive = { isAlive: true };
    expect((await look(3_600, alive))[1]).to.equal("wrong this machine's clock: 60 minutes ahead of the chain's");
    expect((await look(-31, alive))[1]).to.equal("wrong this machine's clock: 31 seconds behind the chain's");
  });

  it("does not judge a chain for practice", async () => {
    expect((await look(3_600, { isPractice: true }))[0]).to.match(/^told chain: for practice/);
  });
});
