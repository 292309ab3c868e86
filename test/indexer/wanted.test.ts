import { expect } from "chai";
import { isoOfDay } from "../../client/days.ts";
import type { TextGiven } from "../../indexer/texts/office.ts";
import type { PostOnLedger } from "../../indexer/texts/texts.ts";
import { Wanted } from "../../indexer/texts/wanted.ts";

const DAY = 20_000;
const named = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `0x${String(from + i).padStart(64, "0")}`);
const row = (id: string): PostOnLedger => ({
  ...{ id, kind: "offer", district: 2, serviceClass: 1, sought: 0, through: DAY, postedOn: DAY - 9, provider: 1n },
});
const text = (post: string): TextGiven => ({
  ...{ post, kind: "offer", title: "Furnace", text: "Hot", serviceClass: 1, district: null, through: isoOfDay(DAY) },
});

/** A ledger and an office, and what each was asked for. */
class Around {
  readonly onLedger = new Set<string>();
  readonly withText = new Set<string>();
  readonly kept: string[] = [];
  readonly putOff: number[] = [];
  lookedUp: string[] = [];
  asked: string[] = [];
  isAway = false;

  async round(wanted: Wanted, block: number): Promise<void> {
    this.lookedUp = [];
    this.asked = [];
    await wanted.fetch(block, {
      onLedger: async (ids) => {
        this.lookedUp.push(...ids);
        return Promise.resolve(ids.filter((id) => this.onLedger.has(id)).map(row));
      },
      textsOf: async (ids) => {
        this.asked.push(...ids);
        const given = ids.filter((id) => this.withText.has(id)).map((id) => [id, text(id)] as const);
        return Promise.resolve(this.isAway ? undefined : new Map(given));
      },
      add: async (texts) => {
        this.kept.push(...texts.map(({ id }) => id));
        return Promise.resolve();
      },
      putOff: (posts) => this.putOff.push(posts),
    });
  }
}

describe("What is wanted of an office's texts", () => {
  let around: Around;
  let wanted: Wanted;
  const none = new Set<string>();
  beforeEach(() => {
    around = new Around();
    wanted = new Wanted();
  });
  const lay = (ids: readonly string[], where: "onLedger" | "withText"): void => {
    for (const id of ids) around[where].add(id);
  };

  it("is all fetched in one round where the ledger has it, however much that is", async () => {
    const all = named(5_030);
    lay(all, "onLedger");
    lay(all, "withText");
    wanted.takeList(new Set(all), new Set(all.slice(0, 30)));
    await around.round(wanted, 1);
    expect(around.kept).to.deep.equal(all.slice(30));
    expect(around.putOff).to.deep.equal([]);
    await around.round(wanted, 2);
    expect([around.lookedUp, around.asked]).to.deep.equal([[], []]);
  });

  it("is looked for no more than so often in a round where the ledger lacks it, and that is said once", async () => {
    const all = named(200_000);
    wanted.takeList(new Set(all), none);
    await around.round(wanted, 1);
    expect(around.lookedUp).to.deep.equal(all.slice(0, 1_000));
    await around.round(wanted, 2);
    expect(around.lookedUp).to.deep.equal(all.slice(1_000, 2_000));
    expect(around.putOff).to.deep.equal([199_000]);
    wanted.takeList(new Set(all.slice(0, 10)), none);
    await around.round(wanted, 3);
    expect(around.lookedUp.toSorted()).to.deep.equal(all.slice(0, 10));
    wanted.takeList(new Set(all), none);
    await around.round(wanted, 4);
    expect(around.putOff).to.have.length(2);
  });

  it("is not looked for again before another block, nor by another list, and then after all the rest", async () => {
    const all = named(10);
    wanted.takeList(new Set(all), none);
    await around.round(wanted, 1);
    await around.round(wanted, 1);
    expect(around.lookedUp).to.deep.equal([]);
    const more = named(2, 10);
    wanted.takeList(new Set([...all, ...more]), none);
    await around.round(wanted, 1);
    expect(around.lookedUp).to.deep.equal(more);
    lay(all, "onLedger");
    lay(all, "withText");
    await around.round(wanted, 2);
    expect(around.lookedUp).to.deep.equal([...all, ...more]);
    expect(around.kept).to.deep.equal(all);
  });

  it("comes first where it was never looked for, however much else waits", async () => {
    const waiting = named(100_000);
    wanted.takeList(new Set(waiting), none);
    await around.round(wanted, 1);
    const [late = ""] = named(1, 100_000);
    lay([late], "onLedger");
    lay([late], "withText");
    wanted.takeList(new Set([...waiting, late]), none);
    await around.round(wanted, 2);
    expect(around.kept).to.deep.equal([late]);
  });

  it("is asked for no more than so often in a round where the office gives no text of it, and again with another list", async () => {
    const all = named(3_000);
    lay(all, "onLedger");
    wanted.takeList(new Set(all), none);
    await around.round(wanted, 1);
    expect(around.asked).to.deep.equal(all.slice(0, 1_000));
    for (const block of [2, 3, 4]) await around.round(wanted, block);
    expect(around.asked).to.deep.equal([]);
    lay(all.slice(0, 5), "withText");
    wanted.takeList(new Set(all.slice(0, 5)), none);
    await around.round(wanted, 4);
    expect(around.kept).to.deep.equal(all.slice(0, 5));
  });

  it("waits for an office that is away, and loses nothing", async () => {
    const all = named(60);
    lay(all, "onLedger");
    lay(all, "withText");
    around.isAway = true;
    wanted.takeList(new Set(all), none);
    await around.round(wanted, 1);
    around.isAway = false;
    await around.round(wanted, 1);
    expect(around.kept).to.deep.equal(all);
  });

  it("is not asked for once the office names it no more", async () => {
    const all = named(30);
    wanted.takeList(new Set(all), none);
    await around.round(wanted, 1);
    wanted.takeList(none, none);
    lay(all, "onLedger");
    await around.round(wanted, 2);
    expect([around.lookedUp, around.asked]).to.deep.equal([[], []]);
  });
});
