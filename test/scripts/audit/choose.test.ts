import { expect } from "chai";
import { concat, id, keccak256, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { dayOfIso } from "../../../client/days.ts";
import { choose, seedOf, ticketOf } from "../../../scripts/audit/sample/choose.ts";
import type { Flag, FlaggedOrder } from "../../../scripts/audit/sample/flags.ts";
import { parseHalfYear } from "../../../scripts/audit/sample/halfYear.ts";
import { refusal } from "../../client/refusal.ts";

const HALF = parseHalfYear("2030-H1");
const SECRET = id("secret");
const BLOCKS = [id("block 1"), id("block 2")];
const SEED = seedOf(SECRET, BLOCKS);

function redeemedOn(date: string, n: number, ...flags: [Flag, string][]): FlaggedOrder {
  return {
    order: id(`order ${n}`),
    redeemedOn: [dayOfIso(date)],
    flags: flags.map(([flag, day]) => ({ flag, day: dayOfIso(day) })),
  };
}

const hundred = Array.from({ length: 100 }, (_, i) => redeemedOn("2030-03-01", i));
const ordersIn = ({ chosen }: ReturnType<typeof choose>): string[] => chosen.map(({ order }) => order);

describe("A half-year", () => {
  it("is written in several ways", () => {
    for (const text of ["2030-H2", "2030h2", "２０３０－Ｈ２", "2030年下半年", "2030下半年"]) {
      expect(parseHalfYear(text), text).to.deep.equal({
        name: "2030-H2",
        from: dayOfIso("2030-07-01"),
        through: dayOfIso("2030-12-31"),
      });
    }
    expect(HALF).to.deep.equal({ name: "2030-H1", from: dayOfIso("2030-01-01"), through: dayOfIso("2030-06-30") });
  });

  it("is nothing else", () => {
    for (const text of ["2030", "2030-H3", "30-H1", "H1", "", "1900-H1"]) {
      refusal(() => parseHalfYear(text), "HalfYearUnreadable");
    }
  });
});

describe("Choosing a sample", () => {
  it("draws the lowest tickets of the half-year's redeemed orders, and lists them by ticket", () => {
    const { chosen, redeemed, drawn, flagged } = choose(hundred, HALF, 500, SEED);
    const lowest = hundred.map(({ order }) => ticketOf(SEED, order)).sort();
    expect(chosen.map(({ ticket }) => ticket)).to.deep.equal(lowest.slice(0, 5));
    expect({ redeemed, drawn, flagged }).to.deep.equal({ redeemed: 100, drawn: 5, flagged: 0 });
  });

  it("makes seed and tickets as docs/audit.md says, so that other programs draw the same", () => {
    const seed = keccak256(concat([keccak256(toUtf8Bytes("tongdui.audit.sample")), SECRET, BLOCKS[0]!, BLOCKS[1]!]));
    const [first] = choose(hundred, HALF, 1, SEED).chosen;
    expect(first?.ticket).to.equal(keccak256(concat([seed, first!.order])));
  });

  it("rounds the share up, so that one order is looked at where there is one", () => {
    expect(choose(hundred.slice(0, 1), HALF, 1, SEED).drawn).to.equal(1);
    expect(choose(hundred.slice(0, 21), HALF, 500, SEED).drawn).to.equal(2);
    expect(choose([], HALF, 500, SEED)).to.deep.equal({ redeemed: 0, drawn: 0, flagged: 0, chosen: [] });
  });

  it("takes all for a share of all", () => {
    expect(choose(hundred, HALF, 10_000, SEED).chosen).to.have.length(100);
  });

  it("counts the first and the last day of the half-year, and no other", () => {
    const edges = ["2029-12-31", "2030-01-01", "2030-06-30", "2030-07-01"].map((date, i) => redeemedOn(date, i));
    const { redeemed, chosen } = choose(edges, HALF, 10_000, SEED);
    expect(redeemed).to.equal(2);
    expect(chosen.map(({ order }) => order)).to.have.members([id("order 1"), id("order 2")]);
  });

  it("adds every flagged order, whatever its ticket, and says why", () => {
    const flagged = redeemedOn("2030-02-02", 999, ["returnedByBank", "2030-08-01"], ["objected", "2030-02-03"]);
    const choice = choose([...hundred, flagged], HALF, 500, SEED);
    const found = choice.chosen.find(({ order }) => order === flagged.order);
    expect(found?.flags).to.deep.equal(["objected", "returnedByBank"]);
    expect(choice.flagged).to.equal(1);
    expect(choice.chosen.filter(({ drawn }) => drawn)).to.have.length(6);
  });

  it("adds what was flagged in the half-year and redeemed before it, but does not draw it", () => {
    const earlier = redeemedOn("2029-11-01", 1, ["clawedBack", "2030-01-15"]);
    const long = redeemedOn("2029-11-01", 2, ["clawedBack", "2029-12-15"]);
    const { redeemed, drawn, chosen } = choose([earlier, long], HALF, 10_000, SEED);
    expect({ redeemed, drawn }).to.deep.equal({ redeemed: 0, drawn: 0 });
    expect(chosen).to.deep.equal([
      { order: earlier.order, ticket: ticketOf(SEED, earlier.order), drawn: false, flags: ["clawedBack"] },
    ]);
  });

  it("does not depend on the order in which the ledger tells of the orders", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(hundred, { minLength: 100 }), (shuffled) => {
        expect(choose(shuffled, HALF, 500, SEED)).to.deep.equal(choose(hundred, HALF, 500, SEED));
      }),
      { numRuns: 20 },
    );
  });

  it("is another one for another secret and for any other block", () => {
    const seeds = [
      SEED,
      seedOf(id("another secret"), BLOCKS),
      seedOf(SECRET, [id("another"), BLOCKS[1]!]),
      seedOf(SECRET, [BLOCKS[0]!, id("another")]),
      seedOf(SECRET, BLOCKS.toReversed()),
    ];
    const samples = seeds.map((seed) => ordersIn(choose(hundred, HALF, 1_000, seed)).join());
    expect(new Set(samples).size).to.equal(seeds.length);
  });

  it("draws every order about as often as any other", () => {
    const orders = hundred.slice(0, 40);
    const often = new Map<string, number>();
    for (let n = 0; n < 200; n += 1) {
      for (const order of ordersIn(choose(orders, HALF, 5_000, seedOf(id(`secret ${n}`), BLOCKS)))) {
        often.set(order, (often.get(order) ?? 0) + 1);
      }
    }
    // A hundred times each are expected; the bounds are five standard deviations away.
    for (const { order } of orders) expect(often.get(order)).to.be.within(65, 135);
  });
});
