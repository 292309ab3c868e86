import { expect } from "chai";
import { id } from "ethers";
import { dayOfIso, lastValidSecond } from "../../client/days.ts";
import { chainOf, issueVouchers, openProgram, registerEnterprise, TERMS, type Item } from "../support/acts.ts";
import { batchIdOf } from "../../client/list.ts";
import { atSecond, goToSpring } from "../support/clock.ts";
import { eventsOf } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { announceList, approve, issueItems, listed, type Listed } from "../support/lists.ts";
import { budgetState } from "../support/stages.ts";
import { goToDay, today } from "../support/world.ts";

const [OTHER_DISTRICT, NOT_ACTIVE, YEARLY_CAP, FACE_OUT_OF_TERMS] = [1n, 2n, 3n, 4n];
const [CLOSED, BLACKLISTED] = [4n, 5n];

/** Another list of items, announced, approved and past its notice. */
async function listOf(s: Listed, items: Item[]): Promise<Listed> {
  const chain = chainOf(items);
  const list = { ...s, items, chain, batch: batchIdOf(s.program, chain[0]!) };
  const noticeEnd = (await today()) + 5;
  await announceList(list, { noticeEnd });
  await approve(list, s.d);
  await goToDay(noticeEnd + 1);
  return list;
}

async function end({ w, d }: Listed, enterprise: bigint, status: bigint): Promise<void> {
  await w.enterprises.connect(d.bureau).end(enterprise, status, id("reason"));
  await w.enterprises.connect(d.approver).confirmEnd(enterprise, status, id("reason"));
}

const nothing = () => Promise.resolve();

/** Why an item is passed over: what it is, what happens to its enterprise after it was announced, and the reason told. */
const REASONS: [
  what: string,
  item: (s: Listed) => Item | Promise<Item>,
  happens: (s: Listed, enterprise: bigint) => Promise<unknown>,
  reason: bigint,
][] = [
  [
    "an enterprise of another district",
    async ({ w }) => ({ enterprise: (await registerEnterprise(w, w.yangpu)).id, face: 1n }),
    nothing,
    OTHER_DISTRICT,
  ],
  [
    "an enterprise that was never registered",
    ({ d }) => ({ enterprise: (BigInt(d.id) << 32n) | 99n, face: 1n }),
    nothing,
    NOT_ACTIVE,
  ],
  [
    "a frozen enterprise",
    ({ firms }) => ({ enterprise: firms[0]!.id, face: 1n }),
    ({ w, d }, enterprise) => w.enterprises.connect(d.bureau).freeze(enterprise, id("reason")),
    NOT_ACTIVE,
  ],
  [
    "a closed enterprise",
    ({ firms }) => ({ enterprise: firms[0]!.id, face: 1n }),
    (s, enterprise) => end(s, enterprise, CLOSED),
    NOT_ACTIVE,
  ],
  [
    "a blacklisted enterprise",
    ({ firms }) => ({ enterprise: firms[0]!.id, face: 1n }),
    (s, enterprise) => end(s, enterprise, BLACKLISTED),
    NOT_ACTIVE,
  ],
  [
    "an enterprise that went into another",
    ({ firms }) => ({ enterprise: firms[0]!.id, face: 1n }),
    async ({ w, d, firms }, enterprise) => {
      await w.enterprises.connect(d.bureau).merge(enterprise, firms[1]!.id);
      await w.enterprises.connect(d.approver).confirmMerge(enterprise, firms[1]!.id);
    },
    NOT_ACTIVE,
  ],
  ["a face of nothing", ({ firms }) => ({ enterprise: firms[0]!.id, face: 0n }), nothing, FACE_OUT_OF_TERMS],
  [
    "a face above the greatest",
    ({ firms }) => ({ enterprise: firms[0]!.id, face: TERMS.greatestFace + 1n }),
    nothing,
    FACE_OUT_OF_TERMS,
  ],
];

describe("An item that may no longer be issued", () => {
  for (const [what, make, happens, reason] of REASONS) {
    it(`is passed over, and only told of: ${what}`, async () => {
      const s = await load(listed);
      const item = await make(s);
      const good = { enterprise: s.firms[2]!.id, face: 100n };
      const list = await listOf(s, [good, item, good]);
      await happens(list, item.enterprise);
      const events = await eventsOf(issueItems(list), s.w.vouchers);
      expect(events.map(([event]) => event)).to.deep.equal([
        ...["Transfer", "Locked", "VoucherChanged", "ItemPassedOver"],
        ...["Transfer", "Locked", "VoucherChanged", "ChunkIssued"],
      ]);
      expect(events[3]![1]).to.deep.equal([list.batch, 1n, item.enterprise, item.face, reason]);
      expect(await s.w.vouchers.serialOf(s.program)).to.equal(2n);
      expect((await budgetState(s.w, s.program)).outstanding).to.equal(200n);
    });
  }

  it("is numbered in its list, not in its chunk", async () => {
    const s = await load(listed);
    await s.w.enterprises.connect(s.d.bureau).freeze(s.firms[2]!.id, id("reason"));
    const list = await listOf(s, s.items);
    await issueItems(list, 0, 2);
    const [passedOver] = await eventsOf(issueItems(list, 2), s.w.vouchers);
    expect(passedOver![1].slice(0, 2)).to.deep.equal([list.batch, 2n]);
  });
});

describe("The yearly cap of a group", () => {
  const full = async () => {
    const year = await goToSpring();
    const s = await listed();
    const sister = await registerEnterprise(s.w, s.d, "xiyuan north", { group: id("group xiyuan") });
    const lastIssueDay = (await today()) + 500;
    const program = await openProgram(s.w, s.d, { yearlyCap: 1_000n, greatestFace: 1_000n, lastIssueDay });
    await issueVouchers(s.w, s.d, program, [{ enterprise: s.firms[0]!.id, face: 999n }]);
    return { ...s, program, sister: sister.id, year };
  };
  const passedOver = async (list: Listed, from = 0, to = list.items.length) =>
    (await eventsOf(issueItems(list, from, to), list.w.vouchers))
      .filter(([event]) => event === "ItemPassedOver")
      .map(([, args]) => args.slice(1));

  it("is reached to the fen, over all firms of the group, and not passed by one", async () => {
    const s = await load(full);
    const list = await listOf(
      s,
      [2n, 1n, 1n].map((face) => ({ enterprise: s.sister, face })),
    );
    expect(await passedOver(list)).to.deep.equal([
      [0n, s.sister, 2n, YEARLY_CAP],
      [2n, s.sister, 1n, YEARLY_CAP],
    ]);
    expect(await s.w.enterprises.issuedIn(id("group xiyuan"), s.year)).to.equal(1_000n);
  });

  it("counts what other programs issued, against the cap of the one drawn on", async () => {
    const s = await load(full);
    const program = await openProgram(s.w, s.d, { yearlyCap: 1_999n, greatestFace: 1_999n });
    const list = await listOf(
      { ...s, program },
      [1_001n, 1_000n].map((face) => ({ enterprise: s.sister, face })),
    );
    expect(await passedOver(list)).to.deep.equal([[0n, s.sister, 1_001n, YEARLY_CAP]]);
  });

  it("begins anew in the first second of the year in Shanghai", async () => {
    const s = await load(full);
    const newYear = dayOfIso(`${s.year + 1}-01-01`);
    await goToDay(newYear - 10);
    const list = await listOf(
      s,
      [1_000n, 1_000n].map((face) => ({ enterprise: s.sister, face })),
    );
    await atSecond(lastValidSecond(newYear - 1));
    expect(await passedOver(list, 0, 1)).to.deep.equal([[0n, s.sister, 1_000n, YEARLY_CAP]]);
    expect(await passedOver(list, 1, 2)).to.deep.equal([]);
    expect(await s.w.enterprises.issuedIn(id("group xiyuan"), s.year + 1)).to.equal(1_000n);
  });
});

describe("A long list", () => {
  const COUNT = 230;
  const long = async () => {
    const s = await listed();
    const items = Array.from({ length: COUNT }, (_, i) => ({ enterprise: s.firms[i % 3]!.id, face: BigInt(i + 1) }));
    return { ...s, items };
  };
  /** Issues it chunk by chunk and says what is on the ledger after. */
  const issuedIn = async (s: Listed, cuts: number[]) => {
    const program = await openProgram(s.w, s.d);
    const list = await listOf({ ...s, program }, s.items);
    let done = 0;
    for (const cut of cuts) await issueItems(list, done, (done += cut));
    const { done: all, drawn, stage, next } = await s.w.vouchers.batchOf(list.batch);
    const first = await s.w.vouchers.wordOf((program << 32n) | 1n);
    const day = (first >> 192n) & 0xffff_ffffn;
    const words = [];
    for (const i of [1, 100, 101, COUNT]) {
      const word = await s.w.vouchers.wordOf((program << 32n) | BigInt(i));
      words.push((word & ~(0xffff_ffffn << 192n)) | ((((word >> 192n) & 0xffff_ffffn) - day) << 192n));
    }
    return { chain: list.chain[0], done: all, drawn, stage, next, words };
  };

  it("is one list however it is cut into chunks of at most a hundred", async () => {
    const s = await load(long);
    const whole = await issuedIn(s, [100, 100, 30]);
    const uneven = await issuedIn(s, [1, 99, 37, 92, 1]);
    expect(uneven).to.deep.equal(whole);
    expect(whole.done).to.equal(BigInt(COUNT));
  });
});
